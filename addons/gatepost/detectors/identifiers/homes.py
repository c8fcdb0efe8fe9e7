"""Postal codes that say where a person lives: beside a date of birth, or in the address of somebody's home.

A postal code by itself is a neighbourhood, and with a street it is as often a shop. It is a person's with words of home
(my place, chez matante, lives at) and without words of premises (office, open, musée). Codes that begin with K1A are the
government's own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.folding import words

type Span = tuple[int, int]

_SHAPE = r"[abceghj-nprstvxy][.*_-]?\d[.*_-]?[abceghj-nprstv-z][^a-z0-9]{0,4}\d[.*_-]?[abceghj-nprstv-z][.*_-]?\d"
_CODE = re.compile(rf"(?<!\w){_SHAPE}(?!\w)")
HOME_HINT = rf"\b{_SHAPE}\b"
_GOVERNMENT = "k1a"
_NEAR_BIRTH = 200  # characters between a date of birth and a postal code that belongs to it
_AROUND = (150, 80)  # characters in which words of home or premises tell
_STREET = re.compile(
    r"\d{1,5}[a-z]?(?:[ -]\d{1,5})?,? (?:[\w'’.-]{1,20} ){0,4}?(?:st|str|street|ave|av|avenue|rd|road|dr|drive|cres|crescent|crt|court|ct|blvd|boul|boulevard|"
    r"way|lane|ln|pl|place|terr|terrace|hwy|highway|line|conc|concession|trail|circle|cir|gate|grove|close|row|pkwy|private|pvt|sq|"
    r"rue|croissant|promenade|terrasse|carre|sentier|domaine|boulevard|ch|chemin|rang|route|rte|cote|allee|montee|impasse|croissant|ruelle|des|du|de)\b"
)
# Somebody by title and name, and then the street: Dr. A. Yeboah, 2210 Pembina Hwy.
_ADDRESSEE = re.compile(
    r"(?<!\w)(?<!du )(?<!de )(?<!of )(?<!at )(?<!by )(?<!par )(?:Dre?|M[ersx]s?|Mme|Mlle|M|Miss|Prof|Maître|Attn:?|a/s|c/o|À|A)\.? "
    r"(?:[^\W\d_a-z][\w'’-]{0,20}\.? ?){1,3}[,\n]\s{0,3}(?:[^\W\d_][^\n,]{2,40}[,\n]\s{0,3})?\d{1,5}[\w -]{0,8},? \w"
)
_OWN_CODE = re.compile(
    r"(?:my|her|his|our|their|mon|son|notre|leur) (?:postal code|postal|code postal)[^a-z0-9]{0,3}(?:is|was|est|c'est|:)?[^a-z0-9]{0,4}$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Homes:
    home: re.Pattern[str]
    premises: re.Pattern[str]

    def found(self, reading: Reading, births: Sequence[Span]) -> Iterator[tuple[Span, Span | None]]:
        """The place of each postal code of a person, with the date of birth near it, if there is one."""
        for code in _CODE.finditer(reading.folded):
            near = next((birth for birth in births if abs(birth[0] - code.start()) < _NEAR_BIRTH), None)
            if near or self._is_home(reading, code):
                yield code.span(), near

    def _is_home(self, reading: Reading, code: re.Match[str]) -> bool:
        folded = reading.folded
        if code.group().startswith(_GOVERNMENT):
            return False
        if _ADDRESSEE.search(reading.written(max(0, code.start() - _AROUND[0]), code.start())):
            return True
        before = folded[max(0, code.start() - _AROUND[0]) : code.start()]
        around = f"{before} | {folded[code.end() : code.end() + _AROUND[1]]}"
        if _OWN_CODE.search(before):
            return True
        addressed = _STREET.search(before) or re.search(r"postal(?: code)?[^a-z0-9]{0,3}(?:is|:|est|$)", before)
        return bool(addressed and self.home.search(around) and not self.premises.search(around))


def homes(resources: Resources) -> Homes:
    return Homes(
        home=phrase_pattern(resources, "identifier-home"), premises=words(resources.lexicon("identifier-premises"))
    )
