"""Uploads of which posts are still to come: pieces that wait for others, and what was found. SQL inside a transaction.

The bytes themselves are not here: a row says which process holds them. What nothing was found in is not remembered,
because nothing could be held against a post of it. Excerpts are left out: the record of the upload has them.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pydantic import TypeAdapter

from gatepost.model import Finding, Piece
from gatepost.state.base import Held, JudgedUpload, UploadId, WaitingPiece
from gatepost.state.times import micros

_FINDINGS = TypeAdapter(tuple[Finding, ...])
_MOST_FINDINGS = 200  # of one upload; a post is judged by the first, as its event tells of so many only
_OF = "platform = ? AND principal = ? AND media = ?"


def keep_piece(db: sqlite3.Connection, upload: UploadId, waiting: WaitingPiece, at: datetime) -> None:
    piece, held = waiting.piece, waiting.held
    place = (piece.number, piece.offset, piece.total, piece.last)
    where = (held.pid, held.descriptor, held.inode, held.start) if held else (None, None, None, None)
    db.execute(
        "INSERT INTO pieces (platform, principal, media, at, number, first, total, last, size, lost,"
        " pid, descriptor, inode, start) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_key(upload), micros(at), *place, waiting.size, waiting.lost, *where),
    )


def pieces(db: sqlite3.Connection, upload: UploadId) -> tuple[WaitingPiece, ...]:
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


def upload_bytes(db: sqlite3.Connection, upload: UploadId) -> int:
    row = db.execute(f"SELECT coalesce(sum(size), 0) FROM pieces WHERE {_OF}", _key(upload)).fetchone()  # noqa: S608 - our own columns
    return int(row[0])


def waiting_bytes(db: sqlite3.Connection) -> Mapping[int, int]:
    return dict(db.execute("SELECT pid, sum(size) FROM pieces WHERE pid IS NOT NULL GROUP BY pid").fetchall())


def waiting_files(db: sqlite3.Connection, pid: int) -> frozenset[int]:
    return frozenset(row[0] for row in db.execute("SELECT DISTINCT inode FROM pieces WHERE pid = ?", (pid,)))


def close_upload(db: sqlite3.Connection, upload: UploadId) -> None:
    db.execute(f"DELETE FROM pieces WHERE {_OF}", _key(upload))  # noqa: S608 - our own columns


def remember_upload(db: sqlite3.Connection, upload: UploadId, judged: JudgedUpload, at: datetime) -> None:
    known = judged_upload(db, upload)
    findings = (*(known.findings if known else ()), *(replace(finding, excerpt=None) for finding in judged.findings))
    kept = tuple(dict.fromkeys(findings))[:_MOST_FINDINGS]
    db.execute(
        "INSERT OR REPLACE INTO uploads VALUES (?, ?, ?, ?, ?, ?)",
        (*_key(upload), _FINDINGS.dump_json(kept), judged.justified, micros(at)),
    )


def judged_upload(db: sqlite3.Connection, upload: UploadId) -> JudgedUpload | None:
    row = db.execute(f"SELECT findings, justified FROM uploads WHERE {_OF}", _key(upload)).fetchone()  # noqa: S608 - our own columns
    return JudgedUpload(findings=_FINDINGS.validate_json(row[0]), justified=bool(row[1])) if row else None


def _key(upload: UploadId) -> tuple[str, str, str]:
    return upload.platform, upload.principal, upload.media
