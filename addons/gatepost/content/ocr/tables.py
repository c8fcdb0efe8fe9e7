"""Words become lines, and the cells of a table lines that go across it: respondents stand in rows, and so are they found.

Tesseract takes the columns of an airy table for blocks of text. The rule to keep: only short lines that stand beside each
other in the same number, row after row, are joined; columns of prose are read one after the other.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from gatepost.content.ocr.engine import Word

_SHORT = 16.0  # of its height: a longer line is prose
_LEAST_ROWS = 3

type _Line = list[Word]


def lines_of(words: Sequence[Word]) -> list[_Line]:
    """In the order in which Tesseract reads; a table stands where its first cell does."""
    by_line: dict[tuple[int, ...], _Line] = {}
    for word in words:
        by_line.setdefault(word.line, []).append(word)
    lines = list(by_line.values())
    across = {id(row[0]): row for row in _rows(lines)}
    joined = {id(cell) for row in across.values() for cell in row}
    made = []
    for line in lines:
        if id(line) in across:
            made.append([word for cell in sorted(across[id(line)], key=_left) for word in cell])
        elif id(line) not in joined:
            made.append(line)
    return made


def _rows(lines: Sequence[_Line]) -> Iterator[list[_Line]]:
    """The rows of tables, from top to bottom: each has its cells, in the order of `lines`."""
    place = {id(line): number for number, line in enumerate(lines)}
    level: list[list[_Line]] = []
    for cell in sorted(filter(_is_short, lines), key=_middle):
        if level and abs(_middle(cell) - _middle(level[-1][0])) < _height(cell) / 2:
            level[-1].append(cell)
        else:
            level.append([cell])
    for count, run in groupby(level, key=len):
        rows = list(run)
        if count > 1 and len(rows) >= _LEAST_ROWS:
            yield from (sorted(row, key=lambda cell: place[id(cell)]) for row in rows)


def _left(line: _Line) -> int:
    return line[0].box[0]


def _height(line: _Line) -> int:
    return max(word.box[3] for word in line)


def _middle(line: _Line) -> float:
    top, bottom = min(word.box[1] for word in line), max(word.box[1] + word.box[3] for word in line)
    return (top + bottom) / 2


def _is_short(line: _Line) -> bool:
    return line[-1].box[0] + line[-1].box[2] - _left(line) < _SHORT * _height(line)
