import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gatepost.events import recorder, store
from gatepost.events.queries import Filter
from gatepost.events.recorder import run_recorder
from gatepost.events.store import Store, journals_in, store_in
from tests.unit.events.making import a_journal, an_event


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder, "_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(recorder, "_PAUSE_AFTER_FAILURE_SECONDS", 0.02)
    monkeypatch.setattr(store, "_WAIT_SECONDS", 0.02)


@contextmanager
def _recording(var: Path) -> Iterator[list[int]]:
    """A recorder at work, and the lags it reports."""
    stop, lags = threading.Event(), list[int]()
    thread = threading.Thread(target=run_recorder, args=(var, stop, lags.append))
    thread.start()
    try:
        yield lags
    finally:
        stop.set()
        thread.join()


def _stored(var: Path) -> int:
    with Store(store_in(var)) as opened:
        return len(opened.events(Filter()))


def _eventually(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.01)


def test_what_is_written_is_taken_in_while_it_is_written(tmp_path: Path):
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        journal.append(an_event(1))
        _eventually(lambda: store_in(tmp_path).exists() and _stored(tmp_path) == 1)
        journal.append(an_event(2))
        _eventually(lambda: _stored(tmp_path) == 2)
        _eventually(lambda: lags[-1] == 0)


def test_what_was_written_last_is_taken_in_before_it_stops(tmp_path: Path):
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path):
        journal.append(an_event())
    assert _stored(tmp_path) == 1


def test_a_recorder_may_start_before_there_is_a_journal(tmp_path: Path):
    with _recording(tmp_path) as lags:
        _eventually(lambda: bool(lags))
    assert set(lags) == {0}


def test_a_locked_store_is_waited_for_and_loses_nothing(tmp_path: Path):
    with Store(store_in(tmp_path)):
        pass
    locking = sqlite3.connect(store_in(tmp_path), isolation_level=None)
    locking.execute("BEGIN IMMEDIATE")
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        for number in range(5):
            journal.append(an_event(number))
        _eventually(lambda: lags[-1:] == [5])
        locking.execute("COMMIT")
        locking.close()
        _eventually(lambda: lags[-1] == 0)
    assert _stored(tmp_path) == 5


def test_a_broken_store_is_behind_by_everything_until_it_is_moved_away(tmp_path: Path):
    store_in(tmp_path).write_bytes(b"not a database, whatever it is called" * 100)
    with a_journal(journals_in(tmp_path)) as journal, _recording(tmp_path) as lags:
        journal.append(an_event())
        _eventually(lambda: lags[-1:] == [1])
        store_in(tmp_path).unlink()
        _eventually(lambda: lags[-1] == 0)
    assert _stored(tmp_path) == 1
