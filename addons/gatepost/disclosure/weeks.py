"""Days -> weeks, when they are closed, and the month they belong to.

A week begins on Monday and is known by that date. It is closed two days after its Sunday, when the journals of every
gateway have arrived. Weeks are never cut: a month has the weeks whose Thursday it has, as in ISO 8601, so that no day
is in two months and no month needs figures that its weeks do not have.
"""

from datetime import date, timedelta

_WEEK = timedelta(weeks=1)
_TO_THURSDAY = timedelta(days=3)
SETTLING = timedelta(days=2)


def week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def is_closed(week: date, today: date) -> bool:
    """`today` is a day of the agency's own time zone."""
    return today >= week + _WEEK + SETTLING


def last_closed(today: date) -> date:
    return week_of(today - SETTLING) - _WEEK


def weeks_of_month(year: int, month: int) -> tuple[date, ...]:
    first = week_of(date(year, month, 1))
    weeks = (first + number * _WEEK for number in range(6))
    return tuple(week for week in weeks if _month(week) == (year, month))


def is_month_closed(year: int, month: int, today: date) -> bool:
    return is_closed(weeks_of_month(year, month)[-1], today)


def _month(week: date) -> tuple[int, int]:
    thursday = week + _TO_THURSDAY
    return thursday.year, thursday.month
