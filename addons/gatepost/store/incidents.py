"""Questions to the store: what the console and the command line ask, and how it is answered.

Each is a function of a connection (`opening.reading`) and answers with values. Lists come in pages, newest first; a
page that is not full and has something `older` was given up when its time was over, and is gone on with from there.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, or_, select

from gatepost.events.numbers import read_number
from gatepost.events.stored import StoredEvent
from gatepost.store import walking
from gatepost.store.filters import TAGS, Filter
from gatepost.store.index import INCIDENT, events, tags
from gatepost.store.later import with_later
from gatepost.store.rows import is_id
from gatepost.store.walking import Bounds, Count, Key

__all__ = ["Count", "Filter", "History", "Key", "Page", "count", "history", "known", "one", "page", "stream"]

PAGE = 50
SECONDS = 0.08  # after which a list that somebody waits for begins no further slice
_MOST_COUNTED = 10_000  # incidents of one person
_STREAMED = 500  # events in a page that nobody looks at
_MOST_KNOWN = 1_000  # values of one filter


@dataclass(frozen=True, slots=True)
class Page:
    """Events, newest first. `older` is where the next page begins; None when this is the last."""

    events: Sequence[StoredEvent]
    older: Key | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is on record of one person, as counts; of the newest 10,000 incidents if there are more."""

    incidents: int
    by_action: Mapping[str, int]
    by_outcome: Mapping[str, int]
    by_rule: Mapping[str, int]
    first: datetime | None


def page(
    connection: Connection,
    wanted: Filter,
    *,
    before: Key | None = None,
    after: Key | None = None,
    most: int = PAGE,
    seconds: float | None = SECONDS,
) -> Page:
    """The newest events between two keys. Without a time they are found however long it takes."""
    bounds = Bounds(before=before, after=after, since=wanted.since, until=wanted.until)
    found = walking.find(connection, wanted, bounds, most, seconds)
    return Page(with_later(connection, [key.id for key in found.keys]), found.end)


def stream(connection: Connection, wanted: Filter) -> Iterator[StoredEvent]:
    """All events, newest first, a page of them in memory at a time."""
    found = page(connection, wanted, most=_STREAMED, seconds=None)
    yield from found.events
    while found.older:
        found = page(connection, wanted, before=found.older, most=_STREAMED, seconds=None)
        yield from found.events


def count(
    connection: Connection, wanted: Filter, *, after: Key | None = None, seconds: float | None = SECONDS
) -> Count:
    """How many events there are: exactly, or that there are more than so many."""
    return walking.count(connection, wanted, Bounds(after=after, since=wanted.since, until=wanted.until), seconds)


def one(connection: Connection, key: str) -> StoredEvent | None:
    """The event of this id or number; the newest, should two ever share the number."""
    event_id, number = key.strip().lower(), read_number(key)
    asked = [events.c.id == event_id] if is_id(event_id) else []
    asked += [events.c.number == number] if number else []
    if not asked:
        return None
    query = select(events.c.id).where(or_(*asked)).order_by(events.c.at.desc()).limit(1)
    found = with_later(connection, connection.scalars(query).all())
    return found[0] if found else None


def history(connection: Connection, principal: str, *, since: datetime | None = None) -> History:
    """What is on record of the person behind a pseudonym, incidents only."""
    kinds = [events.c[name] for name in ("action", "outcome", "rule")]
    newest = select(events.c.at, *kinds).where(INCIDENT, events.c.principal == principal)
    if since:
        newest = newest.where(events.c.at >= since)
    theirs = newest.order_by(events.c.at.desc(), events.c.id.desc()).limit(_MOST_COUNTED).subquery()
    alike = [theirs.c[column.name] for column in kinds]
    often, first = func.count().label("often"), func.min(theirs.c.at).label("first")
    rows = connection.execute(select(*alike, often, first).group_by(*alike)).all()
    return History(
        incidents=sum(row.often for row in rows),
        first=min((row.first for row in rows), default=None),
        by_action=_tally((row.action, row.often) for row in rows),
        by_outcome=_tally((row.outcome, row.often) for row in rows),
        by_rule=_tally((row.rule, row.often) for row in rows),
    )


def _tally(counted: Iterable[tuple[str | None, int]]) -> Mapping[str, int]:
    """How often there is each value, most often first."""
    total: Counter[str] = Counter()
    for value, often in counted:
        if value is not None:
            total[value] += often
    return dict(sorted(total.items(), key=lambda one: (-one[1], one[0])))


def known(connection: Connection, name: str) -> Sequence[str]:
    """The values that a filter of incidents can have, in order: each is one step through its index, however many have it."""
    column, of_it = (tags.c.value, tags.c.name == name) if name in TAGS else (events.c[name], INCIDENT)
    steps = select(func.min(column).label("value")).where(of_it).cte("steps", recursive=True)
    above = select(func.min(column)).where(of_it, column > steps.c.value).scalar_subquery()
    steps = steps.union_all(select(above).where(steps.c.value.is_not(None)))
    query = select(steps.c.value).where(steps.c.value.is_not(None)).limit(_MOST_KNOWN)
    return connection.scalars(query).all()
