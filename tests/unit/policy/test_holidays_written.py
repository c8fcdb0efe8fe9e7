"""Lines under `holidays`: lists that the law gives, and days of an agency's own."""

from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.errors import PolicyErrors
from gatepost.model import Calendar
from gatepost.policy.workdays import CalendarFile
from gatepost.yaml_source import parse, validate

WRITTEN: dict[str, Any] = {"work_days": ["monday", "friday"], "hours": "08:30-16:30"}


def a_calendar(*holidays: dict[str, Any]) -> Calendar:
    return CalendarFile.model_validate(WRITTEN | {"holidays": holidays}).calendar()


def names(calendar: Calendar, province: str, year: int = 2026) -> set[str]:
    return {one.en for one in calendar.holidays[province] if one.day.year == year}


def test_holidays_of_a_list_are_chosen_left_out_and_named() -> None:
    calendar = a_calendar(
        {"statutory": "CA", "without": ["Boxing Day"], "called": {"Victoria Day": {"en": "May holiday", "fr": "Mai"}}},
        {"statutory": "QC", "only": ["Saint Jean Baptiste Day"], "provinces": ["QC"]},
        {"day": "2026-12-24", "en": "The minister's gift", "fr": "Cadeau du ministre", "provinces": ["QC", "ON"]},
    )
    assert {"Canada Day", "May holiday", "Saint Jean Baptiste Day", "The minister's gift"} <= names(calendar, "QC")
    assert not {"Boxing Day", "Victoria Day", "National Patriots' Day"} & names(calendar, "QC")
    assert "Saint Jean Baptiste Day" not in names(calendar, "ON")
    assert "The minister's gift" not in names(calendar, "BC")


def test_a_province_s_whole_list_may_be_kept() -> None:
    assert {"Family Day", "Heritage Day"} & names(a_calendar({"statutory": "AB"}), "AB") == {"Family Day"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"day": "1 July", "en": "a", "fr": "b"}, "is not a day"),
        ({"day": "02-29", "en": "a", "fr": "b"}, "day"),
        ({"statutory": "US"}, "there is no list 'US'"),
        ({"statutory": "ON", "day": "07-01"}, "not permitted"),
        ({"statutory": "CA", "only": ["Canada Dya"]}, "did you mean 'Canada Day'"),
        ({"statutory": "CA", "without": ["Civic Holiday"]}, "no holiday 'Civic Holiday'"),
        ({"statutory": "QC", "provinces": []}, "at least one"),
    ],
)
def test_a_mistake_in_a_line_is_told(line: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        a_calendar(line)


def test_a_key_of_the_other_form_is_unknown_and_not_suggested() -> None:
    text = 'work_days: [monday]\nhours: "08:00-16:00"\nholidays:\n  - {statutory: ON, day: 07-01}\n'
    with pytest.raises(PolicyErrors) as raised:
        validate(CalendarFile, parse(text, file="calendar.yaml"))
    (error,) = raised.value.errors
    assert str(error).startswith("calendar.yaml:4:21: error: unknown key `day`: known here are called, ")
