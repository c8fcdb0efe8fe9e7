"""Retention by itself: at a quiet hour, once, made up for when it was missed, tried again when it failed."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from gatepost.events.holds import Hold, write_holds
from gatepost.model import Action, Event
from gatepost.proxy import nightly
from gatepost.proxy.nightly import Applied, Night, carry_out, is_due, keep_to_retention, last_applied
from gatepost.store.index import events
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.cli.conftest import POLICY
from tests.unit.events.aged import decided, purged_ids, written

TORONTO = ZoneInfo("America/Toronto")
NODES = [f"gateway-{number}" for number in range(200)]


@pytest.fixture
def night(tmp_path: Path) -> Night:
    return Night(policy=POLICY, var=tmp_path, node="gateway", zone=TORONTO)


@pytest.fixture
def old(night: Night) -> Event:
    """What should have gone four days ago."""
    event = decided(34, Action.LOG)
    written(night.var / "journal", event)
    return event


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 15, tzinfo=UTC),
        datetime(2026, 11, 24, 5, 30, tzinfo=UTC),
        datetime(2026, 3, 8, 12, tzinfo=UTC),  # the hour from two to three was not there
        datetime(2026, 11, 1, 12, tzinfo=UTC),  # the hour from one to two was there twice
    ],
)
def test_every_gateway_has_a_minute_of_its_own_in_the_quiet_hours_of_the_agency(tmp_path: Path, now: datetime):
    moments = [Night(policy=POLICY, var=tmp_path, node=node, zone=TORONTO).began(now) for node in NODES]
    assert {moment.hour for moment in moments} == {3, 4}
    assert len({moment.minute for moment in moments}) > 40
    assert all(timedelta() <= now - moment < timedelta(days=1, hours=1) for moment in moments)


def test_what_is_over_goes_once_a_night(night: Night, old: Event):
    clock = FakeClock()
    assert is_due(night, clock.now())
    assert carry_out(night, clock)
    assert purged_ids(night.var / "journal") == {old.id}
    assert last_applied(night.var) == Applied(at=A_TUESDAY, payloads=1, evidence=0)
    assert not is_due(night, clock.now())
    assert not is_due(night, night.began(A_TUESDAY) + timedelta(hours=23))
    assert is_due(night, night.began(A_TUESDAY) + timedelta(days=1))


def test_one_that_was_carried_out_in_the_future_is_done_again(night: Night, old: Event):
    carry_out(night, FakeClock(A_TUESDAY + timedelta(days=900)))
    assert is_due(night, A_TUESDAY)


@pytest.mark.parametrize("written_there", ["", "{}", "[1]", '{"at": "soon", "payloads": 1, "evidence": 0}', "\0"])
def test_a_note_that_cannot_be_read_is_none(night: Night, written_there: str):
    (night.var / "retention.json").write_text(written_there)
    assert last_applied(night.var) is None
    assert is_due(night, A_TUESDAY)


def _unreadable_holds(var: Path) -> None:
    (var / "holds.json").write_text("{")


def _no_journals(var: Path) -> None:
    (var / "journal").rename(var / "elsewhere")


@pytest.mark.parametrize("fault", [_unreadable_holds, _no_journals])
def test_what_fails_is_said_and_still_due(
    night: Night, old: Event, fault: Callable[[Path], None], caplog: pytest.LogCaptureFixture
):
    fault(night.var)
    assert not carry_out(night, FakeClock())
    assert "could not be removed" in caplog.text
    assert is_due(night, A_TUESDAY)


def test_a_mistake_in_the_policy_removes_nothing(night: Night, old: Event, tmp_path: Path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/agency.yaml").write_text("retention: {log: never}")
    wrong = Night(policy=tmp_path / "ours", var=night.var, node="gateway", zone=TORONTO)
    assert not carry_out(wrong, FakeClock())
    assert purged_ids(night.var / "journal") == set()


def test_a_hold_of_everything_is_kept_and_said(night: Night, old: Event, caplog: pytest.LogCaptureFixture):
    write_holds(night.var, [Hold(id="h-1", scope="all", of="", reason="a request", by="rose", at=A_TUESDAY)])
    with caplog.at_level(logging.WARNING):
        assert carry_out(night, FakeClock())
    assert "everything is held" in caplog.text
    assert purged_ids(night.var / "journal") == set()


def test_it_goes_on_after_a_failure_and_ends_when_told(night: Night, old: Event, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(nightly, "_LOOK_SECONDS", 0.01)
    monkeypatch.setattr(nightly, "_TRY_AGAIN", timedelta())
    _unreadable_holds(night.var)
    stop, failed = threading.Event(), threading.Event()

    def said(_record: logging.LogRecord) -> bool:
        failed.set()
        return False

    logging.getLogger(nightly.__name__).addFilter(said)
    thread = threading.Thread(target=keep_to_retention, args=(night, FakeClock(), stop))
    thread.start()
    try:
        assert failed.wait(20)
        (night.var / "holds.json").unlink()
        for _ in range(2000):
            if last_applied(night.var):
                break
            stop.wait(0.01)
    finally:
        stop.set()
        thread.join()
        logging.getLogger(nightly.__name__).removeFilter(said)
    assert purged_ids(night.var / "journal") == {old.id}


def test_the_index_follows(night: Night, old: Event):
    engine = prepare(open_engine("sqlite://", night.var))
    intake = Intake(engine, journals_in(night.var))
    intake.take_in()
    carry_out(night, FakeClock())
    intake.take_in()
    with reading(engine) as db:
        assert db.execute(select(events.c.purged, events.c.principal).where(events.c.id == old.id)).one() == (
            True,
            None,
        )
    engine.dispose()
