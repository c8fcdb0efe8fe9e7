"""What is done with a SQLite file beside the requests: forget what expired, let lapsed holds go, copy the WAL back.

A thread with a connection of its own, because a checkpoint waits for the disk and the event loop must not. Every
pass is many short transactions, so that a request never waits for it longer than for another worker.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from gatepost.clock import Clock
from gatepost.errors import GatepostFault
from gatepost.state import attempts
from gatepost.state.base import AGREEMENTS_KEPT, DAYS_KEPT, HOLD_LAPSES, MINUTES_KEPT, PLACES_KEPT, UPLOADS_KEPT
from gatepost.state.coaching import INCIDENTS_KEPT
from gatepost.state.schema import Steps, connect
from gatepost.state.times import micros, minute_of

_log = logging.getLogger(__name__)
_WAIT_MS = 5_000
_ROWS_AT_ONCE = 200
_BIG_WAL_BYTES = 16 * 1024 * 1024
_LOOK_EVERY = 1.0  # seconds between looks at the size of the WAL
_PASS_EVERY = 60  # looks between two passes

type Forget = Callable[[sqlite3.Connection, datetime], Iterator[int]]


class Kept(NamedTuple):
    """What is forgotten: the table, its key, the column with its age, how long it is kept, and the unit of the column."""

    table: str
    key: str
    age: str
    kept: timedelta
    unit: Callable[[datetime], int] = micros


_KEPT = (
    Kept("days", "work_day, principal, use, scope", "work_day", DAYS_KEPT, date.toordinal),
    Kept("own_time", "work_day, principal", "work_day", DAYS_KEPT, date.toordinal),
    Kept(
        "minutes", "hour, principal, minute, use, scope", "hour", MINUTES_KEPT, lambda at: minute_of(micros(at)) // 60
    ),
    Kept("places", "subject, started", "NOT open AND started", PLACES_KEPT),
    Kept("incidents", "number", "expires", INCIDENTS_KEPT),
    Kept("coachings", "principal, at, rule", "at", timedelta(days=400)),  # the longest `coach_at_most` is a year
    Kept("agreements", "principal", "at", AGREEMENTS_KEPT),
    Kept("put_off", "principal", "until", timedelta()),
    Kept("sessions", "platform, session", "seen", timedelta(days=90)),
    Kept("uploads", "platform, principal, media", "at", UPLOADS_KEPT),
)


class Housekeeper:
    """The thread. `close` ends it after the transaction in hand."""

    def __init__(self, path: Path, steps: Steps, forget: Forget, clock: Clock) -> None:
        self._path, self._steps, self._forget, self._clock = path, steps, forget, clock
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="state-housekeeping", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        self._thread.join()

    def _run(self) -> None:
        looks = 0
        while not self._closing.wait(_LOOK_EVERY):
            looks += 1
            due = looks % _PASS_EVERY == 0
            if due or _size(self._path.with_name(self._path.name + "-wal")) > _BIG_WAL_BYTES:
                self._work(due)

    def _work(self, due: bool) -> None:
        """One round. What fails now is tried again next time; the requests report the state's health, not this thread."""
        try:
            db = connect(self._path, self._steps, wait_ms=_WAIT_MS)
        except (sqlite3.Error, GatepostFault) as error:
            _log.warning("state housekeeping cannot open the state: %s", error)
            return
        try:
            if due:
                for _ in self._forget(db, self._clock.now()):
                    if self._closing.is_set():
                        break
            db.execute("PRAGMA wal_checkpoint(PASSIVE)")
        except sqlite3.Error as error:
            _log.warning("state housekeeping failed and will be tried again: %s", error)
        finally:
            db.close()


def forget(db: sqlite3.Connection, now: datetime) -> Iterator[int]:
    """Remove what has expired and give back lapsed holds, yielding the rows of each short transaction."""
    lapsed = db.execute("SELECT token FROM holds WHERE at < ?", (micros(now - HOLD_LAPSES),)).fetchall()
    for (token,) in lapsed:
        db.execute("BEGIN IMMEDIATE")
        with db:
            attempts.let_go(db, token, kept=False)
        yield 1
    for kept in _KEPT:
        yield from forget_old(db, kept, now)


def forget_old(db: sqlite3.Connection, kept: Kept, now: datetime) -> Iterator[int]:
    """Remove what is older than it is kept, yielding the rows of each short transaction."""
    table, key, age, kept_for, unit = kept
    statement = (
        f"DELETE FROM {table} WHERE ({key}) IN (SELECT {key} FROM {table} WHERE {age} < ? LIMIT {_ROWS_AT_ONCE})"  # noqa: S608 - names from our own tables
    )
    return _repeated(db, statement, unit(now - kept_for))


def _repeated(db: sqlite3.Connection, statement: str, *values: int) -> Iterator[int]:
    rows = _ROWS_AT_ONCE
    while rows == _ROWS_AT_ONCE:
        rows = db.execute(statement, values).rowcount
        yield rows


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
