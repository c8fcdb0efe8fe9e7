"""What says what a number is: the words around it (SIN, carte soleil, order no), of the kinds that the lists name.

A cue may stand before its number, behind it, at the head of a column or on another line. What is nearest before a number
decides, as far as the number has the digits for it; a word for something else right before it (an order, a table) ends the
matter. The rule to keep: short cues that are also other words count only as they are written when they are meant.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gatepost.detectors.identifiers.zones import Zone, around, found_in
from gatepost.detectors.views.reading import Reading
from gatepost.enrolment import Resources
from gatepost.facts import Fact, beside
from gatepost.folding import fold, words

# A word in two lists is of the kind that comes first. Idioms have a cue's word in them, and are no cues.
_IDIOM = "idiom"
KINDS = (
    _IDIOM,
    "other",
    "health-card",
    "business-number",
    "sin",
    "passport",
    "driver-licence",
    "phone",
    "payment-card",
    "travel",
)
# Also other words, when not in capitals, not owned and not right before a number.
_SHORT = frozenset(
    {"nas", "ne", "nam", "bn", "dl", "uli", "msp", "mcp", "mc", "pan", "g1", "sins", "sin", "soleil", "ahc", "hsn"}
)
_WEAK = frozenset(
    {"card", "cards", "carte", "cartes", "licence", "license", "permis", "medicare", "registration number"}
)
_BEFORE, _WEAK_BEFORE, _OTHER_BEFORE, _AFTER = 150, 70, 60, 60  # characters between a cue and its number
_FURTHEST = 220  # characters: the above, and the cue itself
_OWNED = re.compile(
    r"(?<!\w)(?:my|your|his|her|their|our|whose|[mts]on|les?|du|[mts]es|leurs|votre|notre|leur|no de|numero de) $"
)
_CALLED = re.compile(
    r"(?:['’]?s)?[\W_]{1,4}(?:(?:number|numbers|no|num|card|is|was|numero|c'est|cest|est|etait|le|la|it's)[\W_]{1,4}){0,3}\d"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    kind: str
    start: int
    end: int
    word: str

    def facts(self, place: tuple[int, int]) -> Iterable[Fact]:
        """What it says of a number at this place."""
        return beside(self.word, (self.start, self.end), place)


@dataclass(frozen=True, slots=True, kw_only=True)
class CueWords:
    """A pattern for all cues, and the kind of each by how it reads with single blanks."""

    pattern: re.Pattern[str]
    kinds: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """The cues of one reading, in order."""

    found: Sequence[Cue]
    ends: Sequence[int]
    folded: str

    def beside(self, start: int, end: int) -> list[Cue | None]:
        """What may say what a number is: the cues before it, the nearest first, then one right after it, or nothing."""
        place = bisect_left(self.ends, start + 1)
        beside: list[Cue | None] = []
        for cue in reversed(self.found[max(0, place - 6) : place]):
            gap = start - cue.end
            if gap > (_WEAK_BEFORE if cue.word in _WEAK else _BEFORE):
                break
            if cue.kind != "other":
                beside.append(cue)
            elif gap < _OTHER_BEFORE and not any(map(str.isdigit, self.folded[cue.end : start])):
                return [*beside, cue]
        beside += [
            cue for cue in self.found[place : place + 2] if end <= cue.start <= end + _AFTER and cue.kind != "other"
        ]
        return beside or [None]


def cues_in(reading: Reading, known: CueWords, zones: Sequence[Zone]) -> Cues:
    """The cues that are near enough to the zones of digits to say what these are."""
    found = [
        Cue(kind=known.kinds[_plain(match.group())], start=match.start(), end=match.end(), word=match.group())
        for match in found_in(around(zones, _FURTHEST, len(reading.folded)), known.pattern, reading.folded)
        if known.kinds[_plain(match.group())] != _IDIOM and (match.group() not in _SHORT or _is_meant(reading, match))
    ]
    return Cues(found=found, ends=[cue.end for cue in found], folded=reading.folded)


def _is_meant(reading: Reading, cue: re.Match[str]) -> bool:
    """A short cue that is also another word: in capitals, owned, or right before a number."""
    if reading.written(*cue.span()).rstrip("s").isupper():
        return True
    if cue.group() == "ne":  # né, ne ... pas
        return False
    if _OWNED.search(reading.folded, max(0, cue.start() - 12), cue.start()):
        return True
    return bool(_CALLED.match(reading.folded, cue.end(), cue.end() + 40))


def cue_words(resources: Resources) -> CueWords:
    """All the lists' words as one pattern, of which the longest wins, with the kind of each."""
    kinds = {
        _plain(fold(term)[0]): kind for kind in reversed(KINDS) for term in resources.lexicon(f"identifier-{kind}")
    }
    return CueWords(pattern=words(kinds), kinds=kinds)


def _plain(word: str) -> str:
    """As the lists have it: one blank for whatever stands between its words."""
    return _GAPS.sub(" ", word)


_GAPS = re.compile(r"[\s-]{1,4}")
