"""The departmental signature and agency e-mail signatures, as text: `signature`.

The departmental signature is the agency's (or the government's) name in both languages, on lines of their own. An
e-mail signature is a block of short lines: somebody's name, then a title, then the agency. A name in prose, an
address, a list of sources or a job posting has one of these, not all, and is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gatepost.detectors.agency import AGENCY, GOVERNMENT, Names, name_hints, names
from gatepost.detectors.phrasebook import words_of
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import USUAL, Reading, View
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag

_FRAME = " \t>*_|-–—•·/,~#="  # what decorates a line of a signature
_SHORT = 100  # characters: a line of a signature is no sentence
_BLOCK = 8  # lines from the name of the person to the name of the agency, at most
_PERSON = re.compile(
    r"(?:[^\W\d_][\w.'’-]{0,24}\s+){1,3}[^\W\d_][\w.'’-]{1,24}"  # two to four words, checked for capitals below
    r"(?:\s*[,(|–-]\s*(?:[\w./| ’'-]{1,24})\)?)?"  # a degree or pronouns
)
_LINE = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: where it is in the reading, its folded text with names marked, and as it was written."""

    start: int
    end: int
    marked: str
    written: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatures:
    """The detector; see the module."""

    names: Names
    english: re.Pattern[str]
    french: re.Pattern[str]
    titles: re.Pattern[str]
    not_people: re.Pattern[str]
    name: str = "signatures"
    reads: frozenset[View] = USUAL
    labels: frozenset[str] = frozenset({"signature"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        words, mentions = reading.once(words_of), reading.once(self.names.mentions)
        lines = _lines(reading, words.overwritten(mentions).text) if mentions else []
        for line in lines:
            if _only_names(line) and self._both_languages(reading.folded[line.start : line.end]):
                yield found(self.name, "signature", 0.95, reading, (line.start, line.end))
        for above, below in pairwise(lines):
            both = reading.folded[above.start : below.end]
            if _only_names(above) and _only_names(below) and self._both_languages(both):
                yield found(self.name, "signature", 0.95, reading, (above.start, below.end))
        for place, line in enumerate(lines):
            block = lines[max(0, place - _BLOCK) : place]
            if _only_names(line, AGENCY) and (first := self._person_and_title(block)):
                yield found(self.name, "signature", 0.85, reading, (first.start, line.end))

    def _both_languages(self, folded: str) -> bool:
        return bool(self.english.search(folded) and self.french.search(folded))

    def _person_and_title(self, block: list[Line]) -> Line | None:
        """The line with a person's name, when the line below it has a title."""
        for above, below in reversed(list(pairwise(block))):
            if self._is_person(above) and self.titles.search(below.marked) and len(below.marked) <= _SHORT:
                return above
        return None

    def _is_person(self, line: Line) -> bool:
        match = _PERSON.fullmatch(line.written.strip(_FRAME))
        if match is None or self.titles.search(line.marked) or self.not_people.search(line.marked):
            return False
        first, second = re.split(r"[\s,(|–]+", match.group(), maxsplit=2)[:2]
        return bool(first[:1].isupper() and second[:1].isupper())


def build(resources: Resources) -> Signatures:
    return Signatures(
        names=names(resources),
        english=phrase_pattern(resources, "signature-english"),
        french=phrase_pattern(resources, "signature-french"),
        titles=phrase_pattern(resources, "roles", "titles"),
        not_people=phrase_pattern(resources, "not-people"),
        hints=name_hints(resources),
    )


def _lines(reading: Reading, text: str) -> list[Line]:
    """The lines that have something on them."""
    return [
        Line(
            start=match.start(),
            end=match.end(),
            marked=match.group(),
            written=reading.original[slice(*reading.span(match.start(), match.end()))],
        )
        for match in _LINE.finditer(text)
        if match.group().strip(_FRAME)
    ]


def _only_names(line: Line, kinds: str = AGENCY + GOVERNMENT) -> bool:
    """Nothing on the line but names of the agency or the government, and at least one of these kinds."""
    if len(line.marked) > _SHORT:
        return False
    words = re.findall(r"\w+", line.marked)
    named = [word for word in words if set(word) <= {AGENCY, GOVERNMENT}]
    return any(word[0] in kinds for word in named) and set(words) - set(named) <= {"canada"}
