"""Items become findings: every detector of this package is loaded, and shown the texts that may hold something for it.

A new detector is a new module here with a `build`; nothing else changes. The rule to keep: no quantity of one kind of
finding may crowd out another kind, or a flood of the harmless would hide the one that matters.
"""

import pkgutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import chain

from gatepost.detectors.base import Detector, PictureDetector
from gatepost.detectors.patterns import confirmed
from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import SECRETIVE, USUAL, Reading, View
from gatepost.detectors.views.sections import LONG, sections
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Pattern, Resources
from gatepost.enrolment.matcher import Compile, Hint, Hinted, Matcher, compile_asking
from gatepost.enrolment.phrases import Phrase, within
from gatepost.folding import text_item
from gatepost.model import Finding, Tag, Text, Where

MAX_FINDINGS = 200  # of one post: more tell a reviewer nothing new


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Detectors:
    """All that looks, with the one matcher that says which of them a text may concern.

    `owners` has, for each hint of the matcher, the places of the detectors that it is one for; behind the hints come
    the expressions of the agency's patterns, in their order. What is found within `phrases` says so.
    """

    each: tuple[Detector, ...]
    patterns: tuple[Pattern, ...]
    matcher: Matcher
    owners: tuple[frozenset[int], ...]
    always: frozenset[int]  # places of the detectors that see every text
    views: frozenset[View]  # those that some detector reads
    phrases: tuple[Phrase, ...] = ()

    @property
    def labels(self) -> frozenset[str]:
        """The labels that there are findings of."""
        return frozenset().union(*(one.labels for one in self.each), (pattern.label for pattern in self.patterns))


def load_detectors(resources: Resources, compiler: Compile = compile_asking) -> Detectors:
    """Every detector, in the order of the modules' names, and the agency's patterns.

    Two detectors with one name, or for one label, are a mistake of ours. RejectedExpression is about the pattern at
    that place.
    """
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    each = [module.build(resources) for module in modules if hasattr(module, "build")]
    names = Counter(detector.name for detector in each)
    labels = Counter(label for detector in each for label in detector.labels)
    twice = [name for counts in (names, labels) for name, count in counts.items() if count > 1]
    if twice:
        raise ValueError(f"more than one detector says {', '.join(sorted(twice))}")
    made = together(*each, patterns=resources.patterns, made_of=resources.digest(), compiler=compiler)
    return replace(made, phrases=resources.phrases)


