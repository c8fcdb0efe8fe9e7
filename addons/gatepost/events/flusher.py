"""The thread that forces a journal to disk in groups.

While nothing is written it only looks up once a second (a head may be due). After a write it forces at once, and what
is written meanwhile waits for the next round: many records share one wait for the disk. Whoever must know that a
record is on disk leaves a callback with the number of the record.
"""

import threading
import time
from collections.abc import Callable

_LOOK_UP_SECONDS = 1.0

type Forced = Callable[[OSError | None], None]


class Flusher:
    """Calls `force` after writes, rounds at least `group_seconds` apart. `force` returns the last record on disk."""

    def __init__(self, force: Callable[[], int], *, group_seconds: float) -> None:
        self._force, self._group_seconds = force, group_seconds
        self._written = threading.Event()
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, Forced]] = []
        self._thread = threading.Thread(target=self._run, name="journal-flusher", daemon=True)
        self._thread.start()

    def wrote(self) -> None:
        """Something was written. Cheap when a round is already due."""
        if not self._written.is_set():
            self._written.set()

    def when_forced(self, record: int, forced: Forced) -> None:
        """Call back, in this thread, when that record is on disk or cannot be brought there."""
        with self._lock:
            self._waiting.append((record, forced))
        self._written.set()

    def close(self) -> None:
        """Force what is left, and end."""
        self._closing.set()
        self._written.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._written.wait(_LOOK_UP_SECONDS)
            began = time.monotonic()
            self._round()
            self._closing.wait(max(0.0, self._group_seconds - (time.monotonic() - began)))
        self._round()

    def _round(self) -> None:
        self._written.clear()
        try:
            forced, error = self._force(), None
        except OSError as failure:
            forced, error = 0, failure
        with self._lock:
            done = [call for record, call in self._waiting if error or record <= forced]
            self._waiting = [] if error else [entry for entry in self._waiting if entry[0] > forced]
        for call in done:
            call(error)
