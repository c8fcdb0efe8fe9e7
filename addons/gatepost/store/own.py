"""What the console knows of incidents and the journals do not: triage, notes, exceptions. Its tables.

An event is named by its id alone, without a foreign key: the index may be deleted and made anew, and these stay.
People are named by their account of the console. A changed table means a migration (`migrations/console`).
"""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table, Text

from gatepost.store.columns import Id, Moment
from gatepost.store.opening import CONSOLE

OWN = MetaData(schema=CONSOLE)
_NAME = 200

# One row for each incident that is no longer new. `at` is the incident's time, so that a state lists like any filter.
triage = Table(
    "triage",
    OWN,
    Column("event", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("state", String(_NAME), nullable=False),
    Column("changed", Moment, nullable=False),
    Column("changed_by", String(_NAME), nullable=False),
)
Index("triage_by_state", triage.c.state, triage.c.at, triage.c.event)

notes = Table(
    "notes",
    OWN,
    Column("id", Integer, primary_key=True),
    Column("event", Id, nullable=False),
    Column("at", Moment, nullable=False),
    Column("author", String(_NAME), nullable=False),
    Column("text", Text, nullable=False),
)
Index("notes_by_event", notes.c.event, notes.c.id)

# What a rule shall let pass until `expires`: content by its digest, or a phrase. Proposed by one, decided on by another.
exceptions = Table(
    "exceptions",
    OWN,
    Column("id", Integer, primary_key=True),
    Column("event", Id, nullable=False),
    Column("rule", String(_NAME), nullable=False),
    Column("kind", String(_NAME), nullable=False),
    Column("value", Text, nullable=False),
    Column("owner", String(_NAME), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("state", String(_NAME), nullable=False),
    Column("proposed_by", String(_NAME), nullable=False),
    Column("decided", Moment),
    Column("decided_by", String(_NAME), nullable=False),
)
Index("exceptions_by_event", exceptions.c.event)
Index("exceptions_by_state", exceptions.c.state, exceptions.c.expires)
