"""Embargo notices: `embargo`, English and French, with the time that they state.

A notice names the embargo ("under embargo", « embargo : 8 h 30 ») or asks for silence up to a moment ("not for release before
Friday", « ne pas publier avant 8 h 30 »). It counts also after its time, which is never compared with a clock here:
the finding keeps it in the normal form of `moments.py`, for the reviewer. Left alone are an embargo told ("it was
lifted"), asked about, on goods or countries, and a bare "keep it quiet until Sunday" among friends.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from gatepost.detectors.embargo import naming, silence
from gatepost.detectors.embargo.evidence import Stated
from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import Hints, literals, phrase_hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Sayings, Talk, sayings, talk
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_MOST = 20  # findings in one text: more tell nothing new
_AHEAD = 40  # characters before the word in which a thing stands that it may be said of
_NOUN = re.compile(r"(?<![a-z])em\w{3,5}go(?P<plural>e?s)?\b")
# An embargo on something, as in "a candy embargo", « embargo de bonbons ».
_ON_THINGS = re.compile(r" (?:on|against|sur|contre)\b")
_THING_BEFORE = re.compile(
    r"(?:\b(?:an?|the|my|our|their|his|her|this|that|some) (?:[a-z]{2,16} )?|(?:^|[.!?;:\n]\s{0,2}))([a-z]{2,16})[ -]$"
)
_THING_BEHIND = re.compile(r" (?:de|du|des|d') ?(?:la |l')?(\w{2,16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    named: naming.Naming
    asked: silence.Silence
    papers: re.Pattern[str]
    kinds: re.Pattern[str]
    told: Sayings
    talk: Talk
    hints: Callable[[], Hints]
    name: str = "embargo"
    labels: frozenset[str] = frozenset({"embargo"})
    reads: frozenset[View] = EVERY
    whole: bool = True

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from islice(distinct(self._stated(item)), _MOST)

    def _stated(self, reading: Reading) -> Iterator[Finding]:
        for stated in chain(self.named.find(reading), self.asked.find(reading)):
            if not self._is_no_notice(stated.place):
                yield _found(reading, stated)

    def _is_no_notice(self, place: Place) -> bool:
        start, end = place.start - len(place.clause_before), place.end + len(place.clause_after)
        return self._is_of_a_thing(place) or bool(self.told.near(place.text, start, end)) or self.talk.of(place)

    def _is_of_a_thing(self, place: Place) -> bool:
        """Whether the word is said of something else than news, or of all embargoes."""
        folded = place.text.folded
        if place.stands_out:
            return False  # a stamp, wherever it is
        for word in _NOUN.finditer(folded, place.start, place.end):
            if word["plural"]:
                return True
            if _ON_THINGS.match(folded, word.end()) and not self.papers.search(folded, word.end(), word.end() + _AHEAD):
                return True
            before = _THING_BEFORE.search(folded[max(0, word.start() - _AHEAD) : word.start()])
            behind = _THING_BEHIND.match(folded, word.end())
            if any(not self.kinds.fullmatch(thing[1]) for thing in (before, behind) if thing):
                return True
        return False


def _found(reading: Reading, stated: Stated) -> Finding:
    place, confidence, moment = stated
    until = (("until", moment.form),) if moment and moment.form else ()
    return found("embargo", "embargo", confidence, reading, (place.start, place.end), *until)


def build(resources: Resources) -> Embargo:
    return Embargo(
        named=naming.naming(resources),
        asked=silence.silence(resources),
        papers=phrase_pattern(resources, "embargo-papers"),
        kinds=phrase_pattern(resources, "embargo-kinds"),
        told=sayings(resources, "embargo-told", given=naming.GIVEN),
        talk=talk(resources),
        hints=lambda: phrase_hints(resources, *silence.LISTS) | literals(naming.STEMS),
    )
