"""Which detectors a text may concern: hints for the one matcher, made from the lists that the detectors use.

Nearly every post is clean, so what is spent on finding that out is what detection costs. Without a hint of its own in a
text, a detector cannot find anything there. The hints of a phrase are the rarest of its words that stand in a row, in all
their wordings; rows of words cost next to nothing however many they are (`enrolment/matcher.py`), so a hint may say much.
The rule to keep: a hint too many costs time, one too few hides the phrase, so in doubt a hint says less than the phrase.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from math import prod
from typing import NamedTuple

from gatepost.detectors.wording.phrases import PIECES
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both, Hint, Row, words_in
from gatepost.folding import fold

type Hints = frozenset[Hint]

_MOST = 300  # wordings of one phrase that stand in hints; beyond, fewer of its words have to do
_JOINED = 10  # letters that words have at least, run together, to be no other word ("pin to" is no pinto)
_RARE = 16  # letters: a row this long is rare enough
_LISTED = re.compile(r"\{([a-z-]+)\}")
# What nearly every sentence has, and so says nothing about a text.
_EVERYWHERE = """
a about after again ai all also always am an and annee another ans any anyone apres are around as at au aucun aujourd
aussi autre autres aux avait avant avec avez avoir away back be beaucoup because been before being better bien big bon
bonne both but by c ca can ce cela ces cet cette chaque chez chose choses come comme comment contre could d dans day de
dedans dehors depuis des deux did didn dire dit do does doesn dois doit don donc done donne dont down du each elle elles
en encore entre es est et etes etre eux even ever every everyone faire fait faut first fois font for from garde gens get
give go going good got grand great had has have he her hers him his home how hui i ici if il ils in into is it its j
jamais je jour jusqu just keep kept know l la last le les less let leur leurs like little ll long look lui m ma made
mais make man many me merci mes mieux mine mis moi moins mon monde more much must my n ne need needs never new next ni
no nobody nos not nothing notre nous nouveau nouvelle now nuit of off old on once one only ont or other ou oui our out
over own par pas people personne petit peu peut peux please plein plus pour premier prend pres put qu quand que quel
quelle qui quoi re really rien right s sa said same sans say says se see sera ses seul seulement she should si since so
some somebody someone something sommes son sont sous still stop such suis sur t take te tell temps tes than thank thanks
that the their them then there these they thing things think this those three through till time to today together toi
ton too tous tout toute toutes tres trois trop tu two un under une until up us use used va vais ve vers very veut veux
voir voit vont vos votre vous vraiment vu want was way we week well were what when where which while who why will with
without work world would y year years yes yet you your
"""
_COMMON = frozenset(_EVERYWHERE.split())


def literals(terms: Iterable[str]) -> Hints:
    """Hints for these folded substrings."""
    return frozenset(map(re.escape, terms))


def word_hints(terms: Iterable[str]) -> Hints:
    """Hints for these terms as whole words; `term*` for the words that it begins, `*term*` for those that have it."""
    return frozenset(hint for term in terms for hint in _hints_of([fold(term)[0]]))


def expression_of(hint: Hint) -> str:
    """A hint as an expression over folded text, to be part of a longer one."""
    if isinstance(hint, Both):
        raise TypeError("two expressions are no one expression")
    if isinstance(hint, str):
        return hint
    first, last = hint.words[0] != "*", hint.words[-1] != "*"
    words = r"[^\w]{1,5}".join(hint.words.strip("*").split())
    return rf"{r'\b' if first else ''}{words}{r'\b' if last else ''}"


def phrase_hints(resources: Resources, *names: str, given: Mapping[str, Hints] | None = None) -> Hints:
    """Hints such that every text with a phrase of these lists has one. `given` are those of what phrases name like lists."""
    finder = _Finder(resources, {"number": frozenset({r"\d"}), **(given or {})})
    return _fewest(frozenset(hint for name in names for hint in finder.of_list(name)))


def _fewest(hints: Hints) -> Hints:
    """Those that have not another one in them."""
    rows = {hint.words for hint in hints if isinstance(hint, Row)}
    return frozenset(hint for hint in hints if not isinstance(hint, Row) or rows.isdisjoint(_within(hint.words)))


def _within(row: str) -> Iterator[str]:
    """Each shorter row of the words of a row."""
    words = row.split()
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])


class _Piece(NamedTuple):
    """A piece of a phrase: all its wordings, or where they cannot be listed hints that would do for it (none: anything)."""

    wordings: Sequence[str] = ()
    hints: Hints = frozenset()

    @property
    def least(self) -> float:
        """How rare the commonest of its wordings is."""
        return min(map(_weight, self.wordings))


class _Finder:
    def __init__(self, resources: Resources, given: Mapping[str, Hints]) -> None:
        self._resources, self._given = resources, given
        self.of_list: Callable[[str], Hints] = cache(self._list)
        self._listed: Callable[[str], Sequence[str]] = cache(self._wordings_of_list)

    def _list(self, name: str) -> Hints:
        if name in self._given:
            return self._given[name]
        return frozenset(hint for phrase in self._resources.lexicon(name) for hint in self._phrase(fold(phrase)[0]))

    def _phrase(self, phrase: str) -> Hints:
        """The rarest of what could be a hint for it: some pieces in a row, or one that has hints of its own."""
        pieces = self._pieces(phrase)
        row = max(_rows(pieces), key=_order_of_row, default=())
        alone = max((piece.hints for piece in pieces if piece.hints), key=_order, default=None)
        if row and (alone is None or _order_of_row(row) >= _order(alone)):
            return _hints_of(_in_a_row(row))
        if alone is None:
            raise ValueError(f"a phrase needs a word that is always there: {phrase!r}")
        return alone

    def _pieces(self, phrase: str) -> Sequence[_Piece]:
        return [self._piece(piece) for piece in PIECES.findall(phrase) if piece not in {"^", "$"}]

    def _piece(self, piece: str) -> _Piece:
        if piece.endswith("..."):
            return _Piece()
        optional, choices = piece.startswith("["), piece.strip("()[]").split("|")
        each = [self._wordings(choice) for choice in choices]
        if all(each) and sum(map(len, each)) <= _MOST:
            return _Piece(wordings=(*([""] if optional else []), *(said for some in each for said in some)))
        return _Piece(hints=frozenset() if optional else self._either(choices))

    def _wordings(self, words: str) -> Sequence[str]:
        """All that some words and lists can be; nothing where that is too much, or anything."""
        each = [self._of_word(word) for word in words.split()]
        return [" ".join(said) for said in product(*each)] if prod(map(len, each)) <= _MOST else ()

    def _of_word(self, word: str) -> Sequence[str]:
        listed = _LISTED.findall(word)
        if not listed:
            return [word]
        whole = word == f"{{{listed[0]}}}" and listed[0] not in self._given and listed[0] != "word"
        return self._listed(listed[0]) if whole else ()

    def _wordings_of_list(self, name: str) -> Sequence[str]:
        """All wordings of all phrases of a list, where they are not too many."""
        each = [self._wordings_of_phrase(fold(phrase)[0]) for phrase in self._resources.lexicon(name)]
        return [said for some in each for said in some] if all(each) and sum(map(len, each)) <= _MOST else ()

    def _wordings_of_phrase(self, phrase: str) -> Sequence[str]:
        pieces = self._pieces(phrase)
        return _in_a_row(pieces) if prod(len(piece.wordings) for piece in pieces) <= _MOST else ()

    def _either(self, choices: Sequence[str]) -> Hints:
        """Hints that one of the choices has; none where one of them can be anything."""
        each = [self._alone(choice) for choice in choices]
        return frozenset(hint for hints in each for hint in hints) if all(each) else frozenset()

    def _alone(self, words: str) -> Hints:
        """Of one choice: the rarest of its lists, or its plain words in a row."""
        listed = [self.of_list(name) for name in _LISTED.findall(words) if name != "word"]
        plain = [] if "{" in words else [_hints_of([words])]
        return max(filter(None, (*listed, *plain)), key=_order, default=frozenset())


def _rows(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """Each run of pieces that has not too many wordings, and some word in all of them."""
    for start in range(len(pieces)):
        for end in range(start + 1, len(pieces) + 1):
            row = pieces[start:end]
            if not 0 < prod(len(piece.wordings) for piece in row) <= _MOST:
                break
            if any("" not in piece.wordings for piece in row):
                yield row


def _order_of_row(row: Sequence[_Piece]) -> tuple[float, int]:
    """As `_order` of its hints, without making them."""
    return min(_RARE, sum(piece.least for piece in row)), -prod(len(piece.wordings) for piece in row)


def _in_a_row(pieces: Sequence[_Piece]) -> Sequence[str]:
    return [" ".join(filter(None, said)) for said in product(*(piece.wordings for piece in pieces))]


def _hints_of(wordings: Iterable[str]) -> Hints:
    """Rows for all wordings; none where one of them has no word."""
    each = [_of_wording(_rarest(wording)) for wording in wordings]
    return frozenset(hint for hints in each for hint in hints) if all(each) else frozenset()


def _rarest(wording: str) -> str:
    """The part of a wording that no star parts: inside a row every word stands as it is."""
    return wording if "*" not in wording else max(re.split(r"(?<=\*) +| +(?=\*)", wording), key=_weight)


def _of_wording(wording: str) -> Hints:
    """With what a hyphen or an apostrophe joins apart as well as joined, and with all words run together."""
    words = _words(wording)
    if not words or not wording.isascii():  # signs, and what the engine takes for signs
        return literals([wording.strip("*")]) if wording.strip("* ") else frozenset()
    joined = words.replace(" ", "")
    variants = {words, _words(re.sub("['-]", "", wording)), *([joined] if len(joined) >= _JOINED else [])}
    begin, end = "*" * wording.startswith("*"), "*" * wording.endswith("*")
    return frozenset(Row(f"{begin}{said}{end}") for said in variants)


def _words(wording: str) -> str:
    return words_in(wording.encode("ascii", "replace")).decode().strip()


def _order(hints: Hints) -> tuple[float, int]:
    """Rarer, then fewer."""
    return min(_RARE, *map(_rank, hints)), -len(hints)


def _rank(hint: Hint) -> float:
    if isinstance(hint, Both):
        return _RARE
    return _weight(hint.words if isinstance(hint, Row) else _SYNTAX.sub("", hint))


@cache
def _weight(words: str) -> float:
    """How rare a row of words is: its letters, those of common words for a quarter."""
    return sum(len(word) if word not in _COMMON else len(word) / 4 for word in words.strip("*").split())


_SYNTAX = re.compile(r"\\[bdws]|\[.*?\](?:\{.*?\}|\?)?|\\")