def load_picture_detectors(resources: Resources) -> tuple[PictureDetector, ...]:
    """Every detector that looks at pictures and has what it takes."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    built = [module.build_for_pictures(resources) for module in modules if hasattr(module, "build_for_pictures")]
    return tuple(detector for detector in built if detector is not None)


def together(
    *each: Detector,
    patterns: tuple[Pattern, ...] = (),
    made_of: bytes = b"",
    compiler: Compile = compile_asking,
) -> Detectors:
    """These detectors and patterns with one matcher for all of them. `made_of` is the digest of what they are built from."""
    expressions = tuple(pattern.expression for pattern in patterns)
    matcher, owners, always = compiler(made_of, lambda: _hinted(each), expressions)
    return Detectors(
        each=each,
        patterns=patterns,
        matcher=matcher,
        owners=owners,
        views=USUAL.union(*(detector.reads for detector in each)),
        always=always,
    )


def _hinted(each: Sequence[Detector]) -> Hinted:
    """The hints of all detectors, each once, in an order that is the same in every process."""
    owners: dict[Hint, set[int]] = {}
    always = set()
    for place, detector in enumerate(each):
        hints = detector.hints()
        if not hints:
            always.add(place)
        for hint in sorted(hints, key=str):
            owners.setdefault(hint, set()).add(place)
    return Hinted(tuple(owners), tuple(map(frozenset, owners.values())), frozenset(always))


def look_once(detectors: Detectors) -> None:
    """What detectors and libraries put off until they are first used is done now, and no post waits for it: a second of work."""
    detect_all((text_item(Where(part="text"), _SAMPLE),), detectors)


_SAMPLE = (
    "A page as any other, with a number (613 555-0142), a date (1 April) and an address: https://www.example.org/."
)


def detect_all(
    items: Sequence[Text | Tag], detectors: Detectors, labels: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """What the detectors that can report one of these labels (None: all) see, in the order of items and detectors."""
    return at_most(MAX_FINDINGS, _detect(items, detectors, labels))


def _detect(items: Sequence[Text | Tag], detectors: Detectors, labels: frozenset[str] | None) -> Iterator[Finding]:
    wanted = [
        detector if labels is None or not labels.isdisjoint(detector.labels) else None for detector in detectors.each
    ]
    for item in items:
        if isinstance(item, Tag):
            seen: Iterable[Finding] = _of_tag(item, wanted)
        else:
            seen = within(item, _of_text(item, detectors, wanted), detectors.phrases)
        yield from (finding for finding in seen if labels is None or finding.label in labels)


type _Wanted = Sequence[Detector | None]  # None in the place of one that can report nothing wanted


def _of_tag(tag: Tag, wanted: _Wanted) -> Iterator[Finding]:
    return chain.from_iterable(detector.detect(tag) for detector in wanted if detector)


def _of_text(text: Text, detectors: Detectors, wanted: _Wanted) -> Iterator[Finding]:
    """What each reading of a text shows; where an earlier look showed the same label, a later one adds nothing."""
    taken: dict[tuple[str, str], Spans] = {}
    for reading in readings(text, detectors.views):
        for seen in _in_reading(reading, text, detectors, wanted):
            new = [_seen_in(reading.view, finding) for finding in seen if not _taken(taken, finding)]
            yield from new
            for finding in new:
                if finding.where.span and not _taken(taken, finding):
                    taken.setdefault(_kind(finding), Spans()).add(*finding.where.span)


def _seen_in(view: View, finding: Finding) -> Finding:
    """With what was undone to see it, unless its detector told."""
    if view is View.PLAIN or any(name == "view" for name, _ in finding.details):
        return finding
    return replace(finding, details=(*finding.details, ("view", view.value)))


def _in_reading(reading: Reading, text: Text, detectors: Detectors, wanted: _Wanted) -> Iterator[Iterable[Finding]]:
    """What a look at the reading shows, and, of a long one, what a look at each of its sections does."""
    found = detectors.matcher.scan(reading.folded)
    asked = _concerned(reading, found, detectors, wanted)
    if asked and len(reading.folded) > LONG:
        anew = [one for one in sections(reading) if reading.view is View.PLAIN or one.folded not in text.folded]
        looks = [(one, _concerned(one, detectors.matcher.scan(one.folded), detectors, wanted)) for one in anew]
        for section, concerned in looks:
            yield chain.from_iterable(detector.detect(section) for detector in concerned if not detector.whole)
        undone = {detector.name for _, concerned in looks for detector in concerned}
        asked = [one for one in asked if one.whole and (reading.view is View.PLAIN or one.name in undone)]
    yield chain.from_iterable(detector.detect(reading) for detector in asked)
    if reading.view not in SECRETIVE:
        hints = len(detectors.owners)
        suspected = {place - hints: ends for place, ends in found.items() if place >= hints}
        yield confirmed(reading, suspected, detectors.patterns)


def _concerned(reading: Reading, found: Iterable[int], detectors: Detectors, wanted: _Wanted) -> list[Detector]:
    """Those wanted that have a hint among what the matcher found, or that see every text; in their order."""
    hints = len(detectors.owners)
    places = detectors.always.union(*(detectors.owners[place] for place in found if place < hints))
    return [one for one in map(wanted.__getitem__, sorted(places)) if one and reading.view in one.reads]


def _taken(taken: Mapping[tuple[str, str], Spans], finding: Finding) -> bool:
    kind, span = _kind(finding), finding.where.span
    return span is not None and kind in taken and taken[kind].meet(*span)


def _kind(finding: Finding) -> tuple[str, str]:
    """What another look may show again: an agency's pattern tells something else than our detector of the same label."""
    return finding.detector, finding.label


def at_most(limit: int, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """At most so many findings, in their order: when there are more, the first of each kind, the second of each ...

    What is excepted is a kind of its own: it crowds out nothing that is not.
    """
    seen: Counter[tuple[str, bool]] = Counter()
    ranked: list[tuple[int, int, Finding]] = []
    for place, finding in enumerate(findings):
        kind = finding.name, bool(finding.excepted)
        seen[kind] += 1
        if seen[kind] <= limit:
            ranked.append((seen[kind], place, finding))
    kept = sorted(ranked, key=lambda entry: entry[:2])[:limit]
    return tuple(finding for _, _, finding in sorted(kept, key=lambda entry: entry[1]))
