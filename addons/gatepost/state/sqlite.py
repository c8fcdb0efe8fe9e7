"""The state in one SQLite file, shared by the workers of one node.

Transactions run where they are called, in the event loop, and not in a thread. One is some tens of microseconds of
work on pages in memory and never waits for the disk: WAL commits are not forced, checkpoints are housekeeping's. A
thread would release and take back the interpreter lock at every statement, and so wait for the busy loop each time
(measured with 32 busy clients: 14 ms a call at the median, against 0.07 ms here, and 300 µs more CPU a post).
What can be waited for is another worker's transaction: that is done asleep, and not for long.
"""

import asyncio
import os
import sqlite3
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Concatenate

from gatepost.clock import Clock, SystemClock
from gatepost.errors import GatepostError, GatepostFault
from gatepost.state import attempts, incidents, people, uploads
from gatepost.state.base import (
    AcceptedAgreement,
    Attempt,
    Incident,
    JudgedUpload,
    StoredPast,
    UploadId,
    WaitingPiece,
)
from gatepost.state.housekeeping import Housekeeper
from gatepost.state.schema import connect, is_busy

_PATIENCE = 200  # tries, 5 ms apart: a second of waiting for others is a fault
_PAUSE = 0.005
_START_WAIT_MS = 5_000  # while another worker makes the tables
_CACHED_SESSIONS = 10_000
_CACHED_FOR = timedelta(minutes=1)
_UNKNOWN_FOR = timedelta(seconds=2)  # another worker may learn it at any moment
_NOBODY: tuple[()] = ()


class SqliteState:
    """`gatepost.state.base.State` on a file. One object belongs to one event loop."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._path, self._clock = path, clock
        self._db: sqlite3.Connection | None = None
        try:
            self._connect(wait_ms=_START_WAIT_MS)
        except sqlite3.Error as error:
            raise _gone(path, error) from error
        self._housekeeper = Housekeeper(path, clock)
        self._sessions: dict[tuple[str, str], tuple[tuple[str, str] | tuple[()], datetime]] = {}

    async def begin(self, attempt: Attempt) -> StoredPast:
        return await self._transact(attempts.begin, attempt)

    async def settle(self, attempt: Attempt, *, kept: bool) -> None:
        await self._transact(attempts.settle, attempt.token, kept)

    async def refuse(self, incident: Incident) -> Incident:
        return await self._transact(incidents.refuse, incident)

    async def incident(self, number: str) -> Incident | None:
        return await self._transact(incidents.by_number, number, self._clock.now())

    async def justify(self, number: str, principal: str, *, at: datetime, until: datetime) -> bool:
        return await self._transact(incidents.justify, number, principal, at, until)

    async def remember_session(self, platform: str, session_hash: str, account_id: str, handle: str) -> None:
        account, now = (account_id, handle), self._clock.now()
        if self._cached(platform, session_hash, now) == account:
            return
        await self._transact(people.remember_session, platform, session_hash, account, now)
        self._cache(platform, session_hash, account, now)

    async def account_of(self, platform: str, session_hash: str) -> tuple[str, str] | None:
        now = self._clock.now()
        account = self._cached(platform, session_hash, now)
        if account is None:
            account = await self._transact(people.account_of, platform, session_hash) or _NOBODY
            self._cache(platform, session_hash, account, now, lasting=_CACHED_FOR if account else _UNKNOWN_FOR)
        return account or None

    async def accept_agreement(self, principal: str, version: str, language: str, at: datetime) -> None:
        await self._transact(people.accept_agreement, principal, version, language, at)

    async def agreement_of(self, principal: str) -> AcceptedAgreement | None:
        return await self._transact(people.agreement_of, principal)

    async def keep_piece(self, upload: UploadId, waiting: WaitingPiece) -> None:
        await self._transact(uploads.keep_piece, upload, waiting, self._clock.now())

    async def pieces(self, upload: UploadId) -> tuple[WaitingPiece, ...]:
        return await self._transact(uploads.pieces, upload)

    async def upload_bytes(self, upload: UploadId) -> int:
        return await self._transact(uploads.upload_bytes, upload)

    async def waiting_bytes(self) -> Mapping[int, int]:
        return await self._transact(uploads.waiting_bytes)

    async def waiting_files(self, pid: int) -> frozenset[int]:
        return await self._transact(uploads.waiting_files, pid)

    async def close_upload(self, upload: UploadId) -> None:
        await self._transact(uploads.close_upload, upload)

    async def remember_upload(self, upload: UploadId, judged: JudgedUpload) -> None:
        await self._transact(uploads.remember_upload, upload, judged, self._clock.now())

    async def judged_upload(self, upload: UploadId) -> JudgedUpload | None:
        return await self._transact(uploads.judged_upload, upload)

    async def close(self) -> None:
        await asyncio.to_thread(self._housekeeper.close)
        self._disconnect()

    def _cached(self, platform: str, session_hash: str, now: datetime) -> tuple[str, str] | tuple[()] | None:
        """The account, `_NOBODY` when none was known a moment ago, None when it has to be looked up."""
        account, until = self._sessions.get((platform, session_hash), (None, now))
        return account if until > now else None

    def _cache(
        self,
        platform: str,
        session_hash: str,
        account: tuple[str, str] | tuple[()],
        now: datetime,
        *,
        lasting: timedelta = _CACHED_FOR,
    ) -> None:
        """Briefly, because another worker may learn of a change; the oldest entry makes room."""
        self._sessions.pop((platform, session_hash), None)
        if len(self._sessions) >= _CACHED_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        self._sessions[platform, session_hash] = (account, now + lasting)

    async def _transact[**P, T](
        self, work: Callable[Concatenate[sqlite3.Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        for _ in range(_PATIENCE):
            try:
                return self._once(work, *args, **kwargs)
            except (sqlite3.Error, OSError) as error:
                if not is_busy(error):
                    self._disconnect()  # the next call connects anew, and so comes back when the file does
                    raise _gone(self._path, error) from error
            await asyncio.sleep(_PAUSE)
        raise GatepostFault(f"the state at {self._path} is locked for too long", stage="state", reason="slow")

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
        self._db = connect(self._path, wait_ms=wait_ms)
        self._db.execute("PRAGMA busy_timeout=0")
        self._inode = self._path.stat().st_ino
        return self._db

    def _disconnect(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def _gone(path: Path, error: Exception) -> GatepostFault:
    return GatepostFault(f"the state at {path} cannot be used: {error}", stage="state", reason="gone")


def open_state(url: str, var: Path, clock: Clock | None = None) -> SqliteState:
    """The state that a URL names: `sqlite://` in the folder of variable data, `sqlite:///path` elsewhere."""
    scheme, separator, path = url.partition("://")
    if scheme != "sqlite" or not separator:
        raise GatepostError(f"no state can be kept at {url!r}: write sqlite:// or sqlite:///path/to/file")
    file = Path(path) if path else var / "state.sqlite3"
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file.touch(mode=0o600)
    return SqliteState(file, clock or SystemClock())
