"""Bitmaps within a metafile become files of their own: a bitmap of Windows lacks nothing but fourteen bytes before it.

The rule to keep: sizes in a header are only used to find where the header ends; whether the pixels are there, the reader of
pictures tells. (MS-WMF 2.2.2.9, 2.2.2.3)
"""

from struct import pack, unpack_from

from gatepost.content.format import Inner

_FILE_HEADER, _CORE_HEADER, _INFO_HEADER = 14, 12, 40
_MASKED, _PACKED = 3, frozenset({4, 5})  # how pixels are kept: by masks; as JPEG, as PNG
_MASKS = 12
_INDEXED = 8  # bits a pixel, up to which there is a table of colours


def from_two(info: bytes, bits: bytes) -> Inner:
    """Of a header with its colours, and the pixels."""
    if len(info) >= _INFO_HEADER and unpack_from("<I", info, 16)[0] in _PACKED:
        return Inner(data=bits)
    size = _FILE_HEADER + len(info)
    return Inner(data=pack("<2sIII", b"BM", size + len(bits), 0, size) + info + bits)


def from_one(bitmap: bytes) -> Inner:
    """Of a header with its colours and the pixels behind it."""
    end = _end_of_colours(bitmap)
    return from_two(bitmap[:end], bitmap[end:])


def from_rows(width: int, height: int, bits: int, rows: bytes) -> Inner:
    """Of rows from the top down, each filled up to four bytes."""
    info = pack("<IiiHHIIiiII", _INFO_HEADER, width, -height, 1, bits, 0, 0, 0, 0, 0, 0)
    return from_two(info, rows)


def _end_of_colours(bitmap: bytes) -> int:
    size: int = unpack_from("<I", bitmap)[0]
    if size == _CORE_HEADER:
        return size + 3 * _colours(unpack_from("<H", bitmap, 10)[0], 0)
    (bits, packing), (used,) = unpack_from("<HI", bitmap, 14), unpack_from("<I", bitmap, 32)
    masks = _MASKS if size == _INFO_HEADER and packing == _MASKED else 0
    return size + masks + 4 * _colours(bits, used)


def _colours(bits: int, used: int) -> int:
    return used or (1 << bits if 0 < bits <= _INDEXED else 0)
