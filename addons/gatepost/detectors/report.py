"""A place in a reading of a text becomes a finding, and what several readings or patterns show is said once."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gatepost.facts import Fact
from gatepost.model import Finding, Text

_LIMIT = 40  # of one kind in one text: more tell a reviewer nothing new


def found(detector: str, name: str, confidence: float, reading: Text, place: tuple[int, int], *facts: Fact) -> Finding:
    """The finding `label` or `label:value` at a place of the reading's folded text, with how it is known."""
    label, _, value = name.partition(":")
    where = replace(reading.where, span=reading.span(*place))
    return Finding(detector=detector, label=label, value=value, details=facts, confidence=confidence, where=where)


def distinct(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each label once at a place, with the value that was seen first, however many readings or patterns show it there."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        places = taken.setdefault(finding.label, [])
        start, end = finding.where.span or (0, 0)
        if len(places) < _LIMIT and not any(
            start < other_end and other_start < end for other_start, other_end in places
        ):
            places.append((start, end))
            yield finding
