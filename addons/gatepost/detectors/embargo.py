"""Embargo notices: `embargo`, English and French, with the time that they state.

A notice names the embargo ("under embargo", « embargo : 8 h 30 ») or asks for silence up to a moment ("not for release before
Friday", « ne pas publier avant 8 h 30 »). It counts also after its time, which is never compared with a clock here:
the finding keeps it in the normal form of `moments.py`, for the reviewer. Left alone are an embargo told ("it was
lifted"), asked about, on goods or countries, and a bare "keep it quiet until Sunday" among friends.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.hints import phrase_hints
from gatepost.detectors.layout import Place
from gatepost.detectors.moments import Moment, moment_at, moment_in
from gatepost.detectors.notices import Talk, talk
from gatepost.detectors.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import EVERY, Reading, View
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

# The word, in its forms, also with a letter dropped or doubled in haste.
_EMBARGO = r"(?:embarr?go|emabrgo|embrago|embago|embrgo|embargoe)(?:ed|s|es|d|ing)?(?![a-z])"
_STEMS = frozenset({"embarg", "embarrg", "emabrg", "embrag", "embago", "embrgo"})
_WORD = re.compile(rf"(?<![a-z]){_EMBARGO}")
_NOTICES, _BEFORE, _QUIET = "embargo-notices", "embargo-before", "embargo-quiet"
_NEAR = 80  # characters behind a notice within which its time is stated
_SOON = 24  # characters behind an event within which its time is stated
_BESIDE = 160  # characters around a plea in which the press may be spoken of
# What leads from the word to its time.
_LEADS = re.compile(
    r"[\"')\]*!]{0,4}[\s,:=/|.-]{0,4}(?:(?:until|till?|to|through|for|not|before|pas|avant|jusqu'(?:a|au|en)|d'ici|lifts?|ends?|"
    r"expires?|is|est|time|date|ends|tombe|se leve|leve|released?|diffusion|publication|strict)[\s,:=/|-]{1,3}){0,3}$"
)
_EVENT = re.compile(
    r"\W{0,3}(?:(?:the|its|their|our|official|this|that|la|le|l'|cette|son|sa|leur|notre|ce) ?){0,3}"
    r"(?:then|time|heure|moment|date|release|publication|launch|announcement|further notice|nouvel ordre|parution|diffusion|lancement|"
    r"annonce|dévoilement|devoilement|market opening|markets? opens?|ouverture des marches|news conference|press conference|conference de presse|budget|tabling|depot|broadcast|airing|official|"
    r"made public|rendu public|published|released|announced|publie|diffuse|annonce|lift(?:ed|s)?|levee)\b"
)
_FIGURES = re.compile(r"\d ?%|\d (?:per ?cent|pour cent|points?)\b")
_ON_THINGS = re.compile(r"[\"']? (?:on|against|sur|contre)\b")
_NAMED = re.compile(r"(?:called|named|s'appelle|nomme|appele|titled|intitule)\W{1,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embargo:
    notices: Phrasebook
    papers: re.Pattern[str]
    told: re.Pattern[str]
    talk: Talk
    hints: frozenset[str]
    name: str = "embargo"
    reads: frozenset[View] = EVERY
    labels: frozenset[str] = frozenset({"embargo"})

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._embargoes(item))

    def _embargoes(self, reading: Reading) -> Iterator[Finding]:
        for name, match in self.notices.find(reading.once(words_of)):
            place = Place(text=reading, start=match.start(), end=match.end())
            if name != _NOTICES:
                yield from self._silence(reading, place, name)
            elif not self._is_no_notice(place):
                yield _found(reading, place, 0.92, moment_in(reading.folded, place.start, place.start + _NEAR))
        for match in _WORD.finditer(reading.folded) if _has_stem(reading.folded) else ():
            place = Place(text=reading, start=match.start(), end=match.end())
            if self._form(place) and not self._is_no_notice(place):
                yield _found(reading, place, 0.9, self._time_of(place))

    def _silence(self, reading: Reading, place: Place, name: str) -> Iterator[Finding]:
        """Silence up to a moment: of news, any; else a time of day, or something that the press is given."""
        moment = moment_at(reading.folded, place.end)
        event = None if moment else _EVENT.match(reading.folded, place.end)
        if event:
            moment = moment_in(reading.folded, event.end(), event.end() + _SOON)
        if (
            (moment or event)
            and (name == _BEFORE or self._of_the_press(place, moment))
            and not self._is_no_notice(place)
        ):
            yield _found(reading, place, 0.9 if name == _BEFORE else 0.8, moment)

    def _of_the_press(self, place: Place, moment: Moment | None) -> bool:
        """Whether something that the press is given is spoken of beside it, or figures are."""
        folded = place.text.folded
        around = folded[max(0, place.start - _BESIDE) : place.end + _BESIDE]
        if moment is not None and moment.has_clock and _FIGURES.search(around):
            return True
        return bool(self.papers.search(around)) and (moment is not None or place.heads)

    def _form(self, place: Place) -> bool:
        """The word by itself: in brackets, in capitals at the head of a line, or with its time right beside it."""
        if _ON_THINGS.match(place.after) or _NAMED.search(place.before):
            return False
        if place.bracketed or (place.capitals and place.heads and place.separated_after and not place.whole_text):
            return True
        stated = self._time_of(place)
        return stated is not None and (stated.has_clock or stated.month is not None or bool(stated.word))

    def _time_of(self, place: Place) -> Moment | None:
        """Right behind the word or right before it."""
        folded = place.text.folded
        behind = moment_in(folded, place.end, place.end + _NEAR)
        if behind and _LEADS.match(folded[place.end : behind.start]):
            return behind
        ahead = moment_in(folded, max(0, place.start - 40), place.start)
        return ahead if ahead and folded[ahead.end : place.start].strip(" ,:-(/|") in {"", "press", "media"} else None

    def _is_no_notice(self, place: Place) -> bool:
        if _ON_THINGS.match(place.after) and not self.papers.search(place.after[:_NEAR]):
            return True
        sentence = f"{place.clause_before}{place.text.folded[place.start : place.end]}{place.clause_after}"
        return bool(self.told.search(sentence)) or self.talk.of(place)


def _has_stem(folded: str) -> bool:
    return any(stem in folded for stem in _STEMS)


def _found(reading: Reading, place: Place, confidence: float, moment: Moment | None) -> Finding:
    finding = found("embargo", "embargo", confidence, reading, (place.start, place.end))
    return replace(finding, details=(("until", moment.form),)) if moment and moment.form else finding


def build(resources: Resources) -> Embargo:
    word = {"embargo": _EMBARGO}
    return Embargo(
        notices=phrasebook(resources, _NOTICES, _BEFORE, _QUIET, given={"embargo": (_EMBARGO, ("emb ...", "ema ..."))}),
        papers=phrase_pattern(resources, "embargo-papers", given=word),
        told=phrase_pattern(resources, "embargo-told", given=word),
        talk=talk(resources),
        hints=phrase_hints(resources, _NOTICES, _BEFORE, _QUIET, given={"embargo": _STEMS}) | _STEMS,
    )
