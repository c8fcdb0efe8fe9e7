"""The monthly report: one page with both languages side by side, made to be printed, of the same figures as the pages.

A month has the weeks whose Thursday it has, and its figures are sums of theirs. Without a choice it is the last month all of
whose weeks were published.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from jinja2.environment import TemplateModule
from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console.pages.usage_asked import asked_day, asked_division, indented, within_reach
from gatepost.console.pages.usage_figures import level, outcomes, sections, totals
from gatepost.console.pages.usage_reading import in_plain_words
from gatepost.console.pages.usage_words import FOR_TEMPLATES
from gatepost.console.templating import environment
from gatepost.console.translation import LANGUAGES, Language
from gatepost.console.visit import Visit
from gatepost.disclosure.divisions import AGENCY
from gatepost.disclosure.weeks import weeks_of_month
from gatepost.figures.reading import divisions_in, month_of, publication_of, weeks
from gatepost.store.opening import reading

_TO_SUNDAY = timedelta(days=6)


def show(visit: Visit) -> Response:
    visit.record("viewed", page="/usage/report", filter=visit.request.url.query)
    with reading(visit.console.db) as db:
        published = weeks(db)
        first = asked_day(visit, "month", months_of(published), whole_months(published))
        return _page(visit, db, published, first) if first else visit.page("usage_empty.html")


def _page(visit: Visit, db: Connection, published: Collection[date], first: date) -> Response:
    divisions = divisions_in(db, max(set(_weeks(first)) & set(published)))
    mine = within_reach(visit.known.divisions, divisions)
    division = asked_division(visit, mine)
    month = month_of(db, first, set(divisions.upwards(division)))
    if month is None:
        raise HTTPException(404)
    own = level(month, division)
    of_weeks = [found for day in month.weeks if (found := publication_of(db, day, {own}))]
    shown = {
        "month": first,
        "division": division,
        "level": own,
        "here": totals(month, own),
        "agency": totals(month, AGENCY),
        "trend": [(one.week, totals(one, own)) for one in of_weeks],
        "missing": len(month.weeks) < len(_weeks(first)),
        "sections": sections(month, own),
        "outcomes": outcomes(month, own),
        "words": FOR_TEMPLATES,
    }
    return visit.page(
        "report.html",
        division=division,
        divisions=indented(mine, divisions),
        months=months_of(published),
        month=first,
        words=FOR_TEMPLATES,
        parts={language: _part(language, shown, in_plain_words(month, division, language)) for language in LANGUAGES},
    )


def months_of(published: Collection[date]) -> Sequence[date]:
    """The months that published weeks belong to, by their first days, the newest first."""
    near = {day.replace(day=1) for monday in published for day in (monday, monday + _TO_SUNDAY)}
    return sorted((month for month in near if set(_weeks(month)) & set(published)), reverse=True)


def whole_months(published: Collection[date]) -> Sequence[date]:
    return [month for month in months_of(published) if set(_weeks(month)) <= set(published)]


def _weeks(month: date) -> Sequence[date]:
    return weeks_of_month(month.year, month.month)


def _part(language: Language, shown: Mapping[str, object], sentences: Sequence[str]) -> TemplateModule:
    """The report in one language, whatever language the page around it has."""
    return environment(language).get_template("report_part.html").make_module({**shown, "sentences": sentences})
