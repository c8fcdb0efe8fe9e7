"""Many phrases sought at once: each word of a text asks only the few phrases that can begin with it.

One pattern of a hundred phrases would try them all at every letter of a text. A phrasebook looks the beginning of each
word up in a table instead, so that a clean text costs a dictionary look-up a word, however long the lists grow. The
rule to keep: a phrase begins with a letter or a digit, so that it has a place in the table.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gatepost.detectors.phrases import NUMBER, PIECES, any_phrase, list_lookup
from gatepost.enrolment import Resources
from gatepost.folding import fold

_WORD = re.compile(r"\w+")
_KEY = 3  # letters of a word that tell which phrases to try
_DIGITS = "0"  # the key of every number
_NAME = re.compile(r"\{([a-z-]+)\}")

type Words = list[tuple[int, str]]
type Given = Mapping[str, tuple[str, tuple[str, ...]]]  # a pattern, and how what it matches begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasebook:
    """By the key of a word, the patterns of the phrases that can begin with it."""

    patterns: Mapping[str, tuple[re.Pattern[str], ...]]

    def find(self, text: str, words: Words) -> Iterator[re.Match[str]]:
        """Where phrases stand, one after the other; `words` are those of the same text (`words_of`)."""
        end = 0
        for start, key in words:
            if start >= end and key in self.patterns:
                tried = (pattern.match(text, start) for pattern in self.patterns[key])
                longest = max((match for match in tried if match), key=re.Match.end, default=None)
                if longest:
                    end = longest.end()
                    yield longest


def words_of(text: str) -> Words:
    """Where each word of a text begins, and its key. Made once for all phrasebooks."""
    return [(match.start(), _key(match.group())) for match in _WORD.finditer(text)]


def phrasebook(resources: Resources, *names: str, given: Given | None = None) -> Phrasebook:
    """All phrases of the lists of these names. `given` are patterns that phrases may name like lists."""
    given = {"number": (NUMBER, (_DIGITS,)), **(given or {})}
    lists = list_lookup(resources, {name: pattern for name, (pattern, _) in given.items()})
    beginnings = _Beginnings(resources, given)
    by_first_piece: dict[str, list[str]] = {}
    for phrase in dict.fromkeys(phrase for name in names for phrase in resources.lexicon(name)):
        by_first_piece.setdefault(PIECES.findall(phrase)[0], []).append(phrase)
    by_key: dict[str, tuple[re.Pattern[str], ...]] = {}
    for phrases in by_first_piece.values():
        pattern = re.compile(any_phrase(phrases, lists))
        for key in {key for phrase in phrases for key in beginnings.of_phrase(phrase)}:
            by_key[key] = (*by_key.get(key, ()), pattern)
    return Phrasebook(patterns=by_key)


class _Beginnings:
    """The keys with which lists, phrases and words can begin."""

    def __init__(self, resources: Resources, given: Given) -> None:
        self._resources = resources
        self._given = {name: frozenset(map(_key, keys)) for name, (_, keys) in given.items()}
        self._of_list = cache(self._list)

    def _list(self, name: str) -> frozenset[str]:
        if name in self._given:
            return self._given[name]
        return frozenset(key for phrase in self._resources.lexicon(name) for key in self.of_phrase(phrase))

    def of_phrase(self, phrase: str) -> frozenset[str]:
        keys: set[str] = set()
        for piece in PIECES.findall(fold(phrase)[0]):
            if piece == "^":
                continue
            for choice in piece.removesuffix("...").strip("[]()").split("|"):
                keys |= self._of_word(choice.split()[0])
            if not (piece.startswith("[") or piece.endswith("...")):
                break
        return frozenset(keys)

    def _of_word(self, word: str) -> frozenset[str]:
        if name := _NAME.match(word):
            return self._of_list(name[1])
        # "co-op" is also written "coop"
        spellings = [match.group() for form in (word, word.replace("-", "")) if (match := _WORD.match(form))]
        if not spellings or (word.endswith("*") and len(word) <= _KEY):
            raise ValueError(f"a phrase begins with a word, and one that ends in a star has {_KEY} letters: {word!r}")
        return frozenset(map(_key, spellings))


def _key(word: str) -> str:
    return _DIGITS if word[0].isdigit() else word[:_KEY]
