"""The journals of a folder, read on from where the index has them.

A journal is known by the end of its first line, where its hashes stand. How far it was read is a number of bytes and
the end of the line there. Where that does not stand there any more (a purge made the file shorter, a backup was put
back) the journal is read again from the beginning, which changes nothing of what is known already. A purge leaves the
ends of lines as they are.

The rule to keep: only whole lines are read. The last one may be half written.
"""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from gatepost.events.files import chains
from gatepost.events.journal import LONGEST_LINE

_CHUNK_BYTES = LONGEST_LINE  # what one transaction takes in: some hundred lines, and always a whole one
_END_BYTES = 140  # of a line: its hash and the one before


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a journal was read: so many bytes, and what stands at the end of them."""

    read: int = 0
    last: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole lines of a journal, and the mark behind them."""

    lines: tuple[bytes, ...]
    mark: Mark


def journals_in(var: Path) -> Path:
    """Where the journals are in a folder of variable data."""
    return var / "journal"


class Journal:
    """A journal as a reader has it open: what happens to its name meanwhile does not matter."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        first = file.readline(LONGEST_LINE)
        self.stat = os.fstat(file.fileno())
        self.name = _seal(first) if first.endswith(b"\n") else None  # None while there is no whole line

    @classmethod
    def open(cls, path: Path) -> Self:
        return cls(path.open("rb"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._file.close()

    def after(self, mark: Mark) -> Stretch | None:
        """What comes after a mark, at most a chunk; None when nothing whole does."""
        start = self._go_to(mark)
        chunk = self._file.read(_CHUNK_BYTES)
        whole = chunk[: chunk.rfind(b"\n") + 1]
        if not whole:
            return None
        end = Mark(start + len(whole), self._seal_before(start + len(whole)))
        return Stretch(tuple(whole.splitlines(keepends=True)), end)

    def lines_after(self, mark: Mark) -> int:
        """How many lines come after a mark."""
        self._go_to(mark)
        return sum(chunk.count(b"\n") for chunk in iter(lambda: self._file.read(_CHUNK_BYTES), b""))

    def _go_to(self, mark: Mark) -> int:
        """Where to read on: behind the mark, or at the beginning where the mark does not hold."""
        start = mark.read if mark.read and self._seal_before(mark.read) == mark.last else 0
        return self._file.seek(start)

    def _seal_before(self, offset: int) -> str:
        start = self._file.seek(max(0, offset - _END_BYTES))
        return _seal(self._file.read(offset - start))


def journals(folder: Path) -> Iterator[Path]:
    """The journals of a folder, those of each chain in the order they were written."""
    for paths in chains(folder).values():
        yield from paths


def _seal(ending: bytes) -> str:
    return hashlib.sha256(ending[-_END_BYTES:]).hexdigest()
