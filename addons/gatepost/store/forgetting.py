"""Events whose payload was purged from the journals -> gone from the index, with everything that was said of them there.

What reviewers wrote about an incident is about the same person and goes with it. An exception stays until it expires: it
is about content, and in force.
"""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select

from gatepost.store.index import SAID, SAYING, bodies, events, tags
from gatepost.store.own import notes, triage
from gatepost.store.rows import tags_of

_AT_ONCE = 200  # their tags are named one by one, and a statement has an end


def forget(connection: Connection, ids: Sequence[str]) -> None:
    """Remove these events, as far as they are there."""
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        _forget_tags(connection, some)
        connection.execute(delete(bodies).where(bodies.c.id.in_(some)))
        connection.execute(delete(events).where(events.c.id.in_(some)))
        for written in (triage, notes):
            connection.execute(delete(written).where(written.c.event.in_(some)))


def _forget_tags(connection: Connection, ids: Sequence[str]) -> None:
    """Tags stand by their values, and not by their events: the bodies say which there are."""
    known = select(events.c.id, events.c.at, bodies.c.body).join_from(events, bodies, bodies.c.id == events.c.id)
    said = [(SAID, kind) for kind in SAYING]
    for event_id, at, body in connection.execute(known.where(events.c.id.in_(ids))).all():
        for name, value in (*tags_of(json.loads(body)), *said):
            connection.execute(
                delete(tags).where(
                    tags.c.name == name, tags.c.value == value, tags.c.at == at, tags.c.event == event_id
                )
            )
