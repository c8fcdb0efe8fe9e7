"""The figures in a text: what looks published wherever it stands, and what is a figure only when a source says it.

"6.9 %", "1.8 million", "one in five", "doubled", "$73,000" look published: nobody writes so of letters and coffees. A
count of people ("312 people") and, beside an average, a duration ("26 minutes") are figures only where a source says
them. Years, dates, times, telephone and table numbers are none. The rule to keep: this module knows nothing of sources.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gatepost.detectors.wording.spans import Spans

type Places = list[tuple[int, int]]
type Phrases = Mapping[str, Places]

SHOWN = ("figures-in-words", "figure-durations")
SAID = ("figure-counted-so", "figure-durations", "figure-averages")
DENIED = "no-figures"

# In digits: thousands in groups, a unit, an amount of money, one to one, a fraction, decimals,
# five digits or more, one number of another.
_IN_DIGITS = re.compile(
    r"[+$~\d-](?<![\w.,/:#-].)[+$]?\s?"
    r"(?:\d{0,2}(?:[ ,.]\d{3}){1,4}(?:[.,]\d{1,2})?(?![\d-])"
    r"|\d{0,11}(?:[.,]\d{1,3})?(?:\s?[%$\u00a2\u2030]|[kmb]n?\b|\s?[kmbg]n?\s?\$)"
    r"|\d{0,2}(?:\.\d)?:1(?![\d:])"
    r"|(?<=[1-9])/(?:[2-9]|10)(?![\w/])(?= of | des? | d'| du )"
    r"|(?<=\$)\d?[\d,.]{0,14}"
    r"|\d{0,2}[.,]\d{1,2}(?!\d|[:/,.-]\d|\s?(?:gb|mb|mo|go|km)\b)"
    r"|\d{4,8}(?![\w/:-]|[.,]\d)"
    r"|\d{0,2} ?(?:in|of|out of|outta|outa|of every|of each|sur|on) (?:every |each )?(?:\d|ten|hundred|dix|cent)\d{0,6}(?![\d%]))"
)


class Figure(NamedTuple):
    """Where it stands, and whether it looks published by itself."""

    start: int
    end: int
    published: bool


def shown(text: str, phrases: Phrases) -> list[Figure]:
    """What looks published in a folded text, of which these phrases of `SHOWN` were found."""
    timed = Spans(_apart(phrases["figure-durations"]))
    places = (*(match.span() for match in _IN_DIGITS.finditer(text)), *phrases["figures-in-words"])
    return [Figure(start, end, published=True) for start, end in places if not timed.meet(start, end)]


def said(phrases: Phrases) -> list[Figure]:
    """What is a figure only where a source says so, in a text of which these phrases of `SAID` were found."""
    averages = phrases["figure-durations"] if phrases["figure-averages"] else []
    return [
        *(Figure(start, end, published=False) for start, end in phrases["figure-counted-so"]),
        *(Figure(start, end, published=True) for start, end in averages),
    ]


def without(denied: Places, found: Iterable[Figure]) -> Iterator[Figure]:
    """The figures that no phrase of `no-figures` takes away. (Asked last: most texts have no figures at all.)"""
    none = Spans(_apart(denied))
    return (figure for figure in found if not none.meet(figure.start, figure.end))


def _apart(places: Places) -> Places:
    """The places without those that begin inside another, as `Spans` wants them."""
    kept: Places = []
    for start, end in sorted(places):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        else:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
    return kept
