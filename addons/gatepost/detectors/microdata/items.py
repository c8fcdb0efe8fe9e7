"""Records one after the other on one line, parted by a sign or each begun by the same word and a number."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gatepost.detectors.microdata.grids import pictures
from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.table import FEWEST_ROWS, Table
from gatepost.detectors.microdata.told import BRIEF, Looks, told

_ITEMS_BY = (";", "|", " / ", ",", ", ", ". ", " - ", "(", "{", "[", " . ", "//", "~", "*", "&", "\t")
_OF_PROSE = frozenset({",", ", ", "(", " - "})
_OPENING = re.compile(
    r"(?<![a-z0-9])((?:[a-z]{2,12}|[rpc](?=\d)))\.? ?#?\d{1,9}(?![\d.,/:-]{0,4}\d)|(?<!\S)()\(?\d{1,2}[.):/](?!\d)"
)


def items(line: Line, looks: Looks) -> Iterator[Table]:
    """Records one after the other on one line, parted by a sign or each begun by the same word and a number."""
    for sign in (*_ITEMS_BY, *pictures(line[2])):
        if line[2].count(sign) >= FEWEST_ROWS - 1:
            yield from told(_split(line[0], line[2], sign), looks, brief=0 if sign in _OF_PROSE else BRIEF)
    openings: dict[str, list[int]] = {}
    for opening in _OPENING.finditer(line[2]):
        openings.setdefault(opening.group(1) or "", []).append(opening.start())
    for places in openings.values():
        if len(places) >= FEWEST_ROWS:
            yield from told(_cut(line[0], line[2], places), looks)


def _cut(start: int, line: str, places: Sequence[int]) -> list[Line]:
    return [(start + at, start + end, line[at:end]) for at, end in pairwise([*places, len(line)])]


def _split(start: int, line: str, sign: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for piece in line.split(sign):
        found.append((start + at, start + at + len(piece), piece))
        at += len(piece) + len(sign)
    return found
