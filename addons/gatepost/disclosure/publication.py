"""What is published of a week, and what a page makes of it.

A publication is made once and kept: what comes in after its week was closed is in no figure, neither of that week (two
publications of one week would differ by the late posts) nor of the next (whose they are not). It says nothing of why
a figure is withheld: "too few" beside "to protect another" would be half of what is protected.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gatepost.disclosure.divisions import Divisions

EVERYTHING = ""  # the table, and the category, of a division's total


class Cell(NamedTuple):
    division: str
    table: str = EVERYTHING
    category: str = EVERYTHING


@dataclass(frozen=True, slots=True)
class Publication:
    """Posts, rounded, of some closed weeks (given by their Mondays). A cell that is not there is withheld, or empty."""

    weeks: tuple[date, ...]
    cells: Mapping[Cell, int]


class Figure(NamedTuple):
    """A published number, and the division that it is of: the one that was asked for, or the nearest above it."""

    division: str
    posts: int


def figure(publication: Publication, divisions: Divisions, wanted: Cell) -> Figure | None:
    """None: not even the agency's can be shown."""
    for division in divisions.upwards(wanted.division):
        if (posts := publication.cells.get(wanted._replace(division=division))) is not None:
            return Figure(division, posts)
    return None


def together(publications: Sequence[Publication]) -> Publication:
    """Several weeks, as for a month: sums of what was published of every one of them.

    Nothing is counted anew. A month of its own, less the weeks that were published, would be a week that was withheld.
    """
    weeks = tuple(sorted(week for publication in publications for week in publication.weeks))
    if len(set(weeks)) != len(weeks):
        raise ValueError("a week counts once")
    if not publications:
        return Publication((), {})
    common = set(publications[0].cells).intersection(*(publication.cells for publication in publications))
    return Publication(weeks, {cell: sum(week.cells[cell] for week in publications) for cell in sorted(common)})
