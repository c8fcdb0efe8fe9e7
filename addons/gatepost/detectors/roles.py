"""A text becomes a line of roles: one letter for each word or phrase, that says what part it plays in a sentence.

"the minister is a lying snake" and « la ministre est une sale vipère » are the same line, so that a grammar written once
over letters reads both languages, in any wording that the lexicons know. The rule to keep: what a word is, is data; how
roles make sense together is for whoever reads the line.

Of several terms that begin at one word the longest is taken; a word of no list is `o`, or `N` where it is written like a
name. Clause edges have letters of their own. Apostrophes, and hyphens inside words, part words and leave no trace.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from gatepost.detectors.reading import Reading
from gatepost.enrolment import Resources
from gatepost.folding import fold

WORD, NAME, OPENING, STOP, QUESTION, PAUSE, HANDLE = "o", "N", "t", ".", "?", ",", "@"

type Place = tuple[int, int]

_TOKEN = re.compile(r"(?<!\w)@[\w.]{1,64}|[^\W_]{1,40}|[^\w\s'-]|(?<!\S)-(?!\S)|\n")
_SIGNS = {
    **dict.fromkeys(".!;|\n\u2022", STOP),
    **dict.fromkeys("?", QUESTION),
    **dict.fromkeys('::,()"-', PAUSE),
}
_CHOICES = re.compile(r"\(([^()]*)\)|([^()]+)")
_LONGEST_TERM = 8  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The letters of a text, and where in the folded text that stands which each is for."""

    letters: str
    places: Sequence[Place]

    def span(self, start: int, end: int) -> Place:
        """From letters to folded characters."""
        return self.places[start][0], self.places[end - 1][1]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Roles:
    """What words and phrases are: `terms` by all their words, `longest` how many words the longest term has that begins so."""

    terms: Mapping[str, str]
    longest: Mapping[str, int]
    beginnings: Mapping[str, str]  # of words with any ending, by their first letters

    def line(self, reading: Reading, given: Iterable[tuple[str, int, int]] = ()) -> Line:
        """The line of a reading. `given` are letters with the start and end of what they stand for, in order."""
        tokens = [match.span() for match in _TOKEN.finditer(reading.folded)]
        words = [reading.folded[start:end] for start, end in tokens]
        names = {start: (letter, end) for letter, start, end in given}
        letters: list[str] = []
        places: list[Place] = []
        at = 0
        while at < len(tokens):
            start, end = tokens[at]
            if start in names:
                letter, end = names[start]
                at += 1
                while at < len(tokens) and tokens[at][0] < end:
                    at += 1
            else:
                letter, taken = self._role(words, at)
                letter = letter or self._unlisted(reading, words[at], start, letters)
                end = tokens[at + taken - 1][1]
                at += taken
            if letter:
                letters.append(letter)
                places.append((start, end))
        return Line(letters="".join(letters), places=places)

    def _role(self, words: Sequence[str], at: int) -> tuple[str, int]:
        """The letter of the longest term that begins here, and how many words it has."""
        word = words[at]
        for count in range(min(self.longest.get(word, 0), len(words) - at), 1, -1):
            letter = self.terms.get(" ".join(words[at : at + count]))
            if letter:
                return letter, count
        return self.terms.get(word) or self._by_beginning(word), 1

    def _by_beginning(self, word: str) -> str:
        lengths = range(min(len(word), 10), 2, -1) if word[:3] in self.beginnings else ()
        return next((self.beginnings[word[:n]] for n in lengths if self.beginnings.get(word[:n])), "")

    def _unlisted(self, reading: Reading, word: str, start: int, so_far: Sequence[str]) -> str:
        if not word[0].isalnum():
            return HANDLE if len(word) > 1 else _SIGNS.get(word, "")
        first, end = reading.span(start, start + len(word))
        written = reading.original[first:end]
        if not (written[:1].isupper() and any(map(str.islower, written))):
            return WORD
        return NAME if so_far and so_far[-1] not in (STOP, QUESTION) else OPENING


def roles(resources: Resources, letters: Mapping[str, str]) -> Roles:
    """The roles that these lists give: list to letter, an earlier list before a later."""
    terms: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for name, letter in letters.items():
        for term in spelt_out(resources.lexicon(name)):
            if term.endswith("*"):
                stem = term.removesuffix("*")
                beginnings.setdefault(stem, letter)
                beginnings.setdefault(stem[:3], "")
            else:
                terms.setdefault(" ".join(_TOKEN.findall(term.replace("-", " "))), letter)
    longest: dict[str, int] = {}
    for term in terms:
        first, *rest = term.split()
        longest[first] = min(_LONGEST_TERM, max(longest.get(first, 0), len(rest) + 1))
    return Roles(terms=terms, longest=longest, beginnings=beginnings)


def spelt_out(terms: Iterable[str]) -> Iterator[str]:
    """The folded terms, with one for each choice: `waste of (air|skin)` is two."""
    for term in terms:
        pieces = [(choice or plain).split("|") for choice, plain in _CHOICES.findall(fold(term)[0])]
        yield from ("".join(chosen) for chosen in product(*pieces))
