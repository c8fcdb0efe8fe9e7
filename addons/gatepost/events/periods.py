"""A moment -> the period whose key makes its pseudonyms.

A period is called by its first day, such as `2026-09-21`. Periods of one length are counted from one day for everybody,
so that all workers and nodes turn at the same midnight (UTC) without asking one another.
"""

import re
from datetime import UTC, date, datetime, timedelta

_NAME = re.compile(r"\d{4}-\d\d(-\d\d)?")  # the keys of earlier versions are those of a month


def period_at(now: datetime, length: timedelta) -> str:
    """The period of this moment, where each is so many whole days."""
    day = now.astimezone(UTC).date().toordinal()
    return date.fromordinal(day - day % max(1, length.days)).isoformat()


def is_period(name: str) -> bool:
    """Whether this can be the name of a period."""
    return _NAME.fullmatch(name) is not None
