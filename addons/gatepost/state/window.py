"""Taking a place in the day's usage, and keeping it or giving it back: SQL on one connection, inside a transaction.

Usage is counted when an attempt takes its place, so that two workers see each other's posts before either is sent.
The same content again within the retry window shares the place: it is one post, and is given back only when no
attempt holds it any more and none was kept.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from gatepost.model import Usage, Use
from gatepost.state.base import RETRY_WINDOW, Attempt
from gatepost.state.times import micros

_RETRY = RETRY_WINDOW // timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1) // timedelta(microseconds=1)
_NOTHING = (0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """What this content already takes: since when, in which class, and how much (posts, uploads, bytes, minutes)."""

    started: int
    work_day: str
    use: str
    amounts: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Today:
    """The day's usage without the place of the content asked about, and each class's last active minute."""

    usage: Mapping[Use, Usage]
    last_minutes: Mapping[str, int]


def subject(principal: str, platform: str, account: str, content: str) -> str:
    """What makes two attempts the same post."""
    return f"{principal}\n{platform}\n{account}\n{content}"


def place_of(db: sqlite3.Connection, key: str, attempt: Attempt) -> Place | None:
    """The place that this content took within the retry window."""
    row = db.execute(
        "SELECT started, work_day, use, posts, uploads, bytes, minutes FROM places"
        " WHERE subject = ? AND started > ? ORDER BY started DESC LIMIT 1",
        (key, micros(attempt.at) - _RETRY),
    ).fetchone()
    return Place(row[0], row[1], row[2], tuple(row[3:])) if row else None


def today(db: sqlite3.Connection, attempt: Attempt, place: Place | None) -> Today:
    work_day = attempt.work_day.isoformat()
    rows = db.execute(
        "SELECT use, last_minute, posts, uploads, bytes, minutes FROM usage WHERE work_day = ? AND principal = ?",
        (work_day, attempt.principal),
    ).fetchall()
    usage = {}
    for use, _minute, *sums in rows:
        own = place.amounts if place and (place.work_day, place.use) == (work_day, use) else _NOTHING
        posts, uploads, size, minutes = (total - mine for total, mine in zip(sums, own, strict=True))
        usage[Use(use)] = Usage(posts=posts, uploads=uploads, bytes=size, active_minutes=minutes)
    return Today(usage, {row[0]: row[1] for row in rows})


def share(db: sqlite3.Connection, key: str, place: Place) -> int:
    """Hold a place that the content already has. Returns when the place was taken, which names it."""
    db.execute("UPDATE places SET open = open + 1 WHERE subject = ? AND started = ?", (key, place.started))
    return place.started


def take(db: sqlite3.Connection, key: str, attempt: Attempt, use: Use, seen: Today) -> int:
    """Take a new place and add it to the usage. Returns when, which names the place."""
    at = micros(attempt.at)
    minute = at // _MINUTE
    counts, row = attempt.counts, (attempt.work_day.isoformat(), attempt.principal, use.value)
    amounts = (counts.posts, counts.uploads, counts.bytes, int(seen.last_minutes.get(use.value) != minute))
    db.execute(
        "INSERT INTO usage VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET posts = posts + excluded.posts,"
        " uploads = uploads + excluded.uploads, bytes = bytes + excluded.bytes, minutes = minutes + excluded.minutes,"
        " last_minute = excluded.last_minute",
        (*row, *amounts, minute),
    )
    db.execute("INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)", (key, at, *row, *amounts))
    return at


def keep(db: sqlite3.Connection, key: str, started: int) -> None:
    db.execute("UPDATE places SET open = open - 1, kept = 1 WHERE subject = ? AND started = ?", (key, started))


def give_back(db: sqlite3.Connection, key: str, started: int) -> None:
    """Let go of a place; when nobody holds or keeps it, take it off the usage."""
    place = (key, started)
    db.execute("UPDATE places SET open = open - 1 WHERE subject = ? AND started = ?", place)
    gone = db.execute(
        "DELETE FROM places WHERE subject = ? AND started = ? AND open <= 0 AND NOT kept"
        " RETURNING posts, uploads, bytes, minutes, minutes, work_day, principal, use",
        place,
    ).fetchone()
    if gone:
        db.execute(
            "UPDATE usage SET posts = posts - ?, uploads = uploads - ?, bytes = bytes - ?, minutes = minutes - ?,"
            " last_minute = CASE WHEN ? THEN -1 ELSE last_minute END WHERE work_day = ? AND principal = ? AND use = ?",
            gone,
        )
