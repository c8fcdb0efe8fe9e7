"""A detector of what somebody says of themselves or others: rules over the shorthand of a text, less what is quoted.

Employment, speaking for the agency and disclaimers are three tables of rules over one shorthand, which is made once
for each reading.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, Reading, View
from gatepost.detectors.wording.agency import Names, names
from gatepost.detectors.wording.context import told_by_others
from gatepost.detectors.wording.grammar import Rules
from gatepost.detectors.wording.hints import Hints, word_hints
from gatepost.detectors.wording.phrasebook import words_of
from gatepost.detectors.wording.shorthand import (
    Shorthand,
    Tokens,
    Vocabulary,
    shortest,
    spelt_out,
    tokens_of,
    vocabulary,
)
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Hint
from gatepost.model import Finding, Tag

_LISTS = "speech-"
# One and the same picture between all words says no more than a blank: "opinions 👏 my 👏 own".
_CLAPPED = re.compile(
    r"[^\W_][\w']{0,40} ?([\u2190-\u2bff\U0001f000-\U0001faff]{1,8}) ?[\w']{1,40}(?: ?\1 ?[\w']{1,40}){1,100}"
)
_MORE_LISTS = {"role": "roles"}  # kinds whose words are in a list that other detectors use too


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Writer:
    """Turns readings into shorthand: ask with `reading.once`."""

    names: Names
    vocabulary: Vocabulary

    def write(self, reading: Reading) -> Shorthand:
        return self.vocabulary.shorthand(reading.once(_parting(self.names)))


@lru_cache(maxsize=4)
def _parting(names: Names) -> Callable[[Reading], Tokens]:
    """What parts a reading into words, with these names marked: one function, so that a reading is parted once for all."""

    def part(reading: Reading) -> Tokens:
        marked = reading.once(words_of).overwritten(reading.once(names.mentions)).text
        return tokens_of(marked if marked.isascii() else _CLAPPED.sub(_unclapped, marked), _as_written(reading))

    return part


def _unclapped(words: re.Match[str]) -> str:
    return words[0].replace(words[1], " " * len(words[1]))


def _as_written(reading: Reading) -> str:
    """The letters as their author wrote them, each at its place in the folded text."""
    if reading.offsets is None:
        return reading.original
    return "".join(map(reading.original.__getitem__, reading.offsets[: len(reading.folded)]))


@lru_cache(maxsize=4)
def writer(resources: Resources) -> Writer:
    """The same for all detectors of what people say that are built from these resources."""
    return Writer(names=names(resources), vocabulary=vocabulary(resources, kinds_of_speech(resources)))


def kinds_of_speech(resources: Resources) -> dict[str, str]:
    """The kinds of words that these detectors' rules know, and the list of each."""
    named = {name.removeprefix(_LISTS): name for name, _ in resources.lexicons if name.startswith(_LISTS)}
    return named | _MORE_LISTS


def terms_of(resources: Resources, *kinds: str) -> frozenset[str]:
    """The terms of these kinds, each as words with blanks between, without those that have another one in them."""
    return shortest(term for kind in kinds for term in resources.lexicon(_LISTS + kind))


def _spelt_out(resources: Resources, kinds: Iterable[str]) -> Iterator[str]:
    return (" ".join(term) for kind in kinds for term in spelt_out(resources.lexicon(_LISTS + kind)))


def rows_of(resources: Resources, *rows: str) -> Hints:
    """Hints for words of one kind right before words of another: `speaks at|chez`. A beginning (`word*`) is its own hint."""
    hints: set[Hint] = set()
    for first, second in map(str.split, rows):
        firsts, seconds = (set(_spelt_out(resources, kinds.split("|"))) for kinds in (first, second))
        whole = {term for term in firsts if not term.endswith("*")}
        hints |= word_hints(firsts - whole)
        hints |= word_hints(f"{one} {other}" for one in whole for other in seconds if other[0].isalpha())
    return frozenset(hints)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechAct:
    """The detector of one label by its rules."""

    name: str
    labels: frozenset[str]
    hints: Callable[[], Hints]
    writer: Writer
    rules: Rules
    reads: frozenset[View] = EVERY
    whole: bool = False

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        text = reading.once(self.writer.write)
        [label] = self.labels
        for match in self.rules.find(text):
            place = text.span(match.start, match.end)
            if not any(told_by_others(reading.folded, edge) for edge in place):
                yield found(self.name, label, match.confidence, reading, place)
