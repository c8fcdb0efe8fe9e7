"""Where a text has digits enough for a number: the patterns of numbers are tried there, and not on the rest.

Most of a post is words. The rule to keep: a zone is wider than any number in it, so that what a pattern asks of the
characters around a number is still there.
"""

import re
from collections.abc import Iterator, Sequence

type Zone = tuple[int, int]

_DIGITS = re.compile(r"\d+")
_APART = 40  # characters between digits of one zone
_MARGIN = 24  # characters around its digits: letters of the number, signs, a word


def zones_of(folded: str, fewest: int) -> list[Zone]:
    """The stretches with at least so many digits, which do not overlap, in order."""
    zones: list[Zone] = []
    first = last = count = 0
    for match in _DIGITS.finditer(folded):
        start, end = match.span()
        if count and start - last > _APART:
            if count >= fewest:
                zones.append(_widened(zones, first, last, len(folded)))
            count = 0
        first = first if count else start
        last, count = end, count + end - start
    if count >= fewest:
        zones.append(_widened(zones, first, last, len(folded)))
    return zones


def _widened(zones: Sequence[Zone], first: int, last: int, length: int) -> Zone:
    return max(zones[-1][1] if zones else 0, first - _MARGIN), min(length, last + _MARGIN)


def around(zones: Sequence[Zone], reach: int, length: int) -> list[Zone]:
    """The zones with so many characters more on both sides, those that then meet as one."""
    wider: list[Zone] = []
    for start, end in zones:
        begin, stop = max(0, start - reach), min(length, end + reach)
        if wider and begin <= wider[-1][1]:
            wider[-1] = wider[-1][0], stop
        else:
            wider.append((begin, stop))
    return wider


def found_in(zones: Sequence[Zone], pattern: re.Pattern[str], folded: str) -> Iterator[re.Match[str]]:
    """What the pattern finds in the zones; it sees what stands around them where it looks back."""
    for start, end in zones:
        yield from pattern.finditer(folded, start, end)
