"""How a moment counts for a person, until when, and which line of the calendar or the directory said so."""

from datetime import UTC, date, datetime, timedelta
from time import process_time

import pytest

from gatepost.usage.calendar import Kind, is_work_time, next_own_time, standing, work_day
from gatepost.worktime import Absence, Away, Span, read_span
from tests.unit.usage.calendar.calendars import a_calendar, a_person, local

CALENDAR = a_calendar()
NIGHTS = {"monday": "22:00-06:00", "tuesday": "22:00-06:00", "saturday": "22:00-06:00"}
FORTNIGHT = [dict.fromkeys(("monday", "friday"), "07:30-17:00"), {"monday": "07:30-17:00"}]


def away(kind: Away, first: date, *, days: int = 1, hours: str = "") -> tuple[Absence, ...]:
    span: Span | None = read_span(hours) if hours else None
    return (Absence(kind=kind, first=first, last=first + timedelta(days=days - 1), hours=span),)


@pytest.mark.parametrize(
    ("moment", "kind"),
    [
        ("2026-11-24 07:59", Kind.NOT_SCHEDULED),
        ("2026-11-24 08:00", Kind.WORK),
        ("2026-11-24 11:59", Kind.WORK),
        ("2026-11-24 12:00", Kind.LUNCH),
        ("2026-11-24 12:59", Kind.LUNCH),
        ("2026-11-24 13:00", Kind.WORK),
        ("2026-11-24 16:59", Kind.WORK),
        ("2026-11-24 17:00", Kind.NOT_SCHEDULED),
        ("2026-11-28 10:00", Kind.WEEKEND),
        ("2026-12-25 10:00", Kind.HOLIDAY),
        ("2026-07-06 08:00", Kind.WORK),  # in summer time
        ("2026-07-06 17:00", Kind.NOT_SCHEDULED),
    ],
)
def test_a_moment_is_work_or_one_kind_of_own_time(moment: str, kind: Kind) -> None:
    assert standing(CALENDAR, a_person(), local(moment)).kind is kind
    assert is_work_time(CALENDAR, a_person(), local(moment)) is (kind is Kind.WORK)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-11-24 09:00", "2026-11-24 12:00"),
        ("2026-11-24 12:30", "2026-11-24 13:00"),
        ("2026-11-24 18:00", "2026-11-25 08:00"),  # over midnight
        ("2026-11-27 18:00", "2026-11-28 00:00"),  # then it is the weekend
        ("2026-11-28 10:00", "2026-11-30 00:00"),
    ],
)
def test_it_lasts_until_another_kind_of_time_begins(moment: str, until: str) -> None:
    assert standing(CALENDAR, a_person(), local(moment)).until == local(until)


@pytest.mark.parametrize(
    ("moment", "begins"),
    [
        ("2026-11-24 09:00", "2026-11-24 12:00"),
        ("2026-11-24 13:00", "2026-11-24 17:00"),
        ("2026-11-24 12:30", "2026-11-24 12:30"),  # it is now
    ],
)
def test_the_next_own_time_is_lunch_a_break_or_the_evening(moment: str, begins: str) -> None:
    assert next_own_time(CALENDAR, a_person(), local(moment)) == local(begins)


def test_what_is_told_to_people_is_in_their_zone() -> None:
    vancouver = a_person(time_zone="America/Vancouver")
    told = standing(CALENDAR, vancouver, local("2026-11-24 12:30"))
    assert [f"{moment:%H:%M}" for moment in (told.moment, told.since, told.until)] == ["09:30", "08:00", "12:00"]
    assert f"{next_own_time(CALENDAR, vancouver, local('2026-11-24 12:30')):%H:%M}" == "12:00"


@pytest.mark.parametrize(
    ("moment", "since"),
    [
        ("2026-11-24 09:00", "08:00"),
        ("2026-11-24 18:00", "08:00"),
        ("2026-11-24 07:00", "00:00"),
        ("2026-11-28 10:00", "00:00"),
    ],
)
def test_a_day_began_with_its_shift_or_at_midnight(moment: str, since: str) -> None:
    assert f"{standing(CALENDAR, a_person(), local(moment)).since:%H:%M}" == since


