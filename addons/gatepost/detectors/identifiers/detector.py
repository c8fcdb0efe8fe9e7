"""Identifiers of persons and businesses, English and French: `personal-identifier`, its value the kind.

A number counts with evidence: its own check digits or shape (`numbers.py`), and a cue beside it (`cues.py`), or its
neighbour of the same kind in a list or column. Left alone: bare nine digits, parcels, tables, dates, money, counts. A full
name with one of these (`names.py`), or a birth, a postal code and a trait, are a `combination`; postal codes count in a
person's address (`homes.py`), dates when somebody private is born (`births.py`). The rule to keep: digits never leave this
package, only their places.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.detectors.identifiers.births import Births, births
from gatepost.detectors.identifiers.contacts import CONTACT_HINTS, emails, phones
from gatepost.detectors.identifiers.cues import Cue, Cues, CueWords, cue_words, cues_in
from gatepost.detectors.identifiers.homes import HOME_HINT, Homes, homes
from gatepost.detectors.identifiers.names import Names, names
from gatepost.detectors.identifiers.numbers import (
    is_nine_digit_number,
    is_ontario_licence,
    is_quebec_health_number,
    is_quebec_licence,
    number_kind,
)
from gatepost.detectors.identifiers.zones import Zone, found_in, zones_of
from gatepost.detectors.views.reading import USUAL, Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.folding import words
from gatepost.model import Finding, Tag

_NEAR_NEIGHBOUR = 160  # characters between two numbers of one list
_NEAR_TRAIT = 200  # characters around a birth and a postal code in which a trait makes the two a person
_NAMING_KINDS = {"sin", "health-card", "passport", "driver-licence", "payment-card", "date-of-birth"}

_NUMBER_HINT = r"\d(?:[^a-z0-9]{0,3}\d){6}|\d{5}[ -]?\d|[a-z]{4}[ -]?\d{4}|[a-z][ -]?\d{6}"
_PIECES_HINT = r"\b(sin|nas|social|sociale)\b.{1,80}\d{2}[^0-9]{1,40}\d{1,6}[^0-9]{1,40}\d"
_NUMBER = re.compile(r"(?<![\w.,$])\d(?:[ .,\-/_]{0,2}\d){6,18}(?!\w)")
# Right behind its cue a number may be broken by anything.
_SCATTERED = re.compile(
    r"[^a-z0-9]{0,6}(?:(?:number|no|num|numero|card|is|was|est|c'est|le|the|of|de|:)[^a-z0-9]{1,4}){0,3}(\d(?:[^a-z0-9]{1,4}\d|\d){7,18})(?![a-z0-9])"
)
_PIECES = re.compile(r"[^.!?]{0,60}?(\d{1,6}(?:[^\d!?]{1,40}?\d{1,6}){1,5})(?![\d-])")
_JOINERS = re.compile(
    r"(?:first|last|then|and|starts?|begins?|ends?|ending|starting|with|in|middle|digits?|next|followed|by|the|is|are|half|rest|three|four|two|it|part|"
    r"premiers?|derniers?|puis|et|ensuite|finit|finissant|commence|commencant|par|milieu|chiffres?|moitie|reste|trois|quatre|deux|les?|la|suivi|de|fin|debut|partie|ca|il|elle|suivis)"
)
_BUSINESS = re.compile(r"(?<!\w)(\d{9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{5}[ -]\d{4})[ -]?r[tpcrzmgn][ -]?\d{4}(?!\w)")
_SALES_TAX = re.compile(r"(?<!\w)1\d{9}[ -]?tq[ -]?\d{4}(?!\w)")
_G = r"[^a-z0-9]{0,2}"
_RAMQ = re.compile(rf"(?<!\w)([a-z]{{4}}){_G}(\d{{4}}){_G}(\d{{4}})(?!\w)")
_NORTHERN_HEALTH = re.compile(r"(?<!\w)[ndhmt]\d{7}(?!\w)")
_PASSPORT = re.compile(rf"(?<!\w)(?:[a-z]{{2}}{_G}\d{{6}}|[a-z]{_G}\d{{6}}{_G}[a-z]{{2}}|[a-z]\d{{8}}|\d{{9}})(?!\w)")
_ONTARIO_LICENCE = re.compile(rf"(?<!\w)[a-z](\d{{4}}){_G}(\d{{5}}){_G}(\d{{5}})(?!\w)")
_QUEBEC_LICENCE = re.compile(rf"(?<!\w)[a-z](\d{{4}}){_G}(\d{{6}}){_G}(\d{{2}})(?!\w)")
_MANITOBA_LICENCE = re.compile(r"(?<!\w)[a-z*]{2}-?[a-z*]{2}-?[a-z*]{2}-?[a-z]\d{3}[a-z]{2}(?!\w)")
_OTHER_LICENCE = re.compile(
    r"(?<!\w)(?:[a-z]{1,5}[ -]?)?\d{6,9}(?!\w)|(?<!\w)\d{6}-\d{3}(?!\w)|(?<!\w)[a-z]\d{9}(?!\w)|(?<!\w)\d{3} \d{3} \d{1,3}(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One identifier in a reading; `start` is that of its cue when it has one before it."""

    kind: str
    start: int
    span: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    cues: CueWords
    phone_cue: re.Pattern[str]
    births: Births
    homes: Homes
    names: Names
    trait: re.Pattern[str]
    name: str = "identifiers"
    labels: frozenset[str] = frozenset({"personal-identifier"})
    reads: frozenset[View] = USUAL
    hints: Hints

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen: dict[str, Spans] = {}
        for found in (*self._numbers(item), *self._contacts(item), *self._private(item)):
            spans = seen.setdefault(found.kind, Spans())
            if not spans.meet(*found.span):
                spans.add(*found.span)
                yield from self._findings(item, found)

    def _findings(self, reading: Reading, found: _Found) -> Iterator[Finding]:
        yield _finding(reading, found.kind, reading.span(*found.span), found.confidence)
        if found.kind in _NAMING_KINDS:
            start, end = reading.span(found.start, found.span[1])
            named = self.names.beside(reading.original, (start, end), reading.span(*found.span)[0])
            if named:
                yield _finding(reading, "combination", named, 0.85)

    def _numbers(self, reading: Reading) -> Iterator[_Found]:
        zones = reading.once(_zones)
        if not zones and sum(map(reading.folded.count, "0123456789")) < _FEWEST:
            return
        cues = cues_in(reading, self.cues)
        yield from _shaped(reading, cues, zones)
        turned = _TURNED.search(reading.folded) is not None
        last: _Found | None = None
        for match in found_in(zones, _NUMBER, reading.folded):
            groups = _groups(match.start(), match.group())
            ways = (groups, _from_the_end(groups)) if turned else (groups,)
            judged = (_judge(way, cue) for cue in cues.beside(*match.span()) for way in ways)
            found = next(filter(None, judged), None) or _like_the_last(groups, last, cues)
            if found:
                last = found
                yield found
        for cue in cues.found:
            if cue.kind in _BROKEN:
                yield from _broken(reading.folded, cue)

    def _contacts(self, reading: Reading) -> Iterator[_Found]:
        for span in emails(reading.folded):
            yield _Found(kind="email", start=span[0], span=span, confidence=0.9)
        for span, confidence in phones(reading.folded, self.phone_cue, reading.once(_zones)):
            yield _Found(kind="phone", start=span[0], span=span, confidence=confidence)

    def _private(self, reading: Reading) -> Iterator[_Found]:
        """Dates of birth, and postal codes where somebody lives; both with a trait are a combination."""
        born = list(self.births.found(reading.folded))
        for span, start in born:
            yield _Found(kind="date-of-birth", start=start, span=span, confidence=0.9)
        for code, birth in self.homes.found(reading.folded, [span for span, _ in born]):
            yield _Found(kind="postal-code", start=code[0], span=code, confidence=0.8)
            if birth:
                first, last = min(code[0], birth[0]), max(code[1], birth[1])
                if self.trait.search(reading.folded, max(0, first - _NEAR_TRAIT), last + _NEAR_TRAIT):
                    yield _Found(kind="combination", start=first, span=(first, last), confidence=0.8)


