"""What reviewers make of incidents: a state, notes, and exceptions for what should not have been refused.

Functions of a connection (`opening.writing` for what changes, `reading` for the rest). They say nothing of who may do
it, and record no access: the console does, before it calls them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from gatepost.store.index import events
from gatepost.store.own import exceptions, notes, triage

type State = Literal["new", "confirmed", "false-positive", "escalated", "closed"]

MOST_AT_ONCE = 500  # incidents in one bulk change
_LONGEST_TEXT = 4_000
_MOST_NOTES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """The state of an incident, since when and by whom; nobody's for one that is new."""

    state: str = "new"
    changed: datetime | None = None
    changed_by: str = ""


NOT_TRIAGED = Triage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    at: datetime
    author: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a rule shall let pass until it expires: content by its digest, or a phrase. `event` is why."""

    event: str
    rule: str
    kind: Literal["digest", "phrase"]
    value: str
    owner: str
    reason: str
    at: datetime
    expires: datetime


def set_state(connection: Connection, ids: Sequence[str], state: State, *, by: str, now: datetime) -> int:
    """Give incidents a state; how many of these ids are incidents that the index knows."""
    asked = select(events.c.id, events.c.at).where(events.c.id.in_(ids[:MOST_AT_ONCE]), events.c.incident)
    rows = [
        {"event": row.id, "at": row.at, "state": state, "changed": now, "changed_by": by}
        for row in connection.execute(asked)
    ]
    if rows:
        adding = postgresql.insert(triage) if connection.dialect.name == "postgresql" else sqlite.insert(triage)
        changed = {name: adding.excluded[name] for name in ("state", "changed", "changed_by")}
        connection.execute(adding.on_conflict_do_update(index_elements=["event"], set_=changed), rows)
    return len(rows)


def states(connection: Connection, ids: Sequence[str]) -> Mapping[str, Triage]:
    """The triage of those incidents that have any."""
    found = connection.execute(select(triage).where(triage.c.event.in_(ids[:MOST_AT_ONCE])))
    return {row.event: Triage(state=row.state, changed=row.changed, changed_by=row.changed_by) for row in found}


def add_note(connection: Connection, event_id: str, text: str, *, author: str, now: datetime) -> None:
    connection.execute(insert(notes).values(event=event_id, at=now, author=author, text=_kept(text)))


def notes_on(connection: Connection, event_id: str) -> Sequence[Note]:
    """The newest notes on an incident, oldest first."""
    query = select(notes).where(notes.c.event == event_id).order_by(notes.c.id.desc()).limit(_MOST_NOTES)
    found = [Note(at=row.at, author=row.author, text=row.text) for row in connection.execute(query)]
    return found[::-1]


def add_allowance(connection: Connection, allowance: Allowance) -> None:
    row = {name: getattr(allowance, name) for name in Allowance.__slots__}
    kept = {name: _kept(row[name]) for name in ("value", "reason")}
    connection.execute(insert(exceptions).values(**row | kept))


def allowances(connection: Connection, now: datetime) -> Sequence[Allowance]:
    """Those in force, the next to expire first."""
    query = select(exceptions).where(exceptions.c.expires > now).order_by(exceptions.c.expires, exceptions.c.id)
    names = Allowance.__slots__
    return [Allowance(**{name: row[name] for name in names}) for row in connection.execute(query).mappings()]


def _kept(text: str) -> str:
    """A text that any database takes."""
    return text[:_LONGEST_TEXT].replace("\0", "").encode("utf-8", "replace").decode("utf-8")
