"""A holiday as written (`07-01`, `easter-2`, `first monday of september`, `monday before 05-25`) into its dates.

A holiday that falls on a day of rest is kept on the next working day that is not a holiday itself, as federal
collective agreements have it. Dates are worked out once, at load, for `YEARS`; nobody looks further ahead.
"""

import calendar
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta

YEARS = range(2020, 2051)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = tuple(name.lower() for name in calendar.month_name)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_DAY = "|".join(WEEKDAYS)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the method of Meeus, Jones and Butcher)."""
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (year % 19 + 11 * moon + 22 * to_sunday) // 451
    month, day = divmod(moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _of_every_year(year: int, found: re.Match[str]) -> date:
    return date(year, int(found[1]), int(found[2]))


def _from_easter(year: int, found: re.Match[str]) -> date:
    return easter(year) + timedelta(days=int(found[1] or 0))


def _nth(year: int, found: re.Match[str]) -> date:
    weeks = calendar.monthcalendar(year, _MONTHS.index(found[3]))
    weekday = WEEKDAYS.index(found[2])
    return date(year, _MONTHS.index(found[3]), [week[weekday] for week in weeks if week[weekday]][_ORDINALS[found[1]]])


def _before(year: int, found: re.Match[str]) -> date:
    limit = date(year, int(found[2]), int(found[3]))
    return limit - timedelta(days=(limit.weekday() - WEEKDAYS.index(found[1]) - 1) % 7 + 1)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[int, re.Match[str]], date]], ...] = (
    (re.compile(r"([0-9][0-9])-([0-9][0-9])"), _of_every_year),
    (re.compile(r"easter([+-][0-9]{1,2})?"), _from_easter),
    (re.compile(rf"({'|'.join(_ORDINALS)}) ({_DAY}) of ({'|'.join(_MONTHS[1:])})"), _nth),
    (re.compile(rf"({_DAY}) before ([0-9][0-9])-([0-9][0-9])"), _before),
)
_ONE_DATE = re.compile(r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]")


def day_in(year: int, written: str) -> date | None:
    """The holiday's day in this year; None when it names one day of another year. Raises ValueError."""
    if _ONE_DATE.fullmatch(written):
        day = date.fromisoformat(written)
        return day if day.year == year else None
    for form, work_out in _FORMS:
        if found := form.fullmatch(written):
            return work_out(year, found)
    raise ValueError(
        f"{written!r} is not a day: write 07-01, 2026-12-28, easter-2, first monday of september or monday before 05-25"
    )


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=count) for count in range(366))


def kept_on(holidays: Sequence[str], work_days: Collection[int]) -> frozenset[date]:
    """The working days on which these holidays are kept, in all `YEARS`."""
    kept: set[date] = set()
    for day in sorted(day for year in YEARS for written in holidays if (day := day_in(year, written))):
        kept.add(next(later for later in _days_from(day) if later.weekday() in work_days and later not in kept))
    return frozenset(kept)
