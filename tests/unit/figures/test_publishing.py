"""Events in, figures out, on both databases."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, delete, func, select, text

from gatepost.disclosure.publication import Cell, figure
from gatepost.figures.measures import TABLES
from gatepost.figures.publishing import publish_due
from gatepost.figures.reading import Published, month_of, publication_of, weeks
from gatepost.model import Event
from gatepost.store.index import events
from gatepost.store.opening import reading, writing
from gatepost.store.published import figures
from tests.unit.figures.making import AGENCY, CLOSED, WEEK, blocked, coached, on_record, posts, purged

_WEEK = timedelta(weeks=1)


def _a_week() -> Sequence[Event]:
    """Enough in Labour; Prices are too few; nobody in Census was refused but eight."""
    return [
        *posts("Labour", 30, each=2),
        *posts("Labour", 14, platform="reddit"),
        *posts("Prices", 6),
        *posts("Census", 40),
        *posts("Census", 15, work_time=False),
        *blocked("Labour", 16),
        *coached("Labour", 12, "justified"),
        *coached("Labour", 13, "went_back"),
        *blocked("Census", 8),
    ]


def _published(engine: Engine) -> Published:
    with reading(engine) as connection:
        found = publication_of(connection, WEEK)
    assert found
    return found


def _view(engine: Engine, condition: str) -> Sequence[Any]:
    with reading(engine) as connection:
        return connection.execute(text(f"SELECT * FROM published_figures WHERE {condition}")).all()  # noqa: S608 - of this test


def _kept(engine: Engine) -> Sequence[Any]:
    with reading(engine) as connection:
        return connection.execute(select(figures).order_by(*figures.primary_key)).all()


def test_what_was_published_is_read_again(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, _a_week())
    assert publish_due(engine, AGENCY, CLOSED) == [WEEK]
    with reading(engine) as connection:
        assert weeks(connection) == [WEEK]
    published = _published(engine)
    assert published.divisions == AGENCY.divisions
    totals: dict[str, int | None] = {name: one.cells.get(Cell("")) for name, one in published.measures.items()}
    was = {"posts": 135, "refused": 49, "blocked": 24, "coached": 25, "went_back": 13, "justified": 12}
    assert all(_is_rounded(totals.pop(name), number) for name, number in was.items())
    assert totals == {"lapsed": None, "reported": None}
    assert {cell.table for cell in published.measures["posts"].cells} <= {"", *TABLES}
    assert {cell.table for cell in published.measures["coached"].cells} == {""}


def _is_rounded(figure: int | None, number: int) -> bool:
    return figure is not None and figure % 5 == 0 and abs(figure - number) < 5


def test_a_group_that_is_too_small_is_withheld_and_the_level_above_shown(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    publish_due(store, AGENCY, CLOSED)
    published = _published(store)
    posts, refused = published.measures["posts"], published.measures["refused"]
    assert Cell("Prices") not in posts.cells
    shown = figure(posts, published.divisions, Cell("Prices"))
    assert shown
    assert shown.division == "Field"
    assert Cell("Census") not in refused.cells
    assert Cell("Field") not in refused.cells  # else Census would be the difference
    assert Cell("") in refused.cells


def test_a_week_is_published_when_it_is_closed_and_not_before(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    midnight = CLOSED.replace(hour=5)
    assert publish_due(store, AGENCY, midnight - timedelta(seconds=1)) == []
    assert publish_due(store, AGENCY, midnight) == [WEEK]


def test_publishing_again_changes_nothing_whatever_came_in_late(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    publish_due(store, AGENCY, CLOSED)
    before = _kept(store)
    on_record(store, tmp_path, list(posts("Prices", 60)), "late")
    assert publish_due(store, AGENCY, CLOSED + timedelta(hours=1)) == []
    assert _kept(store) == before


def test_of_several_who_publish_at_once_one_does(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, _a_week())
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: publish_due(engine, AGENCY, CLOSED), range(4)))
    assert sorted(done, key=len) == [[], [], [], [WEEK]]
    assert len(_published(engine).measures["posts"].cells) > 3


def test_figures_stay_when_their_events_are_purged_or_the_index_is_made_anew(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    publish_due(store, AGENCY, CLOSED)
    before = _kept(store)
    purged(store, tmp_path)
    with writing(store) as connection:
        connection.execute(delete(events))
    assert _kept(store) == before
    assert publish_due(store, AGENCY, CLOSED) == []


def test_a_week_of_which_something_was_purged_is_never_published(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    purged(store, tmp_path)
    assert publish_due(store, AGENCY, CLOSED) == []
    assert _view(store, "true") == []


def test_weeks_that_were_missed_are_made_up_for_and_older_ones_are_not(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    assert publish_due(store, AGENCY, CLOSED + 3 * _WEEK) == [WEEK]
    on_record(store, tmp_path, list(posts("Labour", 30, at=CLOSED)), "later")
    assert publish_due(store, AGENCY, CLOSED + 6 * _WEEK) == []


def test_the_view_has_every_figure_of_each_division_and_says_which_are_withheld(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, _a_week())
    publish_due(engine, AGENCY, CLOSED)
    published = _published(engine)
    for division in published.divisions.places:
        rows = _view(engine, f"division = '{division}' AND measure = 'posts'")
        shown = {
            Cell(division, table, category): row.value
            for row in rows
            if not row.withheld
            for table, category in [_dimension(row)]
        }
        cells = published.measures["posts"].cells
        assert shown == {cell: posts for cell, posts in cells.items() if cell.division == division}
    rows = _view(engine, "division = 'Prices'")
    assert {bool(row.withheld) for row in rows} == {True}
    assert {row.value for row in rows} == {None}
    assert {row.measure for row in rows} >= {"posts", "refused", "reported"}


def _dimension(row: Any) -> tuple[str, str]:
    named = {"platform": row.platform, "use": row.use, "guideline": row.guideline, "time": row.hours}
    return next(((name, value) for name, value in named.items() if value), ("", ""))


def test_the_rows_of_a_division_say_nothing_of_what_was_counted_there(store: Engine, tmp_path: Path):
    """Withheld figures are the same rows whether nobody is in them or nine are."""
    on_record(store, tmp_path, _a_week())
    publish_due(store, AGENCY, CLOSED)
    categories = [
        [(row.measure, row.platform, row.use, row.guideline, row.hours) for row in _view(store, f"division = '{name}'")]
        for name in ("Prices", "Census")
    ]
    assert sorted(categories[0]) == sorted(categories[1])


def test_a_month_has_the_sums_of_its_weeks(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, [*_a_week(), *posts("Labour", 25, at=CLOSED)])
    publish_due(store, AGENCY, CLOSED + _WEEK)
    with reading(store) as connection:
        month = month_of(connection, WEEK)
        assert month_of(connection, WEEK - 5 * _WEEK) is None
        parts = [publication_of(connection, week) for week in (WEEK, WEEK + _WEEK)]
    assert month
    assert month.weeks == (WEEK, WEEK + _WEEK)
    total = sum(part.measures["posts"].cells[Cell("")] for part in parts if part)
    assert month.measures["posts"].cells[Cell("")] == total


def test_nothing_that_is_kept_names_a_person(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, _a_week())
    publish_due(store, AGENCY, CLOSED)
    assert "p-" not in str(_kept(store))
    with reading(store) as connection:
        least = connection.scalar(select(func.min(figures.c.value)).where(figures.c.value.is_not(None)))
    assert least is not None
    assert least % 5 == 0
