from datetime import date, time
from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.policy.workdays import CalendarFile

WRITTEN: dict[str, Any] = {
    "work_days": ["monday", "friday"],
    "hours": "08:30-16:30",
    "breaks": ["12:00-12:45"],
    "holidays": [{"day": "07-01", "en": "Canada Day", "fr": "Fête du Canada"}],
}


def test_a_calendar_file_becomes_a_calendar() -> None:
    calendar = CalendarFile.model_validate(WRITTEN).calendar()
    assert calendar.time_zone == "America/Toronto"
    assert calendar.work_days == {0, 4}
    assert calendar.hours == (time(8, 30), time(16, 30))
    assert calendar.breaks == ((time(12), time(12, 45)),)
    assert date(2026, 7, 3) in calendar.holidays, "1 July 2026 is a Wednesday, no working day here"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hours": "16:00-08:00"}, "two times of one day"),
        ({"hours": "8-16"}, "two times of one day"),
        ({"hours": 800}, "two times of one day"),
        ({"breaks": ["12:00"]}, "two times of one day"),
        ({"work_days": ["moonday"]}, "monday"),
        ({"work_days": []}, "at least one"),
        ({"time_zone": "America/Otawa"}, "no time zone"),
        ({"holidays": [{"day": "1 July", "en": "a", "fr": "b"}]}, "is not a day"),
        ({"holidays": [{"day": "02-29", "en": "a", "fr": "b"}]}, "day"),
        ({"lunch": "12:00-13:00"}, "not permitted"),
    ],
)
def test_a_mistake_in_the_calendar_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        CalendarFile.model_validate(WRITTEN | change)
