"""Notices that say how a text is to be handled: `internal-only` and `embargo`, English and French.

Both count however trivial the content, and an embargo also after its time. What is told of a notice (it was marked,
the embargo was lifted), asked about one, or of another kind (a trade embargo, a sign on a door) is left alone. An
embargo's time is kept as it was stated, for the reviewer; it is never compared with a clock here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.hints import phrase_hints
from gatepost.detectors.layout import Place
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import EVERY, Reading, View
from gatepost.detectors.report import distinct
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag, Text

# The word, in its forms, also with a letter dropped or doubled in haste.
_EMBARGO = r"(?:embarr?go|emabrgo|embrago|embago|embrgo|embargoe)(?:ed|s|es|d)?(?![a-z])"
_CLOCK = r"(?:\d{1,2}[:h.] ?\d{2}|\d{1,2} h(?: \d{2})?|\d{1,2} ?[ap]\.?m\b|0?[5-9][0-5]\d\b|noon|midi|midnight|minuit)"
_MONTH = r"(?:jan|feb|fev|mar|apr|avr|may|mai|jun|juin|jul|juil|aug|aout|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|"
    rf"tomorrow|demain|tonight|ce soir|\d{{4}}-\d\d-\d\d|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:er)? {_MONTH})"
)
_ZONE = r"(?:e[sd]?t|eastern(?: time)?|h[en][ae]?|heure de l'est|a\.?m\.?|p\.?m\.?|\d{4})(?![a-z0-9])"
_TIME = re.compile(
    rf"(?<![a-z0-9])(?:{_CLOCK}|{_DAY})(?:[\s,.()]{{1,4}}(?:(?:on|at|the|of|le|a|de) )?(?:{_CLOCK}|{_DAY}|{_ZONE})){{0,6}}"
)
_NEAR = 60  # characters after the notice within which its time is stated
_NEGATED = re.compile(
    r"(?:\bnot|n't|\bnon|\bpas|\bnever|\bnothing is|\brien n'est|\bnone is)(?: only| just| merely| seulement| uniquement)?[ \"'(]{1,3}$"
)
_ENDS = re.compile(r"[\"')\]*]{0,3}[ \t]{0,3}(?:$|\n|[.,;:!|/\]]|-(?![a-z])|\"|or\b|ni\b|ou\b|until\b|avant\b|jusqu)")
_STARTS = re.compile(r"(?:^|[.!?:;,|/\]\[(\"*>-])[\s\"'(\[*]{0,4}$")
# Until a time it is an embargo; under a condition, no notice.
_RUNS_ON = re.compile(
    r"[\s,]{1,3}(?:before|until|prior|avant|jusqu|if|when|because|unless|si|quand|parce|lorsque|to (?!the|media|press|extern|anyone|other|third))\b"
)
_MENTIONED_BEFORE = re.compile(r"(?<!\w)(?:an?|the|says?|said|words?|un|une|la|le|les|dit|mots?|called|titled|my) ?\"$")
_MENTIONED_AFTER = re.compile(r"\" (?:is|was|are|were|est|sont|etait)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    internal: re.Pattern[str]
    internal_form: re.Pattern[str]
    official: re.Pattern[str]
    reported: re.Pattern[str]
    questions: re.Pattern[str]
    embargo: re.Pattern[str]
    embargo_before: re.Pattern[str]
    told: re.Pattern[str]
    hints: frozenset[str]
    name: str = "handling"
    reads: frozenset[View] = EVERY
    labels: frozenset[str] = frozenset({"internal-only", "embargo"})

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct((*self._internal(item), *self._embargo(item)))

    def _internal(self, text: Text) -> Iterator[Finding]:
        for pattern, form_only, confidence in ((self.internal, False, 0.9), (self.internal_form, True, 0.8)):
            for match in pattern.finditer(text.folded):
                place = Place(text=text, start=match.start(), end=match.end())
                if self._only_told(place) or _NEGATED.search(place.before) or _RUNS_ON.match(place.after):
                    continue
                if not form_only or self._stands_as_notice(place):
                    yield _finding("internal-only", place, confidence)

    def _stands_as_notice(self, place: Place) -> bool:
        """Apart from other words, and in capitals, at the head of the text or with something official beside it."""
        starts = _STARTS.search(place.before) or self._officially(place, before_only=True)
        if not (starts and (_ENDS.match(place.after) or place.separated_after)):
            return place.disguised and (place.heads or place.before.endswith("#"))
        apart = place.separated_before and place.separated_after
        several_words = len(place.written) > len("internal")
        stands_out = place.capitals or place.bracketed or (apart and (several_words or not place.heads))
        return not place.whole_text and (stands_out or self._officially(place))

    def _officially(self, place: Place, *, before_only: bool = False) -> bool:
        """Whether something official stands near, or right before; another such notice is official too."""
        folded = place.text.folded
        if before_only:
            return bool(self.official.search(folded[max(0, place.start - 20) : place.start]))
        itself = folded[place.start : place.end]
        beside = (folded[max(0, place.start - 120) : place.start], folded[place.end : place.end + 120])
        notices = [match.group() for text in beside for match in self.internal_form.finditer(text)]
        return any(map(self.official.search, beside)) or any(" " in notice and notice != itself for notice in notices)

    def _embargo(self, text: Text) -> Iterator[Finding]:
        if any(stem in text.folded for stem in _EMBARGO_HINTS):
            yield from self._embargo_named(text)
        for match in self.embargo_before.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            stated = _stated_time(text, match.start())
            if stated and not self._embargo_told(place):
                yield _finding("embargo", place, 0.9, stated)

    def _embargo_named(self, text: Text) -> Iterator[Finding]:
        for match in self.embargo.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            if not self._embargo_told(place):
                yield _finding("embargo", place, 0.92, _stated_time(text, match.start()))
        for match in _EMBARGO_WORD.finditer(text.folded):
            place = Place(text=text, start=match.start(), end=match.end())
            if self._embargo_form(place) and not self._embargo_told(place):
                yield _finding("embargo", place, 0.9, _stated_time(text, match.end()))

    def _embargo_form(self, place: Place) -> bool:
        """The word by itself: in brackets or capitals alone on its line, or with the time right beside it."""
        if place.bracketed or (place.capitals and place.heads and place.separated_after and not place.whole_text):
            return True
        stated = _TIME.search(place.text.folded, place.end, place.end + 24)
        return bool(stated and not re.search(r"[a-z.]", place.text.folded[place.end : stated.start()]))

    def _embargo_told(self, place: Place) -> bool:
        sentence = f"{place.clause_before}{place.text.folded[place.start : place.end]}{place.clause_after}"
        return bool(self.told.search(sentence) or self.reported.search(sentence)) or self._asked(place)

    def _only_told(self, place: Place) -> bool:
        if place.alone:
            return False
        sentence = f"{place.clause_before} | {place.clause_after}"
        mentioned = _MENTIONED_BEFORE.search(place.before) or _MENTIONED_AFTER.match(place.after)
        return bool(mentioned or self.reported.search(sentence)) or self._asked(place)

    def _asked(self, place: Place) -> bool:
        sentence = f"{place.clause_before} | {place.clause_after}"
        return bool(self.questions.search(sentence)) or place.clause_after.rstrip("\"') ").endswith("?")


_LISTS = ("internal-only", "internal-only-form", "embargo-before")
_EMBARGO_HINTS = frozenset({"embar", "emabr", "embra", "embag", "embrg"})
_EMBARGO_WORD = re.compile(rf"(?<![a-z]){_EMBARGO}")


def _stated_time(text: Text, start: int) -> str:
    """The time as stated after a place, in one line; empty when there is none."""
    match = _TIME.search(text.folded, max(0, start), start + _NEAR)
    if match is None:
        return ""
    left, right = text.span(match.start(), match.end())
    return " ".join(text.original[left:right].split())[:_NEAR]


def _finding(label: str, place: Place, confidence: float, stated: str = "") -> Finding:
    return Finding(
        detector="handling",
        label=label,
        details=(("until", stated),) if stated else (),
        confidence=confidence,
        where=replace(place.text.where, span=place.text.span(place.start, place.end)),
    )


def build(resources: Resources) -> Handling:
    words = {"embargo": _EMBARGO, "clock": _CLOCK}
    return Handling(
        internal=phrase_pattern(resources, "internal-only"),
        internal_form=phrase_pattern(resources, "internal-only-form"),
        official=phrase_pattern(resources, "internal-only-beside"),
        reported=phrase_pattern(resources, "notice-reported"),
        questions=phrase_pattern(resources, "marking-questions"),
        embargo=phrase_pattern(resources, "embargo-notices", given=words),
        embargo_before=phrase_pattern(resources, "embargo-before", given=words),
        told=phrase_pattern(resources, "embargo-told", given=words),
        hints=phrase_hints(
            resources, *_LISTS, given={"embargo": _EMBARGO_HINTS, "clock": frozenset({r"\d", "noon", "midi"})}
        )
        | _EMBARGO_HINTS,
    )
