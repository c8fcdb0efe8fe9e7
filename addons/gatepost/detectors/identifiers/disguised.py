"""Numbers written so that a search does not see them: letters in a digit's place (O46 4S4 286), or from their end.

A disguise here leaves every character in its place, so the text comes back with the same positions and is searched like
the plain one. The rule to keep: what is found so needs a cue, for these letters are words as well.
"""

import re
from collections.abc import Iterator

_LIKE_DIGITS = str.maketrans("oilsbz", "011582")
# A letter of its own, then groups of digits and what looks like them.
_MIMIC = re.compile(
    r"(?<![a-z0-9])(?=[a-z]?[oilsbz]{0,8}\d)[a-z]?[\doilsbz]{2,9}(?:[ -][\doilsbz]{2,9}){1,3}(?![a-z0-9])|(?<![a-z0-9])[a-z]?[\doilsbz]{8,14}(?![a-z0-9])"
)
_MIXED_UP = re.compile(r"[oilsbz]\d|\d[oilsbz]")
_FEWEST_DIGITS = 3  # beside letters that look like digits: fewer is a word with a number
_GROUP, _MIXED = r"[\doilsbz]{2,9}", r"(?:\d{1,8}[oilsbz]|[oilsbz]{1,8}\d)[\doilsbz]{0,8}"
MIMIC_HINTS = frozenset(
    {
        rf"\b[a-z]?{_MIXED}[ -]{_GROUP}[ -]{_GROUP}\b",
        rf"\b[a-z]?{_GROUP}[ -](?:{_MIXED}[ -]{_GROUP}|{_GROUP}[ -]{_MIXED})\b",
        r"\b[a-z]?[\doilsbz]{2,8}\d[oilsbz][\doilsbz]{4,8}\b",
    }
)
# What says that a number is written from its end; where it says something else, no number is found either.
_TURNED = (
    *("backward", "in reverse", "reversed", "flip", "mirror", "right to left", "from the end", "last digit first"),
    *("a l'envers", "inverse", "renverse", "a rebours", "de droite a gauche", "miroir", "la fin", "de bord"),
)
_RUN = re.compile(r"(?<![a-z0-9])[a-z]{0,2}\d[\d -]{5,24}\d[a-z]{0,4}(?![a-z0-9])")


def disguised(folded: str) -> Iterator[str]:
    """The text with each disguise undone that there is in it."""
    if _MIXED_UP.search(folded) and any(map(_is_mimic, _MIMIC.finditer(folded))):
        yield _MIMIC.sub(lambda run: _in_digits(run, keep=0), folded)
        yield _MIMIC.sub(lambda run: _in_digits(run, keep=1), folded)
    if any(map(folded.__contains__, _TURNED)):
        yield _RUN.sub(lambda run: run.group()[::-1], folded)


def _is_mimic(run: re.Match[str]) -> bool:
    letters = sum(map(str.isalpha, run.group()[1:])) + run.group().startswith("o")
    return letters > 0 and sum(map(str.isdigit, run.group())) >= _FEWEST_DIGITS


def _in_digits(run: re.Match[str], keep: int) -> str:
    """The run in digits but for a letter that may be the number's own."""
    return run.group()[:keep] + run.group()[keep:].translate(_LIKE_DIGITS) if _is_mimic(run) else run.group()
