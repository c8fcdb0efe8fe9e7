"""What stands beside words that may be an embargo, and makes them one: what the press is given, and figures.

Friends keep secrets until Sunday too; what tells an embargo from them is that a report, a table or a screener is spoken
of beside it, or that there are figures. The rule to keep: the words that are judged are no evidence for themselves.
"""

import re
from typing import NamedTuple

from gatepost.detectors.embargo.moments import Moment
from gatepost.detectors.wording.layout import Place

_BESIDE = 120  # characters around the words in which the press may be spoken of
_FIGURES = re.compile(
    r"\d ?%|\d (?:per ?cent|pour cent|points?|millions?|milliards?|billions?)\b|[+-] ?\d{1,3}[ ,.]\d{3}\b|(?<![\d:/.-])[+-]?\d{1,3}[.,]\d(?![\d:h%]|[.,-]\d| ?[ap]\.?m)"
)


class Stated(NamedTuple):
    """Where an embargo is stated, how surely, and up to when."""

    place: Place
    confidence: float
    moment: Moment | None


def press_beside(papers: re.Pattern[str], place: Place) -> bool:
    """Whether what the press is given is spoken of beside these words."""
    return _beside(papers, place)


def figures_beside(place: Place) -> bool:
    return _beside(_FIGURES, place)


def _beside(pattern: re.Pattern[str], place: Place) -> bool:
    folded, start, end = place.text.folded, place.start, place.end
    return bool(pattern.search(folded, max(0, start - _BESIDE), start) or pattern.search(folded, end, end + _BESIDE))
