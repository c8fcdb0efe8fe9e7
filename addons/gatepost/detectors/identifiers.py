"""Identifiers of persons and businesses, English and French: `personal-identifier`, its value the kind.

A number counts with evidence: its own check digits or shape, and a cue beside it (SIN, NAS, carte soleil). The cue
nearest before a number decides what it is, so that an order number beside a SIN stays an order number. Left alone:
bare nine digits, parcels, tables, dates, money, counts. A full name with one of these is a `combination`; a postal
code is reported only beside a date of birth. The rule to keep: digits never leave this module, only their places.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.detectors.contacts import BIRTH_DATE, POSTAL_CODE, emails, phones
from gatepost.detectors.numbers import (
    is_nine_digit_number,
    is_ontario_licence,
    is_quebec_health_number,
    is_quebec_licence,
    number_kind,
)
from gatepost.detectors.reading import USUAL, Reading, View
from gatepost.enrolment import Resources
from gatepost.folding import fold, words
from gatepost.model import Finding, Tag, Text

_BEFORE, _AFTER = 60, 40  # characters between a cue and its number, either way
_NEAR_BIRTH = 200  # characters between a date of birth and a postal code that belongs to it

# In this order: "carte soleil" is tried before "carte".
_KINDS = (
    "date-of-birth",
    "health-card",
    "business-number",
    "sin",
    "passport",
    "driver-licence",
    "phone",
    "other",
    "payment-card",
)
_SHORT = {"nas", "ne", "nam", "bn", "dl", "uli", "msp", "mcp", "m"}  # also other words, when not in capitals

_OWNED = re.compile(r"(?<!\w)(?:my|your|his|her|their|our|[mts]on|votre|notre|leur|no de|numero de) $")
_FIRST_LOOK = r"\d(?:[ .,\-/]?[\da-z]){5}|@| dot [co]| point [co]|[(\[] ?a|\bborn|birth|d\.?o\.?b|naiss|ddn|\bnee? le"
_NUMBER = re.compile(r"(?<![\w.,$])\d(?:[ .,\-/]?\d){6,18}(?!\w)")
_BUSINESS = re.compile(r"(?<!\w)(\d{9}|\d{3} \d{3} \d{3}|\d{5} \d{4})[ -]?r[tpcrzmg][ -]?\d{4}(?!\w)")
_RAMQ = re.compile(r"(?<!\w)([a-z]{4})[ -]?(\d{4})[ -]?(\d{4})(?!\w)")
_PASSPORT = re.compile(r"(?<!\w)(?:[a-z]{2}[ -]?\d{6}|[a-z]\d{6}[a-z]{2})(?!\w)")
_ONTARIO_LICENCE = re.compile(r"(?<!\w)[a-z](\d{4})[ -]?(\d{5})[ -]?(\d{5})(?!\w)")
_QUEBEC_LICENCE = re.compile(r"(?<!\w)[a-z](\d{4})[ -]?(\d{6})[ -]?(\d{2})(?!\w)")
_OTHER_LICENCE = re.compile(r"(?<!\w)(?:[a-z]{1,5}[ -]?)?\d{6,9}(?!\w)")
_CAPITALISED = r"[^\W\d_a-z][^\W\d_]{1,24}(?:['’-][^\W\d_]{1,24}){0,2}"
_NAME = rf"(?:{_CAPITALISED})(?: [A-Z]\.?)?(?: (?:de|du|des|la|van|von|der|den|el|al|le))?(?: {_CAPITALISED}){{1,3}}"
_NAME_BEFORE = re.compile(rf"(?:^|[^\w'’-])({_NAME})[\s,;:(|/–-]{{1,4}}$")
_NAME_AFTER = re.compile(rf"[\s,)]{{1,3}}(?:(?:is|for|of|belongs to|pour|de|appartient à) )?({_NAME})(?!\w)")
_NAME_WITHIN = re.compile(rf" (?:of|for|de|d'|pour) ?({_NAME})[\s:=(-]{{1,4}}$")
_NAMING_KINDS = {"sin", "health-card", "passport", "driver-licence", "payment-card", "date-of-birth"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cue:
    kind: str
    start: int
    end: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One identifier in a reading; `start` is that of its cue when it has one before it."""

    kind: str
    start: int
    span: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    cues: re.Pattern[str]
    phone_cue: re.Pattern[str]
    announces_name: frozenset[str]
    not_a_name: frozenset[str]
    name: str = "identifiers"
    reads: frozenset[View] = USUAL
    labels: frozenset[str] = frozenset({"personal-identifier"})
    hints: frozenset[str] = frozenset({_FIRST_LOOK})

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        for found in (*self._numbers(item), *self._contacts(item)):
            yield from self._findings(item, found)

    def _findings(self, text: Text, found: _Found) -> Iterator[Finding]:
        yield _finding(text, found.kind, found.span, found.confidence)
        named = self._named_span(text, found) if found.kind in _NAMING_KINDS else None
        if named:
            yield replace(_finding(text, "combination", found.span, 0.85), where=replace(text.where, span=named))

    def _numbers(self, text: Text) -> Iterator[_Found]:
        cues = self._cues(text)
        ends = [cue.end for cue in cues]
        yield from self._shaped(text, cues, ends)
        for match in _NUMBER.finditer(text.folded):
            groups = [(match.start() + group.start(), group.group()) for group in re.finditer(r"\d+", match.group())]
            judged = (_judge_number(groups, cue) for cue in _beside(cues, ends, match.start(), match.end()))
            found = next(filter(None, judged), None)
            if found:
                yield found

    def _cues(self, text: Text) -> list[_Cue]:
        return [
            _Cue(
                kind=(match.lastgroup or "").replace("_", "-"), start=match.start(), end=match.end(), word=match.group()
            )
            for match in self.cues.finditer(text.folded)
            if match.group() not in _SHORT or _is_meant(text, match)
        ]

    def _shaped(self, text: Text, cues: Sequence[_Cue], ends: Sequence[int]) -> Iterator[_Found]:
        """Identifiers with letters in them, whose shape says much of what they are."""
        for match in _BUSINESS.finditer(text.folded):
            if is_nine_digit_number(re.sub(r"\D", "", match.group(1))):
                yield _Found(kind="business-number", start=match.start(), span=match.span(), confidence=0.97)
        for kind, pattern, accepts in _SHAPES:
            for match in pattern.finditer(text.folded):
                cue = _beside(cues, ends, match.start(), match.end())[0]
                confidence = accepts(text, match, cue)
                if confidence:
                    start = cue.start if cue and cue.kind == kind and cue.end <= match.start() else match.start()
                    yield _Found(kind=kind, start=start, span=match.span(), confidence=confidence)

    def _contacts(self, text: Text) -> Iterator[_Found]:
        for span in emails(text.folded):
            yield _Found(kind="email", start=span[0], span=span, confidence=0.9)
        for span, confidence in phones(text.folded, self.phone_cue):
            yield _Found(kind="phone", start=span[0], span=span, confidence=confidence)
        births = list(self._births(text))
        yield from births
        if births:
            for match in POSTAL_CODE.finditer(text.folded):
                if any(abs(match.start() - birth.span[0]) < _NEAR_BIRTH for birth in births):
                    yield _Found(kind="postal-code", start=match.start(), span=match.span(), confidence=0.8)

    def _births(self, text: Text) -> Iterator[_Found]:
        for cue in self._cues(text):
            if cue.kind == "date-of-birth":
                date = BIRTH_DATE.match(text.folded, cue.end)
                if date:
                    yield _Found(kind="date-of-birth", start=cue.start, span=date.span(1), confidence=0.9)

    def _named_span(self, text: Text, found: _Found) -> tuple[int, int] | None:
        """From a full name to the identifier that stands right beside it, in the original."""
        start, end = text.span(found.start, found.span[1])
        within = _NAME_WITHIN.search(text.original[start : text.span(*found.span)[0]])
        if within and self._is_name(within.group(1)):
            return start, end
        before = _NAME_BEFORE.search(text.original[max(0, start - 90) : start])
        if before and self._is_name(before.group(1)):
            return max(0, start - 90) + before.start(1), end
        after = _NAME_AFTER.match(text.original[end : end + 90])
        if after and self._is_name(after.group(1)):
            return start, end + after.end(1)
        return None

    def _is_name(self, candidate: str) -> bool:
        """Two words or more that are no other capitalised words; what announces a name may stand before it."""
        names = [word for word in re.split(r"[ -]", fold(candidate)[0]) if word not in self.announces_name]
        return len(names) >= 2 and self.not_a_name.isdisjoint(names)


