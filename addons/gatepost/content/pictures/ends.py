"""Where the picture in a file ends: what stands behind it is shown by no viewer, and still goes out with the picture.

Each function takes a file of its format and gives the length of the picture in it, as the format's own structure tells.
The rule to keep: one whose end cannot be told ends where the file does; the decoder then says what is wrong with it.
"""

import re
from collections.abc import Iterator
from struct import unpack_from

from gatepost.content.format import Data

# ISO/IEC 10918-1, B.1.1.3: markers without a length, and what cannot end a scan (a stuffed zero, a restart, a fill byte).
_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})
_BEHIND_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_SCAN, _END = 0xDA, 0xD9


def of_jpeg(data: Data) -> int:
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            break
        marker = data[at + 1]
        if marker == _END:
            return at + 2
        if marker == 0xFF or marker in _ALONE:
            at += 1 if marker == 0xFF else 2
            continue
        at += 2 + unpack_from(">H", data, at + 2)[0]
        if marker == _SCAN:
            behind = _BEHIND_SCAN.search(data, at)
            if behind is None:
                break
            at = behind.start()
    return at + 2 if bytes(data[at : at + 2]) == b"\xff\xd9" else len(data)


def of_png(data: Data) -> int:
    at = 8
    while at + 12 <= len(data):
        size, kind = _chunk(data, at)
        at += 12 + size
        if kind == b"IEND":
            return min(at, len(data))
    return len(data)


def _chunk(data: Data, at: int) -> tuple[int, bytes]:
    size, kind = unpack_from(">I4s", data, at)
    return size, kind


def of_gif(data: Data) -> int:
    at = 13 + _colours(data, 10)
    while at < len(data):
        match data[at]:
            case 0x3B:
                return at + 1
            case 0x21:
                at = _behind_blocks(data, at + 2)
            case 0x2C if at + 10 < len(data):
                at = _behind_blocks(data, at + 11 + _colours(data, at + 9))
            case _:
                break
    return len(data)


def _colours(data: Data, flags: int) -> int:
    """The length of a table of colours, as its flags announce it."""
    return 3 << (data[flags] & 7) + 1 if flags < len(data) and data[flags] & 0x80 else 0


def _behind_blocks(data: Data, at: int) -> int:
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


def of_webp(data: Data) -> int:
    size: int = unpack_from("<I", data, 4)[0] + 8
    return min(size + size % 2, len(data))


def of_bmp(data: Data) -> int:
    """Its header says so; where a writer left that out, nothing stands behind it for certain."""
    size: int = unpack_from("<I", data, 2)[0]
    return size if size >= unpack_from("<I", data, 10)[0] > 0 and size <= len(data) else len(data)


def of_boxes(data: Data) -> int:
    """ISO/IEC 14496-12: boxes to the end, each with its length and a name of four letters."""
    *_, end = _boxes(data)
    return end


def _boxes(data: Data) -> Iterator[int]:
    at = 0
    yield at
    while at + 8 <= len(data):
        size, kind = _chunk(data, at)
        if size == 1 and at + 16 <= len(data):
            size = unpack_from(">Q", data, at + 8)[0]
        elif size == 0:
            size = len(data) - at
        if size < 8 or not kind.isascii() or at + size > len(data):
            return
        at += size
        yield at


def of_file(data: Data) -> int:
    """For formats whose parts may stand anywhere in the file."""
    return len(data)
