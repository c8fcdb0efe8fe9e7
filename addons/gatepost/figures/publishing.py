"""The events of weeks that are due -> their figures, published once and for all.

Whoever comes first publishes. Counting and writing are apart, so that nobody waits for a database in which somebody
counts; of two who counted, the second finds the week there and drops what it has. The rule to keep: nothing here
changes or removes a row.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, insert
from sqlalchemy.dialects import postgresql, sqlite

from gatepost.disclosure.divisions import AGENCY, Divisions
from gatepost.disclosure.publication import EVERYTHING, Cell, Publication
from gatepost.disclosure.publish import publish
from gatepost.figures.counting import refused, went_out
from gatepost.figures.due import decisions_of, due_weeks, span_of
from gatepost.figures.measures import MEASURES, TABLES, TABLES_OF_REFUSED, WITHIN, Measure
from gatepost.store.opening import reading, writing
from gatepost.store.published import divisions, figures, publications


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """By whose midnight a week begins, who is under whom now, and what figures are rounded with."""

    zone: ZoneInfo
    divisions: Divisions
    secret: bytes = field(repr=False)


def publish_due(engine: Engine, agency: Agency, now: datetime) -> Sequence[date]:
    """Publish the weeks that are due, oldest first; which these were."""
    with reading(engine) as connection:
        due = due_weeks(connection, agency.zone, now)
    return [week for week in due if _publish(engine, agency, week, now)]


def _publish(engine: Engine, agency: Agency, week: date, now: datetime) -> bool:
    """Whether it was published, and by us."""
    with reading(engine) as connection:
        measures = _counted(connection, agency, week)
    if measures is None:
        return False
    with writing(engine) as connection:
        return _write(connection, week, now, agency.divisions, measures)


def _counted(connection: Connection, agency: Agency, week: date) -> Mapping[Measure, Publication] | None:
    """What may be published of a week; None when a purge began meanwhile."""
    span = span_of(week, agency.zone)
    posts, stopped = (
        publish(count(connection, span), agency.divisions, tables, week=week, secret=agency.secret)
        for count, tables in ((went_out, TABLES), (refused, TABLES_OF_REFUSED))
    )
    return _measures(posts, stopped) if decisions_of(connection, span) else None


def _measures(posts: Publication, stopped: Publication) -> Mapping[Measure, Publication]:
    """The publications of both universes, told apart as people know them."""
    within = {measure: _totals(stopped, *place) for measure, place in WITHIN.items()}
    return {"posts": posts, "refused": _own_tables(stopped), **within}


def _own_tables(universe: Publication) -> Publication:
    cells = {cell: posts for cell, posts in universe.cells.items() if cell.table in (EVERYTHING, *TABLES)}
    return Publication(universe.weeks, cells)


def _totals(universe: Publication, table: str, category: str) -> Publication:
    """The figures of one category, as totals of a measure of its own."""
    cells = {
        Cell(cell.division): posts
        for cell, posts in universe.cells.items()
        if (cell.table, cell.category) == (table, category)
    }
    return Publication(universe.weeks, cells)


def _write(
    connection: Connection, week: date, now: datetime, tree: Divisions, measures: Mapping[Measure, Publication]
) -> bool:
    """All of it in one transaction, unless another was first."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    first = dialect.insert(publications).values(week=week, at=now).on_conflict_do_nothing()
    if connection.scalar(first.returning(publications.c.week)) is None:
        return False
    above = [{"week": week, "division": name, "above": tree.parents.get(name, "")} for name in sorted(tree.places)]
    connection.execute(insert(divisions), above)
    rows = [
        (week, measure, cell.division, cell.table, cell.category, value)
        for measure in MEASURES
        for cell, value in _with_withheld_total(measures[measure])
    ]
    names = figures.columns.keys()
    connection.execute(insert(figures), [dict(zip(names, row, strict=True)) for row in rows])
    return True


def _with_withheld_total(publication: Publication) -> Iterator[tuple[Cell, int | None]]:
    """The agency's total is there in any case, so that whoever looks for a measure finds that it is withheld."""
    yield Cell(AGENCY), publication.cells.get(Cell(AGENCY))
    yield from ((cell, posts) for cell, posts in publication.cells.items() if cell != Cell(AGENCY))