# --- what the directory says -----------------------------------------------------------------------------------------


def test_the_directory_s_hours_days_and_breaks_win_over_the_calendar_s() -> None:
    person = a_person(hours="06:00-14:00", work_days="saturday", lunch="10:00-10:30", breaks="08:00-08:15")
    kinds = {
        clock: standing(CALENDAR, person, local(f"2026-11-28 {clock}")).kind
        for clock in ("05:59", "06:00", "08:05", "10:15", "12:30", "14:00")
    }
    assert list(kinds.values()) == [
        *(Kind.NOT_SCHEDULED, Kind.WORK, Kind.BREAK, Kind.LUNCH, Kind.WORK, Kind.NOT_SCHEDULED)
    ]
    assert standing(CALENDAR, person, local("2026-11-24 10:00")).kind is Kind.NOT_SCHEDULED


def test_each_answer_names_the_line_that_gave_it() -> None:
    calendar = a_calendar(patterns={"short": {"weeks": [{"tuesday": "08:00-12:30"}], "lunch": "10:00-10:30"}})
    moment = local("2026-11-24 10:15")
    said = {
        "hours 08:00-17:00 (calendar.yaml)": a_person(),
        "hours 09:00-15:00 (directory)": a_person(hours="09:00-15:00"),
        "lunch 10:00-10:30 (calendar.yaml, pattern short)": a_person(pattern="short"),
        "lunch 10:00-11:00 (directory)": a_person(pattern="short", lunch="10:00-11:00"),
        "break 10:10-10:20 (directory)": a_person(breaks="10:10-10:20"),
        "no work day (directory)": a_person(work_days="friday"),
        "outside hours 12:00-20:00 (directory)": a_person(hours="12:00-20:00"),
        "leave (absences)": a_person(away(Away.LEAVE, date(2026, 11, 24))),
        "leave 09:00-11:00 (absences)": a_person(away(Away.LEAVE, date(2026, 11, 24), hours="09:00-11:00")),
        "hours 08:00-17:00 (calendar.yaml, telework)": a_person(away(Away.TELEWORK, date(2026, 11, 24))),
        "hours 06:00-11:00 (absences, telework)": a_person(
            away(Away.TELEWORK, date(2026, 11, 24), hours="06:00-11:00")
        ),
    }
    assert {why: standing(calendar, person, moment).why for why, person in said.items()} == {why: why for why in said}


def test_a_pattern_that_the_calendar_has_not_is_the_usual_week() -> None:
    assert is_work_time(CALENDAR, a_person(pattern="nights"), local("2026-11-24 10:15"))


# --- patterns and shifts ---------------------------------------------------------------------------------------------


def test_a_compressed_week_has_its_days_of_rest_by_its_cycle() -> None:
    calendar = a_calendar(patterns={"fortnight": {"start": "2026-11-02", "weeks": FORTNIGHT}})
    fridays = [
        standing(calendar, a_person(pattern="fortnight"), local(f"2026-11-{day} 10:00")).kind for day in (20, 27)
    ]
    assert fridays == [Kind.WORK, Kind.NOT_SCHEDULED]


def test_a_shift_over_midnight_belongs_to_the_day_it_begins() -> None:
    calendar = a_calendar(patterns={"nights": {"weeks": [NIGHTS], "lunch": "02:00-02:30"}})
    person = a_person(pattern="nights")
    at_three = standing(calendar, person, local("2026-11-25 03:00"))  # of Tuesday's shift
    assert (at_three.kind, at_three.work_day, at_three.since) == (
        Kind.WORK,
        date(2026, 11, 24),
        local("2026-11-24 22:00"),
    )
    assert at_three.until == local("2026-11-25 06:00")
    assert standing(calendar, person, local("2026-11-25 02:15")).kind is Kind.LUNCH
    assert work_day(calendar, person, local("2026-11-25 06:00")) == date(2026, 11, 25)
    before = standing(calendar, person, local("2026-11-24 23:30"))
    assert (before.work_day, before.until) == (date(2026, 11, 24), local("2026-11-25 02:00"))


