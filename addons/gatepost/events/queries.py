"""Questions to the store.

A decision's event never changes. What is known later (the platform's answer, further attempts, a justification, a
report of a mistake) are events about it, and here the two become one.
"""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gatepost.events.chain import rfc3339
from gatepost.events.numbers import read_number
from gatepost.events.stored import StoredEvent

# Each field of a filter that is compared as it stands, and what it is compared with.
_EQUAL = {
    "action": "action = ?",
    "platform": "platform = ?",
    "use": "use = ?",
    "division": "division = ?",
    "kind": "kind = ?",
    "rule": "id IN (SELECT event FROM tags WHERE name = 'rule' AND value = ?)",
    "label": "id IN (SELECT event FROM tags WHERE name = 'label' AND value = ?)",
}
_IDS_AT_ONCE = 500  # SQLite's limit on parameters is higher in every version


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which events are wanted; what is empty does not matter. `since` is included, `until` is not."""

    since: datetime | None = None
    until: datetime | None = None
    action: str = ""
    rule: str = ""
    platform: str = ""
    use: str = ""
    label: str = ""
    division: str = ""
    kind: str = ""
    limit: int | None = None


def events(db: sqlite3.Connection, wanted: Filter) -> Sequence[StoredEvent]:
    """Newest first. Outcomes stand in the decisions they are about, and by themselves only when asked for."""
    conditions = [(sql, getattr(wanted, name)) for name, sql in _EQUAL.items() if getattr(wanted, name)]
    if wanted.since:
        conditions.append(("at >= ?", rfc3339(wanted.since)))
    if wanted.until:
        conditions.append(("at < ?", rfc3339(wanted.until)))
    if not wanted.kind:
        conditions.append(("kind <> ?", "outcome"))
    where = " AND ".join(sql for sql, _ in conditions) or "TRUE"
    rows = db.execute(
        f"SELECT body FROM events WHERE {where} ORDER BY at DESC, id DESC LIMIT ?",  # noqa: S608 - conditions from the table above
        (*(value for _, value in conditions), -1 if wanted.limit is None else wanted.limit),
    ).fetchall()
    return _with_later(db, [json.loads(body) for (body,) in rows])


def one(db: sqlite3.Connection, key: str) -> StoredEvent | None:
    row = db.execute(
        "SELECT body FROM events WHERE id = ? OR number = ? ORDER BY at DESC LIMIT 1",
        (key.lower(), read_number(key)),
    ).fetchone()
    return _with_later(db, [json.loads(row[0])])[0] if row else None


def _with_later(db: sqlite3.Connection, found: Sequence[StoredEvent]) -> Sequence[StoredEvent]:
    """Each decision with what later events say about it."""
    later: dict[str, list[StoredEvent]] = {}
    ids = [event["id"] for event in found if event["kind"] == "decision"]
    for start in range(0, len(ids), _IDS_AT_ONCE):
        some = ids[start : start + _IDS_AT_ONCE]
        rows = db.execute(
            f"SELECT about, body FROM events WHERE about IN ({','.join('?' * len(some))}) ORDER BY at",  # noqa: S608 - only question marks
            some,
        )
        for about, body in rows:
            later.setdefault(about, []).append(json.loads(body))
    return [_merged(event, later.get(event["id"], ())) for event in found]


def _merged(decision: StoredEvent, later: Sequence[StoredEvent]) -> StoredEvent:
    merged = dict(decision)
    for event in later:
        if event["kind"] == "outcome":
            merged |= {name: event[name] for name in ("upstream_status", "attempts", "answer") if name in event}
        elif event["kind"] == "justification":
            merged["justification"] = {name: event.get(name) for name in ("id", "at", "reason")}
        elif event["kind"] == "mistake":
            mistake = {name: event.get(name) for name in ("id", "at", "comment")}
            merged["mistakes"] = [*merged.get("mistakes", ()), mistake]
    return merged
