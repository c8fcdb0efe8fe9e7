"""Who a post speaks of and for: mentions of the agency, the author's own employment, speaking for it, disclaimers.

The wording is in the lexicons; here stands what cancels it. A mention is a name that names (`agency.py`). The other
three are the author's own words: not a quotation, not a denial ("I don't speak for"), not somebody else's job, and a
profile line ("Economist @StatCan") is one only where nothing else stands between two dots, bars or line ends.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.agency import AGENCY, GIVEN, GOVERNMENT, Names, names
from gatepost.detectors.context import clause_after, clause_before, quoted
from gatepost.detectors.disguise import readings
from gatepost.detectors.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.model import Finding, Item, Text

_EDGE_BEFORE = re.compile(r"(?:^|[|•·/\n.;:!?()\u2013-]|[^\x00-\x7f])[^\w@#]{0,4}$")
_EDGE_AFTER = re.compile(r"[^\w@#]{0,3}(?:$|[|•·/\n.;,!()#@&+*-]|[^\x00-\x7f])")

type Refusal = Callable[[Text, str, re.Match[str]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One list of phrases: what it says, how surely, and what makes it say nothing."""

    label: str
    confidence: float
    book: Phrasebook
    refused: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """The detector; see the module."""

    names: Names
    rules: tuple[Rule, ...]
    name: str = "affiliation"
    labels: frozenset[str] = frozenset({"agency-mention", "self-identification", "on-behalf", "disclaimer"})
    hints: frozenset[str]

    def detect(self, item: Item) -> Iterator[Finding]:
        if isinstance(item, Text):
            yield from distinct(finding for reading in readings(item) for finding in self._in(reading))

    def _in(self, reading: Text) -> Iterator[Finding]:
        for kind, start, end in self.names.mentions(reading):
            if kind in {AGENCY, GOVERNMENT}:
                yield found(self.name, "agency-mention", 0.95, reading, (start, end))
        marked = self.names.marked(reading)
        words = words_of(marked)
        for rule in self.rules:
            for match in rule.book.find(marked, words):
                if not quoted(marked, match.start()) and not rule.refused(reading, marked, match):
                    yield found(self.name, rule.label, rule.confidence, reading, match.span())


def build(resources: Resources) -> Affiliation:
    denied = phrase_pattern(resources, "denials")
    not_own = phrase_pattern(resources, "other-people")
    not_meant = re.compile(rf"{phrase_pattern(resources, 'not-meant').pattern}\W{{0,3}}$")
    not_employer = re.compile(rf"(?:'s)?\W{{1,2}}{phrase_pattern(resources, 'not-an-employer').pattern}")
    reporting = phrase_pattern(resources, "reporting")
    vacancy = phrase_pattern(resources, "vacancies")

    def somebody_elses_job(reading: Text, marked: str, match: re.Match[str]) -> bool:
        return bool(
            not_own.search(match.group())
            or not_meant.search(clause_before(marked, match.start()))
            or not_employer.match(marked, match.end())
        )

    def no_profile(reading: Text, marked: str, match: re.Match[str]) -> bool:
        after = marked[match.end() : match.end() + 6]
        return (
            not _starts_profile_line(reading, marked, match.start())
            or not _EDGE_AFTER.match(after)
            or bool(reporting.search(clause_after(marked, match.end(), 40)))
            or bool(vacancy.search(marked))
        )

    def not_for_the_agency(reading: Text, marked: str, match: re.Match[str]) -> bool:
        before = clause_before(marked, match.start()) + match.group()
        return bool(denied.search(before) or reporting.search(before))

    def not_the_authors_views(reading: Text, marked: str, match: re.Match[str]) -> bool:
        return bool(not_own.search(clause_before(marked, match.start(), 40)))

    def rule(label: str, confidence: float, list_name: str, refused: Refusal) -> Rule:
        book = phrasebook(resources, list_name, given=GIVEN)
        return Rule(label=label, confidence=confidence, book=book, refused=refused)

    return Affiliation(
        names=names(resources),
        rules=(
            rule("self-identification", 0.9, "self-identification", somebody_elses_job),
            rule("self-identification", 0.8, "self-identification-profile", no_profile),
            rule("on-behalf", 0.85, "on-behalf", not_for_the_agency),
            rule("disclaimer", 0.9, "disclaimer", not_the_authors_views),
        ),
        hints=frozenset(resources.lexicon("affiliation-hints")),
    )


def _starts_profile_line(reading: Text, marked: str, start: int) -> bool:
    """Behind a comma only what follows a common noun: "Runner, economist at" is a profile, "Jane Roe, economist at" news."""
    before = marked[max(0, start - 40) : start]
    if _EDGE_BEFORE.search(before) or start == 0:
        return True
    place = reading.span(start, start + 1)[0]
    last = re.search(r"(\w+)\s*,\s*$", reading.original[max(0, place - 40) : place])
    return last is not None and last[1].islower()