_FEWEST = 6  # digits in an identifier
_SHORTEST_CARD = 13  # digits: the only number that needs no cue
_BROKEN = {"sin": (_SCATTERED, _PIECES), "payment-card": (_SCATTERED, _PIECES), "health-card": (_SCATTERED,)}


_TURNED = re.compile(
    r"(?<![a-z])(?:backwards?|in reverse|reversed?|flip|mirror|right to left|from the end|a l'envers|inverse|inverser|renverse|a rebours|de droite a gauche|"
    r"miroir|de la fin|par la fin)(?![a-z])"
)


def _from_the_end(groups: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The number as it is read from its end, where the text says to read it so: one group, in its place."""
    return [(groups[0][0], "".join(digits for _, digits in groups)[::-1])]


def _zones(reading: Reading) -> list[Zone]:
    return zones_of(reading.folded, _FEWEST)


def _groups(start: int, written: str) -> list[tuple[int, str]]:
    return [(start + group.start(), group.group()) for group in re.finditer(r"\d+", written)]


def _judge(groups: Sequence[tuple[int, str]], cue: Cue | None) -> _Found | None:
    """The first stretch of whole groups that passes for what the cue says, or for a payment card without one."""
    if cue is None and sum(len(digits) for _, digits in groups) < _SHORTEST_CARD:
        return None
    for first in range(len(groups)):
        digits = ""
        for last in range(first, len(groups)):
            digits += groups[last][1]
            sizes = [len(group) for _, group in groups[first : last + 1]]
            kind, confidence = number_kind(digits, sizes, cue.kind if cue else "")
            if kind:
                start, end = groups[first][0], groups[last][0] + len(groups[last][1])
                begins = cue.start if cue and cue.end <= start else start
                return _Found(kind=kind, start=begins, span=(start, end), confidence=confidence)
    return None


def _like_the_last(groups: Sequence[tuple[int, str]], last: _Found | None, cues: Cues) -> _Found | None:
    """A further number of a list or column: of the kind of the one before, with nothing between that says otherwise."""
    start = groups[0][0]
    if last is None or last.kind not in _BROKEN or start - last.span[1] > _NEAR_NEIGHBOUR:
        return None
    if any(last.span[1] <= cue.start < start and cue.kind not in {last.kind, "phone"} for cue in cues.found):
        return None
    return _judge(groups, Cue(kind=last.kind, start=start, end=start, word=""))


def _broken(folded: str, cue: Cue) -> Iterator[_Found]:
    """Right behind its cue, a number that signs, lines or words ("then", "ends with") break into pieces."""
    for pattern in _BROKEN[cue.kind]:
        match = pattern.match(folded, cue.end, cue.end + 160)
        if match:
            found = _judge(_groups(match.start(1), match.group(1)), cue)
            between = re.findall(r"[a-z']+", folded[slice(*found.span)]) if found else ()
            if found and found.kind == cue.kind and all(map(_JOINERS.fullmatch, between)):
                yield replace(found, confidence=min(found.confidence, 0.85))
                return


def _shaped(reading: Reading, cues: Cues, zones: Sequence[Zone]) -> Iterator[_Found]:
    """Identifiers with letters in them, whose shape says much of what they are."""
    for match in found_in(zones, _BUSINESS, reading.folded):
        if is_nine_digit_number(re.sub(r"\D", "", match.group(1))):
            yield _Found(kind="business-number", start=match.start(), span=match.span(), confidence=0.97)
    for match in found_in(zones, _SALES_TAX, reading.folded):
        yield _Found(kind="business-number", start=match.start(), span=match.span(), confidence=0.9)
    known = {cue.kind for cue in cues.found}
    for kind, pattern, accepts in _SHAPES:
        for match in (
            found_in(zones, pattern, reading.folded) if kind in known or pattern in _SPEAK_FOR_THEMSELVES else ()
        ):
            for cue in cues.beside(*match.span())[:3]:
                confidence = accepts(reading, match, cue)
                if confidence:
                    start = cue.start if cue and cue.kind == kind and cue.end <= match.start() else match.start()
                    yield _Found(kind=kind, start=start, span=match.span(), confidence=confidence)
                    break


def _is(cue: Cue | None, kind: str) -> bool:
    return cue is not None and cue.kind == kind


def _ramq(reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if not is_quebec_health_number(match.group(1), match.group(2) + match.group(3)):
        return 0
    if _is(cue, "health-card"):
        return 0.97
    start, _ = reading.span(*match.span())
    return 0.8 if reading.original[start : start + 4].isupper() and not _is(cue, "other") else 0


def _northern_health(_reading: Reading, _match: re.Match[str], cue: Cue | None) -> float:
    return 0.85 if _is(cue, "health-card") else 0


def _passport(reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if not _is(cue, "passport") or cue is None:
        return 0
    if match.group().isdigit() or match.group()[1:].isdigit():  # of other countries: only right beside the word
        gap = max(cue.start, match.start()) - min(cue.end, match.end())
        return 0.8 if gap <= _RIGHT_BESIDE and not is_nine_digit_number(match.group()) else 0
    return 0.93 if any(map(str.isdigit, match.group())) else 0


def _ontario_licence(_reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if _is(cue, "driver-licence"):
        return 0.95
    return 0.85 if "-" in match.group() and is_ontario_licence("".join(match.groups())) else 0


def _quebec_licence(_reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if _is(cue, "driver-licence"):
        return 0.95
    return 0.8 if "-" in match.group() and is_quebec_licence("".join(match.groups())) else 0


def _other_licence(reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    """The other provinces' have no shape of their own: digits right beside the word, or near what can be no other licence."""
    if not _is(cue, "driver-licence") or cue is None:
        return 0
    gap = reading.folded[min(cue.end, match.end()) : max(cue.start, match.start())]
    if any(map(str.isdigit, gap)):
        return 0
    sure = re.search(r"driv|condui|condu|dl|d/l|learner|apprenti", cue.word)
    return 0.8 if sure or len(gap) <= _RIGHT_BESIDE else 0


_RIGHT_BESIDE = 24  # characters: room for "number is:"
_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[Reading, re.Match[str], Cue | None], float]], ...] = (
    ("health-card", _RAMQ, _ramq),
    ("health-card", _NORTHERN_HEALTH, _northern_health),
    ("passport", _PASSPORT, _passport),
    ("driver-licence", _ONTARIO_LICENCE, _ontario_licence),
    ("driver-licence", _QUEBEC_LICENCE, _quebec_licence),
    ("driver-licence", _MANITOBA_LICENCE, _other_licence),
    ("driver-licence", _OTHER_LICENCE, _other_licence),
)


_SPEAK_FOR_THEMSELVES = {_RAMQ, _ONTARIO_LICENCE, _QUEBEC_LICENCE}  # all others need their cue


def _finding(reading: Reading, kind: str, span: tuple[int, int], confidence: float) -> Finding:
    where = replace(reading.where, span=span)
    return Finding(detector="identifiers", label="personal-identifier", value=kind, confidence=confidence, where=where)


def build(resources: Resources) -> Identifiers:
    born = births(resources)
    return Identifiers(
        cues=cue_words(resources),
        phone_cue=words(resources.lexicon("identifier-phone")),
        births=born,
        homes=homes(resources),
        names=names(resources),
        trait=words(resources.lexicon("identifier-trait")),
        hints=CONTACT_HINTS | born.hints | {_NUMBER_HINT, _PIECES_HINT, HOME_HINT},
    )
