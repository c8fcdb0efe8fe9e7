"""MSG: Outlook's messages, with all that is said of them, their bodies in each form, and what is attached.

A message is a compound file in which each property is a stream (MS-OXMSG). All strings are read, whatever the property; a
message within a message is a folder of the same file. The rule to keep: each form of the body is read, because programs
choose which one they show.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import declared_in, decode
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Inner, Label, Passage, Piece, Unread
from gatepost.content.legacy.compound import MAGIC, Compound
from gatepost.content.lzfu import unpack_rich_text
from gatepost.content.markup import read_page

_MESSAGE = "__properties_version1.0".encode("utf-16-le")
_PROPERTY = re.compile(r"(.*?)__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})(?:-[0-9A-F]{8})?")
_WIDE, _NARROW = "001F", "001E"
_CLASS, _HEADERS, _LONG_NAME, _SHORT_NAME = "001A", "007D", "3707", "3704"
_LOCKED = re.compile(r"(?i)SMIME(?!\.MultipartSigned)")
_BEGINNING = 4096
# The class, addresses as directories write them, types of addresses, identifiers of messages.
_QUIET = frozenset({_CLASS, _HEADERS, _LONG_NAME, _SHORT_NAME, "0C1E", "0C1F", "0064", "0075", "0077", "3002", "3703"})
_QUIET |= {"370E", "1035", "1042", "0065", "0076", "0078", "5D01", "5D02", "300B"}
_LABEL = re.compile(r"MSIP_Label_[0-9A-Fa-f-]{36}_Name=([^;\r\n\0]{1,255})")
_NAMES = "__nameid_version1.0"


def _looks(data: Data) -> bool:
    return data[: len(MAGIC)] == MAGIC and data.find(_MESSAGE) >= 0


@dataclass(frozen=True, slots=True)
class _Property:
    """One property: its stream, the folder of what it belongs to, which one it is, and of what type."""

    stream: str
    folder: str
    id: str
    type: str


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    message = Compound(data, budget)
    matches = [match for name in message.names if (match := _PROPERTY.fullmatch(name))]
    properties = [_Property(match[0], match[1], match[2], match[3]) for match in matches if _NAMES not in match[1]]
    strings = {each.stream: _string(message, each) for each in properties if each.type in {_WIDE, _NARROW}}
    said = [each for each in properties if each.stream in strings and each.id not in _QUIET]
    for text in cut((f"{strings[each.stream]}\n" for each in said), budget):
        yield Passage(text=text)
    for value in strings.values():
        yield from (Label(name="sensitivity-label", value=label.strip()) for label in _LABEL.findall(value))
    for each in properties:
        yield from _body(message, each, strings, budget)


def _body(message: Compound, each: _Property, strings: dict[str, str], budget: Budget) -> Iterator[Piece]:
    """What is read by other formats, and what nobody but the recipient reads."""
    match each.id, each.type:
        case "1013", "0102":
            page = message.read(each.stream).rstrip(b"\0")
            yield from read_page(decode(page, declared_in(page[:_BEGINNING].decode("latin-1"))), budget)
        case "1013", _:
            yield from read_page(strings.get(each.stream, ""), budget)
        case "1009", "0102":
            try:
                yield Inner(data=unpack_rich_text(message.read(each.stream), budget))
            except Unreadable as error:
                yield Unread(reason=error.reason)
        case "3701", "0102":
            yield Inner(data=message.read(each.stream), name=_name(each.folder, strings))
        case "001A", _ if _LOCKED.search(strings.get(each.stream, "")):
            yield Unread(reason="encrypted")


def _name(folder: str, strings: dict[str, str]) -> str:
    """What an attachment is called."""
    names = (f"{folder}__substg1.0_{id_}{type_}" for id_ in (_LONG_NAME, _SHORT_NAME) for type_ in (_WIDE, _NARROW))
    return next((strings[name] for name in names if strings.get(name)), "")


def _string(message: Compound, each: _Property) -> str:
    data = message.read(each.stream)
    return (data.decode("utf-16-le", "replace") if each.type == _WIDE else decode(data)).rstrip("\0")


FORMATS = (Format(name="outlook", looks=_looks, read=_read),)
