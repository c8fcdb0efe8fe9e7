"""The shift of a person on one date: which it is, from which instant to which, with what time of their own in it.

The directory wins over a pattern, and a pattern over the calendar's usual week; each source is named, because people
ask why. Wall-clock times become instants here and nowhere else. Of a time that comes twice when the clocks go back the
first is meant, and one that is skipped is as much later as the clocks went forward. A shift lasts from its first clock time to
its last; a break begins by the clock and lasts as long as it is written, whatever the clocks do meanwhile.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from gatepost.model import Calendar, Holiday
from gatepost.usage.calendar.holidays import kept
from gatepost.worktime import Absence, Away, Pattern, Shift, Span, WorkTime


class Kind(StrEnum):
    """How a moment counts. Everything but `work` is the person's own time."""

    WORK = "work"
    LUNCH = "lunch"
    BREAK = "break"
    OWN_TIME = "own-time"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    LEAVE = "leave"
    NOT_SCHEDULED = "not-scheduled"


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one instant to another (UTC) nothing changes; `why` is the line that said so."""

    begins: datetime
    ends: datetime
    kind: Kind
    why: str


type _Own = tuple[Span, Kind, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift that is worked: its hours, and the own time in it, of which the first that covers a moment counts."""

    hours: Stretch
    own: tuple[Stretch, ...]
    own_time: int


@dataclass(frozen=True, slots=True)
class Rest:
    """No shift begins on a date: which kind of rest that is."""

    kind: Kind
    why: str


def zone_of(calendar: Calendar, work: WorkTime) -> ZoneInfo:
    """The person's own zone: what is told to them is told in it."""
    return ZoneInfo(work.time_zone or calendar.time_zone)


def instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


@lru_cache(maxsize=4096)
def shift_on(calendar: Calendar, work: WorkTime, day: date) -> Turn | Rest:
    """What this date is for somebody whose work time the directory writes so: a holiday, rest, leave, or work."""
    pattern = pattern_of(calendar, work)
    if holiday := kept(calendar, work.province or calendar.province, pattern).get(day):
        return Rest(Kind.HOLIDAY, _named(holiday, day))
    absences = [one for one in work.absences if one.first <= day <= one.last]
    telework = next((one for one in absences if one.kind is Away.TELEWORK), None)
    shift = pattern.on(day)
    if telework and telework.hours:
        shift = replace(shift or calendar.shift, hours=telework.hours)
    if shift is None:
        return Rest(Kind.WEEKEND if day.weekday() >= 5 else Kind.NOT_SCHEDULED, _no_shift(calendar, work))
    leave = [one.hours for one in absences if one.kind is Away.LEAVE]
    if None in leave:
        return Rest(Kind.LEAVE, "leave (absences)")
    why = f"hours {shift.hours} ({_said_by(calendar, work, telework)})"
    own = (*_of_leave(leave), *_own_time(shift, work, _source(calendar, work)))
    return _turn(day, shift, zone_of(calendar, work), why, own)


@lru_cache(maxsize=1024)
def pattern_of(calendar: Calendar, work: WorkTime) -> Pattern:
    """The person's weeks: their pattern's or the usual ones, with what the directory says of them alone."""
    pattern = calendar.patterns.get(work.pattern, calendar.usual)
    return replace(
        pattern, days=tuple(_own(calendar, work, shift, place % 7) for place, shift in enumerate(pattern.days))
    )


def _own(calendar: Calendar, work: WorkTime, shift: Shift | None, weekday: int) -> Shift | None:
    if work.work_days:
        shift = (shift or calendar.shift) if weekday in work.work_days else None
    if shift is None:
        return None
    return Shift(
        hours=work.hours or shift.hours,
        lunch=work.lunch or shift.lunch,
        breaks=work.breaks or shift.breaks,
        own_time=shift.own_time if work.own_time is None else work.own_time,
    )


def _turn(day: date, shift: Shift, zone: ZoneInfo, why: str, own: Sequence[_Own]) -> Turn:
    begins, ends = _instants(day, shift.hours, zone)
    breaks = [(_within(day, shift.hours, span, zone), span, kind, because) for span, kind, because in own]
    return Turn(
        Stretch(begins, ends, Kind.WORK, why),
        tuple(Stretch(since, since + span.length, kind, because) for since, span, kind, because in breaks),
        shift.own_time,
    )


def _of_leave(hours: Sequence[Span | None]) -> Iterator[_Own]:
    return ((span, Kind.LEAVE, f"leave {span} (absences)") for span in hours if span)


def _own_time(shift: Shift, work: WorkTime, source: str) -> Iterator[_Own]:
    """Strongest first."""
    if shift.lunch:
        yield shift.lunch, Kind.LUNCH, f"lunch {shift.lunch} ({'directory' if work.lunch else source})"
    for span in shift.breaks:
        yield span, Kind.BREAK, f"break {span} ({'directory' if work.breaks else source})"


def _within(day: date, hours: Span, span: Span, zone: ZoneInfo) -> datetime:
    """When this begins: on the next day, where by the clock it is over before a shift over midnight begins."""
    over = span.begins < hours.begins and span.ends <= hours.begins
    return instant(day + timedelta(days=over and hours.ends < hours.begins), span.begins, zone)


def _instants(day: date, span: Span, zone: ZoneInfo) -> tuple[datetime, datetime]:
    begins = instant(day, span.begins, zone)
    ends = instant(day + timedelta(days=span.ends < span.begins), span.ends, zone)
    return begins, max(begins, ends)  # 02:30-03:10 is no time at all in the night of summer time


def _said_by(calendar: Calendar, work: WorkTime, telework: Absence | None) -> str:
    if telework and telework.hours:
        return "absences, telework"
    return ("directory" if work.hours else _source(calendar, work)) + (", telework" if telework else "")


def _source(calendar: Calendar, work: WorkTime) -> str:
    return f"calendar.yaml, pattern {work.pattern}" if work.pattern in calendar.patterns else "calendar.yaml"


def _no_shift(calendar: Calendar, work: WorkTime) -> str:
    return f"no work day ({'directory' if work.work_days else _source(calendar, work)})"


def _named(holiday: Holiday, day: date) -> str:
    moved = "" if holiday.day == day else f" of {holiday.day}, kept on the next working day"
    return f"{holiday.en} / {holiday.fr}{moved} (calendar.yaml, holidays)"
