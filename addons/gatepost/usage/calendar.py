"""Whether a moment is work time for a person, and which day it falls on there.

The directory's time zone and hours win over the calendar's; what the directory has that cannot be read counts as not
given, because a slip in a staff list must not stop anybody's post.
"""

import re
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from gatepost.model import Calendar, Principal

_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_HOURS = re.compile(f"{_CLOCK}-{_CLOCK}")


def is_work_time(calendar: Calendar, principal: Principal, moment: datetime) -> bool:
    """Work time is a working day's hours without breaks; evenings, weekends and statutory holidays are own time."""
    local = moment.astimezone(_zone(principal.time_zone or calendar.time_zone, calendar.time_zone))
    if local.weekday() not in calendar.work_days or local.date() in calendar.holidays:
        return False
    start, end = _hours(principal.hours) or calendar.hours
    now = local.time()
    return start <= now < end and not any(begins <= now < ends for begins, ends in calendar.breaks)


def work_day(calendar: Calendar, principal: Principal, moment: datetime) -> date:
    """The person's local day: usage is counted by it, and begins anew with it."""
    return moment.astimezone(_zone(principal.time_zone or calendar.time_zone, calendar.time_zone)).date()


@lru_cache(maxsize=256)
def _zone(name: str, default: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones, such as America, is an OSError
        return ZoneInfo(default)


@lru_cache(maxsize=1024)
def _hours(written: str) -> tuple[time, time] | None:
    """`08:00-16:00`; None when nothing is given, or nothing that can be read."""
    if not _HOURS.fullmatch(written):
        return None
    start, end = written.split("-")
    return time.fromisoformat(start), time.fromisoformat(end)
