from datetime import date

import pytest

from gatepost.policy.holidays import day_in, easter, kept_on

MONDAY_TO_FRIDAY = frozenset(range(5))


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (2049, (4, 18))],
)
def test_easter_is_where_the_church_has_it(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("07-01", date(2026, 7, 1)),
        ("easter", date(2026, 4, 5)),
        ("easter-2", date(2026, 4, 3)),
        ("easter+1", date(2026, 4, 6)),
        ("first monday of september", date(2026, 9, 7)),
        ("second monday of october", date(2026, 10, 12)),
        ("last friday of may", date(2026, 5, 29)),
        ("monday before 05-25", date(2026, 5, 18)),  # 25 May 2026 is a Monday itself, and not before itself
        ("2026-12-28", date(2026, 12, 28)),
        ("2027-12-28", None),
    ],
)
def test_a_day_is_a_date_or_a_rule(written: str, day: date | None) -> None:
    assert day_in(2026, written) == day


@pytest.mark.parametrize("written", ["", "13-01", "1 July", "fifth monday of may", "easter-2-2", "monday before 02-30"])
def test_anything_else_is_no_day(written: str) -> None:
    with pytest.raises(ValueError, match=r"day|month"):
        day_in(2026, written)


def test_holidays_on_a_weekend_are_kept_on_the_next_free_working_days() -> None:
    kept = kept_on(["12-25", "12-26"], MONDAY_TO_FRIDAY)  # in 2027 Christmas is a Saturday
    assert {date(2027, 12, 27), date(2027, 12, 28)} <= kept
    assert date(2027, 12, 25) not in kept


def test_a_holiday_on_a_working_day_is_kept_there() -> None:
    assert date(2026, 7, 1) in kept_on(["07-01"], MONDAY_TO_FRIDAY)


def test_without_holidays_none_are_kept() -> None:
    assert kept_on([], MONDAY_TO_FRIDAY) == frozenset()
