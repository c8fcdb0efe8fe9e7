"""Identifiers of persons and businesses, English and French: `personal-identifier`, its value the kind.

A number counts with evidence: its own check digits (`figures.py`) or shape (`shapes.py`), and a cue beside it (`cues.py`),
or its neighbour of the same kind in a list or column. It may be disguised (`disguised.py`) or said (`said.py`). Left alone:
bare nine digits, parcels, tables, dates, money, counts. A full name with one of these (`names.py`), or a birth, a postal
code and a trait, are a `combination`; postal codes count in a person's address (`homes.py`), dates when somebody private
is born (`births.py`). The rule to keep: digits never leave this package, only their places.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.identifiers.births import Births, births
from gatepost.detectors.identifiers.contacts import CONTACT_HINTS, emails, phones
from gatepost.detectors.identifiers.cues import CueWords, cue_words, cues_in
from gatepost.detectors.identifiers.disguised import MIMIC_HINTS, disguised
from gatepost.detectors.identifiers.figures import FIGURE_HINTS, figures
from gatepost.detectors.identifiers.found import Found
from gatepost.detectors.identifiers.homes import HOME_HINT, Homes, homes
from gatepost.detectors.identifiers.names import Names, names
from gatepost.detectors.identifiers.said import SAID_HINT, said
from gatepost.detectors.identifiers.shapes import SHAPE_HINTS, shaped
from gatepost.detectors.identifiers.zones import Zone, zones_of
from gatepost.detectors.views.reading import USUAL, Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.facts import Fact
from gatepost.folding import words
from gatepost.model import Finding, Tag

_FEWEST = 6  # digits in an identifier
_NEAR_TRAIT = 200  # characters around a birth and a postal code in which a trait makes the two a person
_HEARD = frozenset(
    {View.PLAIN, View.SPACED, View.LETTERS}
)  # views in which names of digits and letters are words still
_SEVERAL = (("with", "date-of-birth postal-code trait"),)
_NAMING_KINDS = {"sin", "health-card", "passport", "driver-licence", "payment-card", "date-of-birth"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    cues: CueWords
    phone_cue: re.Pattern[str]
    births: Births
    homes: Homes
    names: Names
    trait: re.Pattern[str]
    name: str = "identifiers"
    labels: frozenset[str] = frozenset({"personal-identifier"})
    reads: frozenset[View] = USUAL
    whole: bool = False
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen: dict[str, Spans] = {}
        spoken = said(item) if item.view in _HEARD else None
        for reading in (item, spoken) if spoken else (item,):
            for found in self._found(reading):
                span, spans = reading.span(*found.span), seen.setdefault(found.kind, Spans())
                if not spans.meet(*span):
                    spans.add(*span)
                    yield from self._findings(reading, found)

    def _findings(self, reading: Reading, found: Found) -> Iterator[Finding]:
        said = (("view", View.DIGITS.value),) if reading.view is View.DIGITS else ()
        yield _finding(reading, found.kind, reading.span(*found.span), found.confidence, *found.facts, *said)
        if found.kind in _NAMING_KINDS:
            start, end = reading.span(found.start, found.span[1])
            named = self.names.beside(reading.original, (start, end), reading.span(*found.span)[0])
            if named:
                yield _finding(reading, "combination", named, 0.85, ("with", f"name {found.kind}"))

    def _found(self, reading: Reading) -> Iterator[Found]:
        """A number that is something else is no telephone's."""
        numbers = list(self._numbers(reading))
        yield from numbers
        taken = Spans(found.span for found in numbers)
        yield from (found for found in self._contacts(reading) if found.kind != "phone" or not taken.meet(*found.span))
        yield from self._private(reading)

    def _numbers(self, reading: Reading) -> Iterator[Found]:
        """In the text as it stands, and where a cue is in it, in the text with its numbers' disguises undone."""
        zones = reading.once(_zones)
        cues = cues_in(reading, self.cues, zones)
        yield from shaped(reading, reading.folded, cues, zones, alone=True)
        yield from figures(reading.folded, cues, zones, alone=True)
        for folded in disguised(reading.folded):
            zones = zones_of(folded, _FEWEST)
            cues = cues_in(reading, self.cues, zones)
            if cues.found:
                yield from shaped(reading, folded, cues, zones, alone=False)
                yield from figures(folded, cues, zones, alone=False)

    def _contacts(self, reading: Reading) -> Iterator[Found]:
        for span in emails(reading.folded):
            yield Found(kind="email", start=span[0], span=span, confidence=0.9)
        for span, confidence in phones(reading.folded, self.phone_cue, reading.once(_zones)):
            digits = ("digits", str(sum(map(str.isdigit, reading.folded[slice(*span)]))))
            yield Found(kind="phone", start=span[0], span=span, confidence=confidence, facts=(digits,))

    def _private(self, reading: Reading) -> Iterator[Found]:
        """Dates of birth, and postal codes where somebody lives; both with a trait are a combination."""
        born = list(self.births.found(reading.folded))
        for span, start, facts in born:
            yield Found(kind="date-of-birth", start=start, span=span, confidence=0.9, facts=tuple(facts))
        for code, birth in self.homes.found(reading, [span for span, *_ in born]):
            yield Found(kind="postal-code", start=code[0], span=code, confidence=0.8)
            if birth:
                first, last = min(code[0], birth[0]), max(code[1], birth[1])
                if self.trait.search(reading.folded, max(0, first - _NEAR_TRAIT), last + _NEAR_TRAIT):
                    place = first, last
                    yield Found(kind="combination", start=first, span=place, confidence=0.8, facts=_SEVERAL)


def _zones(reading: Reading) -> list[Zone]:
    return zones_of(reading.folded, _FEWEST)


def _finding(reading: Reading, kind: str, span: tuple[int, int], confidence: float, *facts: Fact) -> Finding:
    return Finding(
        detector="identifiers",
        label="personal-identifier",
        value=kind,
        details=facts,
        confidence=confidence,
        where=replace(reading.where, span=span),
    )


def build(resources: Resources) -> Identifiers:
    born = births(resources)
    return Identifiers(
        cues=cue_words(resources),
        phone_cue=words(resources.lexicon("identifier-phone")),
        births=born,
        homes=homes(resources),
        names=names(resources),
        trait=words(resources.lexicon("identifier-trait")),
        hints=lambda: CONTACT_HINTS | FIGURE_HINTS | SHAPE_HINTS | MIMIC_HINTS | born.hints | {HOME_HINT, SAID_HINT},
    )
