"""Which detectors a text may concern: expressions for the one matcher, made from the lists that the detectors use.

Nearly every post is clean, so what is spent on finding that out is what detection costs. A hint is an expression over
folded text (`enrolment/matcher.py`) without which a detector cannot find anything: of each phrase of its lists, the
required word that is longest, or two that follow each other. The rule to keep: a hint too many costs time, one too few
hides the phrase, so in doubt a hint says less than the phrase.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

type Hints = frozenset[str]

_MOST, _MOST_OF_COMMON = (
    60,
    500,
)  # expressions for two pieces in a row, also of common words; beyond, one of the two has to do
_RARE = 8  # letters: a word this long is rare enough
_GAP = r"[^\w]{0,5}"  # as much as `phrases.py` lets stand between two words
_LISTED = re.compile(r"\{([a-z-]+)\}")


def literals(terms: Iterable[str]) -> Hints:
    """Hints for these folded substrings."""
    return frozenset(map(re.escape, terms))


def word_hints(terms: Iterable[str]) -> Hints:
    """Hints for these terms as whole words; `term*` for the words that it begins, `*term*` for those that have it."""
    return frozenset(_row(map(_word, fold(term)[0].split())) for term in terms)


def phrase_hints(resources: Resources, *names: str, given: Mapping[str, Hints] | None = None) -> Hints:
    """Hints such that every text with a phrase of these lists has one. `given` are those of what phrases name like lists."""
    finder = _Finder(resources, {"number": frozenset({r"\d"}), **(given or {})})
    return frozenset(hint for name in names for hint in finder.of_list(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    """Hints that would do for a phrase, and how rare the commonest of them is."""

    hints: Hints
    rank: int


class _Finder:
    def __init__(self, resources: Resources, given: Mapping[str, Hints]) -> None:
        self._resources, self._given = resources, given
        self.of_list = cache(self._list)

    def _list(self, name: str) -> Hints:
        if name in self._given:
            return self._given[name]
        return frozenset(hint for phrase in self._resources.lexicon(name) for hint in self._phrase(fold(phrase)[0]))

    def _phrase(self, phrase: str) -> Hints:
        """The hints of the rarest piece, or of the rarest two pieces in a row."""
        pieces = [self._piece(piece) for piece in PIECES.findall(phrase) if piece not in {"^", "$"}]
        pairs = [_in_a_row(first, second) for first, second in pairwise(pieces)]
        choices = [choice for choice in (*pieces, *pairs) if choice]
        if not choices:
            raise ValueError(f"a phrase needs a word that is always there: {phrase!r}")
        return max(choices, key=_order).hints

    def _piece(self, piece: str) -> _Choice | None:
        """The hints of one piece; None where it may be missing, or be anything."""
        if piece.startswith("[") or piece.endswith("...") or piece == "{word}":
            return None
        choices = [self._words(words) for words in piece.strip("()").split("|")]
        return _Choice(
            hints=frozenset(hint for choice in choices for hint in choice.hints), rank=min(one.rank for one in choices)
        )

    def _words(self, words: str) -> _Choice:
        """Of one alternative: the rarest of its lists, or all its plain words in a row."""
        listed = [name for name in _LISTED.findall(words) if name != "word"]
        if not listed:
            return _choice(frozenset({_row(map(_word, _LISTED.sub(" ", words).split()))}))
        return max((self._named(name) for name in listed), key=_order)

    def _named(self, name: str) -> _Choice:
        """What is given is rare, however short some of it (a name, an insult), unless it is a mere digit."""
        choice = _choice(self.of_list(name))
        return replace(choice, rank=_RARE) if name in self._given and choice.rank > 1 else choice


def _choice(hints: Hints) -> _Choice:
    """Rarer is more letters, as far as that matters."""
    return _Choice(hints=hints, rank=min(_RARE, *(len(_NO_LETTERS.sub("", hint)) for hint in hints)))


def _in_a_row(first: _Choice | None, second: _Choice | None) -> _Choice | None:
    if first is None or second is None or len(first.hints) + len(second.hints) > _MOST:
        return None
    row = f"{_any(map(_whole, first.hints))}{_GAP}{_any(second.hints)}"
    return _Choice(hints=frozenset({row}), rank=min(_RARE, first.rank + second.rank))


def _row(words: Iterable[str]) -> str:
    """One behind the other."""
    *first, last = words
    return _GAP.join([*map(_whole, first), last])


def _whole(hint: str) -> str:
    """To the end of the word, where the hint is only its beginning (`diffus*`)."""
    return hint if hint.endswith(r"\b") else rf"{hint}\w{{0,20}}"


def _any(hints: Iterable[str]) -> str:
    one, *more = sorted(hints)
    return f"(?:{'|'.join([one, *more])})" if more else one


def _order(choice: _Choice) -> tuple[int, int]:
    return choice.rank, -len(choice.hints)


_NO_LETTERS = re.compile(r"\\b|\[.*?\](?:\{.*?\}|\?)?|\\")


def _word(word: str) -> str:
    """A folded word as an expression: with a hyphen, also as two words or one."""
    begins, ends = ("" if word.startswith("*") else r"\b"), ("" if word.endswith("*") else r"\b")
    stem = word.strip("*")
    edges = (begins if stem[:1].isalnum() else ""), (ends if stem[-1:].isalnum() else "")
    return edges[0] + "[- ]?".join(map(re.escape, stem.split("-"))) + edges[1]
