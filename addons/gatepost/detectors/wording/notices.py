"""Speaking of notices instead of putting one: asked about, told of others, imagined.

A notice that somebody shows ("look, it says DO NOT DISTRIBUTE on every page") is one. What is left out is the notice that is
asked about, defined, told of the past or of somebody else's papers, or only imagined ("if a page says so"). The rule
to keep: all is asked of the sentence that the words stand in, so that what else a post says or asks does not matter.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources

_BESIDE = 48  # characters behind a notice in which the same breath asks what it means
_ASKED = re.compile(r"[^?.!,\n;:\"|()-]{0,24}\"?[^?.!,\n;:\"|()-]{0,2}(?<!\bok)(?<!okay)(?<!hein)(?<!svp)(?<!right)\?")
_MENTIONED_BEFORE = re.compile(
    r"(?<!\w)(?:word|words|mot|mots|phrase|expression|called|titled|named|term|terme|pancarte|affiche|enseigne|culture) ?\"\s?$"
)
_MENTIONED_AFTER = re.compile(
    r"\s?\" (?:(?:is|was|are|were|est|sont|etait) (?:my|a|the|mon|ma|un|une|le|la)\b|c'est|est-il|est-ce|signs?\b|culture\b|mentality\b)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Sayings:
    """Phrases of some lists, found once in a reading however many notices ask whether one is near."""

    book: Phrasebook

    def near(self, reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
        """Those that stand between two places of the folded text."""
        said = reading.once(self._said)
        return [
            place
            for place in said[bisect_left(said, (start, start)) : bisect_left(said, (end, end))]
            if place[1] <= end
        ]

    def _said(self, reading: Reading) -> list[tuple[int, int]]:
        return sorted(match.span() for _, match in self.book.find(reading.once(words_of)))


def sayings(resources: Resources, *names: str, given: Given | None = None) -> Sayings:
    return Sayings(phrasebook(resources, *names, given=given))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Talk:
    questions: Sayings
    reported: Sayings

    def of(self, place: Place) -> bool:
        """Whether the sentence speaks of what stands here."""
        return not place.alone and (self.asks(place) or self.tells(place))

    def asks(self, place: Place) -> bool:
        """Whether the sentence asks about it, defines it or compares it."""
        return bool(_ASKED.match(place.after)) or _beside(self.questions, place, _BESIDE)

    def tells(self, place: Place) -> bool:
        """Whether the sentence tells of it: once, elsewhere, or by others."""
        return bool(
            _MENTIONED_BEFORE.search(place.before)
            or _MENTIONED_AFTER.match(place.after)
            or _beside(self.reported, place, len(place.clause_after))
        )


def _beside(said: Sayings, place: Place, reach: int) -> bool:
    """Whether the sentence says so before the place, or within reach behind it."""
    start, end = place.start - len(place.clause_before), place.end + min(reach, len(place.clause_after))
    return any(right <= place.start or left >= place.end for left, right in said.near(place.text, start, end))


@lru_cache(maxsize=4)
def talk(resources: Resources) -> Talk:
    """The same for all detectors that are built from these resources."""
    return Talk(questions=sayings(resources, "marking-questions"), reported=sayings(resources, "notice-reported"))
