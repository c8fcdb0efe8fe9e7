"""The word embargo, and what makes a notice of it: a wording of notices, its time, or the way it stands.

"Under embargo", « embargo : 8 h 30 », [EMBARGOED], "the winners are embargoed till the gala". The rule to keep: the
word is said of trade, of sweets and of bars too, so that it counts by something beside it and never alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.embargo.evidence import Stated, press_beside
from gatepost.detectors.embargo.moments import Moment, moment_in
from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.layout import Place
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources

# The word, in its forms, also with a letter dropped or doubled in haste.
_EMBARGO = r"(?:embarr?go|emabrgo|embrago|embago|embrgo|embargoe|embargu)(?:ees?|ed|e?s|e|d|ing)?(?![a-z])"
STEMS = frozenset({"embarg", "embarrg", "emabrg", "embrag", "embago", "embrgo"})
GIVEN: Given = {"embargo": (_EMBARGO, ("emb ...", "ema ..."))}
LIST = "embargo-notices"
_WORD = re.compile(rf"(?<![a-z]){_EMBARGO}")
_NEAR = 80  # characters behind a notice within which its time is stated
_AHEAD = 40  # characters before it
_STOP = re.compile(
    r"(?<![ap]\.m)(?<!\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec))[.!?]\s|\n\s*\n"
)
_PAST = re.compile(
    r"\b(?:of|in|en|since|depuis|de) (?:1[5-9]\d\d|'?\d\d\b)|\bannees \d|\bthe \d{2,4}s\b|\b(?:ago|vote|starts?|begins?|would|commence\w*|entre en vigueur)\b"
)
_NAMED = re.compile(
    r"(?:called|named|s'appelle|nomme|appele|titled|intitule|(?:bar|pub|cafe|resto|club|band|groupe) (?:l'|le |the )?)\W{0,3}$"
)
_TITLE = re.compile(r"\"\s?(?:the |an? |l'|le |un )embargo\s?\"")
_AHEAD_OF_IT = re.compile(r"[\s,:(/|-]{0,8}(?:press|media|strict|news|the|l'|d'|de|un|an?)?[\s:]{0,4}")
# The word said of an article, as of now: "this is embargoed", "contents embargoed".
_PARTICIPLE = re.compile(r"embarr?go?ed|embarguee?s?|embargue")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Naming:
    notices: Phrasebook
    until: re.Pattern[str]
    papers: re.Pattern[str]

    def find(self, reading: Reading) -> Iterator[Stated]:
        yield from self._notices(reading)
        for match in _WORD.finditer(reading.folded):
            place = Place(text=reading, start=match.start(), end=match.end())
            if not _is_name(place):
                yield from self._word(place)

    def _notices(self, reading: Reading) -> Iterator[Stated]:
        for _, match in self.notices.find(reading.once(words_of)):
            place = Place(text=reading, start=match.start(), end=match.end())
            yield Stated(place, 0.92, self._time_of(place) or moment_in(reading.folded, place.start, place.end + _NEAR))

    def _word(self, place: Place) -> Iterator[Stated]:
        """The word by itself."""
        moment = self._time_of(place)
        headed = place.heads and place.capitals and place.separated_after
        apart = place.stands_out and (place.separated_before or place.separated_after)
        if moment or ((headed or apart) and not place.whole_text) or place.bracketed or self._is_of_news(place):
            yield Stated(place, 0.9, moment)

    def _is_of_news(self, place: Place) -> bool:
        """Whether it is said, as of now, of what the press is given."""
        folded = place.text.folded
        if not _PARTICIPLE.match(folded, place.start):
            return False
        ends = place.separated_after or not place.clause_after.strip(" .,!\"')")
        return (ends or bool(self.until.match(place.after.lstrip()))) and press_beside(self.papers, place)

    def _time_of(self, place: Place) -> Moment | None:
        """Its time: in the sentence behind the word, or right before it."""
        folded = place.text.folded
        stop = _STOP.search(folded, place.end, place.end + _NEAR)
        behind = moment_in(folded, place.end, stop.start() if stop else place.end + _NEAR)
        if behind and behind.is_telling and not _PAST.search(folded, place.end, behind.start):
            return behind
        ahead = moment_in(folded, max(0, place.start - _AHEAD), place.start)
        if ahead and ahead.is_telling and _AHEAD_OF_IT.fullmatch(folded, ahead.end, place.start):
            return ahead
        return None


def _is_name(place: Place) -> bool:
    """Of a bar or a band, or a title between quotation marks."""
    start = max(0, place.start - len('" the '))
    return bool(_NAMED.search(place.before) or _TITLE.search(place.text.folded, start, place.end + 2))


def naming(resources: Resources) -> Naming:
    return Naming(
        notices=phrasebook(resources, LIST, given=GIVEN),
        until=phrase_pattern(resources, "embargo-until", "embargo-up-to"),
        papers=phrase_pattern(resources, "embargo-papers"),
    )
