"""The stream of a PPT becomes its lines: outlines of the slides in their order, then text boxes, notes and masters.

A presentation is a tree of records (MS-PPT 2.3.1); after quick saves old ones lie among the new, and are read as well. The
rule to keep: a record ends within the one that it stands in.
"""

import struct
from collections.abc import Iterator

from gatepost.content.budget import Unreadable

_HEADER = struct.Struct("<HHI")  # version and instance, type, length
_CONTAINER = 0xF
_DEEPEST = 64
_OUTLINES, _SLIDE = 0x0FF0, 0x03F3  # 2.4.14.3, 2.4.14.5: each slide's text follows its record
_TEXTS = {0x0FA0: "utf-16-le", 0x0FA8: "cp1252", 0x0FBA: "utf-16-le"}  # 2.9.42, 2.9.43, 2.2.21
_USER_AT, _ENCRYPTED = 12, b"\xdf\xc4\xd1\xf3"  # 2.3.2


def refuse_encrypted(current_user: bytes) -> None:
    if current_user[_USER_AT : _USER_AT + 4] == _ENCRYPTED:
        raise Unreadable("encrypted")


def read_lines(stream: bytes) -> Iterator[tuple[int | None, str]]:
    """The lines, those of outlines with their page."""
    page: int | None = None
    ends: list[tuple[int, bool]] = []  # of the containers that are open, and whether each is the slides' outlines
    place = 0
    while place + _HEADER.size <= len(stream):
        while ends and place >= ends[-1][0]:
            page = None if ends.pop()[1] else page
        version, kind, length = _HEADER.unpack_from(stream, place)
        place += _HEADER.size
        end = min(place + length, len(stream), *(end for end, _ in ends[-1:]))
        if version & 0xF == _CONTAINER:
            if len(ends) >= _DEEPEST:
                raise Unreadable("too-large")
            is_slides = kind == _OUTLINES and version >> 4 == 0
            page = 0 if is_slides else page
            ends.append((end, is_slides))
            continue
        if kind == _SLIDE and page is not None:
            page += 1
        elif kind in _TEXTS:
            text = stream[place:end].decode(_TEXTS[kind], errors="replace")
            yield from ((page or None, line) for line in text.replace("\x0b", "\n").splitlines())
        place = end
