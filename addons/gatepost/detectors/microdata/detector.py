"""Records of respondents, pasted as a table or told as a list: `microdata`, its value the number of rows.

Four rows are enough, when what stands in them points at persons or businesses (`evidence.py`), and what is said around
them does not say otherwise (`surroundings.py`): results, rosters, pets, characters, prices and published figures are left
alone. The rule to keep: cells never leave this package, only the kinds of the columns and how many rows there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.evidence import Evidence, weigh
from gatepost.detectors.microdata.kinds import Span
from gatepost.detectors.microdata.marks import HINTS
from gatepost.detectors.microdata.naming import is_named
from gatepost.detectors.microdata.stretches import stretches
from gatepost.detectors.microdata.surroundings import Surroundings, surroundings
from gatepost.detectors.microdata.tables import Seen, tables
from gatepost.detectors.microdata.turning import Turned, as_it_stands, turned
from gatepost.detectors.microdata.vocabulary import Vocabulary, vocabulary
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_VIEWS = frozenset({View.PLAIN, View.DECODED})  # those that keep lines and numbers
_ENOUGH = 3.5
_NEARLY = 2.0  # from here on what is said around the rows can make the difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Microdata:
    vocabulary: Vocabulary
    surroundings: Surroundings
    name: str = "microdata"
    reads: frozenset[View] = _VIEWS
    whole: bool = True
    labels: frozenset[str] = frozenset({"microdata"})

    def hints(self) -> Hints:
        return HINTS

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag) or item.view not in _VIEWS:
            return
        for start, end in stretches(item.folded):
            text = item.folded[start:end]
            found = list(self._in_stretch(item, start, as_it_stands(text)))
            yield from found or chain.from_iterable(
                self._in_stretch(item, start, way) for way in turned(text, self.vocabulary)
            )

    def _in_stretch(self, reading: Reading, offset: int, way: Turned) -> Iterator[Finding]:
        def place(span: Span) -> Span:
            start, end = way.place(span)
            return offset + start, offset + end

        def named(row: Span) -> bool:
            return reading.view is View.PLAIN and is_named(way.read(reading.written(*place(row))), self.vocabulary)

        cells, seen = Cells(vocabulary=self.vocabulary), Seen()
        for table in tables(way.text, cells, seen):
            if seen.taken.meet(*table.span):
                continue
            evidence = weigh(table, cells, named)
            score = evidence.score + way.weight
            if score < _NEARLY and table.dense:
                seen.dull.update(row for row, _ in table.places)
            if score >= _NEARLY:
                score += self.surroundings.weight(reading.folded, *place(table.span))
            if score >= _ENOUGH:
                seen.taken.add(*table.span)
                yield _finding(reading, place(table.span), evidence, score)


def _finding(reading: Reading, place: Span, evidence: Evidence, score: float) -> Finding:
    confidence = min(0.97, 0.7 + 0.05 * (score - _ENOUGH))
    columns = ("columns", " ".join(evidence.kinds))
    return found("microdata", f"microdata:{evidence.rows}", confidence, reading, place, columns)


def build(resources: Resources) -> Microdata:
    return Microdata(vocabulary=vocabulary(resources), surroundings=surroundings(resources))
