"""One SQLite file that the workers of a node share: its connection, its transactions, its housekeeping.

Transactions run where they are called, in the event loop, and not in a thread. One is some tens of microseconds of
work on pages in memory and never waits for the disk: WAL commits are not forced, checkpoints are housekeeping's. A
thread would release and take back the interpreter lock at every statement, and so wait for the busy loop each time
(measured with 32 busy clients: 14 ms a call at the median, against 0.07 ms here, and 300 µs more CPU a post).
What can be waited for is another worker's transaction: that is done asleep, and not for long.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Concatenate

from gatepost.clock import Clock
from gatepost.errors import GatepostFault
from gatepost.state.housekeeping import Forget, Housekeeper
from gatepost.state.schema import Steps, connect, is_busy

_PATIENCE = 200  # tries, 5 ms apart: a second of waiting for others is a fault
_PAUSE = 0.005
_START_WAIT_MS = 5_000  # while another worker makes the tables


class SqliteFile:
    """One object belongs to one event loop. A failure is `GatepostFault(stage="state")`."""

    def __init__(self, path: Path, steps: Steps, forget: Forget, clock: Clock) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        self._path, self._steps = path, steps
        self._db: sqlite3.Connection | None = None
        try:
            self._connect(wait_ms=_START_WAIT_MS)
        except sqlite3.Error as error:
            raise _gone(path, error) from error
        self._housekeeper = Housekeeper(path, steps, forget, clock)

    async def transact[**P, T](
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Do this work in one transaction."""
        for _ in range(_PATIENCE):
            try:
                return self._once(work, *args, **kwargs)
            except (sqlite3.Error, OSError) as error:
                if not is_busy(error):
                    self._disconnect()  # the next call connects anew, and so comes back when the file does
                    raise _gone(self._path, error) from error
            await asyncio.sleep(_PAUSE)
        raise GatepostFault(f"the state at {self._path} is locked for too long", stage="state", reason="slow")

    async def ping(self) -> None:
        """A transaction in which nothing is done."""
        await self.transact(lambda _: None)

    async def close(self) -> None:
        await asyncio.to_thread(self._housekeeper.close)
        self._disconnect()

    def _once[**P, T](
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        db = self._db or self._connect(wait_ms=0)
        if os.stat(self._path).st_ino != self._inode:  # noqa: PTH116 - a third of the time of Path.stat, on every call
            raise FileNotFoundError("it was removed or replaced")
        db.execute("BEGIN IMMEDIATE")
        with db:
            return work(db, *args, **kwargs)

    def _connect(self, *, wait_ms: int) -> sqlite3.Connection:
        self._db = connect(self._path, self._steps, wait_ms=wait_ms)
        self._db.execute("PRAGMA busy_timeout=0")
        self._inode = self._path.stat().st_ino
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _gone(path: Path, error: Exception) -> GatepostFault:
    return GatepostFault(f"the state at {path} cannot be used: {error}", stage="state", reason="gone")