def test_a_shift_that_would_run_into_the_next_ends_when_that_begins() -> None:
    calendar = a_calendar(patterns={"long": {"weeks": [{"monday": "20:00-10:00", "tuesday": "08:00-16:00"}]}})
    person = a_person(pattern="long")
    assert work_day(calendar, person, local("2026-11-24 07:59")) == date(2026, 11, 23)
    assert work_day(calendar, person, local("2026-11-24 08:00")) == date(2026, 11, 24)
    assert standing(calendar, person, local("2026-11-24 05:00")).until == local("2026-11-24 12:00"), "work goes on"


def test_the_day_is_the_person_s_own() -> None:
    night = local("2026-11-24 22:45")  # already the next day in St. John's
    assert work_day(CALENDAR, a_person(), night) == date(2026, 11, 24)
    assert work_day(CALENDAR, a_person(time_zone="America/St_Johns"), night) == date(2026, 11, 25)
    assert work_day(CALENDAR, a_person(time_zone="America/Vancouver"), night) == date(2026, 11, 24)


# --- own time by the minute ------------------------------------------------------------------------------------------


def test_minutes_of_own_time_are_used_up_in_scheduled_hours_only() -> None:
    calendar, person = a_calendar(own_time=30), a_person()
    at_work, at_lunch = local("2026-11-24 10:00"), local("2026-11-24 12:10")
    assert [standing(calendar, person, at_work, used).kind for used in (0, 29, 30)] == [
        *(Kind.OWN_TIME, Kind.OWN_TIME, Kind.WORK)
    ]
    assert standing(calendar, person, at_work, 30).own_time == 30, "so that the state knows what to count"
    assert standing(calendar, person, at_lunch).kind is Kind.LUNCH
    assert standing(calendar, person, at_lunch).own_time == 0, "nothing of the day's minutes is used at lunch"
    assert next_own_time(calendar, person, at_work, 29) == at_work
    assert next_own_time(calendar, person, at_work, 30) == local("2026-11-24 12:00")


def test_the_directory_gives_a_person_minutes_of_their_own() -> None:
    calendar, moment = a_calendar(own_time=30), local("2026-11-24 10:00")
    own = [standing(calendar, a_person(own_time=written), moment).own_time for written in ("", "0", "15")]
    assert own == [30, 0, 15]


# --- absences --------------------------------------------------------------------------------------------------------


def test_leave_is_own_time_for_the_day_or_its_part() -> None:
    whole = a_person(away(Away.LEAVE, date(2026, 11, 23), days=2))
    assert standing(CALENDAR, whole, local("2026-11-24 10:00")).until == local("2026-11-25 00:00")
    assert is_work_time(CALENDAR, whole, local("2026-11-25 10:00"))
    part = a_person(away(Away.LEAVE, date(2026, 11, 24), hours="11:00-14:00"))
    clocks = ("10:59", "11:00", "12:30", "13:59", "14:00")
    kinds = [standing(CALENDAR, part, local(f"2026-11-24 {clock}")).kind for clock in clocks]
    assert kinds == [Kind.WORK, Kind.LEAVE, Kind.LEAVE, Kind.LEAVE, Kind.WORK]


def test_leave_over_a_weekend_or_a_holiday_leaves_them_what_they_are() -> None:
    person = a_person(away(Away.LEAVE, date(2026, 12, 21), days=14))
    kinds = [standing(CALENDAR, person, local(f"2026-12-{day} 10:00")).kind for day in (24, 25, 26)]
    assert kinds == [Kind.LEAVE, Kind.HOLIDAY, Kind.WEEKEND]


