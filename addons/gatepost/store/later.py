"""A decision and what later events say of it -> one.

A decision's event never changes. What is known only later (the platform's answer, further attempts, a justification, a
report of a mistake) are events about it.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, select

from gatepost.events.stored import StoredEvent
from gatepost.store.index import bodies, events

_AT_ONCE = 500
_MOST_LATER = 5_000  # of so many decisions, the newest: content that is tried again all day says no more than that
_OUTCOME = ("upstream_status", "attempts", "answer")


def with_later(connection: Connection, ids: Sequence[str]) -> list[StoredEvent]:
    """The events of these ids, in this order, each decision with what later events say of it."""
    found: dict[str, StoredEvent] = {}
    later: dict[str, list[StoredEvent]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        for row in connection.execute(select(bodies.c.id, bodies.c.body).where(bodies.c.id.in_(some))):
            found[row.id] = json.loads(row.body)
        for event in _about(connection, some):
            later.setdefault(event["about"], []).append(event)
    return [_merged(found[one], later.get(one, ())) for one in ids if one in found]


def _about(connection: Connection, ids: Sequence[str]) -> list[StoredEvent]:
    """What was said of these, oldest first."""
    query = (
        select(bodies.c.body)
        .join_from(events, bodies, bodies.c.id == events.c.id)
        .where(events.c.about.in_(ids))
        .order_by(events.c.at.desc(), events.c.id.desc())
        .limit(_MOST_LATER)
    )
    return [json.loads(body) for body in reversed(connection.scalars(query).all())]


def _merged(event: StoredEvent, later: Sequence[StoredEvent]) -> StoredEvent:
    if event["kind"] != "decision":
        return event
    merged = dict(event)
    for one in later:
        if one["kind"] == "outcome":
            merged |= {name: one[name] for name in _OUTCOME if name in one}
        elif one["kind"] == "justification":
            merged["justification"] = {name: one.get(name) for name in ("id", "at", "reason")}
        elif one["kind"] == "mistake":
            mistake = {name: one.get(name) for name in ("id", "at", "comment")}
            merged["mistakes"] = [*merged.get("mistakes", ()), mistake]
    return merged
