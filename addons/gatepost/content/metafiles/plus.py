"""EMF+: the calls of newer Windows, which stand in comments of an EMF, beside the old ones or in their place. (MS-EMFPLUS 2.3)"""

from collections.abc import Iterator
from struct import unpack_from

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Inner
from gatepost.content.metafiles import bitmaps
from gatepost.content.metafiles.lettering import Drawn, Lettering
from gatepost.content.metafiles.parts import part, wide

_HEADER = 12
_OBJECT, _STRING, _GLYPHS, _POLYGON = 0x4008, 0x401C, 0x4036, 0x400C
_SHAPES = frozenset({0x4013, 0x4014, 0x4015, 0x4016, 0x4017, 0x4018, 0x4019})  # regions, paths, curves
_MOST_CORNERS = 5
_GOES_ON, _KIND, _IMAGE = 0x8000, 0x7F00, 0x0500  # of an object's flags
_BITMAP, _METAFILE = 1, 2
_PIXELS = 0  # of a bitmap: as rows; otherwise as the file that it was
_LETTERS = 1  # of the options of single letters: they are letters, and not the numbers of a font's drawings
_PLAIN_ROWS = {0x21808: 24, 0x22009: 32, 0x26200A: 32, 0xE200B: 32}  # formats of pixels, and their bits


class Plus:
    """What was read of the comments so far. An object may go on over several of them."""

    def __init__(self) -> None:
        self._letters = Lettering()
        self.unseen = False
        self._files: list[Inner] = []
        self._begun = bytearray()

    def said(self) -> str:
        text = self._letters.taken()
        return f"\n{text}\n" if text else ""

    def taken(self) -> list[Inner]:
        files, self._files = self._files, []
        return files

    def read(self, records: bytes, budget: Budget) -> None:
        for kind, flags, data in _records(records):
            if kind == _OBJECT and flags & _KIND == _IMAGE:
                self._image(flags, data, budget)
            elif kind == _STRING:
                (count,) = unpack_from("<I", data, 8)
                x, y = unpack_from("<ff", data, 12)
                self._letters.add(Drawn(wide(part(data, 28, 2 * count)), x, y))
            elif kind == _GLYPHS:
                self._single_letters(data)
            elif kind in _SHAPES or (kind == _POLYGON and unpack_from("<I", data, 4)[0] > _MOST_CORNERS):
                self.unseen = True

    def _single_letters(self, data: bytes) -> None:
        options, _, count = unpack_from("<III", data, 4)
        if not options & _LETTERS:
            self.unseen = True
            return
        places = part(data, 16 + 2 * count + (2 * count) % 4, 8) if count else b""
        x, y = unpack_from("<ff", places) if places else (0.0, 0.0)
        self._letters.add(Drawn(wide(part(data, 16, 2 * count)), x, y))

    def _image(self, flags: int, data: bytes, budget: Budget) -> None:
        budget.inflate(len(data))
        if not flags & _GOES_ON:
            self._whole_image(bytes(self._begun) + data)
            self._begun.clear()
            return
        (size,) = unpack_from("<I", data)
        self._begun += data[4:]
        if len(self._begun) >= size:
            self._whole_image(bytes(self._begun))
            self._begun.clear()

    def _whole_image(self, image: bytes) -> None:
        (kind,) = unpack_from("<I", image, 4)
        if kind == _METAFILE:
            self._files.append(Inner(data=image[16:]))
            return
        width, height, line, pixels, kept = unpack_from("<iiiII", image, 8)
        if kind != _BITMAP or (kept == _PIXELS and not _is_plain(width, line, pixels)):
            self.unseen = True
        elif kept == _PIXELS:
            self._files.append(bitmaps.from_rows(width, height, _PLAIN_ROWS[pixels], image[28:]))
        else:
            self._files.append(Inner(data=image[28:]))


def _is_plain(width: int, line: int, pixels: int) -> bool:
    """Whether the rows are those of a bitmap of Windows, without gaps that are its own."""
    return pixels in _PLAIN_ROWS and line == (width * _PLAIN_ROWS[pixels] + 31) // 32 * 4


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    place = 0
    while place + _HEADER <= len(data):
        kind, flags, size, used = unpack_from("<HHII", data, place)
        if size < _HEADER or place + size > len(data) or used > size - _HEADER:
            raise Unreadable("corrupt")
        yield kind, flags, data[place + _HEADER : place + _HEADER + used]
        place += size
