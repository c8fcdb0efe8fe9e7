"""Identifiers with letters in them, whose shape says much of what they are: a text becomes their places.

Business accounts, Quebec's and Ontario's licences and health numbers speak for themselves where their digits hold; all
others need the cue of their kind. A new shape is a new row. The rule to keep: a word for something else right before a
number ends the matter.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from stdnum import luhn

from gatepost.detectors.identifiers.cues import Cue, Cues
from gatepost.detectors.identifiers.found import Found
from gatepost.detectors.identifiers.numbers import (
    is_nine_digit_number,
    is_ontario_licence,
    is_quebec_health_number,
    is_quebec_licence,
)
from gatepost.detectors.identifiers.zones import Zone, found_in
from gatepost.detectors.views.reading import Reading
from gatepost.facts import Fact

_GAP = r"[^a-z0-9]{0,2}"
_BUSINESS = re.compile(r"(?<!\w)(\d{9}|\d{3}[ -]\d{3}[ -]\d{3}|\d{5}[ -]\d{4})[ -]?r[tpcrzmgn][ -]?\d{4}(?!\w)")
_SALES_TAX = re.compile(r"(?<!\w)1\d{9}[ -]?tq[ -]?\d{4}(?!\w)")
_QUEBEC_HEALTH = re.compile(rf"(?<!\w)([a-z]{{4}}){_GAP}(\d{{4}}){_GAP}(\d{{4}})(?!\w)")
_ONTARIO_HEALTH = re.compile(r"(?<!\w)(\d{4})[ -]?(\d{3})[ -]?(\d{3})[ -]?[a-z]{2}(?!\w)")
_NORTHERN_HEALTH = re.compile(r"(?<!\w)[ndhmt]\d{7}(?!\w)")
_PASSPORT = re.compile(
    rf"(?<!\w)(?:[a-z]{{2}}{_GAP}\d{{6}}|[a-z]{_GAP}\d{{6}}{_GAP}[a-z]{{2}}|[a-z]\d{{8}}|\d{{9}})(?!\w)"
)
_CANADIAN_PASSPORT = re.compile(rf"[a-z]{_GAP}\d{{6}}{_GAP}[a-z]{{2}}")  # since 2023
_ONTARIO_LICENCE = re.compile(rf"(?<!\w)[a-z](\d{{4}}){_GAP}(\d{{5}}){_GAP}(\d{{5}})(?!\w)")
_QUEBEC_LICENCE = re.compile(rf"(?<!\w)[a-z](\d{{4}}){_GAP}(\d{{6}}){_GAP}(\d{{2}})(?!\w)")
_MANITOBA_LICENCE = re.compile(r"(?<!\w)[a-z*]{2}-?[a-z*]{2}-?[a-z*]{2}-?[a-z]\d{3}[a-z]{2}(?!\w)")
_OTHER_LICENCE = re.compile(r"(?<!\w)(?:\d{6}-\d{3}|(?:[a-z]{1,5}-?)?\d{6,9}|[a-z]\d{9}|\d{3} \d{3} \d{1,3})(?!\w)")
_RIGHT_BESIDE = 24  # characters: room for "number is:"
SHAPE_HINTS = frozenset(
    {
        r"\d{3}[ -]?\d[ -]?\d[ -]?\d[ -]?\d{3}[ -]?r[tpcrzmgn][ -]?\d{4}",
        r"\d{10}[ -]?tq",
        r"\b[a-z]{4}[^a-z0-9]{0,2}\d{4}[^a-z0-9]{0,2}\d{4}\b",
        r"(?:^|[^\w/=.-])[a-z]{1,2}[^a-z0-9]{0,2}\d{6}",
        r"(?:^|[^\w/=.-])[a-z]{3,5}-?\d{6}",
        r"\b[a-z]\d{4}[^a-z0-9]{0,2}\d{5}",
        r"\b\d{6}-\d{3}\b",
        r"\b[a-z*]{2}-[a-z*]{2}-[a-z*]{2}-[a-z]\d{3}[a-z]{2}\b",
    }
)


def shaped(reading: Reading, folded: str, cues: Cues, zones: Sequence[Zone], *, alone: bool) -> Iterator[Found]:
    """What has a shape in this form of the reading's text; `alone`: it may also speak for itself."""
    if alone:
        yield from _business(folded, zones)
    known = {cue.kind for cue in cues.found}
    for kind, pattern, accepts in _SHAPES:
        if known.isdisjoint({kind, _ALSO_TOLD_BY.get(kind)}) and not (alone and pattern in _SPEAK_FOR_THEMSELVES):
            continue
        for match in found_in(zones, pattern, folded):
            for cue in cues.beside(*match.span())[:3]:
                confidence = accepts(reading, match, cue)
                if confidence and (alone or (cue and cue.kind != "other")):
                    start = cue.start if cue and cue.kind == kind and cue.end <= match.start() else match.start()
                    facts = cue.facts(match.span()) if cue and cue.kind == kind else _OWN_SHAPE
                    yield _shaped(kind, match, confidence, *facts, start=start)
                    break


