"""One open file of a journal: whole lines at its end, or nothing.

As long as it is open it is locked, which says to a purge that it is still written.
"""

import contextlib
import fcntl
import os
from datetime import date
from pathlib import Path


class Segment:
    """A new file. Writing fails with OSError and then leaves the file as it was."""

    def __init__(self, path: Path, day: date) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND | os.O_CLOEXEC, 0o600)
        fcntl.flock(self._file, fcntl.LOCK_SH)
        self.day, self.size = day, 0
        self._forced = 0

    @property
    def new(self) -> bool:
        """Whether nothing of it was forced yet, and so perhaps not even that it exists."""
        return self._forced == 0

    @property
    def lost(self) -> bool:
        """Whether the file was removed from its folder: what is written to it then would be gone."""
        return os.fstat(self._file).st_nlink == 0

    def write(self, line: bytes) -> None:
        """One write, so that a crash leaves a whole line or the beginning of one; a full disk may take only a part."""
        try:
            written = os.write(self._file, line)
            while written < len(line):
                written += os.write(self._file, line[written:])
        except OSError:
            with contextlib.suppress(OSError):  # the first error is the one to report
                os.ftruncate(self._file, self.size)
            raise
        self.size += len(line)

    def force(self) -> None:
        """Bring to disk what was written before now."""
        if self._forced < (size := self.size):
            os.fdatasync(self._file)
            self._forced = size

    def close(self) -> None:
        """Let go of the file; closing again is harmless."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
