"""A text becomes shorthand: one sign for each word and stop, saying only what kind of word it is.

"Been at StatCan 11 years" and « ça fait onze ans que je bosse chez StatCan » have no phrase in common, but both put
an employer beside a preposition and a time. Rules about who says what of whom (`grammar.py`) are written over such
kinds, so that each new word for a kind serves every rule. The kinds are the lexicons `speech-<kind>`; the agency's
names come marked (`agency.py`). The rule to keep: a word has one kind, and of several terms at a place the longest
counts, so that a text is read once, in time linear in its length.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from gatepost.detectors.wording.agency import AGENCY, BODY, FEDERAL, GOVERNMENT
from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

_LISTS = "speech-"
_MORE_LISTS = {"role": "roles"}  # kinds whose words are in a list that other detectors use too
NAMES = {"agency": AGENCY, "government": GOVERNMENT, "federal": FEDERAL, "body": BODY}
NUMBER, WORD, STOP, QUESTION, LINE, COMMA, COLON, OPEN, CLOSE, DASH, PICTURE, PROPER = "0_.?|,:()-*^"
_NAMES = frozenset(NAMES.values())
_NOT_INSIDE = frozenset((STOP, QUESTION, LINE, OPEN, DASH, PICTURE, COLON))  # what a sentence may begin behind
_SIGNS = {",": COMMA, ";": COMMA, ":": COLON, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, "-": DASH}
_SIGNS |= {"!": STOP, ".": STOP, "?": QUESTION} | dict.fromkeys("\n|/\\~", LINE) | dict.fromkeys("0123456789", NUMBER)
# A sentence written as a column, one word a line.
_COLUMN = re.compile(r"^(?:[^\W_]{1,30}[ \t]{0,2}\n){4,}", re.MULTILINE)
# Words with what is elided or shortened, numbers, stops. Lines, bars and pictures part the entries of a profile.
_TOKENS = re.compile(
    r"""
    [^\W\d_][^\W_]*(?:'[^\W_]*)? | \d+(?:[.,]\d+)*(?!\w) | [,;:()\[\]=@\#] | [^\W_]+ | '(?:m|ve|ll|re|d|s)\b
    | [.!?]*\?[.!?]* | [.!]+(?=[\s"')\]]|$) | [\n|/\\~]+ | (?<=\s)-+(?=\s|$) | -{2,} | ^- | [^\x00-\x7f]+
    """,
    re.VERBOSE | re.MULTILINE,
)
# What is elided before a word, and what is shortened behind one, is a word of its own: j' ai, i 'm; but don't.
_JOINED = re.compile(r"[^\W_]{2,6}n't|(?:qu|jusqu|lorsqu|puisqu|[cdjlmnst])'|'(?:m|ve|ll|re|d|s)(?!\w)|[^\W_]+")
_FIRST_SIGN = 0x1400  # where no folded text has letters
_SHORTEST = 3  # letters that a beginning or an ending has at least: shorter ones would be in everything
_KEY = 2  # letters of a second word that tell which terms may go on with it
_KNOWN = 50_000  # words whose terms are remembered

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

    def shorthand(self, text: str, written: str) -> Shorthand:
        """Of a folded text with names marked; `written` is as long, with capitals where its author wrote them."""
        if text.count("\n") > 3:  # fewer lines are no column
            text = _COLUMN.sub(lambda lines: lines[0].replace("\n", " "), text)
        found = list(_tokens(text))
        signs: list[str] = []
        places: list[tuple[int, int]] = []
        behind = 0  # how far the last term reaches
        for place, (token, start) in enumerate(found):
            if place < behind:
                continue
            sign, longer = _known(self, token)
            end = start + len(token)
            if longer and place + 1 < len(found) and (terms := longer.get(found[place + 1][0][:_KEY])):
                for rest, of_term in terms:
                    if _same(rest, found[place + 1 : place + 1 + len(rest)]):
                        sign, behind = of_term, place + 1 + len(rest)
                        end = found[behind - 1][1] + len(found[behind - 1][0])
                        break
            if sign == WORD and written[start].isupper() and signs and signs[-1] not in _NOT_INSIDE:
                sign = PROPER
            signs.append(sign)
            places.append((start, end))
        return Shorthand("".join(signs), places)


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    """The words and stops, and where they start."""
    for match in _TOKENS.finditer(text):
        token = match[0]
        if "'" not in token:
            yield token, match.start()
        else:
            yield from ((part[0], match.start() + part.start()) for part in _JOINED.finditer(token))


@lru_cache(maxsize=_KNOWN)
def _known(vocabulary: Vocabulary, token: str) -> tuple[str, Mapping[str, Sequence[_Term]]]:
    """The sign of a token by itself, and the terms of several words that may begin with it, longest first.

    They stand under the first letters of their second word.
    """
    if token[0] in _NAMES and token.isupper():
        return token[0], {}
    terms = list(vocabulary.words.get(token, ()))
    for length in range(len(token), _SHORTEST - 1, -1):
        terms += vocabulary.beginnings.get(token[:length], ())
        terms += vocabulary.endings.get(token[-length:], ())
    longer: dict[str, list[_Term]] = {}
    for rest, sign in sorted(terms, key=_length, reverse=True):
        if rest:
            longer.setdefault(rest[0].rstrip("*")[:_KEY], []).append((rest, sign))
    return next((sign for rest, sign in terms if not rest), _sign(token)), longer


def _length(term: _Term) -> tuple[int, bool]:
    return len(term[0]), not any(word.endswith("*") for word in term[0])


def _sign(token: str) -> str:
    """Of a token that no term is about."""
    if "?" in token:
        return QUESTION
    if token[0].isdigit():
        return NUMBER if token[-1].isdigit() else WORD
    return _SIGNS.get(token[0]) or (WORD if token[0].isascii() or token[0].isalpha() else PICTURE)


def _same(wanted: Sequence[str], found: Sequence[tuple[str, int]]) -> bool:
    return len(wanted) == len(found) and all(_is(term, word) for term, (word, _) in zip(wanted, found, strict=True))


def _is(wanted: str, word: str) -> bool:
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def terms_of(resources: Resources, *kinds: str) -> frozenset[str]:
    """The terms of these kinds, each as words with blanks between, without those that have another one in them."""
    terms = {term for kind in kinds for term in _spelt_out(resources.lexicon(_LISTS + kind))}
    return frozenset(" ".join(term) for term in terms if not _has_another(term, terms))


def _has_another(term: tuple[str, ...], terms: set[tuple[str, ...]]) -> bool:
    parts = (term[start:end] for start in range(len(term)) for end in range(start + 1, len(term) + 1))
    return any(part in terms for part in parts if part != term)


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
        parts = [token for token, _ in _tokens(word.strip("*"))]
        yield from (*parts[:-1], stars[0] + parts[-1] + stars[1])
