"""What is written of somebody's work, and what it becomes."""

from datetime import date, time, timedelta

import pytest

from gatepost.worktime import AS_THE_CALENDAR_SAYS, Pattern, Shift, Span, read_span, read_work_time


@pytest.mark.parametrize(
    ("written", "hours"),
    [("08:00-16:00", 8), ("00:00-12:00", 12), ("22:00-06:00", 8), ("16:00-00:00", 8), ("16:00-08:00", 16)],
)
def test_a_span_lasts_until_its_end_on_this_day_or_the_next(written: str, hours: int) -> None:
    span = read_span(written)
    assert span.length == timedelta(hours=hours)
    assert str(span) == written


@pytest.mark.parametrize(
    "written",
    ["", "morning", "8-16", "08:00", "08:00-", "24:00-25:00", "09:00+02:00-17:00", "08:00-08:00", "09:00-08:00", 800],
)
def test_anything_else_is_no_span(written: object) -> None:
    with pytest.raises(ValueError, match="write"):
        read_span(written)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "/etc/localtime", "America", "\x00"])
def test_a_time_zone_is_one_that_exists(zone: str) -> None:
    with pytest.raises(ValueError, match="time_zone"):
        read_work_time({"time_zone": zone})


def test_nothing_written_is_as_the_calendar_says() -> None:
    assert read_work_time({}) is AS_THE_CALENDAR_SAYS
    assert read_work_time({"hours": "", "own_time": ""}) is AS_THE_CALENDAR_SAYS
    assert read_work_time({"own_time": "0"}).own_time == 0, "none is not the same as not said"


def test_a_pattern_goes_on_for_ever_in_both_directions() -> None:
    shift = Shift(hours=Span(time(8), time(16)))
    pattern = Pattern(days=(*[shift] * 5, None, None, *[None] * 7), start=date(2026, 1, 5))
    assert pattern.on(date(2026, 1, 9)) is shift
    assert pattern.on(date(2026, 1, 16)) is None
    assert pattern.on(date(2026, 1, 19)) is pattern.on(date(2025, 12, 22)) is shift
