"""Releases by their title and date: a title in quotation marks, who published it, and the day it came out.

The three stand near each other in any order: « Les pêcheries en chiffres », Statistique Canada, 11 juin 2026. The rule
to keep: without the day a title is a title, and without the publisher anybody's.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from gatepost.detectors.citations.dates import DAY

_TITLE = re.compile(r"\"[^\"\n]{8,140}\"|(?<!\w)\*[^*\n]{8,140}\*(?!\w)|(?<!\w)_[^_\n]{8,140}_(?!\w)")
_DAY = re.compile(DAY)
_PUBLISHER = re.compile(r"A{3,90}|(?<!\w)(?:the|[js]'s|20\d\d,?) daily(?!\w)|(?<!\w)le quotidien(?!\w)")
_NEAR = 70  # characters between a title and its date or publisher
_MOST = 40


def dated_titles(marked: str) -> Iterator[tuple[int, int]]:
    """Where titles of the agency's releases stand, in a text with its names marked."""
    if marked.count('"') + marked.count("*") + marked.count("_") < 2:
        return
    titles = [match.span() for match in _TITLE.finditer(marked) if match[0].count(" ") > 1][:_MOST]
    days = [match.span() for match in _DAY.finditer(marked)] if titles else []
    publishers = [match.span() for match in _PUBLISHER.finditer(marked)] if days else []
    for title in titles if publishers else ():
        if _beside(title, days) and _beside(title, publishers):
            yield title


def _beside(title: tuple[int, int], places: Sequence[tuple[int, int]]) -> bool:
    """Whether one of the places, which are in order, is near a title and not in it."""
    start, end = title
    first = bisect_left(places, (start - 2 * _NEAR, 0))
    for place in places[first : first + _MOST]:
        if place[0] > end + _NEAR:
            return False
        if start - _NEAR <= place[1] <= start or place[0] >= end:
            return True
    return False
