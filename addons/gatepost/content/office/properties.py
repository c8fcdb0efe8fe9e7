"""What a document says of itself: title, author, keywords, its own fields, and its sensitivity labels.

Microsoft Purview writes a label as fields `MSIP_Label_<id>_Name` and `MSIP_Label_<id>_Enabled`, newer programs as a part of
its own (`LabelInfo.xml`, MS-OFFCRYPTO 2.6), others as a field that is called a classification. The rule to keep: a label is
reported as it is named, the harmless ones too; what it means is the policy's business.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from gatepost.content.budget import Unreadable
from gatepost.content.format import Label
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, local_attributes, parse

_LABEL = re.compile(r"MSIP_Label_([0-9A-Fa-f-]{1,40})_(Name|Enabled|SetDate)", re.IGNORECASE)
_CLASSIFICATION = re.compile(
    r".{0,40}(?:classification|sensitivity|sensitivit[eé]|marking|cote de s[eé]curit[eé])"
    r"(?:[\s_-]?(?:label|level|name))?",
    re.IGNORECASE,
)
# How the program that wrote it counts its words, and which it was: nobody wrote these.
_OF_THE_PROGRAM = (
    frozenset(
        {"Application", "AppVersion", "Template", "DocSecurity", "ScaleCrop", "LinksUpToDate", "SharedDoc", "TotalTime"}
    )
    | {"HyperlinksChanged", "PresentationFormat", "revision", "created", "modified", "lastPrinted", "generator"}
    | {*("editing-duration", "creation-date", "date", "print-date", "editing-cycles")}
)
_VARIANTS = frozenset({"lpstr", "lpwstr", "bstr", "i4", "bool", "filetime", "r8", "variant", "vector"})
_LONGEST = 64 * 1024  # characters of one field


class Properties:
    """A sink for `core.xml`, `app.xml`, `custom.xml` and their like: fields with their names, labels by their ids."""

    def __init__(self, within: str = "") -> None:
        self._within = within
        self.fields: list[tuple[str, str]] = []
        self.labels: list[str] = []
        self._names = LocalNames()
        self._open: list[tuple[str, str]] = []
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        local = self._names[name]
        of = local_attributes(attributes, self._names)
        if len(self._open) > DEEPEST:
            raise Unreadable("too-large")
        self._open.append((local, of.get("name", "")))
        self._text.clear()
        if local == "label" and of.get("enabled") == "1" and of.get("removed", "0") != "1":
            self.labels.append(of.get("name") or of.get("id", "").strip("{}"))

    def end(self, name: str) -> None:
        local, given = self._open.pop()
        text = "".join(self._text).strip()[:_LONGEST]
        self._text.clear()
        called = next((given or above for above, given in reversed(self._open) if above not in _VARIANTS), "")
        called = called if local in _VARIANTS else given or local
        if text and local not in _OF_THE_PROGRAM and (not self._within or self._is_within()):
            self.fields.append((called, text))

    def text(self, text: str) -> None:
        self._text.append(text)

    def _is_within(self) -> bool:
        return any(above == self._within for above, _ in self._open)


def read_properties(pieces: Iterable[bytes], within: str = "") -> Properties:
    """The fields of a part, or of one element in it."""
    sink = Properties(within)
    for _ in parse(pieces, sink):
        pass
    return sink


def labels(fields: Mapping[str, str]) -> Iterator[Label]:
    """The sensitivity labels among a document's fields."""
    known: dict[str, dict[str, str]] = {}
    for name, value in fields.items():
        if match := _LABEL.fullmatch(name):
            known.setdefault(match[1].lower(), {})[match[2].lower()] = value.strip()
        elif _CLASSIFICATION.fullmatch(name) and value.strip():
            yield Label(name="sensitivity-label", value=value.strip())
    for id_, said in known.items():
        if said.get("enabled", "true").lower() not in {"false", "0"}:
            yield Label(name="sensitivity-label", value=said.get("name") or id_)


def as_lines(fields: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The fields as a person reads them; those of labels are read as labels."""
    for name, value in fields:
        if not _LABEL.match(name) and not name.startswith("MSIP_Label") and re.search(r"[^\W\d_]", value):
            yield f"{name}: {value}"
