"""How a moment counts for a person, until when, and which line of the calendar or the directory said so."""


import pytest

from gatepost.usage.calendar import Kind, is_work_time, standing
from tests.unit.usage.calendar.calendars import a_calendar, a_person, local

CALENDAR = a_calendar()


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
