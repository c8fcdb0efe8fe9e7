"""A table's cells become evidence of whom its rows are about: the kinds of its columns, each with its weight.

A column is what most of its cells are, helped by its heading. Bare numbers say little: they are ages beside a sex or
a postal code, and scores anywhere else. The rule to keep: a row about one person or business has several things that
differ from row to row and together point at somebody; a row about many has counts, shares, ranges and averages.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from gatepost.detectors.microdata.columns import Cells, Kind, Token
from gatepost.detectors.microdata.tables import Span, Table

_WEIGHTS: Mapping[Kind, float] = {
    Kind.NAME: 1,
    Kind.RECORD: 1,
    Kind.AGE: 2,
    Kind.SEX: 2,
    Kind.BIRTH: 2,
    Kind.POSTAL: 2,
    Kind.POSTAL_AREA: 1.5,
    Kind.ADDRESS: 1.5,
    Kind.CONTACT: 1.5,
    Kind.NUMBER: 2.5,
    Kind.INCOME: 2,
    Kind.MONEY: 1,
    Kind.STATUS: 2,
    Kind.WORK: 1,
    Kind.HEALTH: 1.5,
    Kind.HOME: 1,
    Kind.ORIGIN: 1.5,
    Kind.PLACE: 0.5,
    Kind.ANSWER: 1,
    Kind.FIRM: 1,
    Kind.INDUSTRY: 1.5,
    Kind.LIFE: 1.5,
    Kind.DETAIL: 0.5,
    Kind.STAFF: 1.5,
    Kind.REVENUE: 1.5,
    # What rows about many have, or rows about what is played, timed or sold.
    Kind.COUNT: -2,
    Kind.TIME: -2.5,
    Kind.PERCENT: -2.5,
    Kind.RANGE: -1,
    Kind.ORDINAL: -1,
    Kind.MEASURE: -1,
    Kind.LINK: -1,
    Kind.MILLIONS: -2,
}
_REACHING = frozenset({Kind.NAME, Kind.POSTAL, Kind.POSTAL_AREA, Kind.ADDRESS, Kind.CONTACT, Kind.PLACE})
_SEXED = frozenset({Kind.NAME, Kind.POSTAL, Kind.POSTAL_AREA, Kind.BIRTH})  # beside these a lone letter is a sex
_REACH = 3.0  # all that only says where somebody is to be found, together: an address book is no microdata
_LIFE = frozenset({Kind.STATUS, Kind.WORK, Kind.HEALTH, Kind.HOME, Kind.ORIGIN})
_WORDS = _LIFE | frozenset({Kind.SEX, Kind.SEX_LETTER, Kind.NAME, Kind.PLACE, Kind.FIRM, Kind.ANSWER, Kind.CODE})
_TELLING = _LIFE | frozenset({Kind.SEX, Kind.NAME, Kind.POSTAL, Kind.RECORD, Kind.LIFE})
_FEWEST = 4  # rows
_MOST = 0.7  # the share of a column's cells that make it what it is
_NAMES = 0.4  # ... of first names that the lists know
_LIFE_SHARE = 0.5  # ... of rows that say something of somebody's life, in words of which no list knows all
_LIVES = range(1_000, 900_000)  # what somebody's income may be, of a month or a year
_LAST_BIRTH = 2015
_FORGIVEN = -0.5
_PIECE = re.compile(r"[,;:|/(]|\. | - ")
_IN_WORDS = re.compile(r"[^\w\n]{0,6}(?!aged? |gr(?:ade|\.)? ?\d)[a-z]")
_NAME_AND_TWO = 3
_BRIEF = 130  # characters in which a record says so
_SAMPLE = 24  # rows that stand for all of a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the rows of a table are about, and how many they are."""

    weights: Mapping[Kind, float]
    rows: int

    @property
    def score(self) -> float:
        reach = sum(weight for kind, weight in self.weights.items() if kind in _REACHING)
        return min(reach, _REACH) + sum(weight for kind, weight in self.weights.items() if kind not in _REACHING)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What speaks for records, in the order in which kinds are defined."""
        return tuple(kind for kind in Kind if self.weights.get(kind, 0) > 0)


def weigh(table: Table, cells: Cells, is_named: Callable[[Span], bool]) -> Evidence:
    """What the columns of a table say, going by some of its rows when there are many."""
    heading, first = _heading(table, cells)
    rows: Sequence[int] = range(first, len(table.places))
    if len(rows) <= _SAMPLE:
        rows = [row for row in rows if any(_is_number(cells.tokens(cell)) for cell in table.cells(row))]
    if len(rows) < _FEWEST:
        return Evidence(weights={}, rows=0)
    sample = rows[:: -(-len(rows) // _SAMPLE)]
    named = sum(is_named(table.places[row]) for row in sample) >= _MOST * len(sample)
    return Evidence(weights=_weighed(heading, list(map(table.cells, sample)), cells, named=named), rows=len(rows))


def _heading(table: Table, cells: Cells) -> tuple[tuple[Kind | None, ...], int]:
    """The kinds that the headings name, and where the rows begin: a first row of headings heads."""
    if table.heading:
        return tuple(map(cells.vocabulary.heading, table.heading)), 0
    for first in (0, 1) if table.aligned else ():
        row = table.cells(first)
        kinds = tuple(map(cells.vocabulary.heading, row))
        if sum(map(bool, kinds)) >= 2 and not any(_numbers(cells.tokens(cell)) for cell in row):
            return kinds, first + 1
    return (), 0


_NUMBERS = frozenset({Kind.SMALL, Kind.LARGE, Kind.MONEY, Kind.POSTAL, Kind.POSTAL_AREA, Kind.DATE, Kind.DECIMAL})


def _numbers(tokens: Sequence[Token]) -> bool:
    return any(kind in _NUMBERS for kind, _ in tokens)


def _is_number(tokens: Sequence[Token]) -> bool:
    """Whether there is a number in it, or one in words: a row without is a heading, a rule or a remark."""
    return any(kind not in _WORDS for kind, _ in tokens)


def _weighed(
    heading: Sequence[Kind | None], rows: Sequence[Sequence[str]], cells: Cells, *, named: bool
) -> dict[Kind, float]:
    weights: dict[Kind, float] = {Kind.NAME: _WEIGHTS[Kind.NAME]} if named else {}
    bare: list[dict[Kind, float]] = []
    for place, column in enumerate(zip(*rows, strict=True)):
        tokens = [cells.tokens(cell) for cell in column]
        headed = heading[place] if place < len(heading) else None
        if headed and _plausible(headed, tokens):
            _add(weights, {headed: _WEIGHTS[headed]})
        elif not headed:
            kinds = _kinds(tokens)
            _add(weights, {kind: _WEIGHTS[kind] for kind in kinds if kind in _WEIGHTS})
            if sum(map(bool, heading)) < 2:  # else a heading that nobody knows is over these numbers
                bare.append(_bare_numbers(kinds, tokens))
    if weights.keys() & _LIFE:
        weights.pop(Kind.LIFE, None)
    for found in sorted(bare, key=lambda found: Kind.BIRTH not in found):
        _add(weights, _in_company(found, weights))
    if Kind.INCOME in weights:
        weights.pop(Kind.MONEY, None)
    _reconsider(weights)
    if weights.keys() >= {Kind.NAME} and weights.keys() & {Kind.AGE, Kind.BIRTH} and _detailed(rows):
        weights[Kind.DETAIL] = _WEIGHTS[Kind.DETAIL]
    if any(cells.vocabulary.exact_heading(row[0]) is Kind.COUNT for row in rows):
        _add(weights, {Kind.COUNT: _WEIGHTS[Kind.COUNT]})
    return weights


def _reconsider(weights: dict[Kind, float]) -> None:
    """Millions beside a number of employees are sales; times and measures beside troubles, or age and sex, are no race."""
    if Kind.MILLIONS in weights and Kind.STAFF in weights:
        weights[Kind.REVENUE] = _WEIGHTS[Kind.REVENUE]
        del weights[Kind.MILLIONS]
    if Kind.TIME in weights and weights.keys() & {Kind.HEALTH, Kind.LIFE}:
        weights[Kind.TIME] = _FORGIVEN
    if Kind.MEASURE in weights and weights.keys() >= {Kind.AGE, Kind.SEX}:
        weights[Kind.MEASURE] = _FORGIVEN


def _detailed(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows say, apart from a name and numbers, two things or more."""
    told = (sum(bool(_IN_WORDS.match(piece)) for cell in row for piece in _PIECE.split(cell)) for row in rows)
    brief = sum(sum(map(len, row)) <= _BRIEF for row in rows)
    return min(brief, sum(words >= _NAME_AND_TWO for words in told)) >= _MOST * len(rows)


