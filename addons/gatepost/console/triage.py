"""What reviewers made of incidents: a state, notes, and who said so when.

The rule to keep: who changes a state has its event on record first (`access.py`); here is only how things stand.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from gatepost.console.translation import N_
from gatepost.store.own import notes, triage
from gatepost.store.walking import Key

NEW = "new"
STATES = {
    NEW: N_("new"),
    "confirmed": N_("confirmed"),
    "false-positive": N_("false positive"),
    "escalated": N_("escalated"),
    "closed": N_("closed case"),
}
LONGEST_NOTE = 2000
_MOST_NOTES = 200


@dataclass(frozen=True, slots=True)
class Triaged:
    """How an incident stands; `by` is the id of an account."""

    state: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Note:
    at: datetime
    by: str
    text: str


def states_of(db: Connection, events: Sequence[str]) -> Mapping[str, Triaged]:
    """Of these incidents those that are no longer new."""
    query = select(triage).where(triage.c.event.in_(events))
    return {row.event: Triaged(row.state, row.changed, row.changed_by) for row in db.execute(query)}


def set_state(db: Connection, incidents: Iterable[Key], state: str, *, by: str, now: datetime) -> None:
    """New is what has no row."""
    for incident in incidents:
        db.execute(delete(triage).where(triage.c.event == incident.id))
        if state != NEW:
            db.execute(
                insert(triage).values(event=incident.id, at=incident.at, state=state, changed=now, changed_by=by)
            )


def add_note(db: Connection, event: str, text: str, *, by: str, now: datetime) -> None:
    db.execute(insert(notes).values(event=event, at=now, author=by, text=text[:LONGEST_NOTE]))


def notes_of(db: Connection, event: str) -> Sequence[Note]:
    """The newest first."""
    query = select(notes).where(notes.c.event == event).order_by(notes.c.id.desc()).limit(_MOST_NOTES)
    return [Note(row.at, row.author, row.text) for row in db.execute(query)]
