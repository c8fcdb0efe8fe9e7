"""Records without anything between their fields: "100121961FK1S052000", each line as long as the next.

A field is told by its form at the same place in all lines: a postal code or the beginning of one, a date or a year of
birth, a letter among numbers. The rule to keep: what is a field in one line must be one in every line, or it is none.
"""

import re
from collections.abc import Iterator, Sequence

from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.table import FEWEST_ROWS, MOST_ROWS, Table

_SHORTEST, _LONGEST = 12, 200  # characters
_ROW = re.compile(r"(?=\D{0,30}\d)[a-z0-9][a-z0-9 .]{10,198}[a-z0-9]")
_DATE = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)$")
_FIELDS = (
    re.compile(r"[abceghj-nprstvxy]\d[abceghj-nprstv-z] ?\d[abceghj-nprstv-z]\d"),
    re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])"),
    re.compile(r"[abceghj-nprstvxy]\d[abceghj-nprstv-z]"),
    re.compile(r"19\d\d|200\d"),
    re.compile(r"(?<=\d)[mfh](?=[\da-z])|(?<![a-z])[mfh](?=\d)"),
)


def packed(lines: Sequence[Line]) -> Iterator[Table]:
    """Lines of one length next to each other, cut where all of them have a field of the same form."""
    run: list[Line] = []
    for line in lines:
        fits = _SHORTEST <= len(line[2]) <= _LONGEST and line[2].count(" ") <= 1 + len(line[2]) // 16
        if run and not (fits and len(line[2]) == len(run[0][2])):
            yield from _cut(run)
            run = []
        if fits and len(run) < MOST_ROWS and _ROW.fullmatch(line[2]):
            run.append(line)
    yield from _cut(run)


def _cut(lines: Sequence[Line]) -> Iterator[Table]:
    if len(lines) < FEWEST_ROWS:
        return
    fields = _fields([text for _, _, text in lines])
    if len(fields) < 2:
        return
    yield Table(
        places=[(start, end) for start, end, _ in lines],
        cells=lambda at: [_DATE.sub(r"\1-\2-\3", lines[at][2][start:end]) for start, end in fields],
    )


def _fields(rows: Sequence[str]) -> list[tuple[int, int]]:
    """Where the fields are; a field that was seen first keeps its place."""
    found: list[tuple[int, int]] = []
    for form in _FIELDS:
        for match in form.finditer(rows[0]):
            start, end = match.span()
            free = all(end <= other_start or other_end <= start for other_start, other_end in found)
            if free and all(form.match(row, start) for row in rows):
                found.append((start, end))
    return sorted(found)
