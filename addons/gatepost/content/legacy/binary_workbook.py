"""The parts of an XLSB, which is a package like other newer files with records in place of XML: what stands beside the cells.

python-calamine reads the cells, as it does those of an XLS and under the same condition: first it is counted how large its
grids would be. Comments, headers and footers it does not show; they are read here. MS-XLSB 2.1.4 has the records.
"""

import struct
from collections.abc import Iterator

from gatepost.content.budget import Unreadable
from gatepost.content.legacy.excel import MOST_CELLS
from gatepost.content.office.cells import header_text

_ROW, _LAST_CELL = 0, 11  # 2.5.9: the records of cells follow that of their row, and begin with their column
_HEADERS, _COMMENT = 479, 637  # 2.4.78, 2.4.36
_NO_TEXT = 0xFFFFFFFF


def area(part: bytes) -> int:
    """How many cells a grid of this sheet has. Unreadable where that is more than can be made."""
    rows = columns = 0
    for kind, record in _records(part):
        if kind <= _LAST_CELL and len(record) >= 4:
            (number,) = struct.unpack_from("<I", record)
            rows = max(rows, number + 1) if kind == _ROW else rows
            columns = columns if kind == _ROW else max(columns, number + 1)
            if rows * columns > MOST_CELLS:
                raise Unreadable("too-large")
    return rows * columns


def words_beside(part: bytes) -> Iterator[str]:
    """The headers and footers of a sheet, and comments."""
    for kind, record in _records(part):
        if kind == _HEADERS:
            yield from map(header_text, _texts(record, 2))
        elif kind == _COMMENT:
            yield from _texts(record, 1)


def _texts(record: bytes, place: int) -> Iterator[str]:
    """2.5.169: a length, and as many characters of two bytes; six of them where there are headers."""
    while place + 4 <= len(record):
        (length,) = struct.unpack_from("<I", record, place)
        place += 4
        if length != _NO_TEXT:
            yield record[place : place + 2 * length].decode("utf-16-le", errors="replace")
            place += 2 * length


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """2.1.4: type and length in groups of seven bits, at most two of them and four."""
    place = 0
    while place < len(part):
        kind, place = _seven_bits(part, place, 2)
        length, place = _seven_bits(part, place, 4)
        yield kind, part[place : place + length]
        place += length


def _seven_bits(part: bytes, place: int, most: int) -> tuple[int, int]:
    number = 0
    for shift in range(most):
        byte = part[place] if place < len(part) else 0
        place += 1
        number |= (byte & 0x7F) << 7 * shift
        if not byte & 0x80:
            break
    return number, place
