"""The store: journals taken into SQLite, so that they can be asked questions.

It is an index and nothing more. The journals are the truth, the store can be deleted at any time, and taking in the
same journals again gives the same store: an event is known by its id, and how far each file was read is kept in the
transaction that takes in what was read.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Self

from gatepost.errors import GatepostError
from gatepost.events import files, queries
from gatepost.events.queries import Filter
from gatepost.events.stored import StoredEvent

VERSION = 1
_CHUNK_BYTES = 4 * 1024 * 1024  # more than the longest line
_WAIT_SECONDS = 5.0
_NUMBERED = {"decision", "fault"}  # other kinds carry the number of the decision that they are about

_TABLES = """
CREATE TABLE files (name TEXT PRIMARY KEY, read INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events (
    id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at TEXT NOT NULL, about TEXT, number TEXT,
    action TEXT, platform TEXT, use TEXT, division TEXT, journal TEXT NOT NULL, body TEXT NOT NULL);
CREATE INDEX events_by_time ON events (at);
CREATE INDEX events_by_number ON events (number) WHERE number IS NOT NULL;
CREATE INDEX events_about ON events (about) WHERE about IS NOT NULL;
CREATE TABLE tags (event TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (event, name, value)) WITHOUT ROWID;
"""


def journals_in(var: Path) -> Path:
    """Where the journals are in a folder of variable data."""
    return var / "journal"


def store_in(var: Path) -> Path:
    """Where the store is in a folder of variable data."""
    return var / "events.sqlite3"


def lines_in(folder: Path) -> int:
    """How many lines a folder of journals has."""
    return sum(_lines_after(path, 0) for paths in files.chains(folder).values() for path in paths)


class Store:
    """A store at a path, made when it is not there."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, timeout=_WAIT_SECONDS)
        try:
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA synchronous=NORMAL")
            _prepare(self._db, path)
        except BaseException:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        self._db.close()

    def ingest(self, folder: Path) -> int:
        """Take in what is new in a folder of journals; returns how many events that were."""
        taken = 0
        for chain, paths in files.chains(folder).items():
            for path in paths:
                while (
                    path.stat().st_size > self._read_until(path) and (events := self._take_in(chain, path)) is not None
                ):
                    taken += events
        return taken

    def lag(self, folder: Path) -> int:
        """How many lines of the journals are not in the store yet."""
        return sum(
            _lines_after(path, self._read_until(path)) for paths in files.chains(folder).values() for path in paths
        )

    def events(self, wanted: Filter) -> Sequence[StoredEvent]:
        """The events that a filter selects, newest first, each decision with what became of it."""
        return queries.events(self._db, wanted)

    def one(self, key: str) -> StoredEvent | None:
        """The event of this id or number; the newest, should two ever share the number."""
        return queries.one(self._db, key)

    def _read_until(self, path: Path) -> int:
        row = self._db.execute("SELECT read FROM files WHERE name = ?", (path.name,)).fetchone()
        return int(row[0]) if row else 0

    def _take_in(self, chain: str, path: Path) -> int | None:
        """One chunk of whole lines in one transaction; None when there is only the beginning of a line."""
        self._db.execute("BEGIN IMMEDIATE")
        with self._db:
            read = self._read_until(path)  # another process may have come first
            with path.open("rb") as file:
                file.seek(read)
                chunk = file.read(_CHUNK_BYTES)
            whole = chunk[: chunk.rfind(b"\n") + 1]
            if not whole:
                return None
            events = [event for line in whole.splitlines() if (event := _event(line))]
            self._insert(chain, events)
            self._db.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (path.name, read + len(whole)))
        return len(events)

    def _insert(self, chain: str, events: Sequence[StoredEvent]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(*_columns(event), chain, json.dumps(event)) for event in events],
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, ?, ?)",
            [(event["id"], *tag) for event in events for tag in _tags(event)],
        )


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    """Make the tables in a new file; refuse one of another version."""
    if _version(db) == 0:
        db.execute("BEGIN IMMEDIATE")
        with db:
            if _version(db) == 0:  # another process may have come first
                for statement in _TABLES.split(";"):
                    db.execute(statement)
                db.execute(f"PRAGMA user_version={VERSION:d}")
    if (version := _version(db)) != VERSION:
        raise GatepostError(
            f"{path} is a store of version {version}, this Gatepost reads version {VERSION}:"
            " move the file away, a new one is made from the journals"
        )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _event(line: bytes) -> StoredEvent | None:
    """A line as an event; None for what only the chain needs, and for what is none (`verify` tells of that)."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict) or not all(isinstance(fields.get(name), str) for name in ("id", "kind", "at")):
        return None
    return None if fields["kind"] == "head" else fields


def _columns(event: StoredEvent) -> tuple[str | None, ...]:
    number = event.get("number") if event["kind"] in _NUMBERED else None
    named = (event.get(name) for name in ("action", "platform", "use", "division"))
    values = (event["id"], event["kind"], event["at"], event.get("about"), number, *named)
    return tuple(value if isinstance(value, str) else None for value in values)


def _tags(event: StoredEvent) -> Iterator[tuple[str, str]]:
    """What an event can have several of: the rules that matched, the labels found."""
    for field, name in (("matched", "rule"), ("findings", "label")):
        entries = event.get(field)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, Mapping) and isinstance(value := entry.get(name), str):
                yield name, value


def _lines_after(path: Path, offset: int) -> int:
    with path.open("rb") as file:
        file.seek(offset)
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(_CHUNK_BYTES), b""))
