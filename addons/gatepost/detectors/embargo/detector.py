"""Embargo notices: `embargo`, English and French, with the time that they state.

A notice names the embargo ("under embargo", « embargo : 8 h 30 ») or asks for silence up to a moment ("not for release before
Friday", « ne pas publier avant 8 h 30 »). It counts also after its time, which is never compared with a clock here:
the finding keeps it in the normal form of `moments.py`, for the reviewer. Left alone are an embargo told ("it was
lifted"), asked about, on goods or countries, and a bare "keep it quiet until Sunday" among friends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice

from gatepost.detectors.embargo.bounds import bound_at
from gatepost.detectors.embargo.moments import Moment, moment_at, moment_in
from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.hints import phrase_hints
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.notices import Sayings, Talk, sayings, talk
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

# The word, in its forms, also with a letter dropped or doubled in haste.
_EMBARGO = r"(?:embarr?go|emabrgo|embrago|embago|embrgo|embargoe)(?:ed|s|es|d|ing)?(?![a-z])"
_STEMS = frozenset({"embarg", "embarrg", "emabrg", "embrag", "embago", "embrgo"})
_WORD = re.compile(rf"(?<![a-z]){_EMBARGO}")
_NOUN = re.compile(r"(?<![a-z])em\w{3,5}go\b")
_NOTICES, _BEFORE, _QUIET = "embargo-notices", "embargo-before", "embargo-quiet"
_MOST = 20  # findings in one text: more tell nothing new
_NEAR = 80  # characters behind a notice within which its time is stated
_AHEAD = 40  # characters before it
_BESIDE = 120  # characters around a plea in which the press may be spoken of
# What leads from the word to its time.
_LEADS = re.compile(
    r"[\"')\]*!]{0,4}[\s,:=/|.-]{0,4}(?:(?:until|till?|to|through|for|not|before|pas|avant|jusqu'(?:a|au|en)|d'ici|lifts?|ends?|"
    r"expires?|is|est|time|date|tombe|se leve|released?|diffusion|publication|strict)[\s,:=/|-]{1,3}){0,3}$"
)
_UNTIL = re.compile(
    r"\b(?:until|till|til|before|prior to|ahead of|earlier than|sooner than|jusqu'(?:a|au)|avant|d'ici)\b"
)
_FIGURES = re.compile(r"\d ?%|\d (?:per ?cent|pour cent|points?)\b")
# Somebody's habit, and nobody's request: "we don't publish before ...".
_SUBJECT = re.compile(r"\b(?:we|i|they|he|she|you|who|people|on|ils|elles|je) $")
_NAMED = re.compile(r"(?:called|named|s'appelle|nomme|appele|titled|intitule)\W{1,3}$")
# An embargo on something, as in "a candy embargo", « embargo de bonbons ».
_ON_THINGS = re.compile(r"[\"']? (?:on|against|sur|contre)\b")
_THING_BEFORE = re.compile(r"\b(?:an?|the|my|our|their|his|her|this|that|some) (?:\w{2,16} )?(\w{2,16})[ -]$")
_THING_BEHIND = re.compile(r" (?:de|du|des|d') ?(\w{2,16})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    notices: Phrasebook
    papers: re.Pattern[str]
    kinds: re.Pattern[str]
    told: Sayings
    talk: Talk
    hints: frozenset[str]
    name: str = "embargo"
    labels: frozenset[str] = frozenset({"embargo"})
    reads: frozenset[View] = EVERY

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from islice(distinct(chain(self._phrases(item), self._word(item))), _MOST)

    def _phrases(self, reading: Reading) -> Iterator[Finding]:
        for name, match in self.notices.find(reading.once(words_of)):
            place = Place(text=reading, start=match.start(), end=match.end())
            if name != _NOTICES:
                yield from self._silence(reading, place, name)
            elif not self._is_no_notice(place):
                yield _found(reading, place, 0.92, moment_in(reading.folded, place.start, place.start + _NEAR))

    def _silence(self, reading: Reading, place: Place, name: str) -> Iterator[Finding]:
        """Silence up to a moment: of news, any; else a time of day, or something that the press is given."""
        bound = bound_at(reading.folded, place.end)
        if bound is None or _SUBJECT.search(place.before) or self._is_no_notice(place):
            return
        if bound.moment is None and not _UNTIL.search(reading.folded, place.start, place.end):
            return  # "for release at" is followed by a time, or it is no embargo
        if name == _BEFORE:
            yield _found(reading, place, 0.9 if bound.surely else 0.8, bound.moment)
        elif bound.surely and self._of_the_press(place, bound.moment):
            yield _found(reading, place, 0.8, bound.moment)

    def _of_the_press(self, place: Place, moment: Moment | None) -> bool:
        """Whether something that the press is given is spoken of beside it, or figures are."""
        around = place.text.folded[max(0, place.start - _BESIDE) : place.end + _BESIDE]
        if moment is not None and moment.has_clock and _FIGURES.search(around):
            return True
        return bool(self.papers.search(around)) and (moment is not None or place.heads)

    def _word(self, reading: Reading) -> Iterator[Finding]:
        """The word by itself: in brackets, in capitals at the head of a line, or with its time beside it."""
        for match in _WORD.finditer(reading.folded):
            place = Place(text=reading, start=match.start(), end=match.end())
            if _ON_THINGS.match(place.after) or _NAMED.search(place.before):
                continue
            stated = self._time_of(place)
            headed = place.capitals and place.heads and place.separated_after and not place.whole_text
            if (stated or headed or place.bracketed) and not self._is_no_notice(place):
                yield _found(reading, place, 0.9, stated)

    def _time_of(self, place: Place) -> Moment | None:
        """Its time: right behind the word or right before it, or further on behind an "until"."""
        folded = place.text.folded
        behind = moment_in(folded, place.end, place.end + _NEAR)
        if behind and behind.is_telling and _LEADS.match(folded[place.end : behind.start]):
            return behind
        ahead = moment_in(folded, max(0, place.start - _AHEAD), place.start)
        if ahead and ahead.is_telling and folded[ahead.end : place.start].strip(" ,:-(/|") in {"", "press", "media"}:
            return ahead
        until = _UNTIL.search(place.clause_after[:_NEAR])
        return moment_at(folded, place.end + until.end()) if until else None

    def _is_no_notice(self, place: Place) -> bool:
        if _ON_THINGS.match(place.after) and not self.papers.search(place.after[:_NEAR]):
            return True
        start, end = place.start - len(place.clause_before), place.end + len(place.clause_after)
        return bool(self.told.near(place.text, start, end)) or self._is_of_a_thing(place) or self.talk.of(place)

    def _is_of_a_thing(self, place: Place) -> bool:
        """Whether the word is said of something else than news."""
        folded = place.text.folded
        for word in _NOUN.finditer(folded, place.start, place.end):
            before = _THING_BEFORE.search(folded[max(0, word.start() - _AHEAD) : word.start()])
            behind = _THING_BEHIND.match(folded, word.end())
            if any(not self.kinds.fullmatch(thing[1]) for thing in (before, behind) if thing):
                return True
        return False


def _found(reading: Reading, place: Place, confidence: float, moment: Moment | None) -> Finding:
    finding = found("embargo", "embargo", confidence, reading, (place.start, place.end))
    return replace(finding, details=(("until", moment.form),)) if moment and moment.form else finding


def build(resources: Resources) -> Embargo:
    word: Given = {"embargo": (_EMBARGO, ("emb ...", "ema ..."))}
    return Embargo(
        notices=phrasebook(resources, _NOTICES, _BEFORE, _QUIET, given=word),
        papers=phrase_pattern(resources, "embargo-papers"),
        kinds=phrase_pattern(resources, "embargo-kinds"),
        told=sayings(resources, "embargo-told", given=word),
        talk=talk(resources),
        hints=phrase_hints(resources, _NOTICES, _BEFORE, _QUIET, given={"embargo": _STEMS}) | _STEMS,
    )
