import subprocess
import sys
from datetime import date

import pytest

from gatepost.model import Holiday
from gatepost.policy.holidays import YEARS, by_province, day_in, own_days, statutory
from gatepost.worktime import PROVINCES


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


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28)), (2038, (4, 25)), (2049, (4, 18))],
)
def test_easter_is_where_the_church_has_it(year: int, sunday: tuple[int, int]) -> None:
    assert day_in(year, "easter") == date(year, *sunday)


def test_a_holiday_of_ones_own_has_a_day_in_every_year() -> None:
    days = list(own_days("first monday of august"))
    assert [day.year for day in days] == list(YEARS)
    assert all((day.weekday(), day.month) == (0, 8) and day.day <= 7 for day in days)
    assert list(own_days("2026-12-28")) == [date(2026, 12, 28)]


# Canada Labour Code, section 166, as the days fell. The day that the law names: nothing is moved yet.
FEDERAL = {
    2021: "01-01 04-02 05-24 07-01 09-06 09-30 10-11 11-11 12-25 12-26",
    2024: "01-01 03-29 05-20 07-01 09-02 09-30 10-14 11-11 12-25 12-26",
    2025: "01-01 04-18 05-19 07-01 09-01 09-30 10-13 11-11 12-25 12-26",
    2026: "01-01 04-03 05-18 07-01 09-07 09-30 10-12 11-11 12-25 12-26",
    2027: "01-01 03-26 05-24 07-01 09-06 09-30 10-11 11-11 12-25 12-26",
}


@pytest.mark.parametrize("year", FEDERAL)
def test_the_federal_list_has_the_days_of_the_law(year: int) -> None:
    listed = [one for one in statutory("CA", optional=False) if one.day.year == year]
    assert " ".join(f"{one.day:%m-%d}" for one in listed) == FEDERAL[year]


def test_every_list_has_names_in_both_languages() -> None:
    for province in PROVINCES:
        listed = statutory(province, optional=True)
        assert {one.day.year for one in listed} == set(YEARS)
        assert all(one.en and one.fr for one in listed)
    french = {one.fr for one in statutory("CA", optional=False)}
    assert {"Vendredi saint", "Jour du Souvenir", "Journée nationale de la vérité et de la réconciliation"} <= french


def test_what_only_some_workplaces_keep_is_asked_for() -> None:
    names = [{one.en for one in statutory("ON", optional=optional)} for optional in (False, True)]
    assert "Family Day" in names[0]
    assert "Easter Monday" not in names[0]
    assert {"Easter Monday", "Civic Holiday"} <= names[1]


def test_two_holidays_of_one_day_have_their_own_names() -> None:
    first = [one.en for one in statutory("NL", optional=False) if one.day == date(2026, 7, 1)]
    assert sorted(first) == ["Canada Day", "Memorial Day"]


def test_of_two_holidays_on_one_day_the_first_that_is_written_names_it() -> None:
    day, other = date(2026, 7, 1), date(2026, 1, 1)
    kept = by_province({"ON": [Holiday(day, "a", "a"), Holiday(day, "b", "b"), Holiday(other, "c", "c")], "QC": []})
    assert kept == {"ON": (Holiday(other, "c", "c"), Holiday(day, "a", "a")), "QC": ()}


def test_the_library_is_only_loaded_to_work_out_holidays() -> None:
    program = "import sys, gatepost.policy.load, gatepost.usage.calendar; print('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
