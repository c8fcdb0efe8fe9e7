"""Public sources and figures: `source-cited` and `statistic`.

A source is something a reader can look up: a statcan.gc.ca link, a table or catalogue number, The Daily of a day, a
release title with its date. A statistic is a figure whose source is the agency or one of its programmes, in the same
sentence, announced in the one before or named right after it. A figure beside the agency's name is none (how long one
waited, how many interviewers called), nor is a figure of another country's agency.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors.agency import GIVEN, Names, names
from gatepost.detectors.disguise import readings
from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook, words_of
from gatepost.detectors.report import distinct, found
from gatepost.detectors.sources import DATED, cited
from gatepost.enrolment import Resources
from gatepost.model import Finding, Item, Text

# Units and shapes that make a number a figure. Years, dates, times, ranks and table numbers are none of them.
_FIGURE = re.compile(
    r"[+$\d-](?<![\w.,/-].)[+$]?"
    r"(?:\d{0,2}(?:[ ,.]\d{3}){1,4}(?![\d-])"
    r"|\d{0,9}(?:[.,]\d{1,3})?\s?(?:%|per ?cent|pour ?cent|percentage point|points? de|pts?\b|\$|[kmb]n?\b"
    r"|(?:thousand|million|billion|trillion|millier|milliard|mille)s?\b)"
    r"|(?<=\$)\d[\d,.]{0,14}"
    r"|\d{0,2}[.,]\d{1,2}(?![\d:/-]))"
)
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)){1,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The detector; see the module."""

    names: Names
    programmes: Phrasebook
    says: Phrasebook
    announces: Phrasebook
    credits: Phrasebook
    spoken_figures: Phrasebook
    no_figures: Phrasebook
    others: Phrasebook
    name: str = "citations"
    labels: frozenset[str] = frozenset({"source-cited", "statistic"})
    hints: frozenset[str]

    def detect(self, item: Item) -> Iterator[Finding]:
        if isinstance(item, Text):
            yield from distinct(finding for reading in readings(item) for finding in self._in(reading))

    def _in(self, reading: Text) -> Iterator[Finding]:
        marked = self.names.marked(reading)
        words = words_of(marked)
        for confidence, place in (*cited(reading.folded), *self._dated_titles(marked, words)):
            yield found(self.name, "source-cited", confidence, reading, place)
        for confidence, place in self._statistics(marked, words):
            yield found(self.name, "statistic", confidence, reading, place)

    def _dated_titles(self, marked: str, words: Words) -> Iterator[tuple[float, tuple[int, int]]]:
        for title in self.programmes.find(marked, words):
            if date := DATED.match(marked, title.end()):
                yield 0.88, (title.start(), date.end())

    def _statistics(self, marked: str, words: Words) -> Iterator[tuple[float, tuple[int, int]]]:
        """Figures by sentence, for the sentences that have, follow or precede a source."""
        says, announces, credited = (
            [match.start() for match in book.find(marked, words)] for book in (self.says, self.announces, self.credits)
        )
        if not (says or announces or credited):
            return
        others = [match.start() for match in self.others.find(marked, words)]
        figures = list(self._figures(marked, words))
        sentences = [sentence.span() for sentence in _SENTENCE.finditer(marked)]
        for place, (start, end) in enumerate(sentences):
            before = sentences[place - 1] if place else (0, 0)
            after = sentences[place + 1] if place + 1 < len(sentences) else (0, 0)
            confidence = 0.0
            if _any_in(says, start, end) and not _any_in(others, start, end):
                confidence = 0.85
            elif _any_in(announces, *before) or _any_in(credited, *after):
                confidence = 0.7
            if confidence:
                yield from ((confidence, figure) for figure in figures if start <= figure[0] < end)

    def _figures(self, marked: str, words: Words) -> Iterator[tuple[int, int]]:
        excluded = [match.span() for match in self.no_figures.find(marked, words)]
        for match in (*_FIGURE.finditer(marked), *self.spoken_figures.find(marked, words)):
            if not any(start < match.end() and match.start() < end for start, end in excluded):
                yield match.span()


def _any_in(places: list[int], start: int, end: int) -> bool:
    return any(start <= place < end for place in places)


def build(resources: Resources) -> Citations:
    def book(*names: str) -> Phrasebook:
        return phrasebook(resources, *names, given={**GIVEN, "figure": (r"\d[\d .,]{0,14}", ("0",))})

    return Citations(
        names=names(resources),
        programmes=book("official-programmes"),
        says=book("figure-sources"),
        announces=book("figure-announced"),
        credits=book("figure-credits"),
        spoken_figures=book("figures-in-words"),
        no_figures=book("no-figures"),
        others=book("other-sources"),
        hints=frozenset(resources.lexicon("citation-hints")),
    )
