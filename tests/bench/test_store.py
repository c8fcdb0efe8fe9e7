"""What the bench of the store writes is a record, and what it measures is the console."""

import random
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select

from bench.store.agency import Agency
from bench.store.measure import measure
from bench.store.taking import START, Size, Store
from bench.store.year import Writer, moments
from gatepost.console.database import open_database
from gatepost.store.index import INCIDENT, events
from gatepost.store.opening import reading
from tests.unit.events.making import KEY, verified

TINY = Size(events=3_000, part=200, passes=1, rounds=1, kinds=60)


def _chance() -> random.Random:
    return random.Random(6)  # noqa: S311 - the same in every run


def test_the_journal_of_a_year_is_chained_and_signed_as_its_own_writer_does(tmp_path: Path):
    writer, agency = Writer(tmp_path, KEY), Agency(_chance(), kinds=20)
    for day in moments(_chance(), START, days=3, total=900):
        writer.write(agency.record(day), day[0])
    report = verified(tmp_path)
    assert report.good
    assert sum(file.heads for file in report.files) >= 1


def test_the_moments_of_a_year_are_in_order_and_all_there():
    days = [*moments(_chance(), START, days=14, total=1_000)]
    assert sum(map(len, days)) == 1_000
    together = [at for day in days for at in day]
    assert together == sorted(together)
    assert START <= together[0] < together[-1] < START + timedelta(days=14)
    assert len(days[6]) < len(days[0]) / 2, "a Sunday is quiet"


def test_a_year_is_taken_in_once_and_its_pages_are_asked_for(tmp_path: Path):
    store = Store("sqlite", "sqlite://", tmp_path, open_database("sqlite://", tmp_path))
    found = measure(store, TINY)
    with reading(store.engine) as db:
        incidents = db.scalar(select(func.count()).select_from(events).where(INCIDENT)) or 0
    store.engine.dispose()
    assert 2_800 < found["size"]["events"] < 3_200
    assert 0.01 < incidents / found["size"]["events"] < 0.03
    assert found["intake"]["again"]["lines"] > 0
    assert found["seconds_to_publish_a_week"] > 0
    assert {"page: no filter", "far page: many", "arrivals", "incident"} <= found["pages"]["by_kind"].keys()
    assert all(times["p95"] > 0 for times in found["pages"]["by_kind"].values())
