"""On which days people keep the holidays: the federal public service's, as they were and will be observed."""

from datetime import date

import pytest

from gatepost.usage.calendar import Kind, standing
from gatepost.usage.calendar.holidays import kept
from tests.unit.usage.calendar.calendars import a_calendar, a_person, local, shipped

# What the public service kept or will keep, Monday to Friday, without the one day that differs between provinces.
OBSERVED = {
    2023: "01-02 04-07 04-10 05-22 07-03 09-04 10-02 10-09 11-13 12-25 12-26",
    2024: "01-01 03-29 04-01 05-20 07-01 09-02 09-30 10-14 11-11 12-25 12-26",
    2025: "01-01 04-18 04-21 05-19 07-01 09-01 09-30 10-13 11-11 12-25 12-26",
    2026: "01-01 04-03 04-06 05-18 07-01 09-07 09-30 10-12 11-11 12-25 12-28",
    2027: "01-01 03-26 03-29 05-24 07-01 09-06 09-30 10-11 11-11 12-27 12-28",
    2028: "01-03 04-14 04-17 05-22 07-03 09-04 10-02 10-09 11-13 12-25 12-26",
}
OF_PROVINCES = {
    "ON": {2023: "08-07", 2026: "08-03", 2027: "08-02"},
    "NB": {2023: "08-07", 2026: "08-03", 2027: "08-02"},
    "QC": {2023: "06-26", 2026: "06-24", 2027: "06-24"},
    "YT": {2023: "08-21", 2026: "08-17", 2027: "08-16"},
}


def days(province: str, year: int) -> str:
    return " ".join(f"{day:%m-%d}" for day in sorted(kept(shipped(), province, shipped().usual)) if day.year == year)


@pytest.mark.parametrize(
    ("province", "year"), [(province, year) for province, own in OF_PROVINCES.items() for year in own]
)
def test_the_public_service_keeps_these_days_in_a_province(province: str, year: int) -> None:
    expected = sorted([*OBSERVED[year].split(), OF_PROVINCES[province][year]])
    assert days(province, year).split() == expected


@pytest.mark.parametrize("year", OBSERVED)
def test_the_public_service_keeps_these_days_everywhere(year: int) -> None:
    assert set(OBSERVED[year].split()) < set(days("BC", year).split())
    assert len(days("BC", year).split()) == 12


def test_a_holiday_on_a_persons_own_day_of_rest_is_kept_on_their_next_working_day() -> None:
    calendar = a_calendar(holidays=[{"day": "2026-09-07", "en": "Labour Day", "fr": "Fête du Travail"}])
    person = a_person(work_days="tuesday;wednesday;thursday;friday")
    monday, tuesday = (standing(calendar, person, local(f"2026-09-0{day} 10:00")) for day in (7, 8))
    assert (monday.kind, tuesday.kind) == (Kind.NOT_SCHEDULED, Kind.HOLIDAY)
    assert (
        tuesday.why
        == "Labour Day / Fête du Travail of 2026-09-07, kept on the next working day (calendar.yaml, holidays)"
    )


def test_a_moved_holiday_gives_way_to_one_that_is_on_its_day() -> None:
    """Christmas on a Sunday: Boxing Day keeps its Monday, and Christmas is kept on the Tuesday."""
    on_monday = standing(shipped(), a_person(), local("2022-12-26 10:00"))
    on_tuesday = standing(shipped(), a_person(), local("2022-12-27 10:00"))
    assert on_monday.why.startswith("Boxing Day / Lendemain de Noël (")
    assert on_tuesday.why.startswith("Christmas Day / Noël of 2022-12-25, kept")


def test_in_part_time_work_a_holiday_on_a_day_of_rest_may_be_no_holiday() -> None:
    week = {"weeks": [{"tuesday": "08:00-16:00"}], "moves_holidays": False}
    calendar = a_calendar(
        patterns={"part-time": week}, holidays=[{"day": "2026-09-07", "en": "Labour Day", "fr": "Fête du Travail"}]
    )
    assert standing(calendar, a_person(pattern="part-time"), local("2026-09-08 10:00")).kind is Kind.WORK


def test_nobody_who_never_works_keeps_a_holiday() -> None:
    calendar = a_calendar(patterns={"none": {"weeks": [{}]}})
    assert kept(calendar, "ON", calendar.patterns["none"]) == {}
    assert standing(calendar, a_person(pattern="none"), local("2026-12-25 10:00")).kind is Kind.NOT_SCHEDULED


def test_a_shift_on_the_eve_of_a_holiday_ends_on_it_as_work() -> None:
    calendar = a_calendar(patterns={"nights": {"weeks": [{"thursday": "22:00-06:00", "friday": "22:00-06:00"}]}})
    person = a_person(pattern="nights")
    at_three, at_ten = (standing(calendar, person, local(f"2026-12-25 {clock}")) for clock in ("03:00", "10:00"))
    assert (at_three.kind, at_three.work_day) == (Kind.WORK, date(2026, 12, 24))
    assert at_ten.kind is Kind.HOLIDAY
    assert standing(calendar, person, local("2026-12-26 03:00")).kind is Kind.WEEKEND, (
        "the holiday's own shift is not worked"
    )
