"""What was published -> the tables of a page: one division beside the agency.

The rule to keep: a figure is shown as it was published, of the division that was asked for or of the nearest above it,
and a share is one published figure of another of the same division. Nothing else is computed: what is withheld must not
come back as a difference.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from gatepost.disclosure.divisions import AGENCY, Divisions
from gatepost.disclosure.publication import EVERYTHING, Cell, Figure, Publication, figure
from gatepost.figures.measures import Measure, Table

# What is split by each table, and which measure stands beside it.
SPLITS: Mapping[Table, tuple[Measure, Measure]] = {
    "platform": ("posts", "refused"),
    "use": ("posts", "refused"),
    "time": ("posts", "refused"),
    "guideline": ("refused", "posts"),
}
# What was decided of the posts that were stopped, and what people did then.
_OUTCOMES: Sequence[Measure] = ("blocked", "coached", "went_back", "justified", "lapsed", "reported")


class Published(Protocol):
    """A week, or a month."""

    @property
    def divisions(self) -> Divisions: ...

    @property
    def measures(self) -> Mapping[Measure, Publication]: ...


class Totals(NamedTuple):
    """Of one division. `rate` is the share that was stopped. None: withheld."""

    posts: int | None
    refused: int | None
    rate: float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A category. `share` is of the same division's total, `agency` of the agency's. None: withheld, or there is none."""

    category: str
    posts: int | None
    share: float | None
    agency: float | None
    beside: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A table. `level`: whose figures it has, the division's or, where it has none at all, those of the nearest above.

    `above` has what can be said of categories that are withheld there: the nearest figure above.
    """

    level: str
    rows: Sequence[Row]
    above: Mapping[str, Figure]


def totals(published: Published, division: str) -> Totals:
    """Posts that went out and posts that were stopped have none in common, so that all are the sum of both."""
    out, stopped = (posts_of(published, measure, Cell(division)) for measure in ("posts", "refused"))
    rate = None if out is None or stopped is None else share(stopped, out + stopped)
    return Totals(out, stopped, rate)


def split(published: Published, table: Table, division: str) -> Section:
    """The largest of the agency first; guidelines in their order."""
    measure, beside = SPLITS[table]
    of_agency = published.measures[measure].cells
    names = sorted(cell.category for cell in of_agency if (cell.division, cell.table) == (AGENCY, table))
    if table != "guideline":
        names.sort(key=lambda name: -of_agency[Cell(AGENCY, table, name)])
    return _section(published, {name: _Wanted(measure, measure, beside, table, name) for name in names}, division)


def sections(published: Published, division: str) -> Mapping[Table, Section]:
    return {table: split(published, table, division) for table in SPLITS}


def outcomes(published: Published, division: str) -> Section:
    """Of the posts that were stopped: what was decided, and what people did then."""
    return _section(published, {name: _Wanted(name, "refused") for name in _OUTCOMES}, division)


def posts_of(published: Published, measure: Measure, cell: Cell) -> int | None:
    """What was published of exactly this division."""
    return published.measures[measure].cells.get(cell)


def share(part: int | None, whole: int | None) -> float | None:
    """Both were rounded by themselves, so a part can come out greater than the whole."""
    return None if part is None or not whole else min(part / whole, 1.0)


def level(published: Published, division: str) -> str:
    """The nearest division, upwards, whose total was published."""
    found = figure(published.measures["posts"], published.divisions, Cell(division))
    return found.division if found else division


class _Wanted(NamedTuple):
    """A row to come: which figure it has, and of which total that is a part."""

    measure: Measure
    total: Measure
    beside: Measure | None = None
    table: str = EVERYTHING
    category: str = EVERYTHING

    def cell(self, division: str) -> Cell:
        return Cell(division, self.table, self.category)


def _section(published: Published, wanted: Mapping[str, _Wanted], division: str) -> Section:
    found = {name: _nearest(published, row, division) for name, row in wanted.items()}
    levels = {figure.division for figure in found.values() if figure}
    own = next((one for one in published.divisions.upwards(division) if one in levels), division)
    above = {name: figure for name, figure in found.items() if figure and figure.division != own}
    return Section(own, [_row(published, name, row, own) for name, row in wanted.items()], above)


def _row(published: Published, name: str, row: _Wanted, division: str) -> Row:
    posts, agency = (posts_of(published, row.measure, row.cell(one)) for one in (division, AGENCY))
    return Row(
        name,
        posts,
        share(posts, posts_of(published, row.total, Cell(division))),
        share(agency, posts_of(published, row.total, Cell(AGENCY))),
        posts_of(published, row.beside, row.cell(division)) if row.beside else None,
    )


def _nearest(published: Published, row: _Wanted, division: str) -> Figure | None:
    return figure(published.measures[row.measure], published.divisions, row.cell(division))
