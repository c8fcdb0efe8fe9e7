"""The holidays of `calendar.yaml` into days: lists of the `holidays` library, and days of an agency's own.

A list is `CA`, the holidays of federally regulated workplaces, or a province's; the library has them with their names
in both languages, and knows since when each is kept. A day of one's own is written `07-01`, `2026-12-28`, `easter+1`,
`first monday of september` or `monday before 05-25`. Everything is worked out at load, for `YEARS`, on the day that the
law names: where somebody rests on that day is for the calendar to say.
"""

import calendar
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from gatepost.model import Holiday
from gatepost.worktime import PROVINCES, WEEKDAYS

YEARS = range(2020, 2051)
FEDERAL = "CA"
LISTS = (FEDERAL, *PROVINCES)
_MONTHS = tuple(name.lower() for name in calendar.month_name)
_ORDINALS = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_DAY = "|".join(WEEKDAYS)


@cache
def statutory(list_name: str, *, optional: bool) -> tuple[Holiday, ...]:
    """The holidays of `CA` or a province in all `YEARS`; `optional`: also those that only some workplaces keep."""
    from holidays import GOVERNMENT, OPTIONAL, PUBLIC, country_holidays  # noqa: PLC0415 - 0.3 s, for loading a policy only

    federal = list_name == FEDERAL
    english, french = (
        country_holidays(
            "CA",
            subdiv=None if federal else list_name,
            years=YEARS,
            observed=False,
            language=language,
            categories=(GOVERNMENT,) if federal else (PUBLIC, OPTIONAL) if optional else (PUBLIC,),
        )
        for language in ("en_CA", "fr")
    )
    return tuple(
        Holiday(day, *names)
        for day in sorted(english)
        for names in zip(english.get_list(day), french.get_list(day), strict=True)
    )


def own_days(written: str) -> Iterator[date]:
    """The days of a holiday as an agency writes it, in all `YEARS`. ValueError when it is none."""
    return (day for year in YEARS if (day := day_in(year, written)))


def by_province(kept: Mapping[str, Sequence[Holiday]]) -> dict[str, tuple[Holiday, ...]]:
    """Each province's holidays in order; of two on one day the first that is written."""
    return {
        province: tuple(sorted({one.day: one for one in reversed(holidays)}.values(), key=lambda one: one.day))
        for province, holidays in kept.items()
    }


def _of_every_year(year: int, found: re.Match[str]) -> date:
    return date(year, int(found[1]), int(found[2]))


def _from_easter(year: int, found: re.Match[str]) -> date:
    good_friday = next(one.day for one in statutory(FEDERAL, optional=False) if _is_good_friday(one, year))
    return good_friday + timedelta(days=2 + int(found[1] or 0))


def _is_good_friday(holiday: Holiday, year: int) -> bool:
    return holiday.day.year == year and holiday.en == "Good Friday"


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
