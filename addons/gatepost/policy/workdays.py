"""`calendar.yaml` into the calendar: which days and hours are work, unless the directory says otherwise of a person.

Times are wall-clock times of the time zone, so that summer time needs no rule of its own. What a pattern leaves out is
as on a usual day.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, model_validator

from gatepost.model import Calendar, Holiday
from gatepost.policy.holidays import by_province
from gatepost.policy.holidays_written import WrittenHolidays
from gatepost.policy.vocabulary import Name, Written, nearest, not_empty
from gatepost.worktime import (
    A_MONDAY,
    CLOCK,
    MAX_BREAKS,
    MAX_OWN_TIME,
    PROVINCES,
    WEEKDAYS,
    Pattern,
    Province,
    Shift,
    Span,
    Weekday,
    read_span,
)

_MAX_WEEKS = 26


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}; {nearest(name, available_timezones())}")
    return name


def _a_monday(day: date) -> date:
    if day.weekday():
        raise ValueError("write the Monday of the pattern's first week")
    return day


type WrittenSpan = Annotated[
    Span,
    BeforeValidator(read_span),
    WithJsonSchema({"type": "string", "pattern": f"^{CLOCK}-{CLOCK}$"}),
]
type Breaks = Annotated[tuple[WrittenSpan, ...], Field(max_length=MAX_BREAKS)]
type Minutes = Annotated[int, Field(ge=0, le=MAX_OWN_TIME)]


class PatternFile(Written):
    """Weeks that repeat, each with the hours of its working days; what is not written is as on a usual day."""

    weeks: Annotated[tuple[Mapping[Weekday, WrittenSpan], ...], AfterValidator(not_empty), Field(max_length=_MAX_WEEKS)]
    start: Annotated[date, AfterValidator(_a_monday)] | None = None
    lunch: WrittenSpan | None = None
    breaks: Breaks | None = None
    own_time: Minutes | None = None
    moves_holidays: bool = True

    @model_validator(mode="after")
    def _begins_somewhere(self) -> Self:
        if len(self.weeks) > 1 and self.start is None:
            raise ValueError("write `start`, the Monday of a first week: the weeks of a cycle differ")
        return self

    def pattern(self, usual: Shift) -> Pattern:
        return Pattern(
            days=tuple(self._shift(week.get(day), usual) for week in self.weeks for day in WEEKDAYS),
            start=self.start or A_MONDAY,
            moves_holidays=self.moves_holidays,
        )

    def _shift(self, hours: Span | None, usual: Shift) -> Shift | None:
        if hours is None:
            return None
        return Shift(
            hours=hours,
            lunch=self.lunch or usual.lunch,
            breaks=usual.breaks if self.breaks is None else self.breaks,
            own_time=usual.own_time if self.own_time is None else self.own_time,
        )


class CalendarFile(Written):
    """`calendar.yaml`: when people work unless the directory says otherwise."""

    time_zone: Annotated[str, AfterValidator(_known_zone)] = "America/Toronto"
    province: Province = "ON"
    work_days: Annotated[tuple[Weekday, ...], AfterValidator(not_empty)]
    hours: WrittenSpan
    lunch: WrittenSpan | None = None
    breaks: Breaks = ()
    own_time: Minutes = 0
    patterns: Mapping[Name, PatternFile] = {}
    holidays: tuple[WrittenHolidays, ...] = ()

    def calendar(self) -> Calendar:
        shift = Shift(hours=self.hours, lunch=self.lunch, breaks=self.breaks, own_time=self.own_time)
        return Calendar(
            time_zone=self.time_zone,
            province=self.province,
            shift=shift,
            usual=Pattern(days=tuple(shift if day in self.work_days else None for day in WEEKDAYS)),
            patterns={name: written.pattern(shift) for name, written in self.patterns.items()},
            holidays=by_province({province: tuple(self._kept_in(province)) for province in PROVINCES}),
        )

    def _kept_in(self, province: str) -> Iterator[Holiday]:
        return (day for written in self.holidays if province in written.provinces for day in written.days())
