"""Events of one week in the index -> counts of posts by person, division and categories.

The database adds up what went out. What was refused is read page by page, because how a coaching ended is in what
was said later. So memory grows with how many people do how many different things, and not with how often.

Drafts and what is undone are no posts; a message counts only where it was refused, because the record has no others.
The rule to keep: a person leaves this module as nothing but a name in a `Count`, and the period that the name is of.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import batched
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, select, tuple_

from gatepost.disclosure.posts import Count
from gatepost.events.stored import StoredEvent
from gatepost.figures.due import Span
from gatepost.figures.measures import OWN, UNRULED, WORK
from gatepost.model import Activity
from gatepost.store.index import bodies, events
from gatepost.store.later import with_later

_AT_ONCE = 500
_UNSAID = "unknown"
_WENT_OUT = ("forwarded", "observed", "justified")
_NO_POST = (Activity.DRAFT, Activity.DELETE)
_SORTED_BY = (events.c.principal, events.c.division, events.c.platform, events.c.use, events.c.guideline)
_FLAGS = (events.c.incident, events.c.work_time)


def went_out(connection: Connection, span: Span) -> Iterator[Count]:
    """What was let through, with a category in each of `TABLES`."""
    posts = _decisions(span, _WENT_OUT) & events.c.activity.not_in((*_NO_POST, Activity.MESSAGE))
    grouped = select(*_SORTED_BY, *_FLAGS, func.count().label("posts"), func.min(events.c.at).label("first"))
    rows = connection.execute(grouped.where(posts).group_by(*_SORTED_BY, *_FLAGS)).all()
    periods = _periods(connection, {row.principal: row.first for row in rows})
    for row in rows:
        yield Count(row.principal, row.division or "", _categories(row), row.posts, periods.get(row.principal, ""))


def refused(connection: Connection, span: Span) -> Iterator[Count]:
    """What was not, with a category in each table of the universe `refused`."""
    counts: Counter[tuple[str, str, tuple[str, ...], str]] = Counter()
    for row, event in _refusals(connection, span):
        categories = (*_categories(row), *_became(event))
        counts[row.principal, row.division or "", categories, str(event.get("period", ""))] += 1
    for (person, division, categories, period), posts in counts.items():
        yield Count(person, division, categories, posts, period)


def _refusals(connection: Connection, span: Span) -> Iterator[tuple[Row[Any], StoredEvent]]:
    """Each with what became of it, a page of them in memory at a time."""
    wanted = _decisions(span, ("refused",)) & events.c.activity.not_in(_NO_POST)
    query = select(events).where(wanted).order_by(events.c.at, events.c.id).limit(_AT_ONCE)
    rows = connection.execute(query).all()
    while rows:
        yield from zip(rows, with_later(connection, [row.id for row in rows]), strict=True)
        key = tuple_(events.c.at, events.c.id)
        last = tuple_(rows[-1].at, rows[-1].id, types=[events.c.at.type, events.c.id.type])
        rows = connection.execute(query.where(key > last)).all()


def _decisions(span: Span, outcomes: Sequence[str]) -> ColumnElement[bool]:
    return and_(
        events.c.kind == "decision",
        events.c.at >= span.since,
        events.c.at < span.until,
        events.c.outcome.in_(outcomes),
        events.c.principal.is_not(None),
        events.c.activity.is_not(None),
    )


def _periods(connection: Connection, seen: Mapping[str, datetime]) -> Mapping[str, str]:
    """The period of each pseudonym, which is the same in all its events: one of each is enough."""
    periods: dict[str, str] = {}
    for some in batched(seen.items(), _AT_ONCE):
        query = select(events.c.principal, bodies.c.body).join_from(events, bodies, bodies.c.id == events.c.id)
        for person, body in connection.execute(query.where(tuple_(events.c.principal, events.c.at).in_(some))):
            periods[person] = str(json.loads(body).get("period", ""))
    return periods


def _categories(row: Row[Any]) -> tuple[str, ...]:
    """In the order of `TABLES`. A post is of the guideline that decided."""
    guideline = row.guideline if row.incident else ""
    return row.platform or _UNSAID, row.use or _UNSAID, guideline or UNRULED, WORK if row.work_time else OWN


def _became(event: StoredEvent) -> tuple[str, str, str]:
    """What was decided, how it ended, and whether it was reported. Who went on and had gone back before, went on."""
    reported = "yes" if event.get("mistakes") else "no"
    if event.get("action") != "coach":
        return "blocked", "blocked", reported
    ended = "justified" if event.get("justification") else "went_back" if event.get("answer") == "back" else "lapsed"
    return "coached", ended, reported
