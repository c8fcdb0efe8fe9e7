"""The agency's own patterns: case file numbers, project names, whatever `patterns.yaml` says, as findings.

The one matcher says which patterns a text may hold and where they end; a second linear-time engine, RE2, looks again
there and says where they begin. So no pattern that an operator writes can hang the gate.
"""

from collections.abc import Iterator, Mapping, Sequence

from gatepost.detectors.report import found
from gatepost.detectors.views.reading import Reading
from gatepost.enrolment import Pattern
from gatepost.enrolment.matcher import Confirming, as_ascii, engine
from gatepost.model import Finding

REACH = 1_024  # characters: a longer match than this is not seen whole, and so not at all
NAME = "patterns"


def confirmed(
    reading: Reading, suspected: Mapping[int, Sequence[int]], patterns: Sequence[Pattern]
) -> Iterator[Finding]:
    """The findings of the patterns (by place) that the matcher saw end at these places of the reading."""
    text = as_ascii(reading.folded) if suspected else b""
    for place, ends in suspected.items():
        pattern = patterns[place]
        name = f"{pattern.label}:{pattern.value}" if pattern.value else pattern.label
        for span in _spans(engine(pattern.expression), text, ends):
            yield found(NAME, name, pattern.confidence, reading, span)


def _spans(expression: Confirming, text: bytes, ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    done = 0
    for end in sorted(ends):
        if end > done:
            match = expression.search(text, max(done, end - REACH), min(len(text), end + REACH))
            if match:
                yield match.span()
                done = match.end()
