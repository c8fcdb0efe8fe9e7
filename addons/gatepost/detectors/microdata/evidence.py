"""A table's cells become evidence of whom its rows are about: the kinds of its columns, each with its weight.

A column is what most of its cells are (`columns.py`), weighed beside the others (`weights.py`). The rule to keep: a row
about one person or business has several things that differ from row to row and together point at somebody; a row about
many has counts, shares, ranges and averages.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.columns import MOST, bare_numbers, has_small_cells, kinds_of, plausible
from gatepost.detectors.microdata.kinds import CIRCUMSTANCES, Kind, Span, Token
from gatepost.detectors.microdata.table import FEWEST_ROWS, Table
from gatepost.detectors.microdata.weights import WEIGHTS, add, add_usual, in_company, reconsider, score_of

type _Headings = Sequence[Kind | None]

_WORDS = CIRCUMSTANCES | {Kind.SEX, Kind.SEX_LETTER, Kind.NAME, Kind.PLACE, Kind.FIRM, Kind.ANSWER, Kind.CODE}
_NUMBERS = frozenset({Kind.SMALL, Kind.LARGE, Kind.MONEY, Kind.POSTAL, Kind.POSTAL_AREA, Kind.DATE, Kind.DECIMAL})
_PIECE = re.compile(r"[,;:|/(]|\. | - ")
_IN_WORDS = re.compile(r"[^\w\n]{0,6}(?!aged? |gr(?:ade|\.)? ?\d)[a-z]")
_NAME_AND_TWO = 3
_BRIEF = 130  # characters in which a record says so
_SAMPLE = 24  # rows that stand for all of a table
_HEADINGS = 2  # of a row that heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rows of a table are about, and how many they are."""

    weights: Mapping[Kind, float]
    rows: int

    @property
    def score(self) -> float:
        return score_of(self.weights)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What speaks for records, in the order in which kinds are defined."""
        return tuple(kind for kind in Kind if self.weights.get(kind, 0) > 0)


def weigh(table: Table, cells: Cells, is_named: Callable[[Span], bool]) -> Evidence:
    """What the columns of a table say, going by some of its rows when there are many."""
    heading, first = _heading(table, cells)
    rows: Sequence[int] = range(first, len(table.places))
    if len(rows) <= _SAMPLE:
        rows = [row for row in rows if any(_has_number(cells.tokens(cell)) for cell in table.cells(row))]
    if len(rows) < FEWEST_ROWS:
        return Evidence(weights={}, rows=0)
    sample = rows[:: -(-len(rows) // _SAMPLE)]
    written = list(map(table.cells, sample))
    weights = _weighed(heading, written, cells, named=False)
    # Names are looked for last, since capitals are seen in the original only, and where there is something beside them.
    if score_of(weights) > 0 and sum(is_named(table.places[row]) for row in sample) >= MOST * len(sample):
        weights = _weighed(heading, written, cells, named=True)
    return Evidence(weights=weights, rows=len(rows))


def _heading(table: Table, cells: Cells) -> tuple[_Headings, int]:
    """The kinds that the headings name, and where the rows begin: a first row of headings heads."""
    if table.heading:
        return tuple(map(cells.vocabulary.heading, table.heading)), 0
    for first in (0, 1) if table.aligned else ():
        row = table.cells(first)
        kinds = tuple(map(cells.vocabulary.heading, row))
        if sum(map(bool, kinds)) >= _HEADINGS and not any(_is_number(cells.tokens(cell)) for cell in row):
            return kinds, first + 1
    return (), 0


def _is_number(tokens: Sequence[Token]) -> bool:
    return any(kind in _NUMBERS for kind, _ in tokens)


def _has_number(tokens: Sequence[Token]) -> bool:
    """Whether there is a number in it, or one in words: a row without is a heading, a rule or a remark."""
    return any(kind not in _WORDS for kind, _ in tokens)


def _weighed(heading: _Headings, rows: Sequence[Sequence[str]], cells: Cells, *, named: bool) -> dict[Kind, float]:
    weights: dict[Kind, float] = {Kind.NAME: WEIGHTS[Kind.NAME]} if named else {}
    bare: list[dict[Kind, float]] = []
    for place, column in enumerate(zip(*rows, strict=True)):
        tokens = [cells.tokens(cell) for cell in column]
        headed = heading[place] if place < len(heading) else None
        if headed and plausible(headed, tokens):
            add_usual(weights, {headed})
        elif not headed:
            kinds = kinds_of(tokens)
            add_usual(weights, kinds)
            if sum(map(bool, heading)) < _HEADINGS:  # else a heading that nobody knows is over these numbers
                bare.append(bare_numbers(kinds, tokens))
        if headed in {None, Kind.COUNT} and has_small_cells(tokens):
            add_usual(weights, {Kind.SMALL_CELLS})
    if weights.keys() & CIRCUMSTANCES:
        weights.pop(Kind.LIFE, None)
    for found in sorted(bare, key=lambda found: Kind.BIRTH not in found):
        add(weights, in_company(found, weights))
    reconsider(weights)
    if weights.keys() >= {Kind.NAME} and weights.keys() & {Kind.AGE, Kind.BIRTH} and _detailed(rows):
        add_usual(weights, {Kind.DETAIL})
    if any(cells.vocabulary.exact_heading(row[0]) is Kind.COUNT for row in rows):
        add_usual(weights, {Kind.COUNT})
    return weights


def _detailed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows say, apart from a name and numbers, two things or more."""
    told = (sum(bool(_IN_WORDS.match(piece)) for cell in row for piece in _PIECE.split(cell)) for row in rows)
    brief = sum(sum(map(len, row)) <= _BRIEF for row in rows)
    return min(brief, sum(words >= _NAME_AND_TWO for words in told)) >= MOST * len(rows)
