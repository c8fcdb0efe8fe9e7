"""The managers' page: a week that was published, read in plain language, with its tables and charts, and as a file.

Every figure comes from what was published (`usage_figures`), of divisions that the account is bound to (`usage_asked`).
"""

from collections.abc import Iterator, Sequence
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
from gatepost.figures.reading import Published, publication_of, weeks
from gatepost.store.opening import reading

_TREND = 13  # weeks, a quarter of a year
_CHOICES = 104
_TO_SUNDAY = timedelta(days=6)


def show(visit: Visit) -> Response:
    visit.record("viewed", page="/usage", filter=visit.request.url.query)
    with reading(visit.console.db) as db:
        choices = weeks(db)[:_CHOICES]
        week = asked_day(visit, "week", choices)
        past = _published(db, [day for day in choices if week and day <= week][:_TREND])
    if not past:
        return visit.page("usage_empty.html")
    return _page(visit, choices, past)


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
            published = publication_of(db, day)
        if published:
            yield from lines(published, {AGENCY, *within_reach(visit.known.divisions, published.divisions)})


def _published(db: Connection, days: Sequence[date]) -> Sequence[Published]:
    return [found for day in days if (found := publication_of(db, day))]


def _page(visit: Visit, choices: Sequence[date], past: Sequence[Published]) -> Response:
    published = past[0]
    mine = within_reach(visit.known.divisions, published.divisions)
    division = asked_division(visit, mine)
    own = level(published, division)
    return visit.page(
        "usage.html",
        weeks=choices,
        week=published.week,
        sunday=published.week + _TO_SUNDAY,
        division=division,
        divisions=indented(mine, published.divisions),
        level=own,
        sentences=in_plain_words(published, division, visit.language, past[1:]),
        here=totals(published, own),
        agency=totals(published, AGENCY),
        trend=[(one.week, totals(one, own), totals(one, AGENCY)) for one in past],
        below={name: totals(published, name) for name in below(division, mine, published.divisions)},
        sections=sections(published, own),
        outcomes=outcomes(published, own),
        words=FOR_TEMPLATES,
    )
