"""Beginning and settling an attempt: the two transactions that every post goes through."""

import sqlite3

from gatepost.state import incidents, people, window
from gatepost.state.base import Attempt, StoredPast
from gatepost.state.times import micros


def begin(db: sqlite3.Connection, attempt: Attempt) -> StoredPast:
    key = window.subject(attempt.principal, attempt.platform, attempt.account, attempt.content)
    place = window.place_of(db, key, attempt)
    seen = window.today(db, attempt, place)
    incident = incidents.open_incident(db, key, attempt.at)
    passes = bool(incident and incident.justified and incidents.take_passage(db, incident, attempt.token))
    return StoredPast(
        usage=seen.usage,
        coachings=incidents.coachings(db, attempt.principal),
        agreement=people.agreement_of(db, attempt.principal),
        incident=incident,
        passes=passes,
        holds=_hold(db, key, attempt, place=place, seen=seen, passage=incident.number if incident and passes else None),
    )


def _hold(
    db: sqlite3.Connection,
    key: str,
    attempt: Attempt,
    *,
    place: window.Place | None,
    seen: window.Today,
    passage: str | None,
) -> bool:
    """Take what the attempt does not hold yet, note what it holds, and say whether it holds anything."""
    held = db.execute("SELECT started FROM holds WHERE token = ?", (attempt.token,)).fetchone()
    started = held[0] if held else None
    if started is None and attempt.use is not None:
        started = window.share(db, key, place) if place else window.take(db, key, attempt, attempt.use, seen)
    elif passage is None:
        return held is not None
    db.execute(
        "INSERT INTO holds VALUES (?, ?, ?, ?, ?) ON CONFLICT (token) DO UPDATE"
        " SET started = excluded.started, incident = coalesce(excluded.incident, incident)",
        (attempt.token, micros(attempt.at), key, started, passage),
    )
    return True


def settle(db: sqlite3.Connection, token: str, kept: bool) -> None:
    """Keep or give back everything that this attempt holds."""
    held = db.execute("DELETE FROM holds WHERE token = ? RETURNING subject, started, incident", (token,)).fetchone()
    if held is None:
        return
    key, started, passage = held
    if started is not None:
        (window.keep if kept else window.give_back)(db, key, started)
    if passage is not None:
        (incidents.spend_passage if kept else incidents.free_passage)(db, passage)
