"""The stream of an XLS: what its cells' reader does not show, and whether that reader may be let near it.

python-calamine reads the cells. It makes a whole grid of each sheet, so two cells in far corners would cost all memory;
hence the records (MS-XLS 2.1.4) are counted before. The rule to keep: no file comes to that reader before `survey`.
"""

import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, WorksheetNotFound, ZipError

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data
from gatepost.content.office.cells import header_text

MOST_CELLS = 4_000_000  # of all grids together: some 130 MB
_BOF, _ENCRYPTED, _HEADER, _FOOTER, _DRAWN, _CONTINUED = 0x0809, 0x002F, 0x0014, 0x0015, 0x01B6, 0x003C
_GLOBALS = 0x0005
# Records that begin with a row and a column: blank, number, label, boolean, formula, RK and the several of these.
_CELLS = frozenset({0x0201, 0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00BD, 0x00BE, 0x00FD, 0x00D6})

type Line = tuple[int | None, str]


def survey(stream: bytes) -> Iterator[Line]:
    """The headers, footers, comments and text boxes with their pages. Unreadable where the cells must not be read."""
    page, area, rows, columns = 0, 0, 0, 0
    drawn = False
    for kind, record in _records(stream):
        if kind == _ENCRYPTED:
            raise Unreadable("encrypted")
        if kind == _BOF:
            area, rows, columns = area + rows * columns, 0, 0
            page += struct.unpack_from("<H", record.ljust(4, b"\0"), 2)[0] != _GLOBALS
        elif kind in _CELLS and len(record) >= 4:
            row, column = struct.unpack_from("<HH", record)
            rows, columns = max(rows, row + 1), max(columns, column + 1)
            if area + rows * columns > MOST_CELLS:
                raise Unreadable("too-large")
        elif kind in {_HEADER, _FOOTER} and len(record) > 3:
            yield page or None, header_text(_text(record[2:]))
        elif kind == _CONTINUED and drawn and len(record) > 1:
            yield page or None, _text(record)
        drawn = kind == _DRAWN


def read_cells(data: Data, budget: Budget) -> Iterator[Line]:
    """The rows of all sheets, hidden ones too, cells parted by tabs; each sheet begins with its name."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        for page, name in enumerate(book.sheet_names, start=1):
            yield page, name
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False):
                budget.check_time()
                yield page, "\t".join(map(_shown, row)).rstrip("\t")
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except (CalamineError, WorksheetNotFound, ZipError, OSError) as error:
        raise Unreadable("corrupt") from error
    except BaseException as error:
        if (
            type(error).__name__ != "PanicException"
        ):  # a panic of Rust's, which is no Exception and has no name to import
            raise
        raise Unreadable("corrupt") from error


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        place += 4 + length


def _text(record: bytes) -> str:
    """2.5.293: a flag says whether characters have two bytes."""
    return record[1:].decode("utf-16-le" if record[0] & 1 else "latin-1", errors="replace")


def _shown(value: object) -> str:
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".11g")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    return value.isoformat() if isinstance(value, date | time) else str(value)
