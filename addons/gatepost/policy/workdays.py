"""`calendar.yaml` into the calendar: which days and hours are work, unless the directory says otherwise of a person.

Times are wall-clock times of the time zone, so that summer time needs no rule of its own.
"""

import re
from datetime import time
from typing import Annotated, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from gatepost.model import Calendar
from gatepost.policy.holidays import WEEKDAYS, YEARS, day_in, kept_on
from gatepost.policy.vocabulary import Bilingual, Written, nearest, not_empty

_CLOCK = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_SPAN = re.compile(f"({_CLOCK})-({_CLOCK})")


def parse_span(written: object) -> tuple[time, time]:
    """`08:00-16:00`."""
    found = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if not found or found[1] >= found[2]:
        raise ValueError('write two times of one day, in quotes: "08:00-16:00"')
    return time.fromisoformat(found[1]), time.fromisoformat(found[2])


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}; {nearest(name, available_timezones())}")
    return name


def _known_holiday(written: str) -> str:
    for year in YEARS:  # 02-29 is a day of some years only
        day_in(year, written)
    return written


type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
type Span = Annotated[
    tuple[time, time],
    BeforeValidator(parse_span),
    WithJsonSchema({"type": "string", "pattern": f"^{_SPAN.pattern}$"}),
]


class Holiday(Bilingual):
    """A statutory holiday: its name, and the day as a date or a simple rule (see `holidays.py`)."""

    day: Annotated[str, AfterValidator(_known_holiday)]


class CalendarFile(Written):
    """`calendar.yaml`: when people work unless the directory says otherwise."""

    time_zone: Annotated[str, AfterValidator(_known_zone)] = "America/Toronto"
    work_days: Annotated[tuple[Weekday, ...], AfterValidator(not_empty)]
    hours: Span
    breaks: tuple[Span, ...] = ()
    holidays: tuple[Holiday, ...] = ()

    def calendar(self) -> Calendar:
        work_days = frozenset(WEEKDAYS.index(day) for day in self.work_days)
        return Calendar(
            time_zone=self.time_zone,
            work_days=work_days,
            hours=self.hours,
            breaks=self.breaks,
            holidays=kept_on([holiday.day for holiday in self.holidays], work_days),
        )
