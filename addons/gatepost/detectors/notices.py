"""Speaking of notices instead of putting one: asked about, told of others, imagined.

A notice that somebody shows ("look, it says DO NOT DISTRIBUTE on every page") is one. What is left out is the notice that is
asked about, defined, told of the past or of somebody else's papers, or only imagined ("if a page says so"). The rule
to keep: all is asked of the sentence that the words stand in, so that what else a post says or asks does not matter.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from gatepost.detectors.layout import Place
from gatepost.detectors.phrases import phrase_pattern
from gatepost.enrolment import Resources

_BESIDE = 48  # characters behind a notice in which the same breath asks what it means
_ASKED = re.compile(r"[^?.!,\n;:\"|()-]{0,24}\"?[^?.!,\n;:\"|()-]{0,8}(?<!\bok)(?<!okay)(?<!hein)(?<!svp)(?<!right)\?")
_MENTIONED_BEFORE = re.compile(r"(?<!\w)(?:word|words|mot|mots|phrase|expression|called|titled|named|term|terme) ?\"$")
_MENTIONED_AFTER = re.compile(r"\" (?:is|was|are|were|est|sont|etait) (?:my|a|the|mon|ma|un|une|le|la)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    questions: re.Pattern[str]
    reported: re.Pattern[str]

    def of(self, place: Place) -> bool:
        """Whether the sentence speaks of what stands here."""
        return not place.alone and (self.asks(place) or self.tells(place))

    def asks(self, place: Place) -> bool:
        """Whether the sentence asks about it, defines it or compares it."""
        beside = place.clause_after[:_BESIDE]
        return bool(self.questions.search(f"{place.clause_before} | {beside}") or _ASKED.match(place.after))

    def tells(self, place: Place) -> bool:
        """Whether the sentence tells of it: once, elsewhere, or by others."""
        return bool(
            _MENTIONED_BEFORE.search(place.before)
            or _MENTIONED_AFTER.match(place.after)
            or self.reported.search(f"{place.clause_before} | {place.clause_after}")
        )


@lru_cache(maxsize=4)
def talk(resources: Resources) -> Talk:
    """The same for all detectors that are built from these resources."""
    return Talk(
        questions=phrase_pattern(resources, "marking-questions"),
        reported=phrase_pattern(resources, "notice-reported"),
    )
