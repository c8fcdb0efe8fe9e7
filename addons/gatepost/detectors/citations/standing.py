"""How surely a name in a text is the source of the figures near it: surely, likely, only if said elsewhere, or not.

A word of attribution beside the name ("according to", "found", « selon ») or a sign ("(StatCan)", "StatCan: ...")
makes it the source. Where the name is something else (an employer, a caller, somebody asked, a name before a noun:
"a StatCan mug"), it is none. A bare name in a sentence with a figure is likely its source. The rule to keep: words are
the lexicons', this module knows signs and places only.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

AGENCY, PROGRAMME, OTHER, BODY = "A", "P", "O", "F"  # letters that stand over names

_NAME = re.compile(r"A{3,90}|P{3,90}|O{2,90}|[FGE]{3,90}")
_IN_SIGNS = re.compile(
    r"[(\[\"-]\s{0,2}[AP]{3,90}\)?\s{0,2}(?=[.!?\n#]|$)|[(\[](?:[a-z]{1,10}:? ){0,2}[AP]{3,90}[^()\n]{0,30}[)\]]"
)
_HEADS = re.compile(r"[AP]{3,90}(?=\s{0,2}(?:[:=]|->|--?\s))")
_APART = re.compile(r"[AP]{3,90}(?=\s{0,2}(?:[:=)\],;\"]|->|--?\s))")  # what follows has nothing to do with the name
# Behind a preposition of place, or before a noun that it describes, the agency's bare name says nothing of figures.
_PLACE = re.compile(r"\b(?:at|for|to|with|near|chez|pour|avec|au|vers|de|du|d'|of) ?(?:the |l'|la |le )?$")
_DESCRIBING = re.compile(r"\b(?:a|an|the|my|this|some|one|your|his|her|their|another|every) $")
_DENIED = re.compile(
    r"\b(?:not|no|nor|never|pas|ni|non) (?:an? |the |une? |la |le |l'|de )?(?:\w{1,20} )?$"
)  # "not a poll": no source
_ONE_NAME = re.compile(r"[\s,()'-]{1,3}(?:s |of |de |du |d'|the |la |le |l')?")  # "the agency's census": one source
_REACH = 14  # characters before a name that tell


class Standing(IntEnum):
    NOT = 0
    NAMED = 1
    LIKELY = 2
    SURELY = 3


class Source(NamedTuple):
    kind: str
    start: int
    end: int
    standing: Standing


type Places = list[tuple[int, int]]


def sources(text: str, attributing: Places, denying: Places) -> list[Source]:
    """All names in a marked text, with how surely each is a source, given the places of phrases that tell."""
    signed = (match.span() for pattern in (_IN_SIGNS, _HEADS) for match in pattern.finditer(text))
    surely = _Cover([*attributing, *signed])
    apart = {match.start() for match in _APART.finditer(text)}
    never = _Cover(place for place in denying if place[0] not in apart)
    found: list[Source] = []
    for name in _NAME.finditer(text):
        kind = name.group()[0]
        if kind not in AGENCY + PROGRAMME:
            if not _DENIED.search(text, max(0, name.start() - 2 * _REACH), name.start()):
                found.append(Source(kind, *name.span(), Standing.NOT))
            continue
        standing = _alone(text, kind, *name.span())
        if never.has(name.start()):
            standing = Standing.NOT
        elif surely.has(name.start()):
            standing = Standing.SURELY
        if found and standing and found[-1].standing and _ONE_NAME.fullmatch(text, found[-1].end, name.start()):
            standing = max(standing, found[-1].standing)
            found[-1] = found[-1]._replace(standing=standing)
        found.append(Source(kind, *name.span(), standing))
    return found


def names_in(text: str) -> bool:
    """Whether a text has a name over it."""
    return _NAME.search(text) is not None


def _alone(text: str, kind: str, start: int, end: int) -> Standing:
    """What a name is by what stands right beside it."""
    if kind == PROGRAMME:
        return Standing.LIKELY
    before = text[max(0, start - _REACH) : start]
    describes = text.startswith("'s ", end) or (text.startswith(" ", end) and _DESCRIBING.search(before) is not None)
    return Standing.NAMED if describes or _PLACE.search(before) else Standing.LIKELY


class _Cover:
    """Places that may overlap, to be asked whether one of them has a position."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        merged: Places = []
        for start, end in sorted(places):
            if merged and start < merged[-1][1]:
                merged[-1] = merged[-1][0], max(end, merged[-1][1])
            else:
                merged.append((start, end))
        self._merged = merged

    def has(self, place: int) -> bool:
        before = bisect_right(self._merged, place, key=lambda span: span[0]) - 1
        return before >= 0 and place < self._merged[before][1]