def _is_meant(text: Text, cue: re.Match[str]) -> bool:
    """A short cue that is also another word: in capitals, or right before a number."""
    start, end = text.span(cue.start(), cue.end())
    if text.original[start:end].isupper() or _OWNED.search(text.folded, max(0, cue.start() - 12), cue.start()):
        return True
    return bool(re.match(r"[\W_]{1,4}\d", text.folded[cue.end() : cue.end() + 6]))


def _beside(cues: Sequence[_Cue], ends: Sequence[int], start: int, end: int) -> list[_Cue | None]:
    """What may say what a number is: the cues before it, the nearest first, then one right after it, or nothing.

    A cue for another number ends the search; one for a telephone may head a column beside the one that counts.
    """
    place = bisect_left(ends, start + 1)
    beside: list[_Cue | None] = []
    for cue in reversed(cues[max(0, place - 4) : place]):
        if start - cue.end > _BEFORE:
            break
        if cue.kind == "other":
            return [*beside, cue]
        beside.append(cue)
    beside += [cue for cue in cues[place : place + 1] if end <= cue.start <= end + _AFTER and cue.kind != "other"]
    return beside or [None]


def _judge_number(groups: Sequence[tuple[int, str]], cue: _Cue | None) -> _Found | None:
    """The first stretch of whole groups that passes for what the cue says, or for a payment card without one."""
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


