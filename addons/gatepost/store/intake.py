"""Journals -> the index, a stretch of lines in a transaction, with how far that came.

What is known is not taken in twice: an event is known by its id. Several processes may do this at once, on one folder
or on many. A purged payload takes the place of what the index had of the event.

The rule to keep: what a transaction takes in and the mark that says so are in the same transaction.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, literal, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from gatepost.store import bulk
from gatepost.store.forgetting import forget
from gatepost.store.index import SAID, SAYING, bodies, events, files, tags
from gatepost.store.journals import Journal, Mark, Stretch, journals
from gatepost.store.opening import reading, writing
from gatepost.store.rows import Taken, taken

_LINKING = 0x6C69_6E6B  # ours among the advisory locks of a PostgreSQL database


class _Stamp(NamedTuple):
    """A file that was touched has another; one that was put in its place may well have its inode and its length."""

    inode: int
    size: int
    changed: int


class _Read(NamedTuple):
    """A file of which everything was taken in, and where the mark stood then."""

    stamp: _Stamp
    name: str
    mark: Mark


class Intake:
    """Takes the journals of a folder in, again and again. It remembers which files have nothing new."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine, self._folder = engine, folder
        self._read: dict[Path, _Read] = {}

    def take_in(self) -> int:
        """Take in what is new; how many lines that were."""
        marks = _marks(self._engine)
        return sum(self._take_in(path, marks) for path in journals(self._folder) if not self._is_read(path, marks))

    def lag(self) -> int:
        """How many lines the index does not have yet."""
        marks = _marks(self._engine)
        return sum(_lines_after(path, marks) for path in journals(self._folder) if not self._is_read(path, marks))

    def _is_read(self, path: Path, marks: Mapping[str, Mark]) -> bool:
        if path not in self._read:
            return False
        read = self._read[path]
        return _stamp(path.stat()) == read.stamp and marks.get(read.name) == read.mark

    def _take_in(self, path: Path, marks: Mapping[str, Mark]) -> int:
        count = 0
        with Journal.open(path) as journal:
            if journal.name is None:
                return 0
            mark = marks.get(journal.name, Mark())
            while stretch := journal.after(mark):
                mark = _record(self._engine, journal.name, mark, stretch)
                count += len(stretch.lines)
            self._read[path] = _Read(_stamp(journal.stat)._replace(size=mark.read), journal.name, mark)
        return count


def lines_in(folder: Path) -> int:
    """How many lines the journals of a folder have: the lag of an index that cannot be asked."""
    return sum(_lines_after(path, {}) for path in journals(folder))


def _stamp(now: os.stat_result) -> _Stamp:
    return _Stamp(now.st_ino, now.st_size, now.st_mtime_ns)


def _marks(engine: Engine) -> Mapping[str, Mark]:
    with reading(engine) as connection:
        return {first: Mark(read, last) for first, read, last in connection.execute(select(files))}


def _lines_after(path: Path, marks: Mapping[str, Mark]) -> int:
    with Journal.open(path) as journal:
        return journal.lines_after(marks.get(journal.name or "", Mark()))


def _record(engine: Engine, name: str, expected: Mark, stretch: Stretch) -> Mark:
    """Take in a stretch, unless another process came first. Where the index is now."""
    found = [event for line in stretch.lines if (event := taken(line))]
    with writing(engine) as connection:
        bulk.add(connection, files, [{"first": name, "read": 0, "last": ""}])
        here = select(files.c.read, files.c.last).where(files.c.first == name).with_for_update()
        now = Mark(*connection.execute(here).one())
        if now != expected:
            return now
        _insert(connection, found)
        _link(connection, found)
        connection.execute(
            update(files).where(files.c.first == name).values(read=stretch.mark.read, last=stretch.mark.last)
        )
    return stretch.mark


def _insert(connection: Connection, found: Sequence[Taken]) -> None:
    forget(connection, [event.id for event in found if event.columns["purged"]])
    bulk.add(connection, events, [event.columns for event in found])
    bulk.add(connection, bodies, [{"id": event.id, "body": event.body} for event in found])
    bulk.add(
        connection,
        tags,
        [
            {"name": name, "value": value, "at": event.columns["at"], "event": event.id}
            for event in found
            for name, value in event.tags
        ],
    )


def _link(connection: Connection, found: Sequence[Taken]) -> None:
    """Tag decisions that people said something about, whichever of the two was taken in first.

    On PostgreSQL one process at a time does this, so that two that take in one of the two each cannot miss each other.
    """
    said = [event.columns["about"] for event in found if event.columns["kind"] in SAYING]
    decisions = [event.id for event in found if event.columns["kind"] == "decision"]
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LINKING})
    later, decision = events.alias("later"), events.alias("decision")
    pairs = (
        select(literal(SAID), later.c.kind, decision.c.at, decision.c.id)
        .join_from(later, decision, decision.c.id == later.c.about)
        .where(later.c.kind.in_(SAYING), later.c.about.in_([*said, *decisions]))
    )
    insert = postgresql.insert(tags) if connection.dialect.name == "postgresql" else sqlite.insert(tags)
    connection.execute(insert.from_select(["name", "value", "at", "event"], pairs).on_conflict_do_nothing())
