"""What figures are of, as the record names it -> the words that managers read.

Names that an agency adds (a platform, an instrument) are shown as they stand in the policy.
"""

from collections.abc import Mapping

from gatepost.console.incident_words import USES
from gatepost.console.translation import N_
from gatepost.disclosure.divisions import AGENCY
from gatepost.figures.measures import OWN, UNRULED, WORK, Table

MEASURES: Mapping[str, str] = {
    "posts": N_("Went out"),
    "refused": N_("Stopped"),
    "blocked": N_("Not allowed"),
    "coached": N_("Asked to think again"),
    "went_back": N_("Left at that"),
    "justified": N_("Went on with a reason"),
    "reported": N_("Mistake reported"),
    "lapsed": N_("No answer"),
}
TABLES: Mapping[Table, str] = {
    "platform": N_("Platform"),
    "use": N_("Use"),
    "guideline": N_("Guideline"),
    "time": N_("Time of day"),
}
WHOLE_AGENCY = N_("the whole agency")

_PLATFORMS = {
    "bluesky": "Bluesky",
    "discord": "Discord",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "linkedin": "LinkedIn",
    "mastodon": "Mastodon",
    "reddit": "Reddit",
    "threads": "Threads",
    "tiktok": "TikTok",
    "x": "X",
    "youtube": "YouTube",
}
# The headings of the agency's guidelines.
_GUIDELINES = {
    "1": N_("1 Official use"),
    "2.1": N_("2.1 Be professional"),
    "2.2": N_("2.2 Be responsible"),
    "2.3": N_("2.3 Take ownership"),
    "2.4": N_("2.4 Be respectful"),
    "2.5": N_("2.5 Protect the brand"),
    "2.6": N_("2.6 Confidentiality"),
    "2.7": N_("2.7 Your day job"),
    "all": N_("The guidelines as a whole"),
    UNRULED: N_("No guideline in particular"),
}
_TIMES = {WORK: N_("work time"), OWN: N_("own time")}
_CATEGORIES: Mapping[str, Mapping[str, str]] = {
    "platform": _PLATFORMS,
    "use": USES,
    "guideline": _GUIDELINES,
    "time": _TIMES,
}


def category_in_words(table: str, category: str) -> str:
    """A message for the catalogue, or the name itself; outcomes are measures."""
    return (_CATEGORIES.get(table) or MEASURES).get(category, category)


def division_in_words(division: str) -> str:
    return WHOLE_AGENCY if division == AGENCY else division


# What templates of figures need.
FOR_TEMPLATES: Mapping[str, object] = {
    "MEASURES": MEASURES,
    "TABLES": TABLES,
    "category": category_in_words,
    "called": division_in_words,
}
