"""Items become findings: every detector of this package is loaded, and shown the texts that may hold something for it.

A new detector is a new module here with a `build`; nothing else changes. The rule to keep: no quantity of one kind of
finding may crowd out another kind, or a flood of the harmless would hide the one that matters.
"""

import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain, compress

from gatepost.detectors.base import Detector
from gatepost.detectors.disguise import readings
from gatepost.detectors.hints import hinted
from gatepost.detectors.spans import Spans
from gatepost.enrolment import Resources
from gatepost.model import Finding, Item, Tag, Text

MAX_FINDINGS = 200  # of one post: more tell a reviewer nothing new


def load_detectors(resources: Resources) -> tuple[Detector, ...]:
    """Every detector, in the order of the modules' names. Two with one name, or for one label, are a mistake of ours."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    detectors = tuple(module.build(resources) for module in modules if hasattr(module, "build"))
    names = Counter(detector.name for detector in detectors)
    labels = Counter(label for detector in detectors for label in detector.labels)
    twice = [name for name, count in (names + labels).items() if count > 1]
    if twice:
        raise ValueError(f"more than one detector says {', '.join(sorted(twice))}")
    return detectors


def detect_all(
    items: Sequence[Item], detectors: Sequence[Detector], labels: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """What the detectors that can report one of these labels (None: all) see, in the order of items and detectors."""
    return _at_most(MAX_FINDINGS, _detect(items, detectors, labels))


def _detect(items: Sequence[Item], detectors: Sequence[Detector], labels: frozenset[str] | None) -> Iterator[Finding]:
    wanted = [detector for detector in detectors if labels is None or not labels.isdisjoint(detector.labels)]
    for item in items:
        seen = _of_tag(item, wanted) if isinstance(item, Tag) else _of_text(item, wanted)
        yield from (finding for finding in seen if labels is None or finding.label in labels)


def _of_tag(tag: Tag, detectors: Sequence[Detector]) -> Iterator[Finding]:
    return chain.from_iterable(detector.detect(tag) for detector in detectors)


def _of_text(text: Text, detectors: Sequence[Detector]) -> Iterator[Finding]:
    """What each reading of a text shows; where an earlier reading showed the same label, a later one adds nothing."""
    hints = tuple(detector.hints for detector in detectors)
    taken: dict[str, Spans] = {}
    for reading in readings(text):
        seen = [
            finding
            for detector in compress(detectors, hinted(reading.folded, hints))
            for finding in detector.detect(reading)
        ]
        new = [finding for finding in seen if not _taken(taken, finding)]
        yield from new
        for finding in new:
            if finding.where.span and not _taken(taken, finding):
                taken.setdefault(finding.label, Spans()).add(*finding.where.span)


def _taken(taken: Mapping[str, Spans], finding: Finding) -> bool:
    return finding.where.span is not None and finding.label in taken and taken[finding.label].meet(*finding.where.span)


def _at_most(limit: int, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """At most so many findings, in their order: when there are more, the first of each kind, the second of each ..."""
    seen: Counter[str] = Counter()
    ranked: list[tuple[int, int, Finding]] = []
    for place, finding in enumerate(findings):
        seen[finding.name] += 1
        if seen[finding.name] <= limit:
            ranked.append((seen[finding.name], place, finding))
    kept = sorted(ranked, key=lambda entry: entry[:2])[:limit]
    return tuple(finding for _, _, finding in sorted(kept, key=lambda entry: entry[1]))