def _ramq(text: Text, match: re.Match[str], cue: _Cue | None) -> float:
    if not is_quebec_health_number(match.group(1), match.group(2) + match.group(3)):
        return 0
    if cue and cue.kind == "health-card":
        return 0.97
    start, _ = text.span(*match.span())
    return 0.8 if text.original[start : start + 4].isupper() and cue is None else 0


def _passport(text: Text, match: re.Match[str], cue: _Cue | None) -> float:
    return 0.93 if cue and cue.kind == "passport" else 0


def _ontario_licence(text: Text, match: re.Match[str], cue: _Cue | None) -> float:
    if cue and cue.kind == "driver-licence":
        return 0.95
    return 0.85 if "-" in match.group() and is_ontario_licence("".join(match.groups())) else 0


def _quebec_licence(text: Text, match: re.Match[str], cue: _Cue | None) -> float:
    if cue and cue.kind == "driver-licence":
        return 0.95
    return 0.8 if "-" in match.group() and is_quebec_licence("".join(match.groups())) else 0


def _other_licence(text: Text, match: re.Match[str], cue: _Cue | None) -> float:
    return 0.8 if cue and cue.kind == "driver-licence" and re.search(r"driv|conduire|dl", cue.word) else 0


_SHAPES = (
    ("health-card", _RAMQ, _ramq),
    ("passport", _PASSPORT, _passport),
    ("driver-licence", _ONTARIO_LICENCE, _ontario_licence),
    ("driver-licence", _QUEBEC_LICENCE, _quebec_licence),
    ("driver-licence", _OTHER_LICENCE, _other_licence),
)


def _finding(text: Text, kind: str, span: tuple[int, int], confidence: float) -> Finding:
    where = replace(text.where, span=text.span(*span))
    return Finding(detector="identifiers", label="personal-identifier", value=kind, confidence=confidence, where=where)


def _folded(terms: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(term)[0] for term in terms)


def build(resources: Resources) -> Identifiers:
    cues = "|".join(
        f"(?P<{kind.replace('-', '_')}>{words(resources.lexicon(f'identifier-{kind}')).pattern})" for kind in _KINDS
    )
    return Identifiers(
        cues=re.compile(cues),
        phone_cue=words(resources.lexicon("identifier-phone")),
        announces_name=_folded(resources.lexicon("identifier-name")),
        not_a_name=_folded(resources.lexicon("identifier-not-a-name")),
    )
