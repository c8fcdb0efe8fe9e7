"""A text becomes shorthand: one sign for each word and stop, saying only what kind of word it is.

"Been at StatCan 11 years" and « ça fait onze ans que je bosse chez StatCan » have no phrase in common, but both put
an employer beside a preposition and a time. Rules about who says what of whom (`grammar.py`) are written over such
kinds, so that each new word for a kind serves every rule. The kinds are the lexicons `speech-<kind>`; the agency's
names come marked (`agency.py`). The rule to keep: a word has one kind, and of several terms at a place the longest
counts, so that a text is read once, in time linear in its length.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gatepost.detectors.agency import AGENCY, BODY, FEDERAL, GOVERNMENT
from gatepost.detectors.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

_LISTS = "speech-"
_MORE_LISTS = {"role": "roles"}  # kinds whose words are in a list that other detectors use too
NAMES = {"agency": AGENCY, "government": GOVERNMENT, "federal": FEDERAL, "body": BODY}
NUMBER, WORD, STOP, QUESTION, LINE, COMMA, COLON, OPEN, CLOSE, DASH, PICTURE, PROPER = "0_.?|,:()-*^"
# Sentences end at a stop; lines, bars and pictures part the entries of a profile.
_TOKENS = re.compile(
    r"""
    (?P<name>[AGEF]{2,})
    | (?P<number>\d[\d.,]*(?!\w))
    | (?P<word>[^\W_]{2,6}n't\b | (?:qu|jusqu|lorsqu|puisqu|[cdjlmnst])' | '(?:m|ve|ll|re|d|s)\b | [^\W_]+ | = | @ | \#)
    | (?P<question>[.!]*\?[?!.]*)
    | (?P<stop>[.!]+(?=[\s"')\]]|$) | ; )
    | (?P<line>\n(?![^\W_]+[ \t]*$) | [|/\\~•]+)
    | (?P<comma>,) | (?P<colon>:) | (?P<open>[(\[]) | (?P<close>[)\]])
    | (?P<dash>(?<=\s)-+(?=\s|$) | -{2,} | ^-)
    | (?P<picture>[^\x00-\x7f]+)
    """,
    re.VERBOSE | re.MULTILINE,
)
_SIGNS = {
    "number": NUMBER,
    "question": QUESTION,
    "stop": STOP,
    "line": LINE,
    "comma": COMMA,
    "colon": COLON,
    "open": OPEN,
    "close": CLOSE,
    "dash": DASH,
    "picture": PICTURE,
}
_NOT_INSIDE = frozenset((STOP, QUESTION, LINE, OPEN, DASH, PICTURE, COLON))  # what a sentence may begin behind
_FIRST_SIGN = 0x1400  # where no folded text has letters
_LONGEST_STEM = 3  # letters that a stem has at least: shorter ones would be in everything

type _Term = tuple[tuple[str, ...], str]  # the words behind the first, and the sign


class Shorthand(NamedTuple):
    """The signs of a text, and where in it each stands."""

    signs: str
    places: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the signs from `start` to `end` stand."""
        return self.places[start][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The signs of all kinds, and the terms of each by their first word, its beginning (`word*`) or its end (`*word`)."""

    signs: Mapping[str, str]
    words: Mapping[str, tuple[_Term, ...]]
    beginnings: Mapping[str, tuple[_Term, ...]]
    endings: Mapping[str, tuple[_Term, ...]]

    def shorthand(self, text: str, capital: Callable[[int], bool]) -> Shorthand:
        """Of a folded text with names marked; `capital` says what was written with a capital letter."""
        found = [match for match in _TOKENS.finditer(text) if match[0]]
        tokens = [match[0] for match in found]
        signs: list[str] = []
        places: list[tuple[int, int]] = []
        place = 0
        while place < len(tokens):
            sign, taken = self._sign(found[place], tokens, place)
            if sign == WORD and signs and signs[-1] not in _NOT_INSIDE and capital(found[place].start()):
                sign = PROPER
            signs.append(sign)
            places.append((found[place].start(), found[place + taken - 1].end()))
            place += taken
        return Shorthand("".join(signs), places)

    def _sign(self, match: re.Match[str], tokens: Sequence[str], place: int) -> tuple[str, int]:
        """The sign at a place, and how many tokens it stands for."""
        kind = match.lastgroup or ""
        if kind == "name":
            return match[0][0], 1
        for rest, sign in self.terms(match[0]):
            if _same(rest, tokens[place + 1 : place + 1 + len(rest)]):
                return sign, 1 + len(rest)
        return _SIGNS.get(kind, WORD), 1

    def terms(self, word: str) -> tuple[_Term, ...]:
        """The terms that may begin with this word, longest first."""
        return _terms(self, word)


@lru_cache(maxsize=50_000)
def _terms(vocabulary: Vocabulary, word: str) -> tuple[_Term, ...]:
    terms = list(vocabulary.words.get(word, ()))
    for length in range(len(word), _LONGEST_STEM - 1, -1):
        terms += vocabulary.beginnings.get(word[:length], ())
        terms += vocabulary.endings.get(word[-length:], ())
    return tuple(sorted(terms, key=lambda term: (-len(term[0]), any(word.endswith("*") for word in term[0]))))


def _same(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return len(wanted) == len(words) and all(map(_is, wanted, words))


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def terms_of(resources: Resources, kind: str) -> frozenset[str]:
    """All terms of a kind, each as words with blanks between."""
    return frozenset(map(" ".join, _spelt_out(resources.lexicon(_LISTS + kind))))


@lru_cache(maxsize=4)
def vocabulary(resources: Resources) -> Vocabulary:
    """The kinds of these resources. A term of two kinds is a mistake."""
    lists = {name.removeprefix(_LISTS): name for name, _ in resources.lexicons if name.startswith(_LISTS)} | _MORE_LISTS
    signs = {kind: chr(_FIRST_SIGN + place) for place, kind in enumerate(sorted(lists))}
    kinds: dict[tuple[str, ...], str] = {}
    for kind, name in sorted(lists.items()):
        for term in _spelt_out(resources.lexicon(name)):
            if kinds.setdefault(term, kind) != kind:
                raise ValueError(f"{' '.join(term)!r} is of two kinds: {kinds[term]} and {kind}")
    words: dict[str, list[_Term]] = {}
    beginnings: dict[str, list[_Term]] = {}
    endings: dict[str, list[_Term]] = {}
    for (first, *rest), kind in kinds.items():
        table = beginnings if first.endswith("*") else endings if first.startswith("*") else words
        table.setdefault(first.strip("*"), []).append((tuple(rest), signs[kind]))
    return Vocabulary(signs=signs, words=_fixed(words), beginnings=_fixed(beginnings), endings=_fixed(endings))


def _fixed(terms: Mapping[str, list[_Term]]) -> dict[str, tuple[_Term, ...]]:
    return {first: tuple(those) for first, those in terms.items()}


def _spelt_out(terms: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Every sequence of words that a term with alternatives and optional words stands for."""
    for term in terms:
        choices = [
            [*piece.strip("[]()").split("|"), *([""] if piece.startswith("[") else [])]
            for piece in PIECES.findall(fold(term)[0])
        ]
        for words in product(*choices):
            if sequence := tuple(_words_of(" ".join(words))):
                yield sequence


def _words_of(term: str) -> Iterator[str]:
    """The words as the text is parted into them; a star stays with its word."""
    for word in term.split():
        stars = ("*" if word.startswith("*") else "", "*" if word.endswith("*") else "")
        parts = [match[0] for match in _TOKENS.finditer(word.strip("*"))]
        yield from (*parts[:-1], stars[0] + parts[-1] + stars[1])
