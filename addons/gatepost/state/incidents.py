"""Refusals that people were told of, and the one passage that a justification gives: SQL inside a transaction.

A passage is taken by one attempt at a time: it is spent when that attempt is kept, and free again when it is not.
"""

import json
import sqlite3
from collections.abc import Mapping
from datetime import datetime

from gatepost.model import Action
from gatepost.state.base import Incident
from gatepost.state.times import micros, moment
from gatepost.state.window import subject

_COLUMNS = (
    "number, event, principal, platform, account, content, action, rules, notices, at, expires, attempts, justified"
)
_COACHINGS_READ = 200  # newest first; far more than any `coach_at_most` asks about


def _incident(row: tuple[str, str, str, str, str, str, int, str, str, int, int, int, int]) -> Incident:
    number, event, principal, platform, account, content, action, rules, notices, at, expires, attempts, justified = row
    return Incident(
        number=number,
        event=event,
        principal=principal,
        platform=platform,
        account=account,
        content=content,
        action=Action(action),
        rules=tuple(json.loads(rules)),
        notices=tuple(json.loads(notices)),
        at=moment(at),
        expires=moment(expires),
        attempts=attempts,
        justified=bool(justified),
    )


def open_incident(db: sqlite3.Connection, key: str, at: datetime) -> Incident | None:
    """The newest incident about this content that has neither expired nor been passed."""
    row = db.execute(
        f"SELECT {_COLUMNS} FROM incidents WHERE subject = ? AND expires > ? AND NOT spent ORDER BY at DESC LIMIT 1",  # noqa: S608 - the columns are ours
        (key, micros(at)),
    ).fetchone()
    return _incident(row) if row else None


def by_number(db: sqlite3.Connection, number: str, at: datetime) -> Incident | None:
    row = db.execute(
        f"SELECT {_COLUMNS} FROM incidents WHERE number = ? AND expires > ?",  # noqa: S608 - the columns are ours
        (number, micros(at)),
    ).fetchone()
    return _incident(row) if row else None


def refuse(db: sqlite3.Connection, incident: Incident) -> Incident:
    """Count one more attempt on the open incident about the same content, or open this one.

    What was refused before for weaker reasons takes the stronger action, and with it loses its way past.
    """
    key = subject(incident.principal, incident.platform, incident.account, incident.content)
    known = open_incident(db, key, incident.at)
    if known is None or known.action != incident.action:
        _open(db, key, incident)
        return incident
    db.execute("UPDATE incidents SET attempts = attempts + 1 WHERE number = ?", (known.number,))
    return by_number(db, known.number, incident.at) or incident


def _open(db: sqlite3.Connection, key: str, incident: Incident) -> None:
    at = micros(incident.at)
    db.execute("UPDATE incidents SET spent = 1 WHERE subject = ?", (key,))
    db.execute(
        f"INSERT INTO incidents (subject, spent, {_COLUMNS}) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - the columns are ours
        (
            key,
            incident.number,
            incident.event,
            incident.principal,
            incident.platform,
            incident.account,
            incident.content,
            int(incident.action),
            json.dumps(incident.rules),
            json.dumps(incident.notices),
            at,
            micros(incident.expires),
            incident.attempts,
            int(incident.justified),
        ),
    )
    if incident.action is Action.COACH:
        rows = [(incident.principal, at, rule) for rule in incident.rules]
        db.executemany("INSERT OR IGNORE INTO coachings VALUES (?, ?, ?)", rows)


def justify(db: sqlite3.Connection, number: str, principal: str, at: datetime, until: datetime) -> bool:
    """Give the incident its one passage."""
    changed = db.execute(
        "UPDATE incidents SET justified = 1, expires = ?"
        " WHERE number = ? AND principal = ? AND action = ? AND expires > ? AND NOT spent",
        (micros(until), number, principal, int(Action.COACH), micros(at)),
    )
    return changed.rowcount == 1


def take_passage(db: sqlite3.Connection, incident: Incident, token: str) -> bool:
    """Whether this attempt is now the one that may pass."""
    taken = db.execute(
        "UPDATE incidents SET taken_by = ? WHERE number = ? AND justified AND NOT spent"
        " AND (taken_by IS NULL OR taken_by = ?)",
        (token, incident.number, token),
    )
    return taken.rowcount == 1


def spend_passage(db: sqlite3.Connection, number: str) -> None:
    db.execute("UPDATE incidents SET spent = 1 WHERE number = ?", (number,))


def free_passage(db: sqlite3.Connection, number: str) -> None:
    db.execute("UPDATE incidents SET taken_by = NULL WHERE number = ?", (number,))


def coachings(db: sqlite3.Connection, principal: str) -> Mapping[str, tuple[datetime, ...]]:
    """When each rule coached this person, newest last."""
    times: dict[str, tuple[datetime, ...]] = {}
    rows = db.execute(
        "SELECT rule, at FROM coachings WHERE principal = ? ORDER BY at DESC LIMIT ?", (principal, _COACHINGS_READ)
    )
    for rule, at in rows:
        times[rule] = (moment(at), *times.get(rule, ()))
    return times
