"""A person's work day as stretches that follow each other without gap or overlap, each of one kind.

A day lasts from its midnight, or from the end of the last day's shift where that is later, to the next midnight, or the
end of its own shift. A shift that would run into the next one ends when that begins.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from gatepost.model import Calendar
from gatepost.usage.calendar.shifts import Kind, Rest, Stretch, Turn, instant, shift_on, zone_of
from gatepost.worktime import WorkTime

_DAY = timedelta(days=1)
_MIDNIGHT = time()
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """`shift` is when the day's shift begins (None: no shift); `own_time` is how many minutes are the person's own."""

    date: date
    zone: ZoneInfo
    stretches: tuple[Stretch, ...]
    shift: datetime | None
    own_time: int

    @property
    def begins(self) -> datetime:
        return self.stretches[0].begins

    @property
    def ends(self) -> datetime:
        return self.stretches[-1].ends

    def at(self, moment: datetime) -> Stretch:
        """The stretch of a moment that is of this day."""
        return next(stretch for stretch in self.stretches if moment < stretch.ends)

    def since(self, moment: datetime) -> datetime:
        return self.shift if self.shift is not None and self.shift <= moment else self.begins


def day_of(calendar: Calendar, work: WorkTime, moment: datetime) -> WorkDay:
    """The work day that a moment belongs to: that of its date, or the day before, whose shift has not ended."""
    day = day_on(calendar, work, moment.astimezone(zone_of(calendar, work)).date())
    while moment < day.begins:
        day = day_on(calendar, work, day.date - _DAY)
    while moment >= day.ends:  # where the clocks go back over midnight, a date comes twice
        day = day_on(calendar, work, day.date + _DAY)
    return day


@lru_cache(maxsize=4096)
def day_on(calendar: Calendar, work: WorkTime, day: date) -> WorkDay:
    """The work day of a date."""
    before, today, after = (shift_on(calendar, work, day + days * _DAY) for days in (-1, 0, 1))
    zone = zone_of(calendar, work)
    begins = max(instant(day, _MIDNIGHT, zone), _end(before, today))
    ends = max(instant(day + _DAY, _MIDNIGHT, zone), _end(today, after))
    if isinstance(today, Rest):
        return WorkDay(day, zone, (Stretch(begins, ends, today.kind, today.why),), None, 0)
    around = Stretch(begins, ends, Kind.NOT_SCHEDULED, f"outside {today.hours.why}")
    hours = replace(today.hours, ends=_end(today, after))
    stretches = (replace(around, ends=hours.begins), *_divided(hours, today.own), replace(around, begins=hours.ends))
    lasting = tuple(stretch for stretch in stretches if stretch.begins < stretch.ends)
    return WorkDay(day, zone, lasting, hours.begins, today.own_time)


def _end(turn: Turn | Rest, following: Turn | Rest) -> datetime:
    """When a day's shift ends; long ago when there is none."""
    if isinstance(turn, Rest):
        return _NEVER
    return turn.hours.ends if isinstance(following, Rest) else min(turn.hours.ends, following.hours.begins)


def _divided(hours: Stretch, own: Sequence[Stretch]) -> Iterator[Stretch]:
    """A shift's hours, cut where its own time begins and ends."""
    cuts = {clock for stretch in own for clock in (stretch.begins, stretch.ends) if hours.begins < clock < hours.ends}
    for begins, ends in pairwise(sorted({hours.begins, hours.ends} | cuts)):
        kind = next((stretch for stretch in own if stretch.begins <= begins < stretch.ends), hours)
        yield Stretch(begins, ends, kind.kind, kind.why)
