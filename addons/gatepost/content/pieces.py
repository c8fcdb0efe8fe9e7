"""Texts of posts as pieces of one text: without the marks that they are pieces, and in the ways they may have been cut.

Who splits a text over posts leaves a new line, a blank or nothing where it was cut, and often says so: "PROTEC…",
"(2/3)". The rule to keep: it is told from the pieces alone, and costs no more than their ends are long.
"""

import re
from collections.abc import Iterable, Sequence

# That a post goes on, or which of several it is: "PROTEC…", "...TED B", "(2/3)", a spool of thread.
_COUNT = r"[(\[]?\d{1,2}/(?:\d{1,2}|[nx])[)\]]?(?![\w/])[.:)]?"
_LEAD = re.compile(rf"[\s…🧵]{{0,8}}(?:\.{{2,4}}|{_COUNT})?[\s…🧵]{{0,8}}(?:\.{{2,4}}\s{{0,4}})?")
_TRAIL = re.compile(rf"[\s…🧵]{{0,8}}(?:\.{{2,4}}\s{{0,4}})?(?:(?<!\S){_COUNT})?[\s…🧵]{{0,8}}$")
_LONGEST_TRAIL = 32
_NUMBER_OR_LIST = re.compile(r"\d|[,;|\t/][^,;|\t/]{1,60}[,;|\t/]")
_SENTENCE_ENDS = re.compile(r"[.!?:;,]$")


def lead(text: str) -> int:
    """Where a text begins behind the mark that it goes on from another."""
    match = _LEAD.match(text)
    return match.end() if match else 0


def trimmed(text: str) -> str:
    """A text without the marks that it goes on, in front and behind."""
    text = text[lead(text) :]
    trail = _TRAIL.search(text[-_LONGEST_TRAIL:])
    return text[: len(text) - len(trail.group())] if trail else text


def is_entry(text: str) -> bool:
    """Whether a text may be an entry of a list or a row of a table: it has a number, or several things side by side."""
    return _NUMBER_OR_LIST.search(text) is not None


def last_of(pieces: Sequence[str], most: int) -> list[str]:
    """The last pieces, of so many characters together; the first of them begins with a whole word."""
    kept: list[str] = []
    for piece in reversed(pieces):
        if len(piece) > most:
            kept.append(end_of(piece, most))
            break
        kept.append(piece)
        most -= len(piece)
    return [piece for piece in reversed(kept) if piece]


def end_of(text: str, most: int) -> str:
    """At most so many characters of a text's end, from where a word begins."""
    if len(text) <= most:
        return text
    return text[-most:].partition(" ")[2] if most else ""


def beginning_of(text: str, most: int) -> str:
    """At most so many characters of a text's beginning, up to where a word ends: a number cut short may pass for another."""
    return text if len(text) <= most else text[:most].rpartition(" ")[0]


def ways(gaps: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """What may have stood at these gaps, each between two pieces: nothing only where a word may have been cut."""
    cuts = [not _begins_anew(left, right) for left, right in gaps]
    if not cuts:
        return ("\n",)
    return ("\n", " ", "") if any(cuts) else ("\n", " ")


def _begins_anew(left: str, right: str) -> bool:
    """Whether a sentence or its clause has ended and a word begins, or a small letter is followed by a capitalised word."""
    if _SENTENCE_ENDS.search(left[-1:]):
        return right[:2].isalpha()
    return left[-1:].islower() and right[:1].isupper() and not right[1:2].isupper()