def _add(weights: dict[Kind, float], found: Mapping[Kind, float]) -> None:
    for kind, weight in found.items():
        if abs(weight) > abs(weights.get(kind, 0)):
            weights[kind] = weight


def _plausible(kind: Kind, tokens: Sequence[Sequence[Token]]) -> bool:
    """Whether cells can be what their heading says: ages are small numbers, incomes numbers, the rest is anything."""
    filled = [cell for cell in tokens if cell]
    if kind in {Kind.AGE, Kind.INCOME, Kind.POSTAL}:
        fitting = _FITTING[kind]
        return sum(any(token in fitting for token, _ in cell) for cell in filled) >= _MOST * max(4, len(filled))
    return True


_FITTING = {
    Kind.AGE: {Kind.AGE, Kind.SMALL, Kind.RANGE},
    Kind.INCOME: {Kind.LARGE, Kind.MONEY, Kind.SMALL, Kind.DECIMAL, Kind.RANGE, Kind.YEAR},
    Kind.POSTAL: {Kind.POSTAL, Kind.POSTAL_AREA},
}


def _kinds(tokens: Sequence[Sequence[Token]]) -> set[Kind]:
    """The kinds that most cells of a column have."""
    counts = Counter(kind for cell in tokens for kind in {kind for kind, _ in cell})
    letters = {value for cell in tokens for kind, value in cell if kind is Kind.SEX_LETTER}
    if len(letters) == 2:
        counts[Kind.SEX] = sum(any(kind in {Kind.SEX, Kind.SEX_LETTER} for kind, _ in cell) for cell in tokens)
    alive = sum(any(kind in _LIFE for kind, _ in cell) for cell in tokens)
    counts[Kind.LIFE] = len(tokens) if alive >= _LIFE_SHARE * len(tokens) else 0
    kinds = {kind for kind, count in counts.items() if count >= max(3, _MOST * len(tokens))}
    return kinds | {Kind.NAME} if counts[Kind.NAME] >= _NAMES * len(tokens) else kinds


