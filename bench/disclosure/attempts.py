"""An organisation and a week -> the cells that any attack of ours recovers, which must be none.

Attackers are given more than they have: the published figures before they were rounded, wherever an attack does not
say otherwise. What must not be recovered are cells that somebody is in and that are unsafe: fewer people than the
threshold, or one who makes up most. An empty cell is about nobody; only rounding hides that nobody is in it.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import permutations
from random import Random

import numpy as np

from bench.disclosure.attack import Bounds, System, Truth, joint, separate, truth
from bench.disclosure.organisations import ELSEWHERE, SECRET, UNIVERSES, Organisation, both, part
from gatepost.disclosure.divisions import AGENCY
from gatepost.disclosure.posts import Count
from gatepost.disclosure.publication import EVERYTHING, Cell, Publication
from gatepost.disclosure.publish import USUAL, publish
from gatepost.disclosure.rounding import BASE

WEEK = date(2026, 11, 9)
_TOLERANCE = 1e-6  # of the solver
_ONE = 1 - _TOLERANCE


def published(organisation: Organisation) -> Publication:
    return publish(organisation.counts, organisation.divisions, organisation.tables, week=WEEK, secret=SECRET)


@dataclass(frozen=True)
class Target:
    """What is attacked: at most `most` withheld cells of each kind, drawn anew for each organisation."""

    organisation: Organisation
    most: int
    seed: int = 0

    @cached_property
    def truth(self) -> Truth:
        return truth(self.organisation)

    @cached_property
    def publication(self) -> Publication:
        return published(self.organisation)

    @cached_property
    def unsafe(self) -> Sequence[Cell]:
        return self._some([cell for cell in self.truth.unsafe(USUAL) if self.truth.posts(cell)])

    @cached_property
    def empty(self) -> Sequence[Cell]:
        return self._some([cell for cell in self.truth.cells if not self.truth.posts(cell) and cell.division])

    @cached_property
    def unrounded(self) -> dict[Cell, tuple[float, float]]:
        return {cell: (self.truth.posts(cell), self.truth.posts(cell)) for cell in self.publication.cells}

    def _some(self, cells: Sequence[Cell]) -> Sequence[Cell]:
        return Random(self.seed).sample(cells, min(self.most, len(cells)))  # noqa: S311 - the same ones every time


@dataclass(frozen=True)
class Universes:
    """An organisation of which these universes are published. Cells are those of `both`."""

    organisation: Organisation
    most: int
    seed: int = 0
    names: Sequence[str] = UNIVERSES

    @cached_property
    def whole(self) -> Organisation:
        return both(self.organisation)

    @cached_property
    def truth(self) -> Truth:
        return truth(self.whole)

    @cached_property
    def known(self) -> Sequence[Cell]:
        return [cell for name in self.names for cell in _seen(name, published(part(self.organisation, name)))]

    @cached_property
    def unsafe(self) -> Sequence[Cell]:
        cells = [cell for cell in self.truth.unsafe(USUAL) if self.truth.posts(cell) and cell.category != ELSEWHERE]
        return Random(self.seed).sample(cells, min(self.most, len(cells)))  # noqa: S311 - the same ones every time


def _seen(universe: str, publication: Publication) -> Iterator[Cell]:
    """A publication's cells, under the names that they have in `both`."""
    for cell in publication.cells:
        if cell.table == EVERYTHING and universe:
            yield Cell(cell.division, "universe", universe)
        else:
            yield cell._replace(table=f"{universe}{cell.table}")


