"""When people work, as values: spans of the clock, a day's shift, weeks that repeat, days away.

Both the calendar of the policy and the staff directory write these, so the words are read here and mean the same in
both. Times are wall-clock times: what they are on a day with 23 or 25 hours is for `usage.calendar` to say. A span that
ends before it begins ends on the next day, and a value is valid because it exists.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args
from zoneinfo import ZoneInfo

type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
type Province = Literal["AB", "BC", "MB", "NB", "NL", "NS", "NT", "NU", "ON", "PE", "QC", "SK", "YT"]

WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday.__value__)
PROVINCES: tuple[Province, ...] = get_args(Province.__value__)
A_MONDAY = date(2001, 1, 1)
MAX_SHIFT = timedelta(hours=16)  # longer is more likely a slip: 17:00-08:00 for 08:00-17:00 is fifteen hours
MAX_OWN_TIME = 240
MAX_BREAKS = 10
CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN = re.compile(f"({CLOCK})-({CLOCK})")
_DAY = timedelta(days=1)


class Span(NamedTuple):
    """From one time of the clock to another; over midnight when it ends before it begins."""

    begins: time
    ends: time

    @property
    def length(self) -> timedelta:
        """On a day of 24 hours."""
        return (_since_midnight(self.ends) - _since_midnight(self.begins)) % _DAY

    def __str__(self) -> str:
        return f"{self.begins:%H:%M}-{self.ends:%H:%M}"


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One day's work. `own_time` is how many active minutes outside lunch and breaks are the person's own, too."""

    hours: Span
    lunch: Span | None = None
    breaks: tuple[Span, ...] = ()
    own_time: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Weeks that repeat: `days` holds seven for each week, the first of them the Monday `start`; None is a day of rest.

    `moves_holidays` is whether a holiday on a day of rest is kept on the next working day, as it is in full-time work.
    """

    days: tuple[Shift | None, ...]
    start: date = A_MONDAY
    moves_holidays: bool = True

    def on(self, day: date) -> Shift | None:
        return self.days[(day - self.start).days % len(self.days)]


class Away(StrEnum):
    """What a line of the absences file says of its days."""

    LEAVE = "leave"
    TELEWORK = "telework"


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Days from `first` to `last`. `hours`: of leave, the part of the day; of telework, what is worked that day."""

    kind: Away
    first: date
    last: date
    hours: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTime:
    """What the directory says of one person's work; what it leaves open (empty, None) is the calendar's to say."""

    time_zone: str = ""
    province: str = ""
    pattern: str = ""
    work_days: frozenset[int] = frozenset()
    hours: Span | None = None
    lunch: Span | None = None
    breaks: tuple[Span, ...] = ()
    own_time: int | None = None
    absences: tuple[Absence, ...] = field(default=(), repr=False)


AS_THE_CALENDAR_SAYS = WorkTime()


def read_span(written: object) -> Span:
    """`08:00-16:00`. ValueError for anything else."""
    found = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if not found:
        raise ValueError('write two times of the clock, in quotes: "08:00-16:00"')
    span = Span(time.fromisoformat(found[1]), time.fromisoformat(found[2]))
    if not timedelta() < span.length <= MAX_SHIFT:
        raise ValueError(f"{written} is longer than 16 hours, or nothing: write when it begins, then when it ends")
    return span


def read_zone(written: str) -> str:
    try:
        ZoneInfo(written)
    except (KeyError, ValueError, OSError) as error:  # unknown; not a name but a path; a folder of names like `America`
        raise ValueError("not known: write one such as America/Toronto") from error
    return written


def _listed(written: str) -> list[str]:
    return [item for part in written.replace("|", ";").split(";") if (item := part.strip())]


def _weekdays(written: str) -> frozenset[int]:
    days = [day.lower() for day in _listed(written)]
    if not set(days) <= set(WEEKDAYS):
        raise ValueError("write weekdays in English, such as monday;tuesday")
    return frozenset(place for place, name in enumerate(WEEKDAYS) if name in days)


def _spans(written: str) -> tuple[Span, ...]:
    spans = tuple(read_span(span) for span in _listed(written))
    if len(spans) > MAX_BREAKS:
        raise ValueError(f"more than {MAX_BREAKS}")
    return spans


def _province(written: str) -> str:
    if written.upper() not in PROVINCES:
        raise ValueError(f"write one of {', '.join(PROVINCES)}")
    return written.upper()


def _minutes(written: str) -> int:
    if not re.fullmatch("[0-9]{1,3}", written) or int(written) > MAX_OWN_TIME:
        raise ValueError(f"write minutes a day, from 0 to {MAX_OWN_TIME}")
    return int(written)


# A person's own words about their work: columns of the directory, keys of a case. An empty one leaves it open.
WRITTEN: Mapping[str, Callable[[str], Any]] = {
    "time_zone": read_zone,
    "province": _province,
    "pattern": str,
    "work_days": _weekdays,
    "hours": read_span,
    "lunch": read_span,
    "breaks": _spans,
    "own_time": _minutes,
}


def read_work_time(written: Mapping[str, str]) -> WorkTime:
    """What is written of one person under the names of `WRITTEN`. ValueError names the first that cannot be read."""
    return _work_time(tuple(written.get(name, "") for name in WRITTEN))


@lru_cache(maxsize=4096)
def _work_time(written: tuple[str, ...]) -> WorkTime:
    """Most people of a division have the same words, and so share one value."""
    if not any(written):
        return AS_THE_CALENDAR_SAYS
    return WorkTime(**{name: _read(name, text) for name, text in zip(WRITTEN, written, strict=True) if text})


def _read(name: str, text: str) -> Any:
    try:
        return WRITTEN[name](text)
    except ValueError as error:
        raise ValueError(f"{name} {text!r} cannot be read ({error}), or leave it empty") from error
