"""The index of the journals: its tables.

`events` has of each event what lists are filtered and ordered by; the event itself, as its line in the journal, is in
`bodies`, so that looking through many events reads few pages. Every column that a filter asks for stands in an index
before time and id, in which lists are ordered: the events of one value lie there newest to oldest. What an event may
have several of (rules, guidelines, labels, what people said about it) is in `tags`, ordered alike.

The rule to keep: nothing is here that is not in the journals. A changed table means a migration (`migrations/index`).
"""

from sqlalchemy import BigInteger, Boolean, Column, Index, MetaData, String, Table, Text

from gatepost.store.columns import Id, Moment

LONGEST = 200  # characters of a column; longer ones are cut, and whole in the body
INDEX = MetaData()
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

FILTERED = (
    "kind",
    "incident",
    "action",
    "severity",
    "platform",
    "use",
    "division",
    "outcome",
    "work_time",
    "principal",
)
for name in FILTERED:
    Index(f"events_by_{name}", events.c[name], events.c.at, events.c.id)
Index("events_by_time", events.c.at, events.c.id)
Index(
    "events_by_number",
    events.c.number,
    postgresql_where=events.c.number.is_not(None),
    sqlite_where=events.c.number.is_not(None),
)
Index(
    "events_about",
    events.c.about,
    postgresql_where=events.c.about.is_not(None),
    sqlite_where=events.c.about.is_not(None),
)
