"""What is on record, and what was published -> the weeks whose figures are to be published now.

A week closes on the Wednesday after it (`disclosure.weeks`): until then every gateway of a fleet has had two days to have
its journals taken in, and people to answer. It is published within four weeks or never, and only when it is whole: after
that what it would be counted from is purged, and nothing is counted from what is left.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select

from gatepost.disclosure.weeks import last_closed
from gatepost.store.index import events
from gatepost.store.published import publications

_WEEK = timedelta(weeks=1)
_WEEKS_BACK = 4


class Span(NamedTuple):
    """From a moment until before another."""

    since: datetime
    until: datetime


def span_of(week: date, zone: ZoneInfo) -> Span:
    """A week by its Monday, from midnight to midnight of the agency's zone."""
    monday, next_monday = (datetime.combine(day, time(), zone) for day in (week, week + _WEEK))
    return Span(monday, next_monday)


def due_weeks(connection: Connection, zone: ZoneInfo, now: datetime) -> Mapping[date, int]:
    """Those that are closed, whole and not published, oldest first, with how many decisions are on record of each."""
    newest = last_closed(now.astimezone(zone).date())
    weeks = [newest - back * _WEEK for back in reversed(range(_WEEKS_BACK))]
    there = connection.scalars(select(publications.c.week).where(publications.c.week.in_(weeks))).all()
    found = {week: decisions_of(connection, span_of(week, zone)) for week in weeks if week not in there}
    return {week: number for week, number in found.items() if number}


def decisions_of(connection: Connection, span: Span) -> int:
    """How many are on record of a time that is whole there; 0 when anything of it was purged."""
    theirs = (events.c.kind == "decision", events.c.at >= span.since, events.c.at < span.until)
    counted = connection.execute(select(events.c.purged, func.count()).where(*theirs).group_by(events.c.purged)).all()
    return sum(number for _, number in counted) if all(not purged for purged, _ in counted) else 0
