"""The shipped calendar, loaded once, and people for whom it is asked."""

from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from gatepost.model import Calendar, Principal
from gatepost.policy.workdays import CalendarFile
from gatepost.testing import a_principal
from gatepost.worktime import Absence, read_work_time
from gatepost.yaml_source import parse, validate
from tests.policy.shipped import FOLDER


@cache
def shipped() -> Calendar:
    return validate(CalendarFile, parse((FOLDER / "calendar.yaml").read_text("utf-8"), file="calendar.yaml")).calendar()


def a_calendar(**changes: Any) -> Calendar:
    values: dict[str, Any] = {
        "work_days": ["monday", "tuesday", "wednesday", "thursday", "friday"],
        "hours": "08:00-17:00",
        "lunch": "12:00-13:00",
        "holidays": [{"day": "12-25", "en": "Christmas Day", "fr": "Noël"}],
    }
    return CalendarFile.model_validate(values | changes).calendar()


def a_person(absences: tuple[Absence, ...] = (), **written: str) -> Principal:
    """Somebody of whom the directory says this."""
    return a_principal(work=replace(read_work_time(written), absences=absences))


def local(written: str, zone: str = "America/Toronto", fold: int = 0) -> datetime:
    """`2026-11-24 10:15` there."""
    return datetime.fromisoformat(written).replace(tzinfo=ZoneInfo(zone), fold=fold)