def _bare_numbers(kinds: set[Kind], tokens: Sequence[Sequence[Token]]) -> dict[Kind, float]:
    """What numbers without a word beside them may be, going by all of them."""
    found: dict[Kind, float] = {}
    large, years = (
        [next((value for kind, value in cell if kind in wanted), -1) for cell in tokens]
        for wanted in ({Kind.LARGE, Kind.MONEY}, {Kind.YEAR, Kind.DATE})
    )
    if Kind.SEX_LETTER in kinds and Kind.SEX not in kinds:
        found[Kind.SEX] = 1  # all of one sex, or metres
    if Kind.SMALL in kinds and (_may_be_ages(_small(tokens, 0)) or _may_be_ages(_small(tokens, 1))):
        found[Kind.AGE] = 1
    if kinds & {Kind.LARGE, Kind.MONEY} and sum(value in _LIVES for value in large) >= _MOST * len(large):
        found[Kind.INCOME] = 1.5 if Kind.MONEY in kinds else 1
    known = [year for year in years if year > 0]
    if kinds & {Kind.YEAR, Kind.DATE} and max(known) <= _LAST_BIRTH and max(known) - min(known) >= 8:
        found[Kind.BIRTH] = 1.5
    return found


def _small(tokens: Sequence[Sequence[Token]], place: int) -> list[int]:
    """The small numbers that come first, or second, in each cell: before an age may stand the number of the row."""
    found = [[value for kind, value in cell if kind is Kind.SMALL] for cell in tokens]
    return [values[place] if len(values) > place else 0 for values in found]


def _may_be_ages(values: Sequence[int]) -> bool:
    """Mostly of grown people, and several."""
    grown = sum(value >= 12 for value in values)
    return len(set(values)) >= 3 and grown >= 0.6 * len(values)


def _in_company(found: Mapping[Kind, float], weights: Mapping[Kind, float]) -> dict[Kind, float]:
    """A bare number is more likely an age beside a sex, a name or a postal code."""
    raised = dict(found)
    if weights.keys().isdisjoint(_SEXED):
        raised.pop(Kind.SEX, None)
    if Kind.AGE in raised and weights.keys() & _TELLING:
        raised[Kind.AGE] = 2 if weights.keys() & {Kind.SEX, Kind.NAME} else 1.5
    if Kind.INCOME in raised and Kind.SEX in weights:
        raised[Kind.INCOME] = 1.5
    return raised
