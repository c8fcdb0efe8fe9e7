"""Public sources and figures: `source-cited` and `statistic`.

A source is something a reader can look up: a statcan.gc.ca link, a table or catalogue number, The Daily of a day, a
release title with its date. A statistic is a figure whose source is the agency or one of its programmes, in the same
sentence, announced in the one before or named right after it. A figure beside the agency's name is none (how long one
waited, how many interviewers called), nor is a figure of another country's agency.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gatepost.detectors.agency import GIVEN, Names, given_hints, name_hints, names
from gatepost.detectors.hints import phrase_hints
from gatepost.detectors.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.reading import Reading
from gatepost.detectors.report import distinct, found
from gatepost.detectors.sources import DATED, SOURCE_HINTS, cited
from gatepost.detectors.spans import Spans
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

# Units and shapes that make a number a figure. Years, dates, times, ranks and table numbers are none of them.
_FIGURE = re.compile(
    r"[+$\d-](?<![\w.,/-].)[+$]?"
    r"(?:\d{0,2}(?:[ ,.]\d{3}){1,4}(?![\d-])"
    r"|\d{0,9}(?:[.,]\d{1,3})?\s?(?:%|per ?cent|pour ?cent|percentage point|points? de|pts?\b|\$|[kmb]n?\b"
    r"|(?:thousand|million|billion|trillion|millier|milliard|mille)s?\b)"
    r"|(?<=\$)\d[\d,.]{0,14}"
    r"|\d{0,2}[.,]\d{1,2}(?![\d:/-]))"
)
_ATTRIBUTED = re.compile(r"[(\"-]\s{0,2}[AG]{3,60}\)?\s{0,2}(?=[.!?\n#]|$)")  # "... up 2 % (Statistics Canada)"
_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)){1,2000}")

_SOURCED = ("official-programmes", "figure-sources", "figure-announced", "figure-credits")
_LISTS = (*_SOURCED, "figures-in-words", "no-figures", "other-sources")

type Places = list[tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The detector; see the module."""

    names: Names
    book: Phrasebook
    name: str = "citations"
    labels: frozenset[str] = frozenset({"source-cited", "statistic"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        marked = reading.once(words_of).overwritten(reading.once(self.names.mentions))
        text = marked.text
        phrases: dict[str, list[tuple[int, int]]] = {name: [] for name in _LISTS}
        for name, match in self.book.find(marked):
            phrases[name].append(match.span())
        dated = [
            (start, date.end()) for start, end in phrases["official-programmes"] if (date := DATED.match(text, end))
        ]
        for confidence, place in (*cited(reading.folded), *((0.88, place) for place in dated)):
            yield found(self.name, "source-cited", confidence, reading, place)
        for confidence, place in _statistics(text, phrases):
            yield found(self.name, "statistic", confidence, reading, place)


def _statistics(text: str, phrases: Mapping[str, Places]) -> Iterator[tuple[float, tuple[int, int]]]:
    """Figures of the sentences that have a source, follow its announcement, or are followed by its name alone."""
    sourced = [*phrases["figure-sources"], *(match.span() for match in _ATTRIBUTED.finditer(text))]
    announced, credited = phrases["figure-announced"], phrases["figure-credits"]
    if not (sourced or announced or credited):
        return
    starts = [sentence.start() for sentence in _SENTENCE.finditer(text)]

    def sentences(places: Places) -> set[int]:
        return {bisect_right(starts, start) for start, _ in places}

    sure = sentences(sourced) - sentences(phrases["other-sources"])
    beside = {number + 1 for number in sentences(announced)} | {number - 1 for number in sentences(credited)}
    no_figures = Spans(phrases["no-figures"])
    for place in (*(match.span() for match in _FIGURE.finditer(text)), *phrases["figures-in-words"]):
        number = bisect_right(starts, place[0])
        if (number in sure or number in beside) and not no_figures.meet(*place):
            yield (0.85 if number in sure else 0.7), place


def build(resources: Resources) -> Citations:
    return Citations(
        names=names(resources),
        book=phrasebook(resources, *_LISTS, given={**GIVEN, "figure": (r"\d[\d .,]{0,14}", ("0 ...",))}),
        hints=name_hints(resources)
        | phrase_hints(resources, *_SOURCED, given=given_hints(resources) | {"figure": frozenset({r"\d"})})
        | SOURCE_HINTS,
    )
