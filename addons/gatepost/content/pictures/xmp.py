"""What people wrote into a picture's XMP: words, and the sensitivity label that an office suite put there.

Elements and attributes are the same to RDF. The rule to keep: what programs write for programs (ids, histories, settings)
is not read as words; a label counts wherever it stands.
"""

import re
from collections.abc import Iterator
from xml.parsers import expat

from gatepost.content.format import Label

_LABEL = re.compile(r"MSIP_Label_[0-9A-Fa-f-]{36}_Name\Z")
_PROGRAMS = (
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://ns.adobe.com/xap/1.0/mm/", "http://ns.adobe.com/xap/1.0/sType/",
    "http://ns.adobe.com/camera-raw-settings/", "http://ns.adobe.com/tiff/", "http://ns.adobe.com/exif/",
    "http://ns.google.com/photos/", "http://ns.adobe.com/hdr-gain-map/", "http://ns.apple.com/", "adobe:ns:meta/",
)  # fmt: skip
_OWN = frozenset(
    {"CreateDate", "ModifyDate", "MetadataDate", "DateCreated", "InstanceID", "DocumentID", "format", "lang"}
)
_SPACE = " "


def words_of(packet: bytes) -> Iterator[str]:
    return (value for name, value in _properties(packet) if _said(name))


def labels_of(packet: bytes) -> Iterator[Label]:
    for name, value in _properties(packet):
        if _LABEL.match(_local(name)):
            yield Label(name="sensitivity-label", value=value)


def _local(name: str) -> str:
    return name.rpartition(_SPACE)[2]


def _said(name: str) -> bool:
    return not name.startswith(_PROGRAMS) and _local(name) not in _OWN and bool(name)


def _properties(packet: bytes) -> list[tuple[str, str]]:
    """Each property's name, with its namespace, and its value, as far as the packet is well formed."""
    found: list[tuple[str, str]] = []
    open_names: list[str] = [""]
    text: list[str] = []

    def begin(name: str, attributes: dict[str, str]) -> None:
        flush()
        # What RDF calls a list item belongs to the property around its list.
        open_names.append(open_names[-1] if name.startswith(_PROGRAMS[0]) else name)
        found.extend(attributes.items())

    def flush() -> None:
        value = "".join(text).strip()
        text.clear()
        if value:
            found.append((open_names[-1], value))

    def end(_: str) -> None:
        flush()
        open_names.pop()

    parser = expat.ParserCreate(namespace_separator=_SPACE)
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.CharacterDataHandler = text.append
    parser.EntityDeclHandler = _refuse
    try:
        parser.Parse(packet.rstrip(b"\0"), True)
    except (expat.ExpatError, _EntityDeclared):
        flush()
    return found


class _EntityDeclared(ValueError):
    """A packet that declares entities of its own may grow without end."""


def _refuse(*_: object) -> None:
    raise _EntityDeclared
