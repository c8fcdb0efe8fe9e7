"""WMF: records of drawing calls of 16 bits, as Windows had them before 1993 and Word still writes beside pictures. (MS-WMF 2.3)"""

from collections.abc import Iterator
from struct import unpack_from

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import decode
from gatepost.content.format import Data, Inner
from gatepost.content.metafiles import bitmaps
from gatepost.content.metafiles.lettering import Drawn, Lettering
from gatepost.content.metafiles.parts import Record, part

PLACEABLE = b"\xd7\xcd\xc6\x9a"
_PLACEABLE_SIZE, _HEADER_SIZE = 22, 18
_LEAST_WORDS = 3  # of a record
_END = 0
_TEXT, _TEXT_WITH_BOX, _ESCAPE = 0x0521, 0x0A32, 0x0626
_GLYPHS, _BOXED = 0x10, 0x06  # options of a string (2.1.2.2)
# Where a bitmap begins in a record; those that may do without one are then shorter.
_BITMAPS = {0x0F43: 28, 0x0D33: 24, 0x0B41: 26, 0x0940: 22, 0x0142: 10}
_MAY_LACK_ONE = frozenset({0x0B41, 0x0940})
# Bitmaps in the colours of a screen that nobody has, regions, what is filled until a colour ends.
_SHAPES = frozenset({0x0922, 0x0B23, 0x01F9, 0x0228, 0x012B, 0x0429, 0x012A, 0x0548, 0x0419})
_POLYGON, _POLYGONS = 0x0324, 0x0538
_MOST_CORNERS = 5
_COMMENT, _NEWER = 0x000F, b"WMFC\1\0\0\0"  # an escape that holds a piece of the same drawing as EMF (2.3.6.12)
_TO_COME, _NEWER_SIZE = 26, 34  # bytes from there


class Windows:
    """What is read of one file. `files` are taken by who reads; `unseen` says whether there is more to see."""

    def __init__(self) -> None:
        self.files: list[Inner] = []
        self.unseen = False
        self._letters = Lettering()
        self._newer = bytearray()

    def said(self) -> str:
        """The text since it was last asked for."""
        return self._letters.taken()

    def records(self, data: Data) -> Iterator[Record]:
        """In their order. A file without a last record was cut off."""
        place, kind = (_PLACEABLE_SIZE if data[:4] == PLACEABLE else 0) + _HEADER_SIZE, -1
        while kind != _END:
            words, kind = unpack_from("<IH", data, place)
            if words < _LEAST_WORDS or place + 2 * words > len(data):
                raise Unreadable("corrupt")
            yield Record(kind, place, place + 2 * words)
            place += 2 * words

    def take(self, kind: int, record: bytes, budget: Budget) -> None:
        if kind == _TEXT:
            (count,) = unpack_from("<h", record, 6)
            y, x = unpack_from("<hh", record, 8 + count + count % 2)
            self._letters.add(Drawn(decode(part(record, 8, count)), x, y))
        elif kind == _TEXT_WITH_BOX:
            self._boxed(record)
        elif kind in _BITMAPS:
            self._bitmap(kind, record, budget)
        elif kind == _ESCAPE:
            self._escape(record, budget)
        elif kind in _SHAPES or _corners(kind, record) > _MOST_CORNERS:
            self.unseen = True

    def _boxed(self, record: bytes) -> None:
        y, x, count, options = unpack_from("<hhhH", record, 6)
        if options & _GLYPHS:
            self.unseen = True
            return
        at = 22 if options & _BOXED else 14
        steps = record[at + count + count % 2 :]
        wide = sum(unpack_from(f"<{count}h", steps)) if len(steps) >= 2 * count else 0
        self._letters.add(Drawn(decode(part(record, at, count)), x, y, wide))

    def _bitmap(self, kind: int, record: bytes, budget: Budget) -> None:
        if kind in _MAY_LACK_ONE and len(record) // 2 == (kind >> 8) + 3:
            return
        budget.inflate(len(record))
        self.files.append(bitmaps.from_one(record[_BITMAPS[kind] :]))

    def _escape(self, record: bytes, budget: Budget) -> None:
        """Pieces of an EMF come in their order, each behind figures that say how much is still to come."""
        (function,) = unpack_from("<H", record, 6)
        if function == _COMMENT and record[10:].startswith(_NEWER):
            (to_come,) = unpack_from("<I", record, 10 + _TO_COME)
            budget.inflate(len(record))
            self._newer += record[10 + _NEWER_SIZE :]
            if not to_come:
                self.files.append(Inner(data=bytes(self._newer)))
                self._newer.clear()


def _corners(kind: int, record: bytes) -> float:
    """Of the polygon that it draws, or of the mean one."""
    if kind not in {_POLYGON, _POLYGONS}:
        return 0
    count: int = unpack_from("<H", record, 6)[0]
    if kind == _POLYGON:
        return count
    corners: tuple[int, ...] = unpack_from(f"<{count}H", record, 8)
    return sum(corners) / max(count, 1)
