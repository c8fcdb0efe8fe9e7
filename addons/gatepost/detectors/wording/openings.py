"""With which words a phrase can open: what a phrasebook's table is made from.

The key of a word is its first three letters, so that endings need no entry of their own. An opening is the key of the
first word, and of the second where the phrase says what it is; after a gap, or a word it does not name, it may be any. The rule to keep: an opening
too many costs time, one too few hides the phrase, so in doubt the second word is any.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

_KEY = 3
_DIGITS = "0"  # the key of every number
_ANY = "..."  # stands last in an opening behind which anything may follow
_WORDS = re.compile(r"\{[a-z-]+\}|\w+\*?")

type Given = Mapping[str, tuple[str, tuple[str, ...]]]  # a pattern, and its openings: keys, or "0 ..."
type Opening = tuple[str, ...]  # up to two keys


def keys_of(words: Iterable[str]) -> list[str]:
    """The keys of the words, leaving out empty ones."""
    return [word[:_KEY] if word[0] > "9" else _DIGITS for word in words if word]


class Openings:
    """The openings of phrases over the lists of some resources."""

    def __init__(self, resources: Resources, given: Given) -> None:
        self._resources = resources
        self._given = given
        self._of_list = cache(self._list)

    def of_phrase(self, phrase: str) -> frozenset[Opening]:
        """One key or two; one where anything may follow."""
        openings = frozenset(tuple(key for key in opening if key != _ANY) for opening in self._of(phrase))
        if () in openings:
            raise ValueError(f"a phrase begins with a word, and not with one or two letters and a star: {phrase!r}")
        return openings

    def _of(self, phrase: str) -> frozenset[Opening]:
        return self._of_pieces(PIECES.findall(fold(phrase)[0]))

    def _list(self, name: str) -> frozenset[Opening]:
        if name in self._given:
            return frozenset(tuple(opening.split()) for opening in self._given[name][1])
        return frozenset(opening for phrase in self._resources.lexicon(name) for opening in self._of(phrase))

    def _of_pieces(self, pieces: list[str]) -> frozenset[Opening]:
        if not pieces:
            return frozenset({()})
        first, rest = pieces[0], pieces[1:]
        if first in {"^", "$"}:
            return self._of_pieces(rest)
        if first == _ANY:
            return frozenset({(_ANY,)})
        repeated = first.endswith(_ANY)
        choices = first.removesuffix(_ANY).strip("[]()").split("|")
        taken = frozenset(opening for choice in choices for opening in self._of_choice(choice))
        openings = _joined(taken, frozenset({(_ANY,)}) if repeated else self._of_pieces(rest))
        return openings | self._of_pieces(rest) if repeated or first.startswith("[") else openings

    def _of_choice(self, choice: str) -> frozenset[Opening]:
        """One or several words; with a hyphen, also as one word."""
        openings: frozenset[Opening] = frozenset()
        for spelling in {choice, choice if "{" in choice else choice.replace("-", "")}:
            so_far: frozenset[Opening] = frozenset({()})
            for word in _WORDS.findall(spelling):
                so_far = _joined(so_far, self._of_word(word))
            openings |= so_far
        return openings

    def _of_word(self, word: str) -> frozenset[Opening]:
        if word.startswith("{"):
            return self._of_list(word[1:-1])
        if word.endswith("*") and len(word) <= _KEY:
            return frozenset({(_ANY,)})
        return frozenset({tuple(keys_of([word]))})


def _joined(openings: Iterable[Opening], after: Iterable[Opening]) -> frozenset[Opening]:
    """Openings that are short of two keys, continued by those that come after."""
    return frozenset(
        opening if len(opening) == 2 or _ANY in opening else (opening + more)[:2]
        for opening in openings
        for more in after
    )
