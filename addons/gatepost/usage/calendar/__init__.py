"""How a moment counts for a person: work, or which kind of own time, until when, and why.

    standing(calendar, principal, moment, own_used=0) -> Standing
    next_own_time(calendar, principal, moment, own_used=0) -> datetime    "next own time: 12:00"
    is_work_time(calendar, principal, moment) -> bool
    work_day(calendar, principal, moment) -> date

Time falls into work days, each from midnight to midnight of the person's own zone, except that a shift over midnight
is never cut: it belongs to the day it begins, and the next day begins when it ends. So every moment is of exactly one
day, and what is counted by `work_day` is not counted twice when the clocks go back.

Own time by the minute: an agency may leave it to people when they take their breaks, and give them `own_time` minutes a
day instead. They are used in the order in which they come: an active minute in scheduled hours, outside lunch and fixed
breaks, is the person's own until the day's minutes are spent. Nothing here remembers; the state does, in the same
atomic step that takes a post's place. It keeps two numbers for each person and work day, the minutes of own time used
and the last of them, and asks when `Standing.own_time` is not 0: a moment in the minute that was counted last is own
time again; any other is while fewer than `own_time` are used, and uses one more; the rest is work. A caller who knows how many
are used may hand that in as `own_used`. Of a refused or failed post the minute stays used: the person was active.

The one rule to keep: everything is a pure function of calendar, person and moment. A person's day is worked out once
and remembered, so that asking costs some microseconds.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gatepost.model import Calendar, Principal
from gatepost.usage.calendar.days import WorkDay, day_of, day_on
from gatepost.usage.calendar.shifts import Kind, Stretch, zone_of

__all__ = ["Kind", "Standing", "is_work_time", "next_own_time", "standing", "work_day", "zone_of"]

_FURTHEST = 14  # days looked ahead for the end of a run of days of one kind: two weeks say enough


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a moment counts.

    `until`, `since` and `moment` are in the person's zone, to be shown: Python compares two of one zone by the clock, so
    take them to UTC before reckoning with them. `since` is when the work day began: its shift where that has begun,
    else its midnight. `own_time` is how many minutes of own time the day has for active minutes such as this one: 0
    when the moment is the person's own anyway.
    """

    kind: Kind
    why: str
    moment: datetime
    until: datetime
    work_day: date
    since: datetime
    own_time: int

    @property
    def is_work(self) -> bool:
        return self.kind is Kind.WORK

    @property
    def is_scheduled(self) -> bool:
        """Whether it is work unless a minute of own time is used for it, which the state knows."""
        return self.is_work or bool(self.own_time)


def standing(calendar: Calendar, principal: Principal, moment: datetime, own_used: int = 0) -> Standing:
    """How this moment counts for this person, of whose own minutes so many are used in this work day."""
    day = day_of(calendar, principal.work, moment)
    stretch = day.at(moment)
    kind, why = stretch.kind, stretch.why
    allowance = day.own_time if kind is Kind.WORK else 0
    if own_used < allowance:
        kind, why = Kind.OWN_TIME, f"{own_used} of {allowance} minutes of own time are used; else work: {why}"
    return Standing(
        kind=kind,
        why=why,
        moment=moment.astimezone(day.zone),
        until=_until(calendar, principal, day, stretch).astimezone(day.zone),
        work_day=day.date,
        since=day.since(moment).astimezone(day.zone),
        own_time=allowance,
    )


def next_own_time(calendar: Calendar, principal: Principal, moment: datetime, own_used: int = 0) -> datetime:
    """When the person's next own time begins, in their zone: the moment itself when it is their own."""
    now = standing(calendar, principal, moment, own_used)
    return now.until if now.is_work else now.moment


def is_work_time(calendar: Calendar, principal: Principal, moment: datetime) -> bool:
    """Whether this moment is in scheduled hours, outside lunch and breaks; own time by the minute is for the state."""
    return day_of(calendar, principal.work, moment).at(moment).kind is Kind.WORK


def work_day(calendar: Calendar, principal: Principal, moment: datetime) -> date:
    """The day that usage is counted by: the person's local day, or the day on which the shift began."""
    return day_of(calendar, principal.work, moment).date


def _until(calendar: Calendar, principal: Principal, day: WorkDay, stretch: Stretch) -> datetime:
    """When another kind of time begins, over as many days as it takes."""
    ends, place = stretch.ends, day.stretches.index(stretch)
    for _ in range(_FURTHEST):
        for later in day.stretches[place + 1 :]:
            if later.kind is not stretch.kind:
                return ends
            ends = later.ends
        day, place = day_on(calendar, principal.work, day.date + timedelta(days=1)), -1
    return ends
