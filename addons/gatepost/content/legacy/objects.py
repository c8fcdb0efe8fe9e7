"""Pictures and files that stand in a stream of a compound file, each as the file that it is.

The rule to keep: a picture is told by its record's whole beginning (MS-ODRAW 2.2.23), not by two letters that chance writes.
"""

import re
import struct
from collections.abc import Iterator

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Inner, Piece, Unread
from gatepost.content.inflating import Deflate, stored, unpack

# Instance and type of a record: JPEG, PNG; EMF and WMF, packed; then PICT and bitmaps without a header, which nothing here
# reads. An odd instance has a second mark before the rest.
_RECORD = re.compile(
    rb"(?:[\xa0\xb0]\x46[\x1d\x2a]\xf0|[\x20\x30]\x6e[\x1d\x2a]\xf0|[\x00\x10]\x6e\x1e\xf0"
    rb"|(?P<metafile>[\x40\x50]\x3d\x1a\xf0|[\x60\x70]\x21\x1b\xf0)"
    rb"|(?P<other>[\x20\x30]\x54\x1c\xf0|[\x80\x90]\x7a\x1f\xf0))(?P<length>.{4})",
    re.DOTALL,
)
_MAGIC = re.compile(rb"\xff\xd8\xff|\x89PNG\r\n\x1a\n")
_MARK, _METAFILE_HEADER = 16, 34  # bytes; the header ends with how it is packed, and a byte that says nothing
_PACKED, _ZLIB = 0, 15
_HEADER = 64  # more than stands between a record's beginning and its picture
_CONTINUED_DRAWINGS = (0x00EB, 0x003C)  # MS-XLS 2.4.102, 2.4.58


def pictures(stream: bytes, budget: Budget) -> Iterator[Piece]:
    """The pictures in a stream; behind them, that there are some which nothing reads."""
    others = False
    for record in _RECORD.finditer(stream):
        others = others or record["other"] is not None
        (length,) = struct.unpack("<I", record["length"])
        found = _MAGIC.search(stream, record.end(), record.end() + _HEADER)
        if record["metafile"]:
            yield from _metafile(stream[record.end() : record.end() + length], record["metafile"][0], budget)
        elif found and not record["other"]:
            data = stream[found.start() : record.end() + length]
            budget.inflate(len(data))
            yield Inner(data=data)
    if others:
        yield Unread(reason="unknown-format")


def _metafile(kept: bytes, instance: int, budget: Budget) -> Iterator[Piece]:
    """EMF and WMF stand behind one mark or two and a header of their own, mostly packed. (MS-ODRAW 2.2.24, 2.2.31)"""
    start = (1 + (instance >> 4 & 1)) * _MARK + _METAFILE_HEADER
    if len(kept) < start:
        yield Unread(reason="corrupt")
        return
    pieces = (
        unpack(Deflate(_ZLIB), kept, start, len(kept), budget)
        if kept[start - 2] == _PACKED
        else stored(kept, start, len(kept), budget)
    )
    try:
        yield Inner(data=b"".join(pieces))
    except Unreadable as error:
        yield Unread(reason=error.reason)


def drawings(workbook: bytes) -> bytes:
    """The drawings of a workbook in one: its records are too short for pictures, which go on in others."""
    parts, place, going_on = [], 0, False
    while place + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, place)
        going_on = kind == _CONTINUED_DRAWINGS[0] or (going_on and kind == _CONTINUED_DRAWINGS[1])
        if going_on:
            parts.append(workbook[place + 4 : place + 4 + length])
        place += 4 + length
    return b"".join(parts)


def native_file(stream: bytes) -> Inner:
    """A file that was put into a document as it is (the stream `Ole10Native`): its name, two paths, its bytes."""
    try:
        name_end = stream.index(b"\0", 6)
        path_end = stream.index(b"\0", name_end + 1)
        (temporary,) = struct.unpack_from("<I", stream, path_end + 5)
        start = path_end + 9 + temporary
        (size,) = struct.unpack_from("<I", stream, start)
    except (ValueError, struct.error):
        return Inner(data=stream[4:])  # as equations are, without a name
    return Inner(data=stream[start + 4 : start + 4 + size], name=stream[6:name_end].decode("cp1252", errors="replace"))
