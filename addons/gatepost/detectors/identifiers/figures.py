"""Numbers of digits alone: social insurance, business, health and card numbers, by check digits and the cue beside them.

A cue says what a number is; without one only a payment card is known, and a number in a list is of the kind of the one
before it. Right behind its cue a number may be broken by signs, lines and words ("then", « finit par »). The rule to
keep: a stretch of whole groups is judged, never a part of a group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gatepost.detectors.identifiers.cues import Cue, Cues
from gatepost.detectors.identifiers.found import Found
from gatepost.detectors.identifiers.numbers import has_check_digit, number_kind
from gatepost.detectors.identifiers.zones import Zone, found_in
from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment.matcher import Both
from gatepost.facts import Fact

_NEAR_NEIGHBOUR = 160  # characters between two numbers of one list
_SHORTEST_CARD = 13  # digits: the only number that needs no cue
_NUMBER = re.compile(r"(?<![\w.,$])\d(?:[ .,\-/_]{0,2}\d){6,18}(?!\w)")
# Right behind its cue a number may be broken by anything.
_SCATTERED = re.compile(
    r"[^a-z0-9]{0,6}(?:(?:number|no|num|numero|card|is|was|est|c'est|le|the|of|de|:)[^a-z0-9]{1,4}){0,3}(\d(?:[^a-z0-9]{1,4}\d|\d){7,18})(?![a-z0-9])"
)
_PIECES = re.compile(r"[^.!?]{0,60}?(\d{1,6}(?:[^\d!?]{1,40}?\d{1,6}){1,5})(?![\d-])")
_JOINERS = re.compile(
    r"(?:first|last|then|and|starts?|begins?|ends?|ending|starting|with|in|middle|digits?|next|followed|by|the|is|are|half|rest|three|four|two|it|part|"
    r"premiers?|derniers?|puis|et|ensuite|finit|finissant|commence|commencant|par|milieu|chiffres?|moitie|reste|trois|quatre|deux|les?|la|suivi|de|fin|debut|partie|ca|il|elle|suivis|"
    r"ceux|celles|celui|du|des|those|ones|one|comes?|vient|viennent|apres|after|than|also|aussi|encore|dash|hyphen|tiret|space|espace|dot|point|slash|trait|d'union|minus|moins)"
)
_BROKEN = {"sin": (_SCATTERED, _PIECES), "payment-card": (_SCATTERED, _PIECES), "health-card": (_SCATTERED,)}
_REACH = 160  # characters behind a cue in which its pieces stand
_WITHOUT_SUFFIX = {"sin", "business-number"}  # both have nine digits; with the suffix of an account it is the other
# What the cues of numbers shorter than a card's are made of (the tests hold that each has one).
CUE_STEMS = (
    r"\b(?:s\W?[io]\W?n|sins|n\W?a\W?s|soc\W|soci[ae]l|ssn|assurances?|ass\W|insurance|health|sante|medic|ohip|ramq|phns?|phin|hsn|hc\W?n?|uli|msp|mcp|n\W?a\W?m|ahc|"
    r"care ?card|services card|soleil|malad|hopital|hospital|regie|carte (?:ontario|maladie|d'hopital)|moh|mhs|business|entreprise|enterprise|bn|bn9|bn15|neq?|[ghqp]st|tp[s]|tv[hq]|"
    r"tax|charit|bienfais|payroll|paye?|paie|cra|registration|enregistrement|corporation|programme|retenues|compte de|code de version|version code|licen[cs]e|permis|"
    r"permit|d\W?l\W?n?|lic|dr lic|dlic|drv|conducteur|conduite|saaq|g[12]|driv|passe?port|psprt|pp|travel (?:book|doc)|voyage)"
)
FIGURE_HINTS: Hints = frozenset(
    {
        Both(CUE_STEMS, r"\d(?:[^a-z0-9:|]{0,3}\d){7}"),
        Both(CUE_STEMS, r"\d{6}"),
        r"(?:^|[^\w.,$=/])\d(?:[ .,\-/_]{0,2}\d){12}",
        r"\b\d{4}[^0-9]{1,14}\d{4}[^0-9]{1,14}\d{4}[^0-9]{1,14}\d{4}\b",
        r"\b(?:sin|nas|social|sociale|insurance)\b.{1,80}\d{2}[^0-9]{1,40}\d{1,6}[^0-9]{1,40}\d",
    }
)


def figures(folded: str, cues: Cues, zones: Sequence[Zone], *, alone: bool) -> Iterator[Found]:
    """Numbers of digits alone in this form of a text; `alone`: a card needs no cue."""
    last: Found | None = None
    for match in found_in(zones, _NUMBER, folded):
        groups = _groups(match.start(), match.group())
        judged = (_judge(groups, cue) for cue in cues.beside(*match.span()) if cue or alone)
        found = next(filter(None, judged), None) or _like_the_last(groups, last, cues)
        if found:
            last = found
            yield found
    for cue in cues.found:
        yield from _broken(folded, cue)


def _groups(start: int, written: str) -> list[tuple[int, str]]:
    return [(start + group.start(), group.group()) for group in re.finditer(r"\d+", written)]


def _judge(groups: Sequence[tuple[int, str]], cue: Cue | None) -> Found | None:
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
                facts = _facts(kind, digits, cue, (start, end))
                return Found(kind=kind, start=begins, span=(start, end), confidence=confidence, facts=facts)
    return None


def _facts(kind: str, digits: str, cue: Cue | None, place: tuple[int, int]) -> tuple[Fact, ...]:
    known = (("digits", str(len(digits))), ("check", "valid" if has_check_digit(kind, digits) else "none"))
    suffix = (("suffix", "none"),) if kind in _WITHOUT_SUFFIX else ()
    return (*known, *(cue.facts(place) if cue and cue.word else ()), *suffix)


def _like_the_last(groups: Sequence[tuple[int, str]], last: Found | None, cues: Cues) -> Found | None:
    """A further number of a list or column: of the kind of the one before, with nothing between that says otherwise."""
    start = groups[0][0]
    if last is None or last.kind not in _BROKEN or start - last.span[1] > _NEAR_NEIGHBOUR:
        return None
    if any(last.span[1] <= cue.start < start and cue.kind not in {last.kind, "phone"} for cue in cues.found):
        return None
    found = _judge(groups, Cue(kind=last.kind, start=start, end=start, word=""))
    return replace(found, facts=(*found.facts, ("by", "neighbour"))) if found else None


def _broken(folded: str, cue: Cue) -> Iterator[Found]:
    """Right behind its cue, a number that signs, lines or words ("then", "ends with") break into pieces."""
    for pattern in _BROKEN.get(cue.kind, ()):
        match = pattern.match(folded, cue.end, cue.end + _REACH)
        if match:
            found = _judge(_groups(match.start(1), match.group(1)), cue)
            between = re.findall(r"[a-z']+", folded[slice(*found.span)]) if found else ()
            if found and found.kind == cue.kind and all(map(_JOINERS.fullmatch, between)):
                facts = (*found.facts, ("stands", "broken"))
                yield replace(found, confidence=min(found.confidence, 0.85), facts=facts)
                return
