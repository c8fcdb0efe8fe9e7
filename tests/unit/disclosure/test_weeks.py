from datetime import date, timedelta

import pytest

from gatepost.disclosure.weeks import is_closed, is_month_closed, last_closed, week_of, weeks_of_month

MONDAY = date(2026, 11, 9)


@pytest.mark.parametrize("day", range(7))
def test_every_day_is_in_the_week_of_its_monday(day: int) -> None:
    assert week_of(MONDAY + timedelta(days=day)) == MONDAY


@pytest.mark.parametrize(("today", "closed"), [("11-09", False), ("11-15", False), ("11-17", False), ("11-18", True)])
def test_a_week_is_closed_when_its_last_journals_have_come(today: str, closed: bool) -> None:
    assert is_closed(MONDAY, date.fromisoformat(f"2026-{today}")) is closed


@pytest.mark.parametrize("day", range(60))
def test_the_last_closed_week_is_closed_and_the_next_is_not(day: int) -> None:
    today = MONDAY + timedelta(days=day)
    last = last_closed(today)
    assert last.weekday() == 0
    assert is_closed(last, today)
    assert not is_closed(last + timedelta(weeks=1), today)


def test_every_week_is_in_one_month() -> None:
    weeks = [week for year in (2025, 2026, 2027) for month in range(1, 13) for week in weeks_of_month(year, month)]
    assert weeks == [weeks[0] + timedelta(weeks=number) for number in range(len(weeks))]


def test_a_month_has_the_weeks_whose_thursday_it_has() -> None:
    assert weeks_of_month(2026, 1)[0] == date(2025, 12, 29)
    assert weeks_of_month(2026, 10)[-1] == date(2026, 10, 26)


def test_a_month_is_closed_with_its_last_week() -> None:
    assert not is_month_closed(2026, 10, date(2026, 11, 3))
    assert is_month_closed(2026, 10, date(2026, 11, 4))
