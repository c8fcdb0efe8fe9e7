"""Rows that are written backwards or in ROT13: the same stretch of text, turned so that it can be read.

Numbers show in either, so that such rows are looked for where four like numbers stand, and their words tell which way is
right. The rule to keep: a text is turned only where more of its words are known that way than as it stands.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.microdata.kinds import Span
from gatepost.detectors.microdata.vocabulary import Vocabulary

_WORD = re.compile(r"[a-z]{4,20}")
_FEWEST = 3  # known words that are no chance
_HIDDEN = 0.5
_COMMON = tuple(f" {word} " for word in ("the", "a", "of", "and", "in", "is", "de", "la", "le", "et", "les", "est"))
_OFTEN = 45  # characters of prose in which there is one of these, in either language


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A stretch as it can be read, the place in the stretch of what stands there, and how its author's letters read."""

    text: str
    weight: float = 0.0  # what it says of rows that somebody hid them so
    place: Callable[[Span], Span]
    read: Callable[[str], str]


def _as_it_is[T](thing: T) -> T:
    return thing


def _backwards(text: str) -> str:
    return text[::-1]


def _rotated(text: str) -> str:
    return codecs.encode(text, "rot13")


def as_it_stands(text: str) -> Turned:
    return Turned(text=text, place=_as_it_is, read=_as_it_is)


def turned(text: str, vocabulary: Vocabulary) -> Iterator[Turned]:
    """The ways in which more of the words are known: none, for nearly every text."""
    end = len(text)
    if sum(map(text.count, _COMMON)) * _OFTEN > end:
        return
    known = _known(text, vocabulary)
    for way in (
        Turned(
            text=_backwards(text), weight=_HIDDEN, place=lambda place: (end - place[1], end - place[0]), read=_backwards
        ),
        Turned(text=_rotated(text), weight=_HIDDEN, place=_as_it_is, read=_rotated),
    ):
        if _known(way.text, vocabulary) >= max(_FEWEST, known + 1):
            yield way


def _known(text: str, vocabulary: Vocabulary) -> int:
    return sum(map(vocabulary.known.__contains__, _WORD.findall(text)))