def test_leave_wins_over_a_season_of_telework_and_parts_of_a_day_add_up() -> None:
    autumn = away(Away.TELEWORK, date(2026, 9, 1), days=90)
    parts = (
        *away(Away.LEAVE, date(2026, 11, 24), hours="08:00-09:00"),
        *away(Away.LEAVE, date(2026, 11, 24), hours="16:00-17:00"),
    )
    person = a_person((*autumn, *parts, *away(Away.LEAVE, date(2026, 11, 25))))
    moments = ("24 08:30", "24 10:00", "24 16:30", "25 10:00", "26 10:00")
    kinds = [standing(CALENDAR, person, local(f"2026-11-{moment}")).kind for moment in moments]
    assert kinds == [Kind.LEAVE, Kind.WORK, Kind.LEAVE, Kind.LEAVE, Kind.WORK]


def test_telework_with_hours_is_work_then_whatever_the_day() -> None:
    person = a_person(away(Away.TELEWORK, date(2026, 11, 28), hours="06:00-10:00"))
    assert is_work_time(CALENDAR, person, local("2026-11-28 06:30"))
    assert not is_work_time(CALENDAR, person, local("2026-11-28 10:00"))


# --- zones, and when the clocks change -------------------------------------------------------------------------------


# How far a zone is behind UTC in winter, and in summer. Saskatchewan and Yukon do not change their clocks.
ZONES = {
    "America/St_Johns": (3.5, 2.5),
    "America/Halifax": (4, 3),
    "America/Toronto": (5, 4),
    "America/Winnipeg": (6, 5),
    "America/Edmonton": (7, 6),
    "America/Vancouver": (8, 7),
    "America/Regina": (6, 6),
    "America/Whitehorse": (7, 7),
}


@pytest.mark.parametrize("zone", ZONES)
def test_work_begins_by_the_clock_of_each_zone_in_winter_and_in_summer(zone: str) -> None:
    for day, behind in zip(
        (datetime(2026, 1, 12, tzinfo=UTC), datetime(2026, 7, 13, tzinfo=UTC)), ZONES[zone], strict=True
    ):
        eight = day + timedelta(hours=8 + behind)
        person = a_person(time_zone=zone)
        assert not is_work_time(CALENDAR, person, eight - timedelta(seconds=1))
        assert is_work_time(CALENDAR, person, eight)


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-07", 7), ("2026-10-31", 9), ("2026-06-06", 8)], ids=["spring", "autumn", "summer"]
)
def test_a_night_shift_is_as_long_as_the_clock_makes_it(night: str, hours: int) -> None:
    calendar = a_calendar(patterns={"nights": {"weeks": [NIGHTS], "lunch": "05:30-06:00"}})
    told = standing(calendar, a_person(pattern="nights"), local(f"{night} 23:00"))
    assert told.until.astimezone(UTC) - told.since.astimezone(UTC) == timedelta(hours=hours, minutes=-30)


def test_a_break_is_as_long_as_it_is_written() -> None:
    calendar = a_calendar(patterns={"nights": {"weeks": [NIGHTS], "lunch": "01:30-02:00"}})
    person = a_person(pattern="nights")
    autumn = standing(calendar, person, local("2026-11-01 01:45"))
    assert (autumn.kind, autumn.until) == (Kind.LUNCH, local("2026-11-01 01:00", fold=1))
    assert standing(calendar, person, local("2026-11-01 01:45", fold=1)).kind is Kind.WORK


def test_hours_that_the_clocks_skip_are_no_time_at_all() -> None:
    person = a_person(work_days="sunday", hours="02:30-03:10")
    kinds = {standing(CALENDAR, person, local(f"2026-03-08 0{hour}:15")).kind for hour in (1, 3, 4)}
    assert kinds == {Kind.NOT_SCHEDULED}


def test_asking_costs_some_microseconds() -> None:
    people = [a_person(hours=f"{hour:02}:00-{hour + 8:02}:00") for hour in range(6, 12)]
    moments = [local("2026-11-23 00:00") + timedelta(minutes=97 * count) for count in range(100)]
    for _ in range(2):  # the first time the days are worked out
        begin = process_time()
        for person in people:
            for moment in moments:
                standing(CALENDAR, person, moment)
    assert (process_time() - begin) / len(people) / len(moments) < 60e-6
