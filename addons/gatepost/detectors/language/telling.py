"""Of phrases, words without one of which none of them can stand in a text: by these a text is searched before it is read.

It is what `hints.py` does for the one matcher, with whole words, to be asked of the set of a text's words. The rule to
keep: a word too many costs time, one too few hides a phrase.
"""

import re
from collections.abc import Iterable
from functools import cache

from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

type _Words = frozenset[str]

_NONE: _Words = frozenset()
_LISTED = re.compile(r"\{([a-z-]+)\}")
_PLAIN = re.compile(r"[^\W_]+(?![*\w])")


def telling_words(resources: Resources, lists: Iterable[str], marks: Iterable[str]) -> _Words:
    """Such words of the phrases of these lists; `marks` are what phrases name like lists and no words stand for."""
    unknown = frozenset((*marks, "number", "word"))

    @cache
    def of_list(name: str) -> _Words:
        return _NONE if name in unknown else _all(of_phrase(fold(phrase)[0]) for phrase in resources.lexicon(name))

    def of_phrase(phrase: str) -> _Words:
        """Those of the piece whose shortest is longest."""
        needed = (piece for piece in PIECES.findall(phrase) if piece[0] != "[" and not piece.endswith("..."))
        return max(map(of_piece, needed), key=_rarity, default=_NONE)

    def of_piece(piece: str) -> _Words:
        return _all(map(of_choice, piece.strip("()").split("|")))

    def of_choice(words: str) -> _Words:
        plain = (frozenset({word}) for word in _PLAIN.findall(_LISTED.sub(" ", words)))
        return max((*plain, *map(of_list, _LISTED.findall(words))), key=_rarity, default=_NONE)

    return frozenset().union(*map(of_list, lists))


def _all(sets: Iterable[_Words]) -> _Words:
    """All of these words; none where one of the sets has none: that may stand without them."""
    each = list(sets)
    return frozenset().union(*each) if all(each) else _NONE


def _rarity(words: _Words) -> int:
    return min(map(len, words), default=0)
