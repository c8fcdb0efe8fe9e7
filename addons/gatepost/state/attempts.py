"""Beginning and settling an attempt: the two transactions that every post goes through."""

import sqlite3
from datetime import date, datetime

from gatepost.state import incidents, own_time, people, window
from gatepost.state.base import Attempt, StoredPast, Volume
from gatepost.state.times import micros


def begin(db: sqlite3.Connection, attempt: Attempt) -> StoredPast:
    key = _key(attempt)
    place = window.place_of(db, key, attempt)
    own, own_used = own_time.take_minute(db, attempt, placed=place is not None)
    usage = window.usage_before(db, attempt, place)
    incident = incidents.open_incident(db, key, attempt.at)
    passes = bool(incident and incident.justified and incidents.take_passage(db, incident, attempt.token))
    passage = incident.number if incident and passes else None
    return StoredPast(
        volume=Volume(usage=usage, own_used=own_used),
        own_time=own,
        coachings=incidents.coachings(db, attempt.principal),
        agreement=people.agreement_of(db, attempt.principal),
        incident=incident,
        passes=passes,
        holds=_hold(db, key, attempt, place=place, counts=not own, passage=passage),
    )


def _hold(
    db: sqlite3.Connection,
    key: bytes,
    attempt: Attempt,
    *,
    place: window.Place | None,
    counts: bool,
    passage: str | None,
) -> bool:
    """Take what the attempt does not hold yet, note what it holds, and say whether it holds anything."""
    held = db.execute("SELECT started FROM holds WHERE token = ?", (attempt.token,)).fetchone()
    started = held[0] if held else None
    if started is None and attempt.use is not None and counts:
        started = window.share(db, key, place) if place else window.take(db, key, attempt, attempt.use)
    elif passage is None:
        return held is not None
    db.execute(
        "INSERT INTO holds VALUES (?, ?, ?, ?, ?) ON CONFLICT (token) DO UPDATE"
        " SET started = excluded.started, incident = coalesce(excluded.incident, incident)",
        (attempt.token, micros(attempt.at), key, started, passage),
    )
    return True


def settle(db: sqlite3.Connection, attempt: Attempt, kept: bool, late: bool) -> None:
    """Keep or give back everything that this attempt holds."""
    if not let_go(db, attempt.token, kept) and kept and late and attempt.use is not None:
        window.keep_late(db, _key(attempt), attempt, attempt.use)


def let_go(db: sqlite3.Connection, token: str, kept: bool) -> bool:
    """Keep or give back what is held under this token; False: nothing is."""
    held = db.execute("DELETE FROM holds WHERE token = ? RETURNING subject, started, incident", (token,)).fetchone()
    if held is None:
        return False
    key, started, passage = held
    if started is not None:
        (window.keep if kept else window.give_back)(db, key, started)
    if passage is not None:
        (incidents.spend_passage if kept else incidents.free_passage)(db, passage)
    return True


def volume_of(db: sqlite3.Connection, principal: str, at: datetime, work_day: date) -> Volume:
    return Volume(
        usage=window.usage_of(db, principal, at, work_day), own_used=own_time.own_used(db, principal, work_day)
    )


def _key(attempt: Attempt) -> bytes:
    return window.subject(attempt.principal, attempt.platform, attempt.account, attempt.content)
