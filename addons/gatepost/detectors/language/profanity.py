"""Profane words in a text, strong or mild, also stretched ("fuuuck").

Church words of Quebec swearing count only where they are said as oaths: « hostie! », not « l'hostie ». Softened ones
(tabarnouche, câline) are in no list. The rule to keep: words match as wholes, but for the few stems that no innocent
word contains (`*stem*` in the list), or Scunthorpe is found.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from gatepost.detectors.wording.hints import Hints, phrase_hints, word_hints
from gatepost.detectors.wording.phrasebook import Phrasebook, Words, phrasebook
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Text

type Found = tuple[str, float, tuple[int, int], str]  # value, confidence, place, and the word list that has it

_WORD = re.compile(r"[a-z]{3,40}")
_THRICE = re.compile(r"([a-z])\1{2,}")
_EXCLAIMED_BEFORE = re.compile(r"(?:^|[.!?,;:\n\"(-])\s*$")
_EXCLAIMED_AFTER = re.compile(r"\s*(?:[!?,.\u2026\"]|$|\n|que\b|qu')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spellings:
    """Words as a list gives them: whole, by their beginning, by a stem anywhere in them."""

    whole: frozenset[str]
    beginnings: Mapping[str, tuple[str, ...]]  # by their first three letters
    stems: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return (
            word in self.whole or word.startswith(self.beginnings.get(word[:3], ())) or any(map(word.count, self.stems))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Profanity:
    """Words by value, strong before mild, and phrases (`_PHRASES`)."""

    spellings: tuple[tuple[str, Spellings], ...]
    heads: frozenset[str]  # the three letters that profane words begin with: others need no closer look
    phrases: Phrasebook

    def find(self, reading: Text, words: Words) -> Iterator[Found]:
        """Each profane word, the mild ones where there is no strong one."""
        folded = reading.folded
        phrases = [(name, match.span()) for name, match in self.phrases.find(words)]
        innocent = Spans(place for name, place in phrases if name == _INNOCENT)
        found = (*_said(reading, phrases), *self._words(folded))
        meant = [profane for profane in found if not innocent.meet(*profane[2])]
        strong = [profane for profane in meant if profane[0] == "strong"]
        yield from strong or meant

    def _words(self, folded: str) -> Iterator[Found]:
        words = set(_WORD.findall(folded))
        stretched = _THRICE.search(folded) is not None
        if not (stretched or any(stem in folded for _, spellings in self.spellings for stem in spellings.stems)):
            words = {word for word in words if word[:3] in self.heads}
        found = {word: value for word in words if (value := self._value(word, stretched))}
        for match in _WORD.finditer(folded) if found else ():
            if match.group() in found:
                yield found[match.group()], 0.95, match.span(), f"profanity-{found[match.group()]}"

    def _value(self, word: str, stretched: bool) -> str:
        """What a word is worth, with letters that stand thrice or more also read as once and as twice."""
        forms = {word, _THRICE.sub(r"\1", word), _THRICE.sub(r"\1\1", word)} if stretched else {word}
        return next((value for value, spellings in self.spellings for form in forms if form in spellings), "")


_INNOCENT, _EXCLAIMED = "not-profanity", "profanity-church-alone"
_PHRASES = {  # list to value
    "profanity-strong-phrases": "strong",
    "profanity-church": "strong",
    "profanity-mild-phrases": "mild",
}


def _said(reading: Text, phrases: list[tuple[str, tuple[int, int]]]) -> Iterator[Found]:
    """The profane phrases; church words alone count where they are exclaimed, or written as only the oath is (câlice)."""
    folded = reading.folded
    for name, (start, end) in phrases:
        before, after = folded[max(0, start - 8) : start], folded[end : end + 6]
        exclaimed = _EXCLAIMED_BEFORE.search(before) and _EXCLAIMED_AFTER.match(after)
        if name == _EXCLAIMED and (exclaimed or "\u00e2" in reading.original[slice(*reading.span(start, end))].lower()):
            yield "strong", 0.8, (start, end), name
        elif name in _PHRASES:
            yield _PHRASES[name], 0.9, (start, end), name


def profanity_hints(resources: Resources) -> Hints:
    words = (*resources.lexicon("profanity-strong"), *resources.lexicon("profanity-mild"))
    return word_hints(words) | phrase_hints(resources, _EXCLAIMED, *_PHRASES) | _STRETCHED


_STRETCHED = frozenset(letter * 3 for letter in ascii_lowercase if letter != "w")  # not in addresses


def profanity(resources: Resources) -> Profanity:
    strong, mild = resources.lexicon("profanity-strong"), resources.lexicon("profanity-mild")
    return Profanity(
        spellings=(("strong", _spellings(strong)), ("mild", _spellings(mild))),
        heads=frozenset(fold(term)[0].lstrip("*")[:3] for term in (*strong, *mild)),
        phrases=phrasebook(resources, _INNOCENT, _EXCLAIMED, *_PHRASES),
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
