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

from gatepost.detectors.views.reading import Reading
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
    names: frozenset[str]  # first names: they are names at the beginning of a sentence as well

    def line(self, reading: Reading, within: Iterable[Place], given: Iterable[tuple[str, int, int]] = ()) -> Line:
        """The line of these stretches of a reading. `given` are letters, with the start and end of what they stand for."""
        known = {start: (letter, end) for letter, start, end in given}
        letters: list[str] = []
        places: list[Place] = []
        for start, end in within:
            for letter, place in self._stretch(reading, start, end, known):
                letters.extend(letter or self._unlisted(reading, place, letters))
                places.extend([place] * (len(letters) - len(places)))
            letters.append(STOP)
            places.append((end, end))
        return Line(letters="".join(letters), places=places)

    def _stretch(
        self, reading: Reading, first: int, last: int, known: Mapping[int, tuple[str, int]]
    ) -> Iterator[tuple[str, Place]]:
        """The letter, if a list gives one, and the place of each word and sign."""
        places = [match.span() for match in _TOKEN.finditer(reading.folded, first, last)]
        words = [reading.folded[start:end] for start, end in places]
        at = 0
        while at < len(places):
            start, end = places[at]
            if start in known:
                letter, end = known[start]
                at = next((later for later in range(at + 1, len(places)) if places[later][0] >= end), len(places))
            else:
                letter, taken = self._role(words, at)
                end = places[at + taken - 1][1]
                at += taken
            yield letter, (start, end)

    def _role(self, words: Sequence[str], at: int) -> tuple[str, int]:
        """The letter of the longest term that begins here, and how many words it has."""
        word = words[at]
        for count in range(min(self.longest.get(word, 1), len(words) - at), 1, -1):
            letter = self.terms.get(" ".join(words[at : at + count]))
            if letter:
                return letter, count
        return self.terms.get(word, ""), 1

    def _unlisted(self, reading: Reading, place: Place, so_far: Sequence[str]) -> str:
        word = reading.folded[slice(*place)]
        if not word[0].isalnum():
            return HANDLE if len(word) > 1 else _SIGNS.get(word, "")
        written = reading.original[slice(*reading.span(*place))]
        if not written[:1].isupper() or written.isupper():
            return WORD
        inside = so_far and so_far[-1] not in (STOP, QUESTION)
        return NAME if inside or word in self.names else OPENING


def roles(resources: Resources, letters: Mapping[str, str], first_names: Iterable[str] = ()) -> Roles:
    """The roles that these lists give: list to letter (or several: "you're" is two), an earlier list before a later."""
    terms: dict[str, str] = {}
    for name, letter in letters.items():
        for term in spelt_out(resources.lexicon(name)):
            terms.setdefault(" ".join(_TOKEN.findall(term.replace("-", " "))), letter)
    longest: dict[str, int] = {}
    for first, *rest in map(str.split, terms):
        if rest:
            longest[first] = min(_LONGEST_TERM, max(longest.get(first, 0), len(rest) + 1))
    return Roles(terms=terms, longest=longest, names=frozenset(spelt_out(first_names)))


def spelt_out(terms: Iterable[str]) -> Iterator[str]:
    """The folded terms, with one for each choice: `waste of (air|skin)` is two."""
    for term in terms:
        pieces = [(choice or plain).split("|") for choice, plain in _CHOICES.findall(fold(term)[0])]
        yield from ("".join(chosen) for chosen in product(*pieces))


def first_word(term: str) -> str:
    """The first word of a folded term, or its first sign."""
    found = _TOKEN.search(term.replace("-", " "))
    return found.group() if found else term
