from datetime import UTC, date, datetime, time

import pytest

from gatepost.model import Calendar
from gatepost.testing import a_principal
from gatepost.usage.calendar import is_work_time, work_day

CALENDAR = Calendar(
    time_zone="America/Toronto",
    work_days=frozenset(range(5)),
    hours=(time(8), time(17)),
    breaks=((time(12), time(13)),),
    holidays=frozenset({date(2026, 12, 25)}),
)


def eastern(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, when Eastern time is five hours behind."""
    return datetime(2026, 11, day, hour + 5, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "work"),
    [
        (eastern(24, 10, 15), True),
        (eastern(24, 8), True),
        (eastern(24, 7, 59), False),
        (eastern(24, 16, 59), True),
        (eastern(24, 17), False),
        (eastern(24, 12), False),
        (eastern(24, 12, 59), False),
        (eastern(24, 13), True),
        (eastern(28, 10), False),  # a Saturday
        (datetime(2026, 12, 25, 15, tzinfo=UTC), False),  # a holiday on a Friday
        (datetime(2026, 7, 6, 12, tzinfo=UTC), True),  # 8:00 in summer time
        (datetime(2026, 7, 6, 21, tzinfo=UTC), False),  # 17:00 in summer time
    ],
)
def test_work_time_is_working_hours_without_breaks_weekends_and_holidays(moment: datetime, work: bool) -> None:
    assert is_work_time(CALENDAR, a_principal(), moment) is work


def test_the_directory_s_hours_win_over_the_calendar_s() -> None:
    early = a_principal(hours="06:00-14:00")
    assert is_work_time(CALENDAR, early, eastern(24, 6, 30))
    assert not is_work_time(CALENDAR, early, eastern(24, 14, 30))


def test_the_directory_s_time_zone_wins_over_the_calendar_s() -> None:
    vancouver = a_principal(time_zone="America/Vancouver")
    assert not is_work_time(CALENDAR, vancouver, eastern(24, 10, 15))
    assert is_work_time(CALENDAR, vancouver, eastern(24, 18))


@pytest.mark.parametrize("written", ["morning", "8-16", "-", "25:00-26:00", "09:00", "09:00+02:00-17:00"])
def test_hours_that_cannot_be_read_count_as_not_given(written: str) -> None:
    assert is_work_time(CALENDAR, a_principal(hours=written), eastern(24, 10, 15))


@pytest.mark.parametrize("name", ["Mars/Olympus", "../../etc/passwd", "America", "\x00"])
def test_a_time_zone_that_does_not_exist_counts_as_not_given(name: str) -> None:
    assert is_work_time(CALENDAR, a_principal(time_zone=name), eastern(24, 10, 15))


def test_the_day_is_the_person_s_own() -> None:
    late = eastern(24, 18, 45)  # 21:15 in St. John's, 15:45 in Vancouver
    night = datetime(2026, 11, 25, 3, 45, tzinfo=UTC)  # already the next day in St. John's
    assert work_day(CALENDAR, a_principal(), late) == date(2026, 11, 24)
    assert work_day(CALENDAR, a_principal(time_zone="America/St_Johns"), night) == date(2026, 11, 25)
    assert work_day(CALENDAR, a_principal(time_zone="America/Vancouver"), night) == date(2026, 11, 24)