def _business(folded: str, zones: Sequence[Zone]) -> Iterator[Found]:
    for match in found_in(zones, _BUSINESS, folded):
        if is_nine_digit_number(re.sub(r"\D", "", match.group(1))):
            yield _shaped("business-number", match, 0.97, ("check", "valid"), ("suffix", "seen"))
    for match in found_in(zones, _SALES_TAX, folded):
        yield _shaped("business-number", match, 0.9, ("suffix", "seen"))


def _shaped(kind: str, match: re.Match[str], confidence: float, *facts: Fact, start: int | None = None) -> Found:
    digits = ("digits", str(sum(map(str.isdigit, match.group()))))
    begins = match.start() if start is None else start
    return Found(kind=kind, start=begins, span=match.span(), confidence=confidence, facts=(digits, *facts))


def _is(cue: Cue | None, kind: str) -> bool:
    return cue is not None and cue.kind == kind


def _in_capitals(reading: Reading, start: int, end: int) -> bool:
    return reading.written(start, end).isupper()


def _quebec_health(reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if not is_quebec_health_number(match.group(1), match.group(2) + match.group(3)):
        return 0
    if _is(cue, "health-card"):
        return 0.97
    taken = cue is not None and cue.kind == "other" and match.start() - cue.end <= _RIGHT_BESIDE // 2
    return 0.8 if _in_capitals(reading, *match.span(1)) and not taken else 0


def _ontario_health(reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    """Ten digits with a check digit and the two capitals of the card's version, which nothing else has."""
    if _is(cue, "other") or not luhn.is_valid("".join(match.groups())):
        return 0
    return 0.95 if _is(cue, "health-card") else 0.8 * _in_capitals(reading, match.end() - 2, match.end())


def _northern_health(_reading: Reading, _match: re.Match[str], cue: Cue | None) -> float:
    return 0.85 if _is(cue, "health-card") else 0


def _passport(_reading: Reading, match: re.Match[str], cue: Cue | None) -> float:
    if _is(cue, "travel"):
        return 0.85 if _CANADIAN_PASSPORT.fullmatch(match.group()) else 0
    if not _is(cue, "passport") or cue is None:
        return 0
    if match.group().isdigit() or match.group()[1:].isdigit():  # of other countries: only right beside the word
        gap = max(cue.start, match.start()) - min(cue.end, match.end())
        return 0.8 if gap <= _RIGHT_BESIDE and not is_nine_digit_number(match.group()) else 0
    return 0.93


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


_SHAPES: tuple[tuple[str, re.Pattern[str], Callable[[Reading, re.Match[str], Cue | None], float]], ...] = (
    ("health-card", _QUEBEC_HEALTH, _quebec_health),
    ("health-card", _ONTARIO_HEALTH, _ontario_health),
    ("health-card", _NORTHERN_HEALTH, _northern_health),
    ("passport", _PASSPORT, _passport),
    ("driver-licence", _ONTARIO_LICENCE, _ontario_licence),
    ("driver-licence", _QUEBEC_LICENCE, _quebec_licence),
    ("driver-licence", _MANITOBA_LICENCE, _other_licence),
    ("driver-licence", _OTHER_LICENCE, _other_licence),
)
_OWN_SHAPE: tuple[Fact, ...] = (("by", "shape"),)
_ALSO_TOLD_BY = {"passport": "travel"}
_SPEAK_FOR_THEMSELVES = {_QUEBEC_HEALTH, _ONTARIO_HEALTH, _ONTARIO_LICENCE, _QUEBEC_LICENCE}
