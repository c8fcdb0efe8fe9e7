"""Files that are still to come to an address, as a platform's answer said: SQL inside a transaction.

Some platforms name an upload to its client and then only give out addresses; what comes to one of them is known by it. An
address is a secret, so the caller gives a digest of it. Rows live with the pieces, and on the same node.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gatepost.model import Piece
from gatepost.state.housekeeping import Kept
from gatepost.state.times import micros

EXPECTED_KEPT = timedelta(days=1)  # addresses expire sooner

TABLES = """
CREATE TABLE expected (
    platform TEXT NOT NULL, principal TEXT NOT NULL, address TEXT NOT NULL, at INTEGER NOT NULL,
    media TEXT NOT NULL, number INTEGER, first INTEGER,
    PRIMARY KEY (platform, principal, address)) WITHOUT ROWID;
CREATE INDEX expected_by_age ON expected (at);
"""
KEPT = Kept("expected", "platform, principal, address", "at", EXPECTED_KEPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedFile:
    """What comes to an address of one person: of which upload, and which piece of it (None: the whole file)."""

    platform: str
    principal: str
    address: str
    media: str
    piece: Piece | None


def expect(db: sqlite3.Connection, files: Iterable[ExpectedFile], at: datetime) -> None:
    db.executemany(
        "INSERT OR REPLACE INTO expected (platform, principal, address, at, media, number, first) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (one.platform, one.principal, one.address, micros(at), one.media, number, offset)
            for one in files
            for number, offset in [(one.piece.number, one.piece.offset) if one.piece else (None, None)]
        ),
    )


def expected(db: sqlite3.Connection, platform: str, principal: str, address: str) -> ExpectedFile | None:
    row = db.execute(
        "SELECT media, number, first FROM expected WHERE platform = ? AND principal = ? AND address = ?",
        (platform, principal, address),
    ).fetchone()
    if row is None:
        return None
    media, number, offset = row
    piece = None if number is None and offset is None else Piece(number=number, offset=offset)
    return ExpectedFile(platform=platform, principal=principal, address=address, media=media, piece=piece)
