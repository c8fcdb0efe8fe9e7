"""Profane words in a text, strong or mild, also stretched ("fuuuck") and spelt apart ("f.u.c.k").

Church words of Quebec swearing count only where they are said as oaths: « hostie! », not « l'hostie ». Softened ones
(tabarnouche, câline) are in no list. The rule to keep: words match as wholes, but for the few stems that no innocent
word contains (`*stem*` in the list), or Scunthorpe is found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Text

_WORD = re.compile(r"[a-z]{3,40}")
_THRICE = re.compile(r"([a-z])\1{2,}")
_APART = re.compile(r"[a-z](?<![a-z].)(?:[\s.*_/|,~+=-]{1,3}[a-z](?![a-z])){2,12}")
_NOT_LETTERS = re.compile(r"[^a-z]")
_EXCLAIMED_BEFORE = re.compile(r"(?:^|[.!?,;:\n\"(-])\s*$")
_EXCLAIMED_AFTER = re.compile(r"\s*(?:[!,.\u2026\"]|$|\n|que\b|qu')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Words as a list gives them: whole, by their beginning, by a stem anywhere in them."""

    whole: frozenset[str]
    beginnings: Mapping[str, tuple[str, ...]]  # by their first three letters
    stems: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return (
            word in self.whole
            or any(map(word.startswith, self.beginnings.get(word[:3], ())))
            or any(stem in word for stem in self.stems)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Profanity:
    """Words and phrases by value, strong before mild; words that are oaths only when exclaimed; what is innocent."""

    words: tuple[tuple[str, Spellings], ...]
    phrases: tuple[tuple[str, Phrasebook], ...]
    exclaimed: Phrasebook
    innocent: Phrasebook

    def find(self, reading: Text, words: Words) -> Iterator[tuple[str, float, tuple[int, int]]]:
        """Value, confidence and place of each profane word; `words` are those of the reading."""
        innocent = [match.span() for match in self.innocent.find(reading.folded, words)]
        for value, confidence, place in self._profane(reading.folded, words):
            if not any(start < place[1] and place[0] < end for start, end in innocent):
                yield value, confidence, place

    def _profane(self, folded: str, words: Words) -> Iterator[tuple[str, float, tuple[int, int]]]:
        for match in _WORD.finditer(folded):
            if value := self._value(match.group()):
                yield value, 0.95, match.span()
        for match in _APART.finditer(folded):
            if value := self._value(_NOT_LETTERS.sub("", match.group())):
                yield value, 0.85, match.span()
        for value, book in self.phrases:
            for match in book.find(folded, words):
                yield value, 0.9, match.span()
        for match in self.exclaimed.find(folded, words):
            before, after = folded[max(0, match.start() - 8) : match.start()], folded[match.end() : match.end() + 6]
            if _EXCLAIMED_BEFORE.search(before) and _EXCLAIMED_AFTER.match(after):
                yield "strong", 0.8, match.span()

    def _value(self, word: str) -> str:
        """What a word is worth, with letters that stand thrice or more also read as once and as twice."""
        forms = (word, _THRICE.sub(r"\1", word), _THRICE.sub(r"\1\1", word)) if _THRICE.search(word) else (word,)
        return next((value for value, spellings in self.words for form in forms if form in spellings), "")


def profanity(resources: Resources) -> Profanity:
    return Profanity(
        words=(
            ("strong", _spellings(resources.lexicon("profanity-strong"))),
            ("mild", _spellings(resources.lexicon("profanity-mild"))),
        ),
        phrases=(
            ("strong", phrasebook(resources, "profanity-strong-phrases", "profanity-church")),
            ("mild", phrasebook(resources, "profanity-mild-phrases")),
        ),
        exclaimed=phrasebook(resources, "profanity-church-alone"),
        innocent=phrasebook(resources, "not-profanity"),
    )


def _spellings(terms: Iterable[str]) -> Spellings:
    folded = {fold(term)[0] for term in terms}
    beginnings: dict[str, tuple[str, ...]] = {}
    for term in sorted(term.rstrip("*") for term in folded if term.endswith("*") and not term.startswith("*")):
        beginnings[term[:3]] = (*beginnings.get(term[:3], ()), term)
    return Spellings(
        whole=frozenset(term for term in folded if "*" not in term),
        beginnings=beginnings,
        stems=tuple(sorted(term.strip("*") for term in folded if term.startswith("*"))),
    )
