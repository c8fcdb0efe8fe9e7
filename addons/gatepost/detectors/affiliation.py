"""Who a post speaks of and for: mentions of the agency, the author's own employment, speaking for it, disclaimers.

The wording is in the lexicons; here stands what cancels it. A mention is a name that names (`agency.py`). The other
three are the author's own words: not a quotation, not a denial ("I don't speak for"), not somebody else's job, and a
profile line ("Economist @StatCan") is one only where nothing else stands between two dots, bars or line ends.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gatepost.detectors.agency import AGENCY, GIVEN, GOVERNMENT, Names, name_hints, names
from gatepost.detectors.context import clause_after, clause_before, quoted
from gatepost.detectors.disguise import readings
from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.folding import fold
from gatepost.model import Finding, Item, Text

_EDGE_BEFORE = re.compile(r"(?:^|[|•·/\n.;:!?()\u2013-]|[^\x00-\x7f])[^\w@#]{0,4}$")
_EDGE_AFTER = re.compile(r"[^\w@#]{0,3}(?:$|[|•·/\n.;,!()#@&+*-]|[^\x00-\x7f])")

type Refusal = Callable[[Text, str, re.Match[str]], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the phrases of one list say, how surely, and what makes them say nothing."""

    label: str
    confidence: float
    refused: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """The detector; see the module."""

    names: Names
    book: Phrasebook
    rules: Mapping[str, Rule]
    name: str = "affiliation"
    labels: frozenset[str] = frozenset({"agency-mention", "self-identification", "on-behalf", "disclaimer"})
    hints: frozenset[str]

    def detect(self, item: Item) -> Iterator[Finding]:
        if isinstance(item, Text):
            yield from distinct(finding for reading in readings(item) for finding in self._in(reading))

    def _in(self, reading: Text) -> Iterator[Finding]:
        words = Words(reading.folded)
        mentions = self.names.mentions(reading, words)
        for mention in mentions:
            if mention.kind in {AGENCY, GOVERNMENT}:
                yield found(self.name, "agency-mention", 0.95, reading, (mention.start, mention.end))
        marked = words.overwritten(mentions)
        text = marked.text
        for list_name, match in self.book.find(marked):
            rule = self.rules[list_name]
            if not quoted(text, match.start()) and not rule.refused(reading, text, match):
                yield found(self.name, rule.label, rule.confidence, reading, match.span())


def build(resources: Resources) -> Affiliation:
    denied = phrase_pattern(resources, "denials")
    not_own = phrase_pattern(resources, "other-people")
    not_meant = re.compile(rf"{phrase_pattern(resources, 'not-meant').pattern}\W{{0,3}}$")
    not_employer = re.compile(rf"(?:'s)?\W{{1,2}}{phrase_pattern(resources, 'not-an-employer').pattern}")
    first_person = phrase_pattern(resources, "first-person")
    unreal = phrase_pattern(resources, "unreal")
    about_oneself = phrase_pattern(resources, "about-oneself")
    reporting = phrase_pattern(resources, "reporting")
    commercial = phrase_pattern(resources, "commercial")
    vacancy = phrase_pattern(resources, "vacancies")

    def no_employer(reading: Text, text: str, match: re.Match[str]) -> bool:
        return not_employer.match(text, match.end()) is not None or text[match.end() : match.end() + 2].strip() == "?"

    def somebody_elses_job(reading: Text, text: str, match: re.Match[str]) -> bool:
        return bool(
            not_own.search(match.group())
            or unreal.search(match.group())
            or not_meant.search(clause_before(text, match.start()))
            or no_employer(reading, text, match)
        )

    def not_the_authors_job(reading: Text, text: str, match: re.Match[str]) -> bool:
        before, after = clause_before(text, match.start()), clause_after(text, match.end())
        sentence = before + match.group() + after
        return bool(
            not first_person.search(before + " | " + after)
            or not_own.search(before + match.group())
            or unreal.search(before + match.group())
            or vacancy.search(text)
            or reporting.search(sentence)
            or no_employer(reading, text, match)
        )

    def no_profile(reading: Text, text: str, match: re.Match[str]) -> bool:
        after = text[match.end() : match.end() + 6]
        return (
            not _starts_profile_line(reading, text, match.start())
            or not _EDGE_AFTER.match(after)
            or bool(reporting.search(clause_after(text, match.end(), 40)))
            or bool(vacancy.search(text))
        )

    def not_for_the_agency(reading: Text, text: str, match: re.Match[str]) -> bool:
        before = clause_before(text, match.start()) + match.group()
        return bool(denied.search(before) or reporting.search(before))

    def another_organization(reading: Text, text: str, match: re.Match[str]) -> bool:
        before = clause_before(text, match.start()) + match.group()
        return bool(reporting.search(before) or commercial.search(before + clause_after(text, match.end())))

    def not_the_authors_views(reading: Text, text: str, match: re.Match[str]) -> bool:
        return bool(not_own.search(clause_before(text, match.start(), 40)))

    def not_about_the_post(reading: Text, text: str, match: re.Match[str]) -> bool:
        said = clause_before(text, match.start()) + match.group()
        return not about_oneself.search(said) or not_the_authors_views(reading, text, match)

    def agency_not_named(reading: Text, text: str, match: re.Match[str]) -> bool:
        return not any(kind * 3 in text for kind in (AGENCY, GOVERNMENT)) or another_organization(reading, text, match)

    rules = {
        "self-identification": Rule(label="self-identification", confidence=0.9, refused=somebody_elses_job),
        "self-identification-as": Rule(label="self-identification", confidence=0.9, refused=no_employer),
        "self-identification-near": Rule(label="self-identification", confidence=0.7, refused=not_the_authors_job),
        "self-identification-profile": Rule(label="self-identification", confidence=0.8, refused=no_profile),
        "on-behalf": Rule(label="on-behalf", confidence=0.85, refused=not_for_the_agency),
        "on-behalf-we": Rule(label="on-behalf", confidence=0.85, refused=another_organization),
        "on-behalf-voice": Rule(label="on-behalf", confidence=0.7, refused=agency_not_named),
        "disclaimer": Rule(label="disclaimer", confidence=0.9, refused=not_the_authors_views),
        "disclaimer-denials": Rule(label="disclaimer", confidence=0.85, refused=not_about_the_post),
    }
    return Affiliation(
        names=names(resources),
        book=phrasebook(resources, *rules, given=GIVEN),
        rules=rules,
        hints=name_hints(resources) | {fold(hint)[0] for hint in resources.lexicon("affiliation-hints")},
    )


def _starts_profile_line(reading: Text, text: str, start: int) -> bool:
    """Behind a comma only what follows a common noun: "Runner, economist at" is a profile, "Jane Roe, economist at" news."""
    before = text[max(0, start - 40) : start]
    if _EDGE_BEFORE.search(before) or start == 0:
        return True
    place = reading.span(start, start + 1)[0]
    last = re.search(r"(\w+)\s*,\s*$", reading.original[max(0, place - 40) : place])
    return last is not None and last[1].islower()
