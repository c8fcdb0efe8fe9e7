"""The journals of a folder, and the times that are over -> the same journals without those payloads.

A file is replaced in one step, after what goes from it is on record: killed at any moment, every file is the old or the
new one, and the next purge goes on. Files that somebody writes stay as they are until their writer has gone on to the
next; one that ends in half a line waits for its writer to cut that off.

The rule to keep: first on record, then removed. So nothing is ever missing that no record speaks of.
"""

import fcntl
import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gatepost.errors import GatepostError
from gatepost.events import files
from gatepost.events.chain import unlink
from gatepost.events.disk import write_whole
from gatepost.events.retention import Over, Retention, over

_TAIL = b',"digest":"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What goes from one file: how many payloads by the time they were kept for and the month they are from.

    `after` is the SHA-256 of the file without them; the digests of what went stay in its lines, which is the proof.
    """

    file: str
    counts: tuple[tuple[str, str, int], ...]
    ids: tuple[str, ...]
    after: str

    @property
    def payloads(self) -> int:
        return sum(count for _, _, count in self.counts)


@contextmanager
def purging(folder: Path) -> Iterator[None]:
    """Only one purge at a time. GatepostError when there is another."""
    lock = os.open(folder / "purge.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise GatepostError(f"another purge of {folder} is going on") from error
    finally:
        os.close(lock)


def purge(folder: Path, retention: Retention, record: Callable[[Removal], None]) -> Iterator[Removal]:
    """Go through all journals that are old enough. `record` must have a removal on disk when it returns."""
    for draft in folder.glob(".*.jsonl.*"):
        draft.unlink(missing_ok=True)  # of a purge that was killed
    for paths in files.chains(folder).values():
        for path in paths:
            if (
                (day := files.day_in(path))
                and day <= retention.newest.date()
                and (done := _purge(path, retention, record))
            ):
                yield done


def due(folder: Path, retention: Retention) -> Iterator[Removal]:
    """What `purge` would remove."""
    for paths in files.chains(folder).values():
        for path in paths:
            if found := _without(path, path.read_bytes(), retention):
                yield found[0]


def _purge(path: Path, retention: Retention, record: Callable[[Removal], None]) -> Removal | None:
    with path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        content = file.read()
        found = _without(path, content, retention) if content.endswith(b"\n") else None
        if found is None:
            return None
        removal, left = found
        record(removal)
        write_whole(path, left, mode=os.fstat(file.fileno()).st_mode & 0o777)
    return removal


def _without(path: Path, content: bytes, retention: Retention) -> tuple[Removal, bytes] | None:
    """A file's content without what is over; None when nothing is."""
    counts: Counter[tuple[str, str]] = Counter()
    ids: list[str] = []
    lines = content.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if gone := _gone(line, retention):
            counts[gone.kept_as, gone.month] += 1
            ids.append(gone.id)
            lines[number] = gone.payload[:-1] + line[line.rindex(_TAIL) :]
    if not counts:
        return None
    left = b"".join(lines)
    rows = tuple((kept_as, month, count) for (kept_as, month), count in sorted(counts.items()))
    return Removal(file=path.name, counts=rows, ids=tuple(ids), after=hashlib.sha256(left).hexdigest()), left


def _gone(line: bytes, retention: Retention) -> Over | None:
    """Only what is whole: a line that was tampered with is evidence."""
    link = unlink(line)
    return over(link, retention) if link and link.whole else None
