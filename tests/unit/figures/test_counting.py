from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatepost.disclosure.posts import Count
from gatepost.figures.counting import refused, went_out
from gatepost.figures.due import decisions_of, span_of
from gatepost.figures.measures import TABLES, TABLES_OF_REFUSED
from gatepost.model import Activity
from gatepost.store.opening import reading
from tests.unit.events.making import PSEUDONYMS
from tests.unit.figures.making import (
    AGENCY,
    NEXT_PERIOD,
    WEEK,
    a_decided,
    blocked,
    coached,
    on_record,
    posts,
    purged,
)

SPAN = span_of(WEEK, AGENCY.zone)


def _out(engine: Engine) -> list[Count]:
    with reading(engine) as connection:
        return list(went_out(connection, SPAN))


def _stopped(engine: Engine) -> list[Count]:
    with reading(engine) as connection:
        return list(refused(connection, SPAN))


def _by(table: str, counts: list[Count]) -> Mapping[str, int]:
    tables = TABLES_OF_REFUSED if len(counts[0].categories) > len(TABLES) else TABLES
    tally: Counter[str] = Counter()
    for count in counts:
        tally[count.categories[tables.index(table)]] += count.posts
    return tally


def test_a_week_is_that_of_the_agency(engine: Engine, tmp_path: Path):
    first = datetime(2026, 11, 16, 5, tzinfo=UTC)  # midnight in Toronto
    moments = [first - timedelta(seconds=1), first, first + timedelta(days=7, seconds=-1), first + timedelta(days=7)]
    on_record(engine, tmp_path, [event for at in moments for event in posts("Labour", 1, at=at)])
    assert [count.posts for count in _out(engine)] == [2]


def test_posts_of_a_person_that_are_alike_are_one_count(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, [*posts("Labour", 2, each=3), *posts("Labour", 1, platform="reddit")])
    found = Counter({(count.person, count.categories): count.posts for count in _out(engine)})
    people = [PSEUDONYMS.of("principal", f"Labour-{number}") for number in range(2)]
    ordinary = ("x", "personal", "none", "work")
    assert found == {(people[0], ordinary): 3, (people[1], ordinary): 3, (people[0], ("reddit", *ordinary[1:])): 1}
    assert {count.division for count in _out(engine)} == {"Labour"}


def test_a_person_of_two_periods_is_counted_under_the_name_of_each(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, [*posts("Labour", 1), *posts("Labour", 1, pseudonyms=NEXT_PERIOD)])
    assert {count.period for count in _out(engine)} == {PSEUDONYMS.period, NEXT_PERIOD.period}
    assert len({count.person for count in _out(engine)}) == 2


@pytest.mark.parametrize("activity", [Activity.DRAFT, Activity.DELETE])
def test_drafts_and_what_is_undone_are_no_posts(store: Engine, tmp_path: Path, activity: Activity):
    on_record(store, tmp_path, [*posts("Labour", 1, activity=activity), *blocked("Labour", 1, activity=activity)])
    assert _out(store) == []
    assert _stopped(store) == []


def test_a_message_counts_only_where_it_was_refused(store: Engine, tmp_path: Path):
    message = Activity.MESSAGE
    on_record(store, tmp_path, [*posts("Labour", 2, activity=message), *blocked("Labour", 3, activity=message)])
    assert _out(store) == []
    assert sum(count.posts for count in _stopped(store)) == 3


def test_what_would_only_have_been_refused_went_out(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, [*blocked("Labour", 2, outcome="observed"), *blocked("Labour", 1, outcome="justified")])
    assert _by("guideline", _out(store)) == {"2.6": 3}
    assert _stopped(store) == []


def test_work_time_and_own_time_are_told_apart(store: Engine, tmp_path: Path):
    on_record(store, tmp_path, [*posts("Labour", 2), *posts("Labour", 3, work_time=False)])
    assert _by("time", _out(store)) == {"work": 2, "own": 3}


def test_a_refusal_is_counted_by_what_became_of_it(engine: Engine, tmp_path: Path):
    on_record(
        engine,
        tmp_path,
        [
            *blocked("Labour", 6),
            *coached("Labour", 1, "went_back"),
            *coached("Labour", 2, "justified"),
            *coached("Labour", 3, "lapsed"),
            *coached("Labour", 4, "reported"),
            *coached("Labour", 5, "nothing is said of it yet"),
        ],
    )
    stopped = _stopped(engine)
    assert _by("decided", stopped) == {"blocked": 6, "coached": 15}
    assert _by("ended", stopped) == {"blocked": 6, "went_back": 1, "justified": 2, "lapsed": 12}
    assert _by("reported", stopped) == {"yes": 4, "no": 17}
    assert _by("guideline", stopped) == {"2.6": 6, "2.3": 15}


def test_many_refusals_are_read_page_by_page(engine: Engine, tmp_path: Path):
    on_record(engine, tmp_path, [a_decided("one", "Labour") for _ in range(503)])
    assert [count.posts for count in _stopped(engine)] == [503]


def test_a_week_is_whole_until_something_of_it_is_purged(engine: Engine, tmp_path: Path):
    def on_record_now() -> int:
        with reading(engine) as connection:
            return decisions_of(connection, SPAN)

    assert on_record_now() == 0
    on_record(engine, tmp_path, [*posts("Labour", 2), *coached("Labour", 1, "justified")])
    assert on_record_now() == 3
    purged(engine, tmp_path)
    assert on_record_now() == 0
