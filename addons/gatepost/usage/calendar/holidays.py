"""The statutory holidays of a province into the days on which somebody with these working days keeps them.

A holiday on a day of rest is kept on the next scheduled working day that is not a holiday itself, as federal collective
agreements have it; so a holiday on a working day stays where it is, and two of a weekend go to two days.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

from gatepost.model import Calendar, Holiday
from gatepost.worktime import Pattern

_FURTHEST = 100  # days after a holiday in which somebody works again, or it is kept on none


def kept(calendar: Calendar, province: str, pattern: Pattern) -> Mapping[date, Holiday]:
    """Each day of rest that the law gives, and its holiday, whose own `day` is another one if it was moved."""
    working = tuple(shift is not None for shift in pattern.days)
    return _kept(calendar, province, working, pattern.start, moving=pattern.moves_holidays)


@lru_cache(maxsize=512)
def _kept(
    calendar: Calendar, province: str, working: tuple[bool, ...], start: date, *, moving: bool
) -> Mapping[date, Holiday]:
    """Some hundreds of people with other hours, and the same days of rest, share one answer."""

    def works(day: date) -> bool:
        return working[(day - start).days % len(working)]

    holidays = calendar.holidays.get(province, ())
    days = {holiday.day: holiday for holiday in holidays if works(holiday.day)}
    for holiday in holidays if moving else ():
        if not works(holiday.day):
            after = (holiday.day + timedelta(days=count) for count in range(1, _FURTHEST))
            free = next((day for day in after if works(day) and day not in days), None)
            if free is not None:
                days[free] = holiday
    return days
