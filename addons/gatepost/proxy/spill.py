"""Where pieces of uploads wait on disk: files of this worker that have no name, and so are gone when it is, however it ends.

Each upload has a file of its own, and each piece its place in it. Another worker that puts the upload together opens the
file through this process (`/proc/PID/fd`). The rule to keep: a file is only opened again by who knows its inode.
"""

import os
import stat
import tempfile
import time
from collections.abc import Collection
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from gatepost.state import Held, UploadId

FOLDER = "spill"
MOST_FILES = 256  # of the thousand descriptors that a process has by default; connections need the others
_SETTLED_SECONDS = 60.0  # a file is not closed while the row of a piece in it may still be on its way


@dataclass(slots=True)
class _File:
    file: FileIO
    inode: int
    length: int = 0
    used: float = 0.0


class Spill:
    """The files of one worker."""

    def __init__(self, var: Path) -> None:
        self._folder = var / FOLDER
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._files: dict[UploadId, _File] = {}
        for left in self._folder.iterdir():  # a kill between making a file and taking its name away
            left.unlink(missing_ok=True)

    def place(self, upload: UploadId, size: int) -> Held | None:
        """Where so many bytes of this upload are to be written; None when too many uploads wait already."""
        one = self._files.get(upload) or self._another(upload)
        if one is None:
            return None
        start, one.length, one.used = one.length, one.length + size, time.monotonic()
        return Held(pid=os.getpid(), descriptor=one.file.fileno(), inode=one.inode, start=start)

    def _another(self, upload: UploadId) -> _File | None:
        if len(self._files) >= MOST_FILES:
            return None
        file = self.temporary()
        one = self._files[upload] = _File(file, os.fstat(file.fileno()).st_ino)
        return one

    def temporary(self) -> FileIO:
        """An empty file that has no name. Its maker closes it."""
        return tempfile.TemporaryFile(dir=self._folder, buffering=0)

    def keep_only(self, waiting: Collection[int]) -> None:
        """Close the files of which no piece waits any more; `waiting` are the inodes of the others."""
        settled = time.monotonic() - _SETTLED_SECONDS
        for upload, one in list(self._files.items()):
            if one.inode not in waiting and one.used < settled:
                self._files.pop(upload).file.close()

    @property
    def empty(self) -> bool:
        return not self._files

    def close(self) -> None:
        for one in self._files.values():
            one.file.close()
        self._files.clear()


def write_at(held: Held, data: bytes) -> None:
    """Write a piece in its place. OSError when the disk is full."""
    left, at = memoryview(data), held.start
    while left:
        written = os.pwrite(held.descriptor, left, at)
        left, at = left[written:], at + written


def open_held(held: Held) -> FileIO | None:
    """The file that a process of this node holds, to be read; None when it is gone."""
    try:
        file = FileIO(f"/proc/{held.pid}/fd/{held.descriptor}", "rb")
    except OSError:
        return None
    status = os.fstat(file.fileno())
    if stat.S_ISREG(status.st_mode) and status.st_ino == held.inode and not status.st_nlink:
        return file
    file.close()
    return None


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()
