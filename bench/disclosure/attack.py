"""A publication, and what an attacker knows besides -> bounds on what was withheld.

The attacker has every published figure and solves for the rest: one unknown for each division and category, all of
them at least nothing, each sum that is known a row of a linear system. The least and the most that a cell can be are
two linear programs (what sdcTable and tau-Argus call the attacker's problem).

Tables share unknowns only through the totals of divisions: whoever knows nothing of how categories of two tables go
together can combine any two tables with the same totals. The attacker of `Joint` does know: which combinations never
occur in the agency; then the unknowns are those combinations, in each division.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog  # type: ignore[import-untyped] # scipy comes without types
from scipy.sparse import csr_array, vstack  # type: ignore[import-untyped] # as above

from bench.disclosure.organisations import Organisation
from gatepost.disclosure.divisions import AGENCY
from gatepost.disclosure.publication import EVERYTHING, Cell
from gatepost.disclosure.safety import Safety

type Known = Mapping[Cell, tuple[float, float]]  # the least and the most that a cell can be

_UNBOUNDED = 3  # scipy's word for: as much as you like


class Bounds(NamedTuple):
    least: float
    most: float

    @property
    def width(self) -> float:
        return self.most - self.least


@dataclass(frozen=True)
class Truth:
    """What really was: posts by person, of every cell of a week."""

    cells: Mapping[Cell, Mapping[str, int]]

    def posts(self, cell: Cell) -> int:
        return sum(self.cells.get(cell, {}).values())

    def unsafe(self, safety: Safety) -> list[Cell]:
        return [cell for cell in self.cells if not safety.of(np.array([[*self.cells[cell].values()]], dtype=np.int64))]


def truth(organisation: Organisation) -> Truth:
    """Every division by every category that the agency has, the empty ones too."""
    cells: dict[Cell, dict[str, int]] = {cell: {} for cell in _cells(organisation)}
    for count in organisation.counts:
        for division in organisation.divisions.upwards(count.division):
            for cell in _of(division, organisation.tables, count.categories):
                cells[cell][count.person] = cells[cell].get(count.person, 0) + count.posts
    return Truth(cells)


def _cells(organisation: Organisation) -> Iterator[Cell]:
    tables = organisation.tables
    rows = {cell for count in organisation.counts for cell in _of(AGENCY, tables, count.categories)}
    for division in sorted(organisation.divisions.places):
        yield from (cell._replace(division=division) for cell in sorted(rows))


def _of(division: str, tables: Sequence[str], categories: Sequence[str]) -> Iterator[Cell]:
    yield Cell(division)
    yield from (Cell(division, table, category) for table, category in zip(tables, categories, strict=True))


class Sum(NamedTuple):
    """Unknowns that are added, and others that are taken away."""

    plus: list[int]
    minus: list[int]


class System:
    """Unknowns, and what is known of sums of them. `terms` says which unknowns a cell is the sum of."""

    def __init__(
        self, size: int, terms: Callable[[Cell], list[int]], known: Known, balances: Sequence[Sum] = ()
    ) -> None:
        """Each of `balances` is nothing, whatever else is known."""
        self._size, self._terms = size, terms
        exact = [cell for cell, (low, high) in known.items() if low == high]
        loose = [cell for cell, (low, high) in known.items() if low != high]
        self._equal = self._matrix([*(Sum(terms(cell), []) for cell in exact), *balances])
        self._equals = [known[cell][0] for cell in exact] + [0.0] * len(balances)
        between = self._matrix([Sum(terms(cell), []) for cell in loose])
        self._limited = vstack([between, -between], format="csr")
        self._limits = [known[cell][1] for cell in loose] + [-known[cell][0] for cell in loose]

    def _matrix(self, sums: Sequence[Sum]) -> csr_array:
        places = [(row, term, 1.0) for row, terms in enumerate(sums) for term in terms.plus]
        places += [(row, term, -1.0) for row, terms in enumerate(sums) for term in terms.minus]
        rows, columns, values = np.array(places).reshape(-1, 3).T
        return csr_array((values, (rows.astype(int), columns.astype(int))), shape=(len(sums), self._size))

    def bounds(self, cell: Cell) -> Bounds:
        goal = np.zeros(self._size)
        goal[self._terms(cell)] = 1
        return Bounds(self._least(goal), -self._least(-goal))

    def _least(self, goal: NDArray[np.float64]) -> float:
        found = linprog(
            goal, A_ub=self._limited, b_ub=self._limits, A_eq=self._equal, b_eq=self._equals, method="highs"
        )
        if found.status == _UNBOUNDED:
            return float("-inf")
        if found.status:
            raise RuntimeError(f"the attacker's problem was not solved: {found.message}")
        return float(found.fun)


def separate(organisation: Organisation, known: Known) -> System:
    """One unknown for each division and category; the categories of every table add up to the same in each division."""
    below = _below(organisation)
    first, *others = organisation.tables
    names = _names(organisation)
    places = {
        key: number
        for number, key in enumerate(
            (home, table, name)
            for home in sorted(organisation.divisions.places)
            for table in organisation.tables
            for name in names[table]
        )
    }

    def terms(cell: Cell) -> list[int]:
        table = first if cell.table == EVERYTHING else cell.table
        chosen = names[table] if cell.table == EVERYTHING else [cell.category]
        return [places[home, table, name] for home in below[cell.division] for name in chosen]

    balances = [
        Sum(
            [places[home, first, name] for name in names[first]],
            [places[home, table, name] for name in names[table]],
        )
        for home in organisation.divisions.places
        for table in others
    ]
    return System(len(places), terms, known, balances)


def joint(organisation: Organisation, known: Known) -> System:
    """One unknown for each division and each combination of categories that occurs somewhere in the agency."""
    below = _below(organisation)
    combinations = sorted({count.categories for count in organisation.counts})
    homes = {home: number for number, home in enumerate(sorted(organisation.divisions.places))}
    having: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, combination in enumerate(combinations):
        having[EVERYTHING, EVERYTHING].append(number)
        for table, name in zip(organisation.tables, combination, strict=True):
            having[table, name].append(number)

    def terms(cell: Cell) -> list[int]:
        chosen = having[cell.table, cell.category]
        return [homes[home] * len(combinations) + number for home in below[cell.division] for number in chosen]

    return System(len(homes) * len(combinations), terms, known)


def _below(organisation: Organisation) -> Mapping[str, list[str]]:
    divisions = organisation.divisions
    return {
        above: [
            name for name, place in divisions.places.items() if divisions.places[above] <= place < divisions.ends[above]
        ]
        for above in divisions.places
    }


def _names(organisation: Organisation) -> Mapping[str, list[str]]:
    return {
        table: sorted({count.categories[number] for count in organisation.counts})
        for number, table in enumerate(organisation.tables)
    }
