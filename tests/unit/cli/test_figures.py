"""`gatepost figures`, and a gateway that types it by itself."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from gatepost.cli import publishing
from gatepost.cli.figures import divisions_of
from gatepost.cli.publishing import Publishing, keep_publishing
from gatepost.clock import SystemClock
from gatepost.disclosure.weeks import last_closed
from gatepost.figures.reading import weeks
from gatepost.identity.config import IdentityConfig
from gatepost.proxy.loading import load_people
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading
from tests.unit.cli.conftest import POLICY, Run
from tests.unit.cli.gateways import now
from tests.unit.events.making import a_journal
from tests.unit.figures.making import posts
from tests.unit.state.servers import free_port

ZONE = ZoneInfo("America/Toronto")


@pytest.fixture
def week(tmp_path: Path) -> date:
    """The last closed week, in which there were posts; they are in the journals and in no store yet."""
    week = last_closed(now().astimezone(ZONE).date())
    noon = datetime.combine(week + timedelta(days=2), clock_time(16), UTC)
    with a_journal(tmp_path / "var/journal") as journal:
        for event in posts("Labour", 20, at=noon):
            journal.append(event)
    return week


def _weeks(var: Path) -> list[date]:
    engine = prepare(open_engine("sqlite://", var))
    try:
        with reading(engine) as connection:
            return list(weeks(connection))
    finally:
        engine.dispose()


def _eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 180
    while not true():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.1)


def test_a_week_is_published_once(run: Run, tmp_path: Path, week: date):
    done = run("figures", "publish")
    assert (done.code, done.out) == (0, f"published: the week of {week}\n")
    assert (tmp_path / "var/keys/figures.key").stat().st_mode & 0o777 == 0o600
    again = run("figures", "publish")
    assert (again.code, again.out, again.err) == (0, "", "no week is due\n")
    assert _weeks(tmp_path / "var") == [week]


def test_a_month_is_exported_week_by_week_and_one_without_figures_is_not(run: Run, week: date):
    run("figures", "publish")
    thursday = week + timedelta(days=3)
    header, *rows = run("figures", "export", "--month", f"{thursday:%Y-%m}").out.splitlines()
    assert header == "week,division,measure,dimension,category,value"
    assert f"{week},,posts,,,20" in rows
    assert {row.split(",")[0] for row in rows} == {str(week)}
    nothing = run("figures", "export", "--month", "2020-02")
    assert (nothing.code, nothing.out) == (1, "")
    assert "write 2026-10" in run("figures", "export", "--month", "October").err


def test_divisions_are_those_that_people_can_be_of_and_those_above_them(tmp_path: Path):
    (tmp_path / "staff.csv").write_text("id,login,division\n1,ada,Labour\n2,bo,Prices\n3,cy,\n")
    (tmp_path / "divisions.csv").write_text("division,above\nLabour,Field 8\n")
    config = IdentityConfig.model_validate(
        {
            "directory": {"file": "staff.csv"},
            "divisions": {"file": "divisions.csv"},
            "network": [{"cidr": "10.0.0.0/8", "division": "Labs"}],
            "unknown": {"division": "Visitors"},
        }
    )
    found = divisions_of(load_people(tmp_path, config))
    assert found.parents == {"Labour": "Field 8", "Field 8": "", "Prices": "", "Labs": "", "Visitors": ""}


def test_a_gateway_publishes_by_itself_when_a_week_is_due(
    run: Run, tmp_path: Path, week: date, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publishing, "_FIRST_SECONDS", 0.01)
    monkeypatch.setattr(publishing, "_PAUSE_SECONDS", 0.05)
    var = tmp_path / "var"
    run("events", "list")  # takes the journals in, as the recorder does
    stop = threading.Event()
    told = Publishing(policy=POLICY, var=var, store="sqlite://", zone=ZONE)
    thread = threading.Thread(target=keep_publishing, args=(told, SystemClock(), stop))
    thread.start()
    _eventually(lambda: _weeks(var) == [week])
    stop.set()
    thread.join()


def test_a_week_that_is_still_coming_in_is_not_published(tmp_path: Path, week: date, monkeypatch: pytest.MonkeyPatch):
    """Each time somebody looks there is one post more, until there are no more."""
    monkeypatch.setattr(publishing, "_FIRST_SECONDS", 0.0)
    monkeypatch.setattr(publishing, "_PAUSE_SECONDS", 0.0)
    looks = iter([*({week: number} for number in range(20, 25)), {week: 24}])
    published = threading.Event()
    monkeypatch.setattr(publishing, "_due", lambda *_: next(looks))
    monkeypatch.setattr(publishing, "_publish", lambda *_: published.set())
    told = Publishing(policy=POLICY, var=tmp_path / "var", store="sqlite://", zone=ZONE)
    keep_publishing(told, SystemClock(), published)
    assert list(looks) == []


def test_a_gateway_that_is_told_to_stop_ends_what_it_started(
    run: Run, tmp_path: Path, week: date, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(publishing, "_FIRST_SECONDS", 0.01)
    monkeypatch.setattr(publishing, "_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(Publishing, "command", ("sh", "-c", "touch started; exec sleep 600"))
    run("events", "list")
    stop = threading.Event()
    told = Publishing(policy=POLICY, var=tmp_path / "var", store="sqlite://", zone=ZONE)
    thread = threading.Thread(target=keep_publishing, args=(told, SystemClock(), stop))
    thread.start()
    _eventually((tmp_path / "started").exists)
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_store_that_is_away_is_said_and_asked_again_later(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    away = f"postgresql://gatepost@127.0.0.1:{free_port()}/none"
    told = Publishing(policy=POLICY, var=tmp_path, store=away, zone=ZONE)
    assert publishing._due(told, SystemClock()) == {}
    assert "whether figures are due cannot be told now" in caplog.text


def test_a_publication_that_fails_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    monkeypatch.setattr(Publishing, "command", ("false",))
    told = Publishing(policy=POLICY, var=tmp_path, store="sqlite://", zone=ZONE)
    publishing._publish(told, threading.Event())
    assert "figures could not be published" in caplog.text
