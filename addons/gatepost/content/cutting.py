"""Running text becomes stretches of a length that detectors look at in one go.

A stretch ends where a line ends, or else a word, and the next one begins with its last lines again, so that nothing is lost
by being cut in two. Those of a table begin with its first row, without which the others say little. Lines end alike,
whichever system wrote them. The rule to keep: characters are paid for before they are kept, and those that came before
there were no more left are still given.
"""

import re
from collections.abc import Iterable, Iterator

from gatepost.content.budget import Budget, Unreadable

LONGEST = 32 * 1024  # characters
_OVERLAP = 5  # lines: a table that is cut in two still shows four rows on one side
_LONGEST_OVERLAP = 2048  # characters
_LONGEST_HEADING = 2048
_DELIMITERS = "\t,;|"


def cut(pieces: Iterable[str], budget: Budget) -> Iterator[str]:
    """The stretches of a text that comes in pieces; the pieces may end anywhere."""
    text, heading = "", None
    try:
        for piece in pieces:
            budget.characters(len(piece))
            text += piece.replace("\r\n", "\n").replace("\r", "\n")
            while len(text) > LONGEST:
                heading = _heading(text) if heading is None else heading
                end = _end(text)
                yield text[:end]
                text = heading + text[_again(text, end) :]
    except Unreadable:
        if text.strip():
            yield text
        raise
    if text.strip():
        yield text


def _end(text: str) -> int:
    """Where the longest stretch ends: behind a line, a word, or anywhere, but never in its first half."""
    for border in "\n ":
        place = text.rfind(border, LONGEST // 2, LONGEST)
        if place >= 0:
            return place + 1
    return LONGEST


def _again(text: str, end: int) -> int:
    """Where the last lines before `end` begin that the next stretch repeats."""
    place = first = end
    for _ in range(_OVERLAP):
        place = text.rfind("\n", end - _LONGEST_OVERLAP, place - 1) + 1
        if not place:
            break
        first = place
    return first if first < end else end - _LONGEST_OVERLAP // 8


def _heading(text: str) -> str:
    """The first row, where the text is a table: its second row has as many cells."""
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    second = rest[:_LONGEST_HEADING].partition("\n")[0]
    is_table = any(first.count(delimiter) == second.count(delimiter) > 0 for delimiter in _DELIMITERS)
    return f"{first}\n" if is_table and len(first) <= _LONGEST_HEADING and re.search(r"[^\W\d]", first) else ""
