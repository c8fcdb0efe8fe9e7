import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gatepost.store import opening, recorder
from gatepost.store.index import events
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading
from gatepost.store.recorder import run_recorder
from tests.unit.events.making import a_decision_event, a_journal, an_event, verified
from tests.unit.store.databases import a_server


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(recorder, "_PAUSE_AFTER_FAILURE_SECONDS", 0.02)
    monkeypatch.setattr(opening, "_WAIT_SECONDS", 0.02)


@contextmanager
def _recording(var: Path, url: str = "sqlite://") -> Iterator[list[int]]:
    """A recorder at work, and the lags it reports."""
    stop, lags = threading.Event(), list[int]()
    thread = threading.Thread(target=run_recorder, args=(url, var, stop, lags.append))
    thread.start()
    try:
        yield lags
    finally:
        stop.set()
        thread.join()


def _stored(var: Path, url: str = "sqlite://") -> int:
    engine = open_engine(url, var)
    try:
        with reading(prepare(engine)) as connection:
            return connection.scalar(select(func.count()).select_from(events)) or 0
    finally:
        engine.dispose()


def _eventually(true: Callable[[], bool]) -> None:
    """Asked seldom: who asks locks the store for a moment, and the recorder that finds it locked tries again later."""
    until = time.monotonic() + 60
    while not true():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.1)


def test_what_is_written_is_taken_in_while_it_is_written(tmp_path: Path):
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        for number in (1, 2):
            journal.append(an_event(number))
            _eventually(lambda: _read(tmp_path) == number)  # noqa: B023 - asked for in this round only
        _eventually(lambda: lags[-1] == 0)


def _read(var: Path) -> int:
    """As `_stored`, while the recorder may be at the tables."""
    try:
        return _stored(var)
    except Exception:  # noqa: BLE001 - it is asked again
        return -1


def test_what_was_written_last_is_taken_in_before_it_stops(tmp_path: Path):
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path):
        journal.append(an_event())
    assert _stored(tmp_path) == 1


def test_a_recorder_may_start_before_there_is_a_journal(tmp_path: Path):
    with _recording(tmp_path) as lags:
        _eventually(lambda: bool(lags))
    assert set(lags) == {0}


def test_a_locked_store_is_waited_for_and_loses_nothing(tmp_path: Path):
    _stored(tmp_path)
    locking = sqlite3.connect(tmp_path / "store.sqlite3", isolation_level=None)
    locking.execute("BEGIN IMMEDIATE")
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        for number in range(5):
            journal.append(an_event(number))
        _eventually(lambda: lags[-1:] == [5])
        locking.execute("COMMIT")
        locking.close()
        _eventually(lambda: lags[-1] == 0)
    assert _stored(tmp_path) == 5


_RECORDER = """
import sys, threading
from pathlib import Path
from gatepost.store.recorder import run_recorder
run_recorder(sys.argv[1], Path(sys.argv[2]), threading.Event())
"""


@pytest.mark.parametrize("store", ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))])
def test_a_recorder_that_is_killed_loses_nothing_and_takes_nothing_twice(
    tmp_path: Path, store: str, request: pytest.FixtureRequest
):
    url = "sqlite://" if store == "sqlite" else request.getfixturevalue("postgres").a_database()
    with a_journal(journals_in(tmp_path)) as journal:
        for number in range(6000):
            journal.append(an_event(number))
    prepare(open_engine(url, tmp_path)).dispose()
    with subprocess.Popen([sys.executable, "-c", _RECORDER, url, str(tmp_path)]) as killed:
        _eventually(lambda: _stored(tmp_path, url) > 0)
        killed.kill()
    engine = open_engine(url, tmp_path)
    Intake(engine, journals_in(tmp_path)).take_in()
    engine.dispose()
    assert _stored(tmp_path, url) == 6000


def test_a_broken_store_is_behind_by_everything_until_it_is_moved_away(tmp_path: Path):
    file = tmp_path / "store.sqlite3"
    file.write_bytes(b"not a database, whatever it is called" * 100)
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        journal.append(an_event())
        _eventually(lambda: lags[-1:] == [1])
        file.unlink()
        _eventually(lambda: lags[-1] == 0)
    assert _stored(tmp_path) == 1


def test_a_store_that_is_deleted_while_it_is_used_is_made_anew(tmp_path: Path):
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        journal.append(an_event(1))
        _eventually(lambda: lags[-1:] == [0])
        for file in tmp_path.glob("store.sqlite3*"):
            file.unlink()
        journal.append(an_event(2))
        _eventually(lambda: _read(tmp_path) == 2)


def test_a_full_disk_stops_the_store_and_not_the_record(tmp_path: Path):
    """The limit on a file's length stands for the disk: what is written beyond it fails, and is written later."""
    with a_journal(journals_in(tmp_path)) as journal:
        for _ in range(400):
            journal.append(a_decision_event())
    _stored(tmp_path)
    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, unlimited[1]))
    try:
        with _recording(tmp_path) as lags:
            _eventually(lambda: lags[-1:] == [401])
            resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
            _eventually(lambda: lags[-1] == 0)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
    assert _stored(tmp_path) == 400
    assert verified(journals_in(tmp_path)).good


@pytest.mark.needs("postgresql")
def test_a_server_that_goes_away_is_caught_up_with_when_it_is_back(tmp_path: Path):
    with a_server() as server, a_journal(journals_in(tmp_path)) as journal:
        url = server.a_database()
        with _recording(tmp_path, url) as lags:
            journal.append(an_event(1))
            _eventually(lambda: lags[-1:] == [0])
            server.kill()
            for number in range(2, 5):
                journal.append(an_event(number))
            _eventually(lambda: lags[-1] >= 3)
            server.start()
            _eventually(lambda: lags[-1] == 0)
        assert _stored(tmp_path, url) == 4
    assert verified(journals_in(tmp_path)).good


def test_no_password_is_logged_when_a_server_cannot_be_reached(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    with _recording(tmp_path, "postgresql://gatepost:hunter2@127.0.0.1:1/gatepost") as lags:
        _eventually(lambda: bool(lags))
    assert "the store is not up to date" in caplog.text
    assert "hunter2" not in caplog.text
