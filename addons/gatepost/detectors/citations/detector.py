"""Public sources and figures: `source-cited` and `statistic`.

A source is something a reader can look up: a statcan.gc.ca link, a table or catalogue number, The Daily of a day, a
release title with its date. A statistic is a figure whose source is the agency or one of its programmes, in the same
sentence, announced in the one before or named right after it. A figure beside the agency's name is none (how long one
waited, how many interviewers called), nor is a figure of another country's agency.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.citations.attribution import Attribution, attribution
from gatepost.detectors.citations.sources import BARE, DATED, SOURCE_HINTS, cited
from gatepost.detectors.citations.titles import dated_titles
from gatepost.detectors.report import distinct, found
from gatepost.detectors.views.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.wording.agency import Names, name_hints, names
from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.named import AGENCY
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_CERTAIN = 0.98
_LINE = 90  # characters before a number that may say whose it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The detector; see the module."""

    names: Names
    titles: Phrasebook
    not_tables: re.Pattern[str]
    attribution: Attribution
    name: str = "citations"
    reads: frozenset[View] = EVERY
    whole: bool = False
    labels: frozenset[str] = frozenset({"source-cited", "statistic"})
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        marked = reading.once(words_of).overwritten(reading.once(self.names.mentions))
        dated = (
            (match.start(), date.end())
            for _, match in self.titles.find(marked)
            if (date := DATED.match(marked.text, match.end()))
        )
        chance = reading.view in SECRETIVE  # there "CPI" is « IPC », and a catalogue number another
        looked_up = [one for one in cited(reading.folded) if not self._of_something_else(reading.folded, *one)]
        for confidence, place in (*looked_up, *((0.88, place) for place in (*dated, *dated_titles(marked.text)))):
            if confidence >= (_CERTAIN if chance else 0):
                yield found(self.name, "source-cited", confidence, reading, place)
        if chance and AGENCY * 3 not in marked.text:
            return
        for confidence, place in self.attribution(marked, (place for _, place in looked_up)):
            yield found(self.name, "statistic", confidence, reading, place)

    def _of_something_else(self, folded: str, confidence: float, place: tuple[int, int]) -> bool:
        """Whether a bare number is that of a ticket, an order, a telephone: of what its line named before."""
        line = folded[max(folded.rfind("\n", 0, place[0]) + 1, place[0] - _LINE) : place[0]]
        return confidence == BARE and self.not_tables.search(line) is not None


def build(resources: Resources) -> Citations:
    return Citations(
        names=names(resources),
        titles=phrasebook(resources, "official-programmes"),
        not_tables=phrase_pattern(resources, "not-tables"),
        attribution=attribution(resources),
        hints=lambda: (
            name_hints(resources, AGENCY)
            | phrase_hints(resources, "official-programmes", "programme-names")
            | SOURCE_HINTS
        ),
    )
