"""The managers' page: a week that was published, read in plain language, with its tables and charts, and as a file.

Every figure comes from what was published (`usage_figures`), of divisions that the account is bound to (`usage_asked`).
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from sqlalchemy import Connection
from starlette.responses import Response, StreamingResponse

from gatepost.console.pages.usage_asked import asked_day, asked_division, below, indented, within_reach
from gatepost.console.pages.usage_figures import level, outcomes, sections, totals
from gatepost.console.pages.usage_file import COLUMNS, lines
from gatepost.console.pages.usage_reading import in_plain_words
from gatepost.console.pages.usage_words import FOR_TEMPLATES
from gatepost.console.visit import Visit
from gatepost.disclosure.divisions import AGENCY
from gatepost.figures.reading import Published, divisions_in, publication_of, weeks
from gatepost.store.opening import reading

_TREND = 13  # weeks, a quarter of a year
_CHOICES = 104
_TO_SUNDAY = timedelta(days=6)


def show(visit: Visit) -> Response:
    visit.record("viewed", page="/usage", filter=visit.request.url.query)
    with reading(visit.console.db) as db:
        choices = weeks(db)[:_CHOICES]
        week = asked_day(visit, "week", choices)
        return _page(visit, db, choices, week) if week else visit.page("usage_empty.html")


def export(visit: Visit) -> Response:
    """All weeks, of all divisions of the account and of the agency."""
    visit.record("exported", page="/usage", format="csv")
    return StreamingResponse(
        _file(visit),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="usage.csv"'},
    )


def _file(visit: Visit) -> Iterator[str]:
    """Week by week, so that a reader that is slow to take them holds no transaction open."""
    yield f"{','.join(COLUMNS)}\r\n"
    with reading(visit.console.db) as db:
        days = weeks(db)
    for day in days:
        with reading(visit.console.db) as db:
            mine = {AGENCY, *within_reach(visit.known.divisions, divisions_in(db, day))}
            published = publication_of(db, day, mine)
        if published:
            yield from lines(published, mine)


def _page(visit: Visit, db: Connection, choices: Sequence[date], week: date) -> Response:
    """Read is only what is shown: the figures of a week are many, of a large agency."""
    divisions = divisions_in(db, week)
    mine = within_reach(visit.known.divisions, divisions)
    division = asked_division(visit, mine)
    next_below = below(division, mine, divisions)
    published = _published(db, [week], {*divisions.upwards(division), *next_below})[0]
    own = level(published, division)
    before = _published(db, [day for day in choices if day < week][: _TREND - 1], {own, AGENCY})
    return visit.page(
        "usage.html",
        weeks=choices,
        week=week,
        sunday=week + _TO_SUNDAY,
        division=division,
        divisions=indented(mine, divisions),
        level=own,
        sentences=in_plain_words(published, division, visit.language, before),
        here=totals(published, own),
        agency=totals(published, AGENCY),
        trend=[(one.week, totals(one, own), totals(one, AGENCY)) for one in (published, *before)],
        below={name: totals(published, name) for name in next_below},
        sections=sections(published, own),
        outcomes=outcomes(published, own),
        words=FOR_TEMPLATES,
    )


def _published(db: Connection, days: Sequence[date], only: Collection[str]) -> Sequence[Published]:
    return [found for day in days if (found := publication_of(db, day, only))]
