"""Refusals that people are told of, their answers, and the one passage that a justification gives: SQL in a transaction.

A passage is taken by one attempt at a time: it is spent when that attempt is kept, and free again when it is not.
"""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from gatepost.model import Action
from gatepost.state.coaching import INCIDENTS_SHOWN, Incident
from gatepost.state.times import micros, moment
from gatepost.state.window import subject

_FIELDS = (
    "number, event, principal, platform, account, content, action, rules, notices, found, at, expires, attempts,"
    " answer, reason, over, reported, told"
)
_ALL = f"SELECT {_FIELDS} FROM incidents"  # noqa: S608 - the columns are ours
COACHINGS_READ = 200  # newest first; far more than any `coach_at_most` asks about
_LAPSED_AT_ONCE = 100


def by_number(db: sqlite3.Connection, number: str, principal: str) -> Incident | None:
    return _first(db.execute(f"{_ALL} WHERE number = ? AND principal = ?", (number, principal)))


def of_person(db: sqlite3.Connection, principal: str) -> tuple[Incident, ...]:
    rows = db.execute(f"{_ALL} WHERE principal = ? ORDER BY at DESC LIMIT ?", (principal, INCIDENTS_SHOWN))
    return tuple(map(_incident, rows))


def open_incident(db: sqlite3.Connection, key: bytes, at: datetime) -> Incident | None:
    """The newest incident about this content that has neither expired nor been passed."""
    rows = db.execute(f"{_ALL} WHERE subject = ? AND expires > ? AND NOT over ORDER BY at DESC", (key, micros(at)))
    return _first(rows)


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
    return replace(known, attempts=known.attempts + 1)


def _open(db: sqlite3.Connection, key: bytes, incident: Incident) -> None:
    db.execute("UPDATE incidents SET over = 1 WHERE subject = ?", (key,))
    row = _row(incident)
    db.execute(f"INSERT INTO incidents (subject, {_FIELDS}) VALUES (?{', ?' * len(row)})", (key, *row))  # noqa: S608 - the columns are ours
    if incident.action is Action.COACH:
        rows = [(incident.principal, micros(incident.at), rule) for rule in incident.rules]
        db.executemany("INSERT OR IGNORE INTO coachings VALUES (?, ?, ?)", rows)


def justify(db: sqlite3.Connection, number: str, principal: str, *, reason: str, at: datetime, until: datetime) -> bool:
    """Give the incident its one passage."""
    changed = db.execute(
        "UPDATE incidents SET answer = 'justified', reason = ?, expires = ?, told = 1 WHERE number = ?"
        " AND principal = ? AND action = ? AND expires > ? AND NOT over AND answer <> 'justified'",
        (reason, micros(until), number, principal, int(Action.COACH), micros(at)),
    )
    return changed.rowcount == 1


def go_back(db: sqlite3.Connection, number: str, principal: str, at: datetime) -> bool:
    changed = db.execute(
        "UPDATE incidents SET answer = 'back', told = 1 WHERE number = ?"
        " AND principal = ? AND action = ? AND expires > ? AND NOT over AND answer = ''",
        (number, principal, int(Action.COACH), micros(at)),
    )
    return changed.rowcount == 1


def report_mistake(db: sqlite3.Connection, number: str, principal: str) -> bool:
    changed = db.execute(
        "UPDATE incidents SET reported = 1, told = 1 WHERE number = ? AND principal = ? AND NOT reported",
        (number, principal),
    )
    return changed.rowcount == 1


def tell(db: sqlite3.Connection, number: str, principal: str) -> None:
    db.execute("UPDATE incidents SET told = 1 WHERE number = ? AND principal = ?", (number, principal))


def untold(db: sqlite3.Connection, principal: str, platform: str, at: datetime) -> Incident | None:
    """The newest; the notice of one leads to the others, so that people are stopped once and not once for each."""
    which = "principal = ? AND platform = ? AND expires > ? AND NOT told AND NOT over"
    values = (principal, platform, micros(at))
    newest = _first(db.execute(f"{_ALL} WHERE {which} ORDER BY at DESC", values))
    if newest is not None:
        db.execute(f"UPDATE incidents SET told = 1 WHERE {which}", values)  # noqa: S608 - our own condition
    return newest


def lapsed(db: sqlite3.Connection, at: datetime) -> tuple[Incident, ...]:
    rows = db.execute(
        "UPDATE incidents SET answer = 'lapsed' WHERE number IN"  # noqa: S608 - the columns are ours
        " (SELECT number FROM incidents WHERE answer = '' AND expires <= ? AND action = ? LIMIT ?)"
        f" RETURNING {_FIELDS}",
        (micros(at), int(Action.COACH), _LAPSED_AT_ONCE),
    )
    return tuple(map(_incident, rows.fetchall()))


def take_passage(db: sqlite3.Connection, incident: Incident, token: str) -> bool:
    """Whether this attempt is now the one that may pass."""
    taken = db.execute(
        "UPDATE incidents SET taken_by = ? WHERE number = ? AND answer = 'justified' AND NOT over"
        " AND (taken_by IS NULL OR taken_by = ?)",
        (token, incident.number, token),
    )
    return taken.rowcount == 1


def spend_passage(db: sqlite3.Connection, number: str) -> None:
    db.execute("UPDATE incidents SET over = 1 WHERE number = ?", (number,))


def free_passage(db: sqlite3.Connection, number: str) -> None:
    db.execute("UPDATE incidents SET taken_by = NULL WHERE number = ?", (number,))


def coachings(db: sqlite3.Connection, principal: str) -> Mapping[str, tuple[datetime, ...]]:
    """When each rule coached this person, newest last."""
    times: dict[str, tuple[datetime, ...]] = {}
    rows = db.execute(
        "SELECT rule, at FROM coachings WHERE principal = ? ORDER BY at DESC LIMIT ?", (principal, COACHINGS_READ)
    )
    for rule, at in rows:
        times[rule] = (moment(at), *times.get(rule, ()))
    return times


def _first(rows: sqlite3.Cursor) -> Incident | None:
    row = rows.fetchone()
    return _incident(row) if row else None


def _row(incident: Incident) -> tuple[str | int, ...]:
    """The values of `_FIELDS`."""
    return (
        incident.number,
        incident.event,
        incident.principal,
        incident.platform,
        incident.account,
        incident.content,
        int(incident.action),
        json.dumps(incident.rules),
        json.dumps(incident.notices),
        json.dumps(incident.found, ensure_ascii=False),
        micros(incident.at),
        micros(incident.expires),
        incident.attempts,
        incident.answer,
        incident.reason,
        incident.over,
        incident.reported,
        incident.told,
    )


def _incident(row: tuple[Any, ...]) -> Incident:
    values = dict(zip(_FIELDS.split(", "), row, strict=True))
    return Incident(
        **values
        | {
            "action": Action(values["action"]),
            "rules": tuple(json.loads(values["rules"])),
            "notices": tuple(json.loads(values["notices"])),
            "found": tuple(tuple(told) for told in json.loads(values["found"])),
            "at": moment(values["at"]),
            "expires": moment(values["expires"]),
            **{name: bool(values[name]) for name in ("over", "reported", "told")},
        }
    )
