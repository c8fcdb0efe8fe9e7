"""Everything the store has of one person: what is on record of them, what became of it, and what reviewers wrote of it.

For the person's own record alone, which takes a request and two approvals: nothing here looks for anything else.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import batched

from sqlalchemy import Connection, select

from gatepost.events.stored import StoredEvent
from gatepost.store.index import bodies, events
from gatepost.store.own import notes, triage

_AT_ONCE = 500


def record_of(connection: Connection, people: Collection[str]) -> list[StoredEvent]:
    """The events of these pseudonyms, and those about them."""
    theirs = select(events.c.id).where(events.c.principal.in_(people))
    ids = connection.scalars(theirs).all()
    later = [
        event
        for some in batched(ids, _AT_ONCE)
        for event in connection.scalars(select(events.c.id).where(events.c.about.in_(some)))
    ]
    return list(_bodies(connection, list(dict.fromkeys((*ids, *later)))))


def written_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[dict[str, str]]]:
    """What reviewers made of these events: states and notes, by event."""
    found: dict[str, list[dict[str, str]]] = {}
    for some in batched(ids, _AT_ONCE):
        for row in connection.execute(select(triage).where(triage.c.event.in_(some))):
            found.setdefault(row.event, []).append({"at": row.changed.isoformat(), "state": row.state})
        for row in connection.execute(select(notes).where(notes.c.event.in_(some)).order_by(notes.c.id)):
            found.setdefault(row.event, []).append({"at": row.at.isoformat(), "note": row.text})
    return found


def _bodies(connection: Connection, ids: Sequence[str]) -> Iterator[StoredEvent]:
    for some in batched(ids, _AT_ONCE):
        for body in connection.scalars(select(bodies.c.body).where(bodies.c.id.in_(some))):
            yield json.loads(body)