def shown(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """Is an unsafe cell published, or rounded so that it says more than it should?"""
    unsafe = set(target.truth.unsafe(USUAL))
    for cell, posts in target.publication.cells.items():
        if cell in unsafe or posts % BASE or abs(posts - target.truth.posts(cell)) >= BASE:
            yield cell, Bounds(posts, posts)


def differences(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """One published cell less another that lies in it, over every filter there is: whose posts are left?"""
    yield from ((larger, Bounds(0, 0)) for larger, smaller in _differing(target) if not _crossed(larger, smaller))


def behind_rounding(target: Target) -> int:
    """Such differences between divisions and tables at once, which are safe only because nobody has figures that are exact."""
    return sum(_crossed(larger, smaller) for larger, smaller in _differing(target))


def _differing(target: Target) -> Iterator[tuple[Cell, Cell]]:
    """Published cells, and others within them, that differ by what is not safe."""
    counts = target.organisation.counts
    within = {cell: frozenset(_within(target.organisation, cell)) for cell in target.publication.cells}
    for larger, smaller in permutations(within, 2):
        left = within[larger] - within[smaller]
        if left and within[smaller] < within[larger] and not _safe([counts[number] for number in left]):
            yield larger, smaller


def _crossed(one: Cell, other: Cell) -> bool:
    return one.division != other.division and one.table != other.table and EVERYTHING not in (one.table, other.table)


def totals_minus_parts(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """Every sum and every part in one system: each cell must stay as uncertain as the threshold is large."""
    system = separate(target.organisation, target.unrounded)
    yield from _narrow(system, target.unsafe, USUAL.people - _TOLERANCE)


def insiders(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """The same by the one who posted most, who takes their own posts away: the nine others of a sum still hide each other."""
    person = Counter(target.truth.cells[Cell(AGENCY)]).most_common(1)[0][0]
    known = {
        cell: (posts - target.truth.cells[cell].get(person, 0),) * 2 for cell, (posts, _) in target.unrounded.items()
    }
    cells = [cell for cell in target.unsafe if target.truth.cells[cell].keys() - {person}]
    yield from _narrow(separate(target.organisation, known), cells, USUAL.people - 1 - _TOLERANCE)


def patterns(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """The same by somebody who knows which combinations of categories never occur: no cell may be certain."""
    yield from _narrow(joint(target.organisation, target.unrounded), target.unsafe, _ONE)


def metrics(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """The same by somebody who added up the gateway's metrics over the week: every figure of the whole agency."""
    whole = {cell: (target.truth.posts(cell),) * 2 for cell in target.truth.cells if cell.division == AGENCY}
    cells = [cell for cell in target.unsafe if cell.division != AGENCY]
    yield from _narrow(separate(target.organisation, target.unrounded | whole), cells, _ONE)


def as_published(target: Target) -> Iterator[tuple[Cell, Bounds]]:
    """With the figures that there really are: not even that nobody is in a cell may be certain."""
    known = {cell: (posts - BASE + 1, posts + BASE - 1) for cell, posts in target.publication.cells.items()}
    yield from _narrow(joint(target.organisation, known), [*target.unsafe, *target.empty], _ONE)


def universes(target: Universes) -> Iterator[tuple[Cell, Bounds]]:
    """Figures of posts that went out beside figures of those that did not: no cell of either, nor of all, may be certain."""
    known = {cell: (target.truth.posts(cell),) * 2 for cell in target.known}
    yield from _narrow(joint(target.whole, known), target.unsafe, _ONE)


ATTACKS: dict[str, Callable[[Target], Iterator[tuple[Cell, Bounds]]]] = {
    "shown": shown,
    "differences": differences,
    "totals minus parts": totals_minus_parts,
    "insiders": insiders,
    "patterns": patterns,
    "metrics": metrics,
    "as published": as_published,
}


def _narrow(system: System, cells: Sequence[Cell], width: float) -> Iterator[tuple[Cell, Bounds]]:
    for cell in cells:
        bounds = system.bounds(cell)
        if bounds.width < width:
            yield cell, bounds


def _within(organisation: Organisation, cell: Cell) -> Iterator[int]:
    """The numbers of the counts that are in a cell."""
    divisions = organisation.divisions
    for number, count in enumerate(organisation.counts):
        there = divisions.places[cell.division] <= divisions.place(count.division) < divisions.ends[cell.division]
        if there and (
            cell.table == EVERYTHING or count.categories[organisation.tables.index(cell.table)] == cell.category
        ):
            yield number


def _safe(counts: Sequence[Count]) -> bool:
    people: dict[str, int] = {}
    for count in counts:
        people[count.person] = people.get(count.person, 0) + count.posts
    return USUAL.of(np.array([[*people.values()]]))
