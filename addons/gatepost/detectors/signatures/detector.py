"""The departmental signature and agency e-mail signatures, as text: `signature`.

The departmental signature is the agency's (or the government's) name in both languages, on lines of their own. What an
e-mail signature is, `blocks.py` says. A name in prose, an address, a list of sources or a job posting is neither.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from gatepost.detectors.report import distinct, found
from gatepost.detectors.signatures.blocks import SHORT, Blocks, Line, blocks, lines_of
from gatepost.detectors.views.reading import USUAL, Reading, View
from gatepost.detectors.wording.agency import Names, name_hints, names
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.named import AGENCY, GOVERNMENT
from gatepost.detectors.wording.phrasebook import words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_TWO_LANGUAGES = ("by", "two-languages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The detector; see the module."""

    names: Names
    english: re.Pattern[str]
    french: re.Pattern[str]
    blocks: Blocks
    name: str = "signatures"
    reads: frozenset[View] = USUAL
    whole: bool = True
    labels: frozenset[str] = frozenset({"signature"})
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        lines = lines_of(reading.once(words_of).overwritten(reading.once(self.names.mentions)).text)
        for line in lines:
            if _only_names(line) and self._both_languages(reading.folded[line.start : line.end]):
                yield found(self.name, "signature", 0.95, reading, (line.start, line.end), _TWO_LANGUAGES)
        for above, below in pairwise(lines):
            both = reading.folded[above.start : below.end]
            if _only_names(above) and _only_names(below) and self._both_languages(both):
                yield found(self.name, "signature", 0.95, reading, (above.start, below.end), _TWO_LANGUAGES)
        for place in self.blocks.find(reading, lines):
            yield found(self.name, "signature", 0.85, reading, place, ("by", "block"))

    def _both_languages(self, folded: str) -> bool:
        return bool(self.english.search(folded) and self.french.search(folded))


def build(resources: Resources) -> Signatures:
    return Signatures(
        names=names(resources),
        english=phrase_pattern(resources, "signature-english"),
        french=phrase_pattern(resources, "signature-french"),
        blocks=blocks(resources),
        hints=lambda: name_hints(resources),
    )


def _only_names(line: Line) -> bool:
    """Nothing on the line but names of the agency or the government."""
    if len(line.marked) > SHORT:
        return False
    words = re.findall(r"\w+", line.marked)
    named = [word for word in words if set(word) <= {AGENCY, GOVERNMENT}]
    return bool(named) and set(words) - set(named) <= {"canada"}
