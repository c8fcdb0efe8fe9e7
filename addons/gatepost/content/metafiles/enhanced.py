"""EMF: records of Windows' drawing calls, of 32 bits, and the comments that newer calls stand in. (MS-EMF 2.3)"""

from collections.abc import Iterator
from struct import unpack_from

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data, Inner
from gatepost.content.metafiles import bitmaps
from gatepost.content.metafiles.lettering import Lettering
from gatepost.content.metafiles.parts import Record, part, wide
from gatepost.content.metafiles.plus import Plus
from gatepost.content.metafiles.strings import STRINGS

_LEAST = 8  # bytes of a record
_HEADER, _END, _COMMENT = 1, 14, 70
# Where records tell of bitmaps: place and length of a header, place and length of the pixels; one has a mask as well.
_BITMAPS = {
    **dict.fromkeys((76, 77, 114, 116), (84,)),
    78: (84, 112),
    79: (96,),
    **dict.fromkeys((80, 81), (48,)),
    **dict.fromkeys((93, 94), (16,)),
}
# Curves, what is painted along a path or within a region, and what is cut out by one.
_SHAPES = frozenset({2, 5, 53, 56, 62, 63, 64, 67, 71, 72, 74, 85, 88, 92, 118})
_POLYGON, _POLYGONS = frozenset({3, 86}), frozenset({8, 91})
MOST_CORNERS = 5  # points of a box that is closed; more make another shape
_PLUS, _PUBLIC = b"EMF+", b"GDIC"
_GROUP, _OLDER = 2, 0x80000001  # public comments (2.1.10): a group's name, the same drawing as WMF


class Enhanced:
    """What is read of one file. `files` are taken by who reads; `unseen` says whether there is more to see."""

    def __init__(self) -> None:
        self.files: list[Inner] = []
        self._letters = Lettering()
        self._plus = Plus()
        self._shapes = False

    @property
    def unseen(self) -> bool:
        return self._shapes or self._plus.unseen

    def said(self) -> str:
        """The text since it was last asked for; most files are written twice, for old programs and for new ones."""
        return f"{self._letters.taken()}{self._plus.said()}"

    def records(self, data: Data) -> Iterator[Record]:
        """In their order. A file without a last record was cut off."""
        place = kind = 0
        while kind != _END:
            kind, size = unpack_from("<II", data, place)
            if size < _LEAST or place + size > len(data):
                raise Unreadable("corrupt")
            yield Record(kind, place, place + size)
            place += size

    def take(self, kind: int, record: bytes, budget: Budget) -> None:
        if kind in STRINGS:
            for drawn in STRINGS[kind](record):
                self._shapes = self._shapes or drawn.text is None
                self._letters.add(drawn)
        elif kind in _BITMAPS:
            for at in _BITMAPS[kind]:
                self._bitmap(record, at, budget)
        elif kind == _COMMENT:
            self._comment(record, budget)
        elif kind == _HEADER:
            self._titles(record)
        elif kind in _SHAPES or _corners(kind, record) > MOST_CORNERS:
            self._shapes = True

    def _bitmap(self, record: bytes, at: int, budget: Budget) -> None:
        """None where the record only paints a box."""
        info, info_size, bits, bits_size = unpack_from("<4I", record, at)
        if info_size and bits_size:
            header, pixels = part(record, info, info_size), part(record, bits, bits_size)
            budget.inflate(len(header) + len(pixels))
            self.files.append(bitmaps.from_two(header, pixels))

    def _titles(self, record: bytes) -> None:
        """Which program drew it, and what it is called."""
        count, place = unpack_from("<II", record, 60)
        if count:
            self._letters.line(wide(part(record, place, 2 * count)).replace("\0", "\n"))

    def _comment(self, record: bytes, budget: Budget) -> None:
        (size,) = unpack_from("<I", record, 8)
        comment = part(record, 12, size)
        if comment.startswith(_PLUS):
            self._plus.read(comment[4:], budget)
            self.files += self._plus.taken()
        elif comment.startswith(_PUBLIC):
            (kind,) = unpack_from("<I", comment, 4)
            if kind == _OLDER:
                self.files.append(Inner(data=comment[24:]))
            elif kind == _GROUP:
                self._letters.line(wide(comment[28:]).replace("\0", ""))


def _corners(kind: int, record: bytes) -> float:
    """Of the polygon that it draws, or of the mean one."""
    if kind in _POLYGON:
        return float(unpack_from("<I", record, 24)[0])
    if kind in _POLYGONS:
        polygons, points = unpack_from("<II", record, 24)
        return float(points / max(polygons, 1))
    return 0.0
