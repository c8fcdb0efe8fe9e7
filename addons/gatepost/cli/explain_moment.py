"""`gatepost explain`: how a moment counts for a person, until when, and which line of the calendar or directory said so.

How many of their own minutes somebody has used is the state's to know; here they are used up, and how many there are in
a day is said beside.
"""

import json
from datetime import date, datetime
from pathlib import Path

from gatepost.errors import GatepostError
from gatepost.folder import read_folder
from gatepost.model import Calendar, Principal
from gatepost.pipeline import load_definitions
from gatepost.proxy.loading import load_people
from gatepost.usage.calendar import Standing, standing
from gatepost.worktime import MAX_OWN_TIME


def how_it_counts(calendar: Calendar, principal: Principal, at: datetime) -> Standing:
    return standing(calendar, principal, at, own_used=MAX_OWN_TIME)


def moment_fields(told: Standing) -> dict[str, object]:
    """For programs: times with their offsets, in the person's zone."""
    return {
        "counts": told.kind.value,
        "why": told.why,
        "at": told.moment.isoformat(),
        "until": told.until.isoformat(),
        "work_day": told.work_day.isoformat(),
        "since": told.since.isoformat(),
        "own_time": told.own_time,
    }


def moment_line(told: Standing) -> str:
    """For a person at a terminal."""
    minutes = f"; {told.own_time} minutes of the day's are own time" if told.own_time else ""
    return f"{_when(told.moment)} ({told.moment.tzinfo}): {told.kind} until {_until(told)}: {told.why}{minutes}"


def explain_person(folder: Path, person: str, at: datetime, *, as_json: bool) -> int:
    """How the moment counts for somebody of the directory, known by login or id. GatepostError for nobody."""
    told = load_definitions(read_folder(folder))
    calendar = told.policy.calendar
    directory = load_people(folder, told.identity, calendar.patterns).directory
    principal = directory.by_login(person) or directory.by_id(person)
    if principal is None:
        raise GatepostError(f"{person!r} is neither a login nor an id of the directory that identity.yaml names")
    counts = how_it_counts(calendar, principal, at)
    if as_json:
        print(json.dumps({"person": principal.id, "moment": moment_fields(counts)}, ensure_ascii=False))
    else:
        print(f"{principal.id}: {moment_line(counts)}")
        print(f"    counted for {_day(counts.work_day)}, which began {_when(counts.since)}")
    return 0


def _until(told: Standing) -> str:
    return f"{told.until:%H:%M}" if told.until.date() == told.moment.date() else _when(told.until)


def _when(moment: datetime) -> str:
    return f"{_day(moment)} at {moment:%H:%M}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
