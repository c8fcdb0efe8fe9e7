"""The index of the journals: its tables.

`events` has of each event what lists are filtered and ordered by; the event itself, as its line in the journal, is in
`bodies`, so that looking through many events reads few pages. A column that a filter asks for stands in an index before
time and id, in which lists are ordered: the events of one value lie there newest to oldest. What an event may have
several of (rules, guidelines, labels, what people said about it) is in `tags`, ordered alike.

Of a hundred events two are incidents, and people look at little else. So most indexes are of incidents only, and have
all columns that incidents are filtered by or counted by, so that any combination is seen in one index from new to old, without a look
into the table. They cost next to nothing when events are taken in, and are small enough to stay in memory.

The rule to keep: nothing is here that is not in the journals. A changed table means a migration (`migrations/index`).
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    Index,
    MetaData,
    String,
    Table,
    Text,
    literal_column,
    true,
)

from gatepost.store.columns import Id, Moment

LONGEST = 200  # characters of a column; longer ones are cut, and whole in the body
# Of the columns that are in an index together, of which PostgreSQL takes 2,704 bytes: words of ours, and pseudonyms.
SHORTER = dict.fromkeys(("action", "severity", "platform", "use", "outcome", "principal"), 60) | {"rule": 80}
INDEX = MetaData()
POLICY = "policy"  # the tag of an event that tells the rules of the policy of this digest
SAID = "said"  # the tag of a decision that people said something about
SAYING = ("mistake", "justification")  # the kinds of event by which they do

events = Table(
    "events",
    INDEX,
    Column("id", Id, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("kind", String(LONGEST), nullable=False),
    Column("about", Id),
    Column("number", String(LONGEST)),
    Column("incident", Boolean, nullable=False),
    Column("purged", Boolean, nullable=False),
    Column("action", String(LONGEST)),
    Column("enforced", Boolean),
    Column("rule", String(LONGEST)),
    Column("guideline", String(LONGEST)),
    Column("severity", String(LONGEST)),
    Column("platform", String(LONGEST)),
    Column("use", String(LONGEST)),
    Column("activity", String(LONGEST)),
    Column("division", String(LONGEST)),
    Column("outcome", String(LONGEST)),
    Column("work_time", Boolean),
    Column("principal", String(LONGEST)),
    sqlite_with_rowid=False,  # ids rise with time: what is listed together lies together
)
bodies = Table("bodies", INDEX, Column("id", Id, primary_key=True), Column("body", Text, nullable=False))
tags = Table(
    "tags",
    INDEX,
    Column("name", String(LONGEST), primary_key=True),
    Column("value", String(LONGEST), primary_key=True),
    Column("at", Moment, primary_key=True),
    Column("event", Id, primary_key=True),
    sqlite_with_rowid=False,
)
# How far each journal was read. A journal is known by the hash of its first line: names may repeat in a fleet.
files = Table(
    "files",
    INDEX,
    Column("first", String(64), primary_key=True),
    Column("read", BigInteger, nullable=False),
    Column("last", String(64), nullable=False),
)

# The columns by which incidents are found; of these, `principal` finds all events of a person as well.
FILTERED = ("action", "severity", "platform", "use", "division", "outcome", "principal")
OFTEN = ("decision", "outcome")  # the kinds that most events are of
# What indexes are of: a database takes one when it finds its condition in the question, word for word.
INCIDENT = events.c.incident.is_(true())
SELDOM = events.c.kind.not_in([literal_column(f"'{kind}'") for kind in OFTEN])


def _index(name: str, *columns: str, of: ColumnElement[bool] | None = None) -> None:
    """An index of those rows that meet a condition."""
    Index(name, *(events.c[column] for column in columns), postgresql_where=of, sqlite_where=of)


_index("events_by_time", "at", "id")
_index("events_by_number", "number", of=events.c.number.is_not(None))
_index("events_about", "about", of=events.c.about.is_not(None))
_index("events_by_principal", "principal", "at", "id", of=events.c.principal.is_not(None))
_index("events_by_kind", "kind", "at", "id", of=SELDOM)
_SEEN = ("incident", "action", "severity", "platform", "use", "division", "outcome", "work_time", "rule")
_index("incidents_by_time", "at", "id", *_SEEN, of=INCIDENT)
for name in FILTERED:
    _index(f"incidents_by_{name}", name, "at", "id", *(seen for seen in _SEEN if seen != name), of=INCIDENT)
