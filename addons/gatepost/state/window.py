"""Taking a place in the window, and keeping it or giving it back: SQL on one connection, inside a transaction.

Usage is counted when an attempt takes its place, so that two workers see each other's posts before either is sent.
The same content again within the retry window shares the place: it is one post, and is given back only when no
attempt holds it any more and none was kept.

What is counted stands in two tables, by minute and by work day, and a place is in both; the windows are sums of their
rows. The one rule to keep: only `_add` and `_take_off` write there, and one undoes the other.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import blake2b

from gatepost.model import Counted, Usage, Use, Window
from gatepost.state.base import RETRY_WINDOW, Attempt
from gatepost.state.times import micros, minute_of

_RETRY = RETRY_WINDOW // timedelta(microseconds=1)
_PLACE = "started, work_day, principal, use, scopes, weight, uploads, bytes"
_HOUR = (
    "SELECT use, scope, sum(weight), sum(uploads), sum(bytes), count(*) FROM minutes"
    " WHERE hour IN (?, ?, ?) AND principal = ? AND minute > ? GROUP BY use, scope"
)
_DAYS = (
    "SELECT use, scope, sum(weight), sum(uploads), sum(bytes), sum(minutes) FROM days"
    " WHERE work_day IN (?, ?, ?, ?, ?, ?, ?) AND principal = ? AND work_day >= ? GROUP BY use, scope"
)


@dataclass(frozen=True, slots=True)
class Place:
    """What one content takes: since when, of whom and in which class, over which groups of platforms, and how much."""

    started: int
    work_day: int
    principal: str
    use: str
    scopes: str
    weight: int
    uploads: int
    bytes: int


def subject(principal: str, platform: str, account: str, content: str) -> bytes:
    """What makes two attempts the same post: a digest, because it stands in several tables and their indexes."""
    named = "".join(f"{len(part)}:{part}" for part in (principal, platform, account, content))
    return blake2b(named.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def place_of(db: sqlite3.Connection, key: bytes, attempt: Attempt) -> Place | None:
    """The place that this content took within the retry window."""
    row = db.execute(
        f"SELECT {_PLACE} FROM places WHERE subject = ? AND started > ? ORDER BY started DESC LIMIT 1",  # noqa: S608 - the columns are ours
        (key, micros(attempt.at) - _RETRY),
    ).fetchone()
    return Place(*row) if row else None


def usage_before(db: sqlite3.Connection, attempt: Attempt, place: Place | None) -> Mapping[Counted, Usage]:
    """The person's usage without the place that the content asked about already has."""
    if place:
        _take_off(db, place)
    usage = usage_of(db, attempt.principal, attempt.at, attempt.work_day)
    if place:
        _add(db, place)
    return usage


