"""Pieces of uploads that wait for the others, in a SQLite file of this node.

The bytes themselves are not here: a row says which process of this node holds them, in which of its open files. So
this is the node's wherever the state is kept, and the client's pieces must all come to one node.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from gatepost.clock import Clock
from gatepost.model import Piece
from gatepost.state import expected
from gatepost.state.base import UploadId
from gatepost.state.expected import ExpectedFile
from gatepost.state.file import SqliteFile
from gatepost.state.housekeeping import Kept, forget_old
from gatepost.state.times import micros

PIECES_KEPT = timedelta(hours=1)  # platforms give up an upload that nobody goes on with after about as long

# `arrived` keeps the order in which pieces came; of a piece, `number` or `first` (its first byte) is known.
_TABLES = """
CREATE TABLE pieces (
    arrived INTEGER PRIMARY KEY, platform TEXT NOT NULL, principal TEXT NOT NULL, media TEXT NOT NULL, at INTEGER NOT NULL,
    number INTEGER, first INTEGER, total INTEGER, last INTEGER NOT NULL, size INTEGER NOT NULL, lost TEXT NOT NULL,
    pid INTEGER, descriptor INTEGER, inode INTEGER, start INTEGER);
CREATE INDEX pieces_by_upload ON pieces (platform, principal, media);
CREATE INDEX pieces_by_age ON pieces (at);
"""
STEPS = (_TABLES, expected.TABLES)
_KEPT = Kept("pieces", "arrived", "at", PIECES_KEPT)
_OF = "platform = ? AND principal = ? AND media = ?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Where a process of this node holds the bytes of a piece: from `start` on in a file that has no name.

    `inode` tells that file from another that the process opened later under the same number.
    """

    pid: int
    descriptor: int
    inode: int
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPiece:
    """A piece that was let through and is judged with all others of its upload. `lost` says why its bytes are not held
    (a value of `uninspectable`)."""

    piece: Piece
    size: int
    held: Held | None = None
    lost: str = ""

    def __post_init__(self) -> None:
        if (self.held is None) != bool(self.lost):
            raise ValueError("a piece is held, or lost for a reason")


class Pieces:
    """The pieces that wait on this node. A failure is `GatepostFault(stage="state")`."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self._file, self._clock = SqliteFile(path, STEPS, forget, clock), clock

    async def keep(self, upload: UploadId, waiting: WaitingPiece) -> None:
        """One more piece of an upload waits for the others."""
        await self._file.transact(_keep, upload, waiting, self._clock.now())

    async def of(self, upload: UploadId) -> tuple[WaitingPiece, ...]:
        """The pieces of an upload that wait, as they came."""
        return await self._file.transact(_waiting, upload)

    async def upload_bytes(self, upload: UploadId) -> int:
        """How long the pieces of an upload are together, the lost ones too."""
        return await self._file.transact(_upload_bytes, upload)

    async def waiting_bytes(self) -> Mapping[int, int]:
        """How many bytes of pieces that wait each process holds, the gone ones too."""
        return await self._file.transact(_waiting_bytes)

    async def waiting_files(self, pid: int) -> frozenset[int]:
        """The inodes of the files of this process that still hold a piece that waits."""
        return await self._file.transact(_waiting_files, pid)

    async def let_go(self, upload: UploadId) -> None:
        """The pieces of an upload were put together, and wait no longer."""
        await self._file.transact(_let_go, upload)

    async def person_bytes(self, principal: str) -> Mapping[int, int]:
        """How many bytes of one person's pieces each process holds, the gone ones too."""
        return await self._file.transact(_person_bytes, principal)

    async def expect(self, files: Sequence[ExpectedFile]) -> None:
        """These files or pieces are still to come, each to its own address."""
        await self._file.transact(expected.expect, files, self._clock.now())

    async def expected(self, platform: str, principal: str, address: str) -> ExpectedFile | None:
        """What comes to this address of a person; None when nobody said."""
        return await self._file.transact(expected.expected, platform, principal, address)

    async def close(self) -> None:
        await self._file.close()


def forget(db: sqlite3.Connection, now: datetime) -> Iterator[int]:
    """Remove what nobody went on with, yielding the rows of each short transaction."""
    for kept in (_KEPT, expected.KEPT):
        yield from forget_old(db, kept, now)


def _keep(db: sqlite3.Connection, upload: UploadId, waiting: WaitingPiece, at: datetime) -> None:
    piece, held = waiting.piece, waiting.held
    place = (piece.number, piece.offset, piece.total, piece.last)
    where = (held.pid, held.descriptor, held.inode, held.start) if held else (None, None, None, None)
    db.execute(
        "INSERT INTO pieces (platform, principal, media, at, number, first, total, last, size, lost,"
        " pid, descriptor, inode, start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_key(upload), micros(at), *place, waiting.size, waiting.lost, *where),
    )


def _waiting(db: sqlite3.Connection, upload: UploadId) -> tuple[WaitingPiece, ...]:
    rows = db.execute(
        f"SELECT number, first, total, last, size, lost, pid, descriptor, inode, start FROM pieces WHERE {_OF} ORDER BY arrived",  # noqa: S608 - our own columns
        _key(upload),
    )
    return tuple(
        WaitingPiece(
            piece=Piece(number=number, offset=offset, total=total, last=bool(last)),
            size=size,
            held=None if pid is None else Held(pid=pid, descriptor=descriptor, inode=inode, start=start),
            lost=lost,
        )
        for number, offset, total, last, size, lost, pid, descriptor, inode, start in rows
    )


def _upload_bytes(db: sqlite3.Connection, upload: UploadId) -> int:
    row = db.execute(f"SELECT coalesce(sum(size), 0) FROM pieces WHERE {_OF}", _key(upload)).fetchone()  # noqa: S608 - our own columns
    return int(row[0])


def _waiting_bytes(db: sqlite3.Connection) -> Mapping[int, int]:
    return dict(db.execute("SELECT pid, sum(size) FROM pieces WHERE pid IS NOT NULL GROUP BY pid").fetchall())


def _person_bytes(db: sqlite3.Connection, principal: str) -> Mapping[int, int]:
    statement = "SELECT pid, sum(size) FROM pieces WHERE pid IS NOT NULL AND principal = ? GROUP BY pid"
    return dict(db.execute(statement, (principal,)).fetchall())


def _waiting_files(db: sqlite3.Connection, pid: int) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT DISTINCT inode FROM pieces WHERE pid = ?", (pid,)))


def _let_go(db: sqlite3.Connection, upload: UploadId) -> None:
    db.execute(f"DELETE FROM pieces WHERE {_OF}", _key(upload))  # noqa: S608 - our own columns


def _key(upload: UploadId) -> tuple[str, str, str]:
    return upload.platform, upload.principal, upload.media
