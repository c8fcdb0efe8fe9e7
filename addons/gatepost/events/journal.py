"""The journal of one writing process: events in, chained lines in a file, in order and for good.

A record is in the page cache when `append` returns, so it survives the death of the process; the flusher brings it to
disk within 50 ms. It is one write of one line to a file that nobody else writes. No database is on this way.

The rule to keep: the chain moves on only when the whole line was written. A failed append leaves neither half a line
nor a gap, and the next one tries anew: a disk that has room again, or a folder that is back, needs no restart.
"""

import asyncio
import contextlib
import errno
import logging
import os
import threading
import time
from concurrent.futures import Future
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gatepost.clock import Clock
from gatepost.errors import GatepostFault
from gatepost.events import chain, files, recovery
from gatepost.events.disk import force_folder
from gatepost.events.flusher import Flusher
from gatepost.events.heads import HEAD_EVERY_RECORDS, Head, sign_head
from gatepost.events.numbers import new_id
from gatepost.events.segment import Segment
from gatepost.model import Event

FILE_BYTES = 64 * 1024 * 1024
LONGEST_LINE = 1024 * 1024
HEAD_EVERY_SECONDS = 10.0
_GROUP_SECONDS = 0.05
_STRICT_GROUP_SECONDS = 0.0  # somebody waits: force again as soon as the last force is done
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_log = logging.getLogger(__name__)


class Journal:
    """One chain and its open file. `name` is the chain's; it differs from what was asked for when that is taken."""

    def __init__(self, folder: Path, *, name: str, key: Ed25519PrivateKey, strict: bool, clock: Clock) -> None:
        self._folder, self._key, self._clock, self._strict = folder, key, clock, strict
        self._mutex = threading.Lock()  # the flusher writes heads
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.name, self._claim = files.claim(folder, name)
            written = files.chains(folder).get(self.name, ())
            end = recovery.resume(self.name, written)
        except OSError as error:
            raise _fault(error) from error
        self._prev, self._count, self._since_head = end.prev, end.count, end.since_head
        self._number = files.number_in(written[-1]) if written else 0
        self._segment: Segment | None = None
        self._retired: list[Segment] = []
        self._failed: OSError | None = None
        self._last_head = time.monotonic()
        self._flusher = Flusher(self._force, group_seconds=_STRICT_GROUP_SECONDS if strict else _GROUP_SECONDS)
        if end.torn:
            self.append(self._recovered(end.torn))

    def append(self, event: Event) -> str:
        """Write one event and return its hash. In strict mode it waits until the event is on disk."""
        own, record = self._append(event)
        if self._strict:
            self._on_disk(record).result()
        return own

    async def append_durable(self, event: Event) -> str:
        """Write one event and return its hash once it is on disk, without holding up the event loop."""
        own, record = self._append(event)
        await asyncio.wrap_future(self._on_disk(record))
        return own

    def close(self) -> None:
        """Sign the end of the chain, bring it to disk, and let another process have the name."""
        with self._mutex:
            self._write_head()
        self._flusher.close()
        if self._segment:
            self._segment.close()
        os.close(self._claim)

    def _append(self, event: Event) -> tuple[str, int]:
        content = chain.payload(event)
        with self._mutex:
            if self._failed:
                failed, self._failed = self._failed, None
                raise _fault(failed) from failed
            try:
                own, record = self._write(content), self._count
            except OSError as error:
                raise _fault(error) from error
            if self._since_head >= HEAD_EVERY_RECORDS:
                self._write_head()
        return own, record

    def _write(self, content: bytes) -> str:
        """Add one line to the chain. The mutex is held."""
        line, own = chain.link(self._prev, content)
        if len(line) > LONGEST_LINE:
            raise GatepostFault(f"an event of {len(line)} bytes is no event of ours", stage="journal", reason="io")
        self._segment_for(len(line)).write(line)
        self._prev, self._count, self._since_head = own, self._count + 1, self._since_head + 1
        self._flusher.wrote()
        return own

    def _segment_for(self, size: int) -> Segment:
        """The open file, or a new one: at the first record, of each day, when the old one is full or was removed."""
        old, today = self._segment, self._clock.now().date()
        if old and old.day == today and old.size + size <= FILE_BYTES and not old.lost:
            return old
        new = Segment(self._folder / files.file_name(self.name, today, self._number + 1), today)
        self._number += 1
        if old:
            self._retired.append(old)
        self._segment = new
        return new

    def _let_go_of_yesterday(self) -> None:
        """A writer with nothing to write must not hold a file for longer than its day: a purge waits for it."""
        if self._segment and self._segment.day != self._clock.now().date() and not self._since_head:
            self._retired.append(self._segment)
            self._segment = None

    def _write_head(self) -> None:
        """Sign what was written since the last head. A failure is not the appender's: it is tried again later."""
        if not self._since_head:
            return
        self._last_head = time.monotonic()
        head = Head(self.name, self._count, self._prev)
        try:
            self._write(sign_head(head, at=self._clock.now(), key=self._key))
        except OSError as error:
            _log.warning("no head could be added to the journal %s: %s", self.name, error.strerror)
        else:
            self._since_head = 0

    def _force(self) -> int:
        """What the flusher does each round. Returns the number of the last record that is on disk now."""
        with self._mutex:
            if time.monotonic() - self._last_head >= HEAD_EVERY_SECONDS:
                self._write_head()
            self._let_go_of_yesterday()
            record, current = self._count, self._segment
            retired, self._retired = self._retired, []
        try:
            self._force_files(current, retired)
        except OSError as error:
            self._give_up(error, current)
            raise
        return record

    def _force_files(self, current: Segment | None, retired: list[Segment]) -> None:
        with contextlib.ExitStack() as done:
            for segment in retired:
                done.callback(segment.close)
            for segment in retired:
                segment.force()
        if current is not None:
            if current.new:
                force_folder(self._folder)
            current.force()

    def _give_up(self, error: OSError, segment: Segment | None) -> None:
        """What the disk has of a file is not known after a failure: go on in a new one, and tell the next appender."""
        with self._mutex:
            self._failed = error
            if segment and segment is self._segment:
                self._segment = None
                segment.close()

    def _on_disk(self, record: int) -> "Future[None]":
        """Done when that record is on disk; failed when it cannot be brought there."""
        future: Future[None] = Future()
        future.set_running_or_notify_cancel()  # whoever waits may go away; the flusher then still has something to tell

        def forced(error: OSError | None) -> None:
            if error:
                future.set_exception(_fault(error))
            else:
                future.set_result(None)

        self._flusher.when_forced(record, forced)
        return future

    def _recovered(self, torn: recovery.Torn) -> Event:
        """The record of a line that a crash left half written, and that was cut off."""
        now = self._clock.now()
        fields = {"stage": "journal", "reason": "recovered", "bytes": torn.bytes, "sha256": torn.sha256}
        return Event(id=new_id(now), kind="fault", at=now, fields=fields)


def _fault(error: OSError) -> GatepostFault:
    reason = "full" if error.errno in _FULL else "io"
    return GatepostFault(f"the journal cannot be written: {error.strerror}", stage="journal", reason=reason)
