"""A long text in sections: what a sentence means is told by what stands around it, not by what stands pages away.

So a detector is shown the stretch that a hint of its stands in, with what is before and behind it, and the cost of a long
text is that of its suspicious stretches. The rule to keep: every stretch of the text is in one section, and no section begins or
ends inside a word where there is a blank to be found.
"""

import re
from collections.abc import Iterator

from gatepost.detectors.views.reading import Reading

LONG = 600  # characters: shorter texts are one section
_SECTION = 300  # characters of a section, without those around it
_AROUND = 100  # characters on either side that are shown with it
_LONGEST_WORD = 40
_BLANK = re.compile(r"\s+")
_ENDS = ("\n\n", "\n", ". ", " ")  # what sections end with, best first


def sections(reading: Reading) -> Iterator[Reading]:
    """The stretches of a long reading, each with its surroundings, in their order."""
    text = reading.folded
    start = 0
    while start < len(text):
        end = _end(text, start)
        yield reading.cut(_before(text, start - _AROUND), _behind(text, end + _AROUND))
        start = end


def _end(text: str, start: int) -> int:
    """Where a section ends that begins here: behind the best of the ends that its second half has."""
    most = start + _SECTION + _SECTION // 2
    if most >= len(text):
        return len(text)
    for sign in _ENDS:
        place = text.rfind(sign, start + _SECTION // 2, most)
        if place >= 0:
            return place + len(sign)
    return most


def _before(text: str, place: int) -> int:
    """Where a word begins that stands at a place, or not long behind it."""
    if place <= 0:
        return 0
    blank = _BLANK.search(text, place - 1, place + _LONGEST_WORD)
    return blank.end() if blank else place


def _behind(text: str, place: int) -> int:
    """Where a word ends that stands at a place, or not long behind it."""
    blank = _BLANK.search(text, place, place + _LONGEST_WORD)
    return blank.start() if blank and place < len(text) else min(place, len(text))
