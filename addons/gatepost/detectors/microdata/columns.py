"""The cells of one column become the kinds that it may be of: what most of its cells are, helped by its heading.

Bare numbers say little: they are ages when they are mostly of grown people, incomes when somebody could live on them, and
births when they are years that lie back and apart; whether they are taken for that is decided beside the other columns
(`weights.py`). The rule to keep: nothing here looks at more than one column.
"""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from gatepost.detectors.microdata.kinds import CIRCUMSTANCES, Kind, Token

type Column = Sequence[Sequence[Token]]  # what each of its cells says

MOST = 0.7  # the share of a column's cells that make it what it is
_FEWEST = 3  # cells that do
_NAMES = 0.4  # ... of first names that the lists know
_ALIVE = 0.5  # ... of rows that say something of somebody's life, in words of which no list knows all
_LIVES = range(1_000, 900_000)  # what somebody's income may be, of a month or a year
_LAST_BIRTH, _LIFETIMES = 2015, 8  # years of birth lie so far back, and so far apart
_TO_SECTOR = 10_000  # of six digits, which are a whole code of an industry, the first two are its sector
_SECTORS = frozenset({11, 21, 22, 23, 31, 32, 33, 41, 44, 45, 48, 49, *range(51, 57), 61, 62, 71, 72, 81, 91})
_GROWN, _MOSTLY_GROWN = 12, 0.6
_DIFFERENT = 3  # ages
_BOTH = 2  # sexes
_BASE = 5  # to which the agency rounds counts at random before they are published
_FITTING = {
    Kind.AGE: {Kind.AGE, Kind.SMALL, Kind.RANGE},
    Kind.INCOME: {Kind.LARGE, Kind.MONEY, Kind.SMALL, Kind.DECIMAL, Kind.RANGE, Kind.YEAR},
    Kind.POSTAL: {Kind.POSTAL, Kind.POSTAL_AREA},
}


def plausible(kind: Kind, column: Column) -> bool:
    """Whether cells can be what their heading says: ages are small numbers, incomes numbers, the rest is anything."""
    fitting = _FITTING.get(kind)
    if fitting is None:
        return True
    filled = [cell for cell in column if cell]
    return _having(filled, fitting) >= MOST * max(_FEWEST + 1, len(filled))


def kinds_of(column: Column) -> set[Kind]:
    """The kinds that most cells of a column have."""
    counts = Counter(kind for cell in column for kind in {kind for kind, _ in cell})
    letters = {value for cell in column for kind, value in cell if kind is Kind.SEX_LETTER}
    if len(letters) == _BOTH:
        counts[Kind.SEX] = _having(column, {Kind.SEX, Kind.SEX_LETTER})
    enough = max(_FEWEST, MOST * len(column))
    kinds = {kind for kind, count in counts.items() if count >= enough}
    if _having(column, CIRCUMSTANCES) >= _ALIVE * len(column):
        kinds.add(Kind.LIFE)
    if counts[Kind.NAME] >= _NAMES * len(column):
        kinds.add(Kind.NAME)
    return kinds


def _having(column: Column, kinds: AbstractSet[Kind]) -> int:
    return sum(any(kind in kinds for kind, _ in cell) for cell in column)


def bare_numbers(kinds: AbstractSet[Kind], column: Column) -> dict[Kind, float]:
    """What numbers and letters without a word beside them may be, going by all of them, and how likely."""
    found: dict[Kind, float] = {}
    if Kind.SEX_LETTER in kinds and Kind.SEX not in kinds:
        found[Kind.SEX] = 1  # all of one sex, or metres
    if Kind.SMALL in kinds and (_may_be_ages(_small(column, 0)) or _may_be_ages(_small(column, 1))):
        found[Kind.AGE] = 1
    amounts = _first(column, {Kind.LARGE, Kind.MONEY}) if kinds & {Kind.LARGE, Kind.MONEY} else []
    if amounts and sum(value in _LIVES for value in amounts) >= MOST * len(amounts):
        found[Kind.INCOME] = 1.5 if Kind.MONEY in kinds else 1
    if amounts and all(value // _TO_SECTOR in _SECTORS for value in amounts):
        found[Kind.INDUSTRY] = 1.5
    years = [year for year in _first(column, {Kind.YEAR, Kind.DATE}) if year > 0] if _dated(kinds) else []
    if years and max(years) <= _LAST_BIRTH and max(years) - min(years) >= _LIFETIMES:
        found[Kind.BIRTH] = 1.5
    return found


def _dated(kinds: AbstractSet[Kind]) -> bool:
    return Kind.YEAR in kinds or Kind.DATE in kinds


def _first(column: Column, wanted: AbstractSet[Kind]) -> list[int]:
    """The first value of these kinds in each cell, -1 where there is none."""
    return [next((value for kind, value in cell if kind in wanted), -1) for cell in column]


def _small(column: Column, place: int) -> list[int]:
    """The small numbers that come first, or second, in each cell: before an age may stand the number of the row."""
    found = [[value for kind, value in cell if kind is Kind.SMALL] for cell in column]
    return [values[place] if len(values) > place else 0 for values in found]


def has_small_cells(column: Column) -> bool:
    """Whether these may be counts that were neither suppressed nor rounded: some of one to four, and not all to base 5."""
    if any(len(cell) != 1 for cell in column):
        return False
    counts = _first(column, {Kind.SMALL, Kind.LARGE})
    return min(counts) >= 0 and any(0 < count < _BASE for count in counts) and any(count % _BASE for count in counts)


def _may_be_ages(values: Sequence[int]) -> bool:
    """Mostly of grown people, and several."""
    grown = sum(value >= _GROWN for value in values)
    return len(set(values)) >= _DIFFERENT and grown >= _MOSTLY_GROWN * len(values)
