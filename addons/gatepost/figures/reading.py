"""Published figures as they are kept -> what pages, reports and files show.

Nothing is counted here, and nothing but `together` adds figures up. Of `posts` and `refused` there are tables
(`measures.TABLES`), of the other measures totals only. `disclosure.figure` says what to show of a division that has
no figure: the nearest above it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.publication import Cell, Publication, together
from gatepost.disclosure.weeks import weeks_of_month
from gatepost.figures.measures import MEASURES, Measure
from gatepost.store.published import divisions, figures, publications


@dataclass(frozen=True, slots=True)
class Published:
    """Of one week, by its Monday. `divisions` are those that the directory had when it was published."""

    week: date
    divisions: Divisions
    measures: Mapping[Measure, Publication]


@dataclass(frozen=True, slots=True)
class Month:
    """Of those of a month's weeks that were published. `divisions` are those of the last."""

    weeks: tuple[date, ...]
    divisions: Divisions
    measures: Mapping[Measure, Publication]


def weeks(connection: Connection) -> Sequence[date]:
    """The Mondays of all published weeks, the newest first."""
    return connection.scalars(select(publications.c.week).order_by(publications.c.week.desc())).all()


def divisions_in(connection: Connection, week: date) -> Divisions:
    """Those that the directory had when a week was published."""
    above = select(divisions.c.division, divisions.c.above).where(divisions.c.week == week)
    return tree({name: under for name, under in connection.execute(above).all() if name})


def publication_of(connection: Connection, week: date, only: Collection[str] | None = None) -> Published | None:
    """What was published of a week, of all divisions or of these; None when nothing was."""
    if connection.scalar(select(publications.c.week).where(publications.c.week == week)) is None:
        return None
    cells: dict[Measure, dict[Cell, int]] = {measure: {} for measure in MEASURES}
    shown = select(figures).where(figures.c.week == week, figures.c.measure.in_(MEASURES), figures.c.value.is_not(None))
    for row in connection.execute(shown if only is None else shown.where(figures.c.division.in_(only))):
        cells[row.measure][Cell(row.division, row.dimension, row.category)] = row.value
    measures = {name: Publication((week,), of) for name, of in cells.items()}
    return Published(week, divisions_in(connection, week), measures)


def month_of(connection: Connection, month: date, only: Collection[str] | None = None) -> Month | None:
    """The month that a day is in, as sums of published weeks; None when none of them was published."""
    found = [publication_of(connection, week, only) for week in weeks_of_month(month.year, month.month)]
    published = [one for one in found if one]
    if not published:
        return None
    measures = {measure: together([one.measures[measure] for one in published]) for measure in MEASURES}
    return Month(tuple(one.week for one in published), published[-1].divisions, measures)
