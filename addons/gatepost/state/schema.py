"""The tables of the SQLite state, and the connection to a file of such tables.

Keys are chosen so that what one post needs stands together: usage by day and person, contents by their subject.
Times are microseconds since the epoch. A changed table means one more step, from the version before.
"""

import sqlite3
import time
from pathlib import Path

from gatepost.errors import GatepostFault

type Steps = tuple[str, ...]  # what each version of a file's tables changed in the one before; the first makes them

_PAUSE = 0.01  # seconds between two tries to begin, while another process is making the file

# Since version 2.
_UPLOADS = """
CREATE TABLE uploads (
    platform TEXT NOT NULL, principal TEXT NOT NULL, media TEXT NOT NULL,
    findings BLOB NOT NULL, justified INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (platform, principal, media)) WITHOUT ROWID;
CREATE INDEX uploads_by_age ON uploads (at);
"""
# Since version 4: what people answer, and what they were told. Those of before lasted minutes, and are let go. The rows
# are too long to stand in an index of small pages.
_INCIDENTS = """
DROP TABLE incidents;
CREATE TABLE incidents (
    number TEXT PRIMARY KEY, event TEXT NOT NULL, subject TEXT NOT NULL,
    principal TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL, content TEXT NOT NULL,
    action INTEGER NOT NULL, rules TEXT NOT NULL, notices TEXT NOT NULL, found TEXT NOT NULL,
    at INTEGER NOT NULL, expires INTEGER NOT NULL, attempts INTEGER NOT NULL,
    answer TEXT NOT NULL, reason TEXT NOT NULL, over INTEGER NOT NULL, reported INTEGER NOT NULL, told INTEGER NOT NULL,
    taken_by TEXT);
CREATE INDEX incidents_by_subject ON incidents (subject);
CREATE INDEX incidents_by_person ON incidents (principal, at);
CREATE INDEX incidents_by_age ON incidents (expires);
CREATE INDEX incidents_unanswered ON incidents (expires) WHERE answer = ''
"""
# Since version 5: who would rather read the agreement later, and is not asked at every page until then.
_PUT_OFF = """
CREATE TABLE put_off (principal TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX put_off_by_age ON put_off (until)
"""
_PIECES_GONE = "DROP TABLE IF EXISTS pieces"  # version 2 had them, and they have a file of their own now

# `usage`, in later versions `minutes` and `days`, is the sum of all places. A place is what one content takes in a day: `open` attempts hold it, and once one
# of them was `kept` it stays. `holds` says which attempt holds which place and which incident's passage.
_TABLES = """
CREATE TABLE usage (
    work_day TEXT NOT NULL, principal TEXT NOT NULL, use TEXT NOT NULL,
    posts INTEGER NOT NULL, uploads INTEGER NOT NULL, bytes INTEGER NOT NULL,
    minutes INTEGER NOT NULL, last_minute INTEGER NOT NULL,
    PRIMARY KEY (work_day, principal, use)) WITHOUT ROWID;
CREATE TABLE places (
    subject TEXT NOT NULL, started INTEGER NOT NULL,
    work_day TEXT NOT NULL, principal TEXT NOT NULL, use TEXT NOT NULL,
    posts INTEGER NOT NULL, uploads INTEGER NOT NULL, bytes INTEGER NOT NULL, minutes INTEGER NOT NULL,
    open INTEGER NOT NULL, kept INTEGER NOT NULL,
    PRIMARY KEY (subject, started)) WITHOUT ROWID;
CREATE INDEX places_by_age ON places (started);
CREATE TABLE holds (
    token TEXT PRIMARY KEY, at INTEGER NOT NULL, subject TEXT NOT NULL, started INTEGER, incident TEXT) WITHOUT ROWID;
CREATE TABLE incidents (
    number TEXT PRIMARY KEY, event TEXT NOT NULL, subject TEXT NOT NULL,
    principal TEXT NOT NULL, platform TEXT NOT NULL, account TEXT NOT NULL, content TEXT NOT NULL,
    action INTEGER NOT NULL, rules TEXT NOT NULL, notices TEXT NOT NULL, at INTEGER NOT NULL, expires INTEGER NOT NULL,
    attempts INTEGER NOT NULL, justified INTEGER NOT NULL, taken_by TEXT, spent INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX incidents_by_subject ON incidents (subject);
CREATE TABLE coachings (
    principal TEXT NOT NULL, at INTEGER NOT NULL, rule TEXT NOT NULL,
    PRIMARY KEY (principal, at, rule)) WITHOUT ROWID;
CREATE INDEX coachings_by_age ON coachings (at);
CREATE TABLE agreements (
    principal TEXT PRIMARY KEY, version TEXT NOT NULL, language TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sessions (
    platform TEXT NOT NULL, session TEXT NOT NULL, account TEXT NOT NULL, handle TEXT NOT NULL, seen INTEGER NOT NULL,
    PRIMARY KEY (platform, session)) WITHOUT ROWID;
CREATE INDEX sessions_by_age ON sessions (seen);
"""

