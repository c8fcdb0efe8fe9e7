from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.model import Calendar
from gatepost.policy.workdays import CalendarFile
from gatepost.worktime import Shift, Span

WRITTEN: dict[str, Any] = {
    "work_days": ["monday", "friday"],
    "hours": "08:30-16:30",
    "lunch": "12:00-12:45",
    "breaks": ["15:00-15:15"],
    "own_time": 20,
    "holidays": [{"day": "07-01", "en": "Canada Day", "fr": "Fête du Canada"}],
}
USUAL = Shift(
    hours=Span(time(8, 30), time(16, 30)),
    lunch=Span(time(12), time(12, 45)),
    breaks=(Span(time(15), time(15, 15)),),
    own_time=20,
)
WEEK = {"monday": "22:00-06:00"}


def a_calendar(**changes: Any) -> Calendar:
    return CalendarFile.model_validate(WRITTEN | changes).calendar()


def test_a_calendar_file_becomes_a_calendar() -> None:
    calendar = a_calendar()
    assert (calendar.time_zone, calendar.province) == ("America/Toronto", "ON")
    assert calendar.shift == USUAL
    assert calendar.usual.days == (USUAL, None, None, None, USUAL, None, None)
    assert [one.day for one in calendar.holidays["QC"]][6] == date(2026, 7, 1)


def test_a_pattern_is_weeks_that_repeat_from_a_monday_on() -> None:
    weeks = [{"monday": "07:00-17:00", "friday": "07:00-12:00"}, {}]
    pattern = a_calendar(patterns={"half": {"start": "2026-01-05", "weeks": weeks}}).patterns["half"]
    shifts = [pattern.on(date(2026, 1, day)) for day in (5, 6, 9, 12, 19)]
    hours = [shift and str(shift.hours) for shift in shifts]
    assert hours == ["07:00-17:00", None, "07:00-12:00", None, "07:00-17:00"]
    assert pattern.on(date(2025, 12, 22)) == pattern.on(date(2026, 1, 5)), "before its start as well"


def test_what_a_pattern_leaves_out_is_as_on_a_usual_day() -> None:
    own = {"weeks": [WEEK], "lunch": "02:00-02:30", "breaks": [], "own_time": 0, "moves_holidays": False}
    patterns = a_calendar(patterns={"plain": {"weeks": [WEEK]}, "own": own}).patterns
    hours = Span(time(22), time(6))
    assert patterns["plain"].days[0] == Shift(hours=hours, lunch=USUAL.lunch, breaks=USUAL.breaks, own_time=20)
    assert patterns["own"].days[0] == Shift(hours=hours, lunch=Span(time(2), time(2, 30)))
    assert patterns["plain"].moves_holidays
    assert not patterns["own"].moves_holidays


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hours": "16:00-16:00"}, "longer than 16 hours, or nothing"),
        ({"hours": "17:00-16:00"}, "longer than 16 hours, or nothing"),
        ({"hours": "8-16"}, "two times of the clock"),
        ({"hours": 800}, "two times of the clock"),
        ({"lunch": "25:00-26:00"}, "two times of the clock"),
        ({"breaks": ["12:00"]}, "two times of the clock"),
        ({"breaks": ["12:00-12:10"] * 11}, "at most 10"),
        ({"own_time": 241}, "240"),
        ({"work_days": ["moonday"]}, "monday"),
        ({"work_days": []}, "at least one"),
        ({"time_zone": "America/Otawa"}, "no time zone"),
        ({"province": "Ontario"}, "'ON'"),
        ({"patterns": {"two": {"weeks": [WEEK, {}]}}}, "write `start`"),
        ({"patterns": {"one": {"weeks": [WEEK], "start": "2026-01-06"}}}, "Monday"),
        ({"patterns": {"none": {"weeks": []}}}, "at least one"),
        ({"patterns": {"many": {"weeks": [WEEK] * 27, "start": "2026-01-05"}}}, "at most 26"),
        ({"patterns": {"Nights": {"weeks": [WEEK]}}}, "small letters"),
        ({"tea": "16:00-16:15"}, "not permitted"),
    ],
)
def test_a_mistake_in_the_calendar_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CalendarFile.model_validate(WRITTEN | change)