def usage_of(db: sqlite3.Connection, principal: str, at: datetime, work_day: date) -> Mapping[Counted, Usage]:
    minute, today = minute_of(micros(at)), work_day.toordinal()
    hours = (minute // 60 - 1, minute // 60, minute // 60 + 1)  # what was received later may have been counted before
    week = tuple(range(today - 6, today + 1))
    asked = (
        (Window.HOUR, _HOUR, (*hours, principal, minute - 60)),
        (Window.DAY, _DAYS, (*week, principal, today)),
        (Window.WEEK, _DAYS, (*week, principal, today - 6)),
    )
    return {
        Counted(Use(use), window, group): Usage(
            posts=weight // 100, uploads=uploads, bytes=size, active_minutes=minutes
        )
        for window, statement, values in asked
        for use, group, weight, uploads, size, minutes in db.execute(statement, values)
    }


def share(db: sqlite3.Connection, key: bytes, place: Place) -> int:
    """Hold a place that the content already has. Returns when the place was taken, which names it."""
    db.execute("UPDATE places SET open = open + 1 WHERE subject = ? AND started = ?", (key, place.started))
    return place.started


def take(db: sqlite3.Connection, key: bytes, attempt: Attempt, use: Use) -> int:
    """Take a new place and add it to the usage. Returns when, which names the place."""
    counts = attempt.counts
    place = Place(
        started=micros(attempt.at),
        work_day=attempt.work_day.toordinal(),
        principal=attempt.principal,
        use=use.value,
        scopes="\n".join(("", *attempt.groups)),
        weight=counts.weight,
        uploads=counts.uploads,
        bytes=counts.bytes,
    )
    db.execute(f"INSERT INTO places (subject, {_PLACE}, open, kept) VALUES (?{', ?' * 8}, 1, 0)", (key, *_row(place)))  # noqa: S608 - the columns are ours
    _add(db, place)
    return place.started


def keep(db: sqlite3.Connection, key: bytes, started: int) -> None:
    db.execute("UPDATE places SET open = open - 1, kept = 1 WHERE subject = ? AND started = ?", (key, started))


def keep_late(db: sqlite3.Connection, key: bytes, attempt: Attempt, use: Use) -> None:
    """Count what the platform took, though its hold lapsed before anybody could say so; what is counted stays as it is."""
    if place_of(db, key, attempt) is None:
        keep(db, key, take(db, key, attempt, use))


def give_back(db: sqlite3.Connection, key: bytes, started: int) -> None:
    """Let go of a place; when nobody holds or keeps it, take it off the usage."""
    db.execute("UPDATE places SET open = open - 1 WHERE subject = ? AND started = ?", (key, started))
    gone = db.execute(
        f"DELETE FROM places WHERE subject = ? AND started = ? AND open <= 0 AND NOT kept RETURNING {_PLACE}",  # noqa: S608 - the columns are ours
        (key, started),
    ).fetchone()
    if gone:
        _take_off(db, Place(*gone))


def _row(place: Place) -> tuple[int | str, ...]:
    return (
        place.started,
        place.work_day,
        place.principal,
        place.use,
        place.scopes,
        place.weight,
        place.uploads,
        place.bytes,
    )


def _add(db: sqlite3.Connection, place: Place) -> None:
    amounts = (place.weight, place.uploads, place.bytes)
    for minute, day in _rows(place):
        others = db.execute(
            "INSERT INTO minutes VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET"
            " weight = weight + excluded.weight, uploads = uploads + excluded.uploads, bytes = bytes + excluded.bytes,"
            " places = places + 1 RETURNING places - 1",
            (*minute, *amounts),
        ).fetchone()[0]
        db.execute(
            "INSERT INTO days VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
            " weight = weight + excluded.weight, uploads = uploads + excluded.uploads, bytes = bytes + excluded.bytes,"
            " minutes = minutes + excluded.minutes",
            (*day, *amounts, int(not others)),
        )


def _take_off(db: sqlite3.Connection, place: Place) -> None:
    """A minute that is forgotten already was active, and stays so in its day."""
    amounts = (place.weight, place.uploads, place.bytes)
    for minute, day in _rows(place):
        left = db.execute(
            "UPDATE minutes SET weight = weight - ?, uploads = uploads - ?, bytes = bytes - ?, places = places - 1"
            " WHERE hour = ? AND principal = ? AND minute = ? AND use = ? AND scope = ? RETURNING places",
            (*amounts, *minute),
        ).fetchone()
        if left == (0,):
            db.execute(
                "DELETE FROM minutes WHERE hour = ? AND principal = ? AND minute = ? AND use = ? AND scope = ?", minute
            )
        db.execute(
            "UPDATE days SET weight = weight - ?, uploads = uploads - ?, bytes = bytes - ?, minutes = minutes - ?"
            " WHERE work_day = ? AND principal = ? AND use = ? AND scope = ?",
            (*amounts, int(left == (0,)), *day),
        )


def _rows(place: Place) -> Iterator[tuple[tuple[int, str, int, str, str], tuple[int, str, str, str]]]:
    """The keys of the rows that a place is counted in: of its minute and of its day, for all platforms and each group."""
    minute = minute_of(place.started)
    for scope in place.scopes.split("\n"):
        yield (
            (minute // 60, place.principal, minute, place.use, scope),
            (
                place.work_day,
                place.principal,
                place.use,
                scope,
            ),
        )