# Since version 6: usage by minute as well as by day, over groups of platforms, and the minutes of people's own. A post of
# an account that could not be told counts as what the policy treats it as.
_WINDOWS = """
CREATE TABLE minutes (
    hour INTEGER NOT NULL, principal TEXT NOT NULL, minute INTEGER NOT NULL, use TEXT NOT NULL, scope TEXT NOT NULL,
    weight INTEGER NOT NULL, uploads INTEGER NOT NULL, bytes INTEGER NOT NULL, places INTEGER NOT NULL,
    PRIMARY KEY (hour, principal, minute, use, scope)) WITHOUT ROWID;
CREATE TABLE own_time (
    work_day INTEGER NOT NULL, principal TEXT NOT NULL, used INTEGER NOT NULL, last INTEGER NOT NULL,
    PRIMARY KEY (work_day, principal)) WITHOUT ROWID;
CREATE TABLE days (
    work_day INTEGER NOT NULL, principal TEXT NOT NULL, use TEXT NOT NULL, scope TEXT NOT NULL,
    weight INTEGER NOT NULL, uploads INTEGER NOT NULL, bytes INTEGER NOT NULL, minutes INTEGER NOT NULL,
    PRIMARY KEY (work_day, principal, use, scope)) WITHOUT ROWID;
INSERT INTO days SELECT
    CAST(julianday(work_day) - 1721424.5 AS INTEGER), principal, use, '', posts * 100, uploads, bytes, minutes
    FROM usage WHERE use <> 'unknown';
DROP TABLE usage;
DROP TABLE places;
DELETE FROM holds;
CREATE TABLE places (
    subject TEXT NOT NULL, started INTEGER NOT NULL,
    work_day INTEGER NOT NULL, principal TEXT NOT NULL, use TEXT NOT NULL, scopes TEXT NOT NULL,
    weight INTEGER NOT NULL, uploads INTEGER NOT NULL, bytes INTEGER NOT NULL,
    open INTEGER NOT NULL, kept INTEGER NOT NULL,
    PRIMARY KEY (subject, started)) WITHOUT ROWID;
CREATE INDEX places_by_age ON places (started)
"""
# Since version 7: agreements are let go too.
_AGREEMENTS_BY_AGE = "CREATE INDEX agreements_by_age ON agreements (at)"

STATE: Steps = (_TABLES, _UPLOADS, _PIECES_GONE, _INCIDENTS, _PUT_OFF, _WINDOWS, _AGREEMENTS_BY_AGE)


def connect(path: Path, steps: Steps, *, wait_ms: int) -> sqlite3.Connection:
    """A connection in autocommit mode to the file at this path, made when it is not there.

    It never checkpoints by itself: that waits for the disk, and is housekeeping's. Processes that start at once all
    make the file: SQLite's own waiting does not cover the change to WAL, so that one is tried again.
    """
    give_up = time.monotonic() + wait_ms / 1000
    while True:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=wait_ms / 1000)
        try:
            _open(connection, path, steps)
        except BaseException as error:
            connection.close()
            if not is_busy(error) or time.monotonic() >= give_up:
                raise
            time.sleep(_PAUSE)
        else:
            return connection


def is_busy(error: BaseException) -> bool:
    """Another connection holds the lock: what failed can be tried again."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the primary code
    return code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _open(connection: sqlite3.Connection, path: Path, steps: Steps) -> None:
    connection.execute("PRAGMA page_size=1024")  # a post changes a few rows: small pages make small commits
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint=0")
    # What is forgotten is not left behind in the file's free space, nor in the log that was copied back.
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA journal_size_limit=0")
    _prepare(connection, path, steps)


def _prepare(connection: sqlite3.Connection, path: Path, steps: Steps) -> None:
    """Make the tables that a file lacks; refuse one of a later version. Several processes may start at once."""
    if _version(connection) < len(steps):
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            for tables in steps[_version(connection) :]:
                for statement in tables.split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={len(steps):d}")
    if (version := _version(connection)) != len(steps):
        message = f"{path} is a state of version {version}, this Gatepost reads version {len(steps)}: move the file away, or run the Gatepost that wrote it"
        raise GatepostFault(message, stage="state", reason="gone")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
