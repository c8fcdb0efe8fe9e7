"""A text becomes shorthand: one sign for each word and stop, saying only what kind of word it is.

"Been at StatCan 11 years" and « ça fait onze ans que je bosse chez StatCan » have no phrase in common, but both put
an employer beside a preposition and a time. Rules about who says what of whom (`grammar.py`) are written over such
kinds, so that each new word for a kind serves every rule. The kinds are lists of words, for each purpose its own set
(`vocabulary`); the agency's names come marked (`agency.py`). The rule to keep: in a set a word has one kind, and of
several terms at a place the longest counts, so that a text is read once, in time linear in its length.

Nearly every text is read in vain. So a word's sign is looked up in a table that fills itself, terms of several words are
sought only at words that begin one, and where a sign stands is worked out once somebody asks.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress, product

from gatepost.detectors.wording.named import AGENCY, BODY, FEDERAL, GOVERNMENT
from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.folding import fold

NAMES = {"agency": AGENCY, "government": GOVERNMENT, "federal": FEDERAL, "body": BODY}
NUMBER, WORD, STOP, QUESTION, LINE, COMMA, COLON, OPEN, CLOSE, DASH, PICTURE = "0_.?|,:()-*"
PROPER = "^"  # written like a name inside a sentence, or a first name anywhere
CAPITAL = "`"  # a word written large where a sentence begins, in a vocabulary that knows first names
HANDLE = "@"
NOTHING = ""  # of a sign that only means something where a list says so
_NAMES = frozenset(NAMES.values())
_BEGINNINGS = frozenset((STOP, QUESTION, LINE, OPEN, DASH, PICTURE, COLON))  # what a sentence may begin behind
_SIGNS = {",": COMMA, ";": COMMA, ":": COLON, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, "-": DASH}
_SIGNS |= {"!": STOP, ".": STOP, "?": QUESTION, "@": HANDLE} | dict.fromkeys("\n|/\\~", LINE)
_SIGNS |= dict.fromkeys("0123456789", NUMBER) | {"&": NOTHING}
# A sentence written as a column, one word a line.
_COLUMN = re.compile(r"^(?:[^\W_]{1,30}[ \t]{0,2}\n){4,}", re.MULTILINE)
# Words, numbers, stops; lines, bars and pictures part the entries of a profile. What is elided before a word, and what
# is shortened behind one, is a word of its own: j' ai, i 'm; but don't. Nearly every word is ASCII and has a blank behind
# it, so that comes first, and the blank is taken along: it halves the time.
_TOKENS = re.compile(
    r"""
    ((?: [a-zA-Z][a-zA-Z0-9]*(?:'(?:(?<=n')t\b|(?<=\b[cdjlmnst]')|(?<=\bqu')|(?<=jusqu')|(?<=[lp](?:orsq|uisq)u')))?
    | \d+(?:[.,]\d+)*(?!\w) | [,;:()\[\]=\#&] | [^\W_]+ | '(?:m|ve|ll|re|d|s)\b | (?<!\w)@(?:[a-z0-9_][\w.]{0,63})?
    | [.!?]*\?[.!?]* | [.!]+(?=[\s"')\]]|$) | [\n|/\\~]+ | (?<=\s)-+(?=\s|$) | -{2,} | ^- | [^\x00-\x7f]+ )[ ]?)
    """,
    re.VERBOSE | re.MULTILINE,
)
_CAPITALS = re.compile(r"[A-Z\u00c0-\u00de](?<![^\W_].)")
_FIRST_SIGN = 0x1400  # where no folded text has letters
_LONGEST = 40  # letters of a word: beyond, neither its beginning nor its ending says anything
_SHORTEST = 3  # letters that a beginning or an ending has at least: shorter ones would be in everything
_KEY = 2  # letters of a second word with a star that tell which terms may go on with it
_KNOWN = 50_000  # words whose terms are remembered

type _Term = tuple[tuple[str, ...], str]  # the words behind the first, and the sign


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A text in its words and stops: the same for every vocabulary."""

    tokens: Sequence[str]  # with the blank behind them
    starts: Sequence[int]
    capitals: Sequence[tuple[int, str]]  # of those written large, their place and two letters as written


def tokens_of(text: str, written: str) -> Tokens:
    """Of a folded text with names marked; `written` is as long, with capitals where its author wrote them."""
    if text.count("\n") > 3:  # fewer lines are no column
        text = _COLUMN.sub(lambda lines: lines[0].replace("\n", " "), text)
    parts = _TOKENS.split(text)
    starts = list(accumulate(map(len, parts)))[0:-1:2]
    place_of = {start: place for place, start in enumerate(starts)}
    large = [match.start() for match in _CAPITALS.finditer(written)]
    capitals = [(place_of[start], written[start : start + 2]) for start in large if start in place_of]
    return Tokens(tokens=parts[1::2], starts=starts, capitals=capitals)


class _Longer:
    """The terms of several words that one word begins, by their second word; longest first."""

    __slots__ = ("_begun", "_whole")

    def __init__(self, terms: Iterable[_Term]) -> None:
        ordered = [term for term in sorted(terms, key=_length, reverse=True) if term[0]]
        begun = [term for term in ordered if term[0][0].endswith("*")]
        self._begun = _grouped(begun, lambda second: second[:-1][:_KEY])
        self._whole = _grouped([term for term in ordered if not term[0][0].endswith("*")], str)
        if begun:  # a word may go on terms with it whole, and terms with its beginning
            order = {term: place for place, term in enumerate(ordered)}
            for second, whole in self._whole.items():
                whole += [term for term in begun if _is(term[0][0], second)]
                whole.sort(key=order.__getitem__)

    def __bool__(self) -> bool:
        return bool(self._whole or self._begun)

    def behind(self, second: str) -> Sequence[_Term]:
        """Those that may go on with this word."""
        whole = self._whole.get(second, ())
        return whole or (self._begun.get(second[:_KEY], ()) if self._begun else ())


def _grouped(terms: Iterable[_Term], key: Callable[[str], str]) -> dict[str, list[_Term]]:
    groups: defaultdict[str, list[_Term]] = defaultdict(list)
    for term in terms:
        groups[key(term[0][0])].append(term)
    return dict(groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shorthand:
    """The signs of a text, and where in it each stands: `firsts` is the token that each sign begins with."""

    signs: str
    tokens: Sequence[str]  # with the blank behind them
    starts: Sequence[int]
    firsts: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text the signs from `start` to `end` stand."""
        last = self.firsts[end] - 1
        return self.starts[self.firsts[start]], self.starts[last] + len(self.tokens[last].rstrip(" "))

    def sign_at(self, place: int) -> int:
        """Which sign stands at a place of the text, or is the last before it."""
        return max(0, bisect_right(self.firsts, max(0, bisect_right(self.starts, place) - 1)) - 1)


class _Signs(dict[str, str]):
    """The sign of each token by itself; filled as tokens are met, with what those may begin that begin longer terms."""

    def __init__(self, words: "_Words") -> None:
        super().__init__()
        self.longer: dict[str, _Longer] = {}
        self._words = words

    def __missing__(self, token: str) -> str:
        word = token.rstrip(" ")
        sign, longer = self._words.of(word)
        if longer and len(self.longer) < _KNOWN:
            self.longer[token] = longer
        if len(self) < _KNOWN and len(word) <= _LONGEST and (word.rstrip("'").isalpha() or len(word) == 1):
            self[token] = sign  # words only: numbers and passwords are nothing to remember
        return sign


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The terms by their first word, its beginning (`word*`) or its end (`*word`)."""

    whole: Mapping[str, Sequence[_Term]]
    beginnings: Mapping[str, Sequence[_Term]]
    endings: Mapping[str, Sequence[_Term]]

    def of(self, token: str) -> tuple[str, _Longer]:
        """The sign of a token by itself, and the terms of several words that may begin with it."""
        if token[0] in _NAMES and token.isupper():
            return token[0], _Longer(())
        if not (token[0].isascii() or token[0].isalpha()):  # of a row of pictures, the first that means something
            token = next((picture for picture in token if picture in self.whole), token)
        terms = list(self.whole.get(token, ()))
        for length in range(min(len(token), _LONGEST), _SHORTEST - 1, -1):
            terms += self.beginnings.get(token[:length], ())
            terms += self.endings.get(token[-length:], ())
        return next((sign for rest, sign in terms if not rest), _sign(token)), _Longer(terms)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vocabulary:
    """The signs of all kinds and words. `names` are first names; where there are none, capitals that begin a sentence say nothing."""

    signs: Mapping[str, str]
    known: _Signs
    names: frozenset[str] = frozenset()

    def shorthand(self, text: Tokens) -> Shorthand:
        """Of a text in its words."""
        tokens = text.tokens
        signs = list(map(self.known.__getitem__, tokens))
        for place, written in text.capitals:
            if signs[place] == WORD:
                begins = not place or signs[place - 1] in _BEGINNINGS
                signs[place] = self._capital(tokens[place], written, begins=begins)
        firsts = self._joined(tokens, signs)
        return Shorthand(signs="".join(signs), tokens=tokens, starts=text.starts, firsts=firsts)

    def _capital(self, token: str, written: str, *, begins: bool) -> str:
        """The sign of a word of no kind that is written large; one all in capitals is shouted, where names are known."""
        if self.names and len(written) > 1 and written.isupper():
            return WORD
        if not begins or token.rstrip() in self.names:
            return PROPER
        return CAPITAL if self.names else WORD

    def _joined(self, tokens: Sequence[str], signs: list[str]) -> Sequence[int]:
        """The first token of each sign, and the end. The signs of a longer term's words become its one, and empty ones."""
        longer = self.known.longer
        asked = [
            (place, terms)
            for place, token in enumerate(tokens[:-1])
            if token in longer and (terms := longer[token].behind(tokens[place + 1].rstrip(" ")))
        ]
        behind = 0  # how far the last term reaches
        for place, terms in asked:
            term = next((term for term in terms if _same(term[0], tokens[place + 1 : place + 1 + len(term[0])])), None)
            if term and place >= behind:
                behind = place + 1 + len(term[0])
                signs[place:behind] = [term[1], *[NOTHING] * len(term[0])]
        every = range(len(tokens) + 1)
        return [*compress(every, signs), len(tokens)] if NOTHING in signs else every


def _length(term: _Term) -> tuple[int, bool]:
    return len(term[0]), not any(word.endswith("*") for word in term[0])


def _sign(token: str) -> str:
    """Of a token that no term is about."""
    if "?" in token:
        return QUESTION
    if token[0].isdigit():
        return NUMBER if token[-1].isdigit() else WORD
    return _SIGNS.get(token[0], WORD if token[0].isascii() or token[0].isalpha() else PICTURE)


def _same(wanted: Sequence[str], found: Sequence[str]) -> bool:
    return len(wanted) == len(found) and all(map(_is, wanted, found))


def _is(wanted: str, token: str) -> bool:
    word = token.rstrip(" ")
    return word.startswith(wanted[:-1]) if wanted.endswith("*") else word == wanted


def vocabulary(resources: Resources, kinds: Mapping[str, str], names: Iterable[str] = ()) -> Vocabulary:
    """The kinds of these lists (kind to list). A term of two kinds is a mistake.

    The kind `word` is that of all words of no list: what is listed so only keeps its words from meaning something else.
    """
    signs = {kind: chr(_FIRST_SIGN + place) for place, kind in enumerate(sorted(kinds))}
    if "word" in signs:
        signs["word"] = WORD
    kind_of: dict[tuple[str, ...], str] = {}
    for kind, name in sorted(kinds.items()):
        for term in spelt_out(resources.lexicon(name)):
            if kind_of.setdefault(term, kind) != kind:
                raise ValueError(f"{' '.join(term)!r} is of two kinds: {kind_of[term]} and {kind}")
    whole: dict[str, list[_Term]] = {}
    beginnings: dict[str, list[_Term]] = {}
    endings: dict[str, list[_Term]] = {}
    for (first, *rest), kind in kind_of.items():
        table = beginnings if first.endswith("*") else endings if first.startswith("*") else whole
        table.setdefault(first.strip("*"), []).append((tuple(rest), signs[kind]))
    words = _Words(whole=whole, beginnings=beginnings, endings=endings)
    return Vocabulary(signs=signs, known=_Signs(words), names=frozenset(names))


def shortest(terms: Iterable[str]) -> frozenset[str]:
    """The terms, each as words with blanks between, without those that have another one in them."""
    spelt = set(spelt_out(terms))
    return frozenset(" ".join(term) for term in spelt if not _has_another(term, spelt))


def _has_another(term: tuple[str, ...], terms: set[tuple[str, ...]]) -> bool:
    parts = (term[start:end] for start in range(len(term)) for end in range(start + 1, len(term) + 1))
    return any(part in terms for part in parts if part != term)


def spelt_out(terms: Iterable[str]) -> Iterator[tuple[str, ...]]:
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
