"""Two years of two hundred invented people: every moment is of one work day and counts as one thing, whatever the clocks do."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest

from gatepost.model import Calendar, Principal
from gatepost.usage.calendar import Kind, standing
from gatepost.usage.calendar.days import WorkDay, day_on
from gatepost.usage.calendar.holidays import kept
from gatepost.usage.calendar.shifts import pattern_of
from gatepost.worktime import PROVINCES, WEEKDAYS, Absence, Away, Shift, read_span
from tests.unit.usage.calendar.calendars import a_calendar, a_person, shipped

PEOPLE = 200
FIRST, DAYS = date(2026, 1, 1), 730
ZONES = ("St_Johns", "Halifax", "Toronto", "Winnipeg", "Edmonton", "Vancouver", "Regina", "Whitehorse")
NIGHT = dict.fromkeys(("sunday", "monday", "tuesday", "friday"), "22:30-06:30")
ROUND_THE_CLOCK = dict.fromkeys(WEEKDAYS, "19:00-07:00") | {"wednesday": "05:00-13:00"}


@cache
def calendar() -> Calendar:
    """The shipped holidays, with patterns of every sort."""
    patterns = {
        "nights": {"weeks": [NIGHT], "lunch": "01:30-02:30", "breaks": ["03:50-04:10"]},
        "round-the-clock": {"weeks": [ROUND_THE_CLOCK], "lunch": "02:15-02:45"},
        "fortnight": {"start": "2026-01-05", "weeks": [dict.fromkeys(WEEKDAYS[:5], "07:30-17:00")] * 2},
        "part-time": {"weeks": [{"tuesday": "12:30-16:00", "sunday": "01:30-02:30"}], "moves_holidays": False},
    }
    made = a_calendar(patterns=patterns, own_time=30, breaks=["10:00-10:15"])
    return replace(made, holidays=shipped().holidays)


def invented(number: int) -> Principal:
    draw = Random(number)  # noqa: S311 - the same people every time
    begins, minutes = draw.randrange(0, 1440, 15), draw.randrange(60, 960, 15)
    hours = f"{begins // 60:02}:{begins % 60:02}-{(begins + minutes) // 60 % 24:02}:{(begins + minutes) % 60:02}"
    return a_person(
        tuple(absences(draw)),
        time_zone=f"America/{draw.choice(ZONES)}",
        province=draw.choice(("", *PROVINCES)),
        pattern=draw.choice(("", "", *calendar().patterns)),
        work_days=draw.choice(("", "", ";".join(draw.sample(WEEKDAYS, draw.randint(1, 7))))),
        hours=draw.choice(("", hours)),
        lunch=draw.choice(("", "00:00-00:30", "02:00-03:00")),
        breaks=draw.choice(("", "14:00-14:15;01:50-02:10")),
    )


def absences(draw: Random) -> Iterator[Absence]:
    for _ in range(draw.randrange(6)):
        first = FIRST + timedelta(days=draw.randrange(DAYS))
        yield Absence(
            kind=draw.choice(list(Away)),
            first=first,
            last=first + timedelta(days=draw.randrange(20)),
            hours=draw.choice((None, read_span("09:00-13:00"))),
        )


def days(person: Principal) -> list[WorkDay]:
    return [day_on(calendar(), person.work, FIRST + timedelta(days=count)) for count in range(DAYS)]


GROUPS = [range(start, start + 25) for start in range(0, PEOPLE, 25)]


@pytest.mark.parametrize("numbers", GROUPS, ids=lambda numbers: f"from-{numbers[0]}")
def test_work_and_own_time_partition_every_day(numbers: range) -> None:
    for number in numbers:
        person = invented(number)
        two_years = days(person)
        for day, following in pairwise(two_years):
            assert day.ends == following.begins, f"person {number}, {day.date}: a gap or an overlap between days"
        for day in two_years:
            assert all(one.begins < one.ends for one in day.stretches), f"person {number}, {day.date}"
            assert all(one.ends == two.begins for one, two in pairwise(day.stretches)), f"person {number}, {day.date}"
            assert timedelta(hours=6) < day.ends - day.begins < timedelta(hours=42), f"person {number}, {day.date}"


@pytest.mark.parametrize("numbers", GROUPS, ids=lambda numbers: f"from-{numbers[0]}")
def test_what_is_work_is_what_the_clock_on_the_wall_says(numbers: range) -> None:
    """Asked of another reckoning, which knows nothing of instants, except in the two nights when the clocks change."""
    for number in numbers:
        person, draw = invented(number), Random(number)  # noqa: S311 - the same moments every time
        zone, begin = ZoneInfo(person.work.time_zone), datetime(2026, 1, 3, tzinfo=UTC)
        for _ in range(100):
            moment = begin + timedelta(minutes=draw.randrange(720 * 24 * 60))
            told = standing(calendar(), person, moment, 30)
            assert told.moment.astimezone(UTC) == moment
            assert told.since.astimezone(UTC) <= moment < told.until.astimezone(UTC)
            clock = moment.astimezone(zone)
            if steady(clock) and not is_away(person, clock.date()):
                assert (told.kind is Kind.WORK) is works(person, clock.replace(tzinfo=None)), f"{number}: {clock}"


def steady(clock: datetime) -> bool:
    return len({(clock + timedelta(days=days)).utcoffset() for days in (-2, -1, 0, 1)}) == 1


def is_away(person: Principal, day: date) -> bool:
    return any(one.first <= day <= one.last + timedelta(days=1) for one in person.work.absences)


def works(person: Principal, clock: datetime) -> bool:
    """By the clock alone: a shift of today, else of yesterday, has begun and not ended, and no break is on."""
    for day in (clock.date(), clock.date() - timedelta(days=1)):
        shift = scheduled(person, day)
        if shift and timedelta() <= clock - datetime.combine(day, shift.hours.begins) < shift.hours.length:
            own = [span for span in (shift.lunch, *shift.breaks) if span]
            return not any(
                timedelta() <= clock - datetime.combine(clock.date(), one.begins) < one.length for one in own
            )
    return False


def scheduled(person: Principal, day: date) -> Shift | None:
    pattern = pattern_of(calendar(), person.work)
    holidays = kept(calendar(), person.work.province or calendar().province, pattern)
    return None if day in holidays else pattern.on(day)
