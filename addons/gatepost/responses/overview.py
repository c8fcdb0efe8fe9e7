"""What is known of a person, as a page for them alone: what was counted, what the thresholds are, their notices.

Everything on it is theirs: no totals of others, no rank, no comparison.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gatepost.model import Request, Response, Window
from gatepost.responses.page import html_page, languages_of
from gatepost.responses.words import Bilingual

_HEADING = Bilingual("Your posts and your notices", "Vos publications et vos avis")
_WINDOWS = {
    Window.HOUR: Bilingual("in the last hour", "dans la dernière heure"),
    Window.DAY: Bilingual("this work day", "ce jour de travail"),
    Window.WEEK: Bilingual("in seven days", "en sept jours"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was counted of one use, window by window: the amounts in words."""

    use: Bilingual
    amounts: Sequence[tuple[Window, Sequence[Bilingual]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One notice: where it is, about what, and what came of it. `reason` is what the person gave, as it is on record."""

    number: str
    address: str
    at: Bilingual
    platform: str
    title: Bilingual
    standing: Sequence[Bilingual]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """`now` says how this moment counts; `thresholds` what happens from how much on. `signed_in`: it is known who the person
    is, and not only at which machine."""

    signed_in: bool
    now: Bilingual
    counts: Sequence[Counts]
    thresholds: Sequence[Bilingual]
    open: Sequence[Entry]
    earlier: Sequence[Entry]
    agreement: str
    contact: Bilingual
    contact_link: str
    help_url: str


def overview_page(request: Request, overview: Overview) -> Response:
    return html_page(
        "overview.html",
        status=200,
        headers=(("Cache-Control", "no-store"),),
        order=languages_of(request),
        heading=_HEADING,
        windows=_WINDOWS,
        overview=overview,
    )
