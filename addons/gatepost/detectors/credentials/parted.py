"""Secrets told so that a scan does not see them: tokens in parts, and values said to be turned.

« glpat (tiret) 9QzT puis mXv4 » is a token with joining words between its parts; "(rot13): x" and "(reverse me) x" say
themselves that a value follows. The rule to keep: parts need a maker's beginning, a turned value the talk of logging in.
"""

import re
from collections.abc import Iterator
from itertools import islice

from gatepost.detectors.credentials.tokens import looks_random

_BEGINNINGS = (
    r"g[._ -]{0,3}h[._ -]{0,3}[pousr](?:[._ -]{1,4}|_)|g[._ -]{0,3}l[._ -]{0,3}p[._ -]{0,3}a[._ -]{0,3}t|a[._ -]{0,3}k[._ -]{0,3}i[._ -]{0,3}a|"
    r"github.?pat|aiza|xox[abps]|shpat|pypi|sk.(?:live|test|proj|ant)|eyj"
)
_JOINING = r"(?:[\s._,;:+/|…-]|<[a-z]{2,10}>|\([a-z]{2,10}\)|\b(?:then|puis|and|et|dash|tiret|plus|ensuite|suivi de|followed by|underscore|souligne)\b)"
_PARTS = re.compile(
    rf"(?<![a-z0-9])(?:{_BEGINNINGS}){_JOINING}{{0,6}}(?:[a-z0-9]{{2,40}}(?:{_JOINING}{{1,6}}[a-z0-9]{{2,40}}){{1,20}}|[a-z0-9]{{24,40}})"
)
_WORD = re.compile(r"[A-Za-z0-9]+")
_MOST = 200  # in one text
_FEWEST = 14  # characters behind the beginning
_ENCODED = re.compile(
    r"(?:rot-? ?13|caesar|cesar|reverse(?:d| me| it)?|backwards?|mirrored|a l'envers|inverse|de droite a gauche|vire-le)[)\]]?\s?[:=)>→-]{0,3}\s"
    r"[\"'(]?([^\s\"']{8,120})"
)
_ONE_WORD = re.compile(r"[a-zà-ÿ'’-]+[.,!?)]*|[A-Z][a-zà-ÿ'’-]+[.,!?)]*")
PARTED_HINTS = frozenset(
    {
        rf"\b(?:{_BEGINNINGS})[^a-z0-9]{{0,6}}[a-z0-9]{{24}}",
        rf"\b(?:{_BEGINNINGS})(?:[^a-z0-9].{{0,12}})?[a-z0-9]{{2,40}}[^a-z0-9].{{0,14}}\d",
        r"\b(?:rot-? ?13|caesar|reversed?|reverse (?:me|it)|backwards?|mirrored|a l'envers|vire-le)[)\]]? ?[:=)>-]{0,3}\s[\"'(]?[^\s\"']{8}",
    }
)

type Place = tuple[int, int]


def parted(folded: str, written: str) -> Iterator[Place]:
    """Tokens of known makers in two parts or more, drawn by a machine when put together."""
    for match in islice(_PARTS.finditer(folded), _MOST):
        whole = "".join(
            part for part in _WORD.findall(written[slice(*match.span())]) if not part.islower() or _has_digit(part)
        )
        if len(whole) >= _FEWEST and _has_digit(whole) and looks_random(whole):
            yield match.span()


def encoded(folded: str, written: str) -> Iterator[Place]:
    """What is said to be turned or encoded, and is no word of a sentence."""
    for match in islice(_ENCODED.finditer(folded), _MOST):
        if not _ONE_WORD.fullmatch(written[slice(*match.span(1))]):
            yield match.span(1)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
