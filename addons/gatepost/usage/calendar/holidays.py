"""The statutory holidays of a province into the days on which somebody with these working days keeps them.

A holiday on a day of rest is kept on the next scheduled working day that is not a holiday itself, as federal collective
agreements have it; so a holiday on a working day stays where it is, and two of a weekend go to two days.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache

from gatepost.model import Calendar, Holiday
from gatepost.worktime import Pattern


@lru_cache(maxsize=1024)
def kept(calendar: Calendar, province: str, pattern: Pattern) -> Mapping[date, Holiday]:
    """Each day of rest that the law gives, and its holiday, whose own `day` is another one if it was moved."""
    holidays = calendar.holidays.get(province, ())
    days = {holiday.day: holiday for holiday in holidays if pattern.on(holiday.day)}
    for holiday in holidays if pattern.moves_holidays else ():
        if not pattern.on(holiday.day):
            free = next((day for day in _after(holiday.day) if pattern.on(day) and day not in days), None)
            if free is not None:
                days[free] = holiday
    return days


def _after(day: date) -> Iterator[date]:
    return (day + timedelta(days=count) for count in range(1, 100))
