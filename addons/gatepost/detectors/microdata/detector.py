"""Records of respondents, pasted as a table or told as a list: `microdata`, its value the number of rows.

Four rows are enough, when what stands in them points at persons or businesses (`evidence.py`), and what is said around
them does not say otherwise (`surroundings.py`): results, rosters, pets, characters, prices and published figures are left
alone. The rule to keep: cells never leave this package, only the kinds of the columns and how many rows there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.evidence import Evidence, weigh
from gatepost.detectors.microdata.kinds import Kind, Span
from gatepost.detectors.microdata.marks import HINTS, stretches
from gatepost.detectors.microdata.naming import is_named
from gatepost.detectors.microdata.surroundings import Surroundings, surroundings
from gatepost.detectors.microdata.tables import Seen, tables
from gatepost.detectors.microdata.vocabulary import Vocabulary, vocabulary
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import Reading, View
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_VIEWS = frozenset({View.PLAIN, View.DECODED, View.REVERSED, View.ROTATED})  # those that keep lines and numbers
_ENOUGH = 3.5
_NEARLY = 2.0  # from here on what is said around the rows can make the difference
# What only the right way to read shows: ages and amounts are numbers either way, and a sex may be one letter.
_WORDED = frozenset({Kind.NAME, Kind.STATUS, Kind.WORK, Kind.HEALTH, Kind.LIFE, Kind.PLACE})
_REVEALED = {View.REVERSED: _WORDED | {Kind.POSTAL, Kind.POSTAL_AREA}, View.ROTATED: _WORDED | {Kind.SEX}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Microdata:
    vocabulary: Vocabulary
    surroundings: Surroundings
    name: str = "microdata"
    reads: frozenset[View] = _VIEWS
    labels: frozenset[str] = frozenset({"microdata"})
    hints: frozenset[str] = HINTS

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag) or item.view not in _VIEWS:
            return
        for start, end in stretches(item.folded):
            yield from self._in_stretch(item, start, end)

    def _in_stretch(self, reading: Reading, start: int, end: int) -> Iterator[Finding]:
        text, seen, cells = reading.folded[start:end], Seen(), Cells(vocabulary=self.vocabulary)
        for table in tables(text, cells, seen):
            if seen.taken.meet(*table.span):
                continue
            evidence = weigh(
                table, cells, lambda row: is_named(reading, self.vocabulary, (start + row[0], start + row[1]))
            )
            place = start + table.span[0], start + table.span[1]
            score = self._score(reading, place, evidence)
            if score < _NEARLY and table.dense:
                seen.dull.update(row for row, _ in table.places)
            if score >= _ENOUGH:
                seen.taken.add(*table.span)
                yield _finding(reading, place, evidence, score)

    def _score(self, reading: Reading, place: Span, evidence: Evidence) -> float:
        """What the rows say and, where that is nearly enough, what is said around them."""
        score = evidence.score
        if reading.view in _REVEALED and _REVEALED[reading.view].isdisjoint(evidence.kinds):
            return min(score, 0)
        return score if score < _NEARLY else score + self.surroundings.weight(reading.folded, *place)


def _finding(reading: Reading, place: Span, evidence: Evidence, score: float) -> Finding:
    confidence = min(0.97, 0.7 + 0.05 * (score - _ENOUGH))
    finding = found("microdata", f"microdata:{evidence.rows}", confidence, reading, place)
    return replace(finding, details=(("columns", " ".join(evidence.kinds)),))


def build(resources: Resources) -> Microdata:
    return Microdata(vocabulary=vocabulary(resources), surroundings=surroundings(resources))
