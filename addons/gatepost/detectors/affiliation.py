"""Who a post speaks of and for: mentions of the agency, the author's own employment, speaking for it, disclaimers.

A mention is a name that names (`agency.py`). The other three are the author's own words, as the lexicons say them: not
a quotation, and not what `refusals.py` takes away (a denial, a wish, somebody else's job). A line of a profile
("Economist @StatCan") is one only where nothing else stands between two dots, bars or line ends.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gatepost.detectors.agency import AGENCY, GIVEN, GOVERNMENT, Names, given_hints, name_hints, names
from gatepost.detectors.context import quoted
from gatepost.detectors.hints import phrase_hints
from gatepost.detectors.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.reading import USUAL, Reading, View
from gatepost.detectors.refusals import Refusals, Said, refusals
from gatepost.detectors.report import distinct, found
from gatepost.enrolment import Resources
from gatepost.model import Finding, Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What the phrases of one list say, how surely, and what makes them say nothing."""

    label: str
    confidence: float
    refused: Callable[[Refusals, Said], bool]


_RULES = {  # by list
    "self-identification": Rule(label="self-identification", confidence=0.9, refused=Refusals.somebody_elses_job),
    "self-identification-as": Rule(label="self-identification", confidence=0.9, refused=Refusals.no_employer),
    "self-identification-near": Rule(
        label="self-identification", confidence=0.7, refused=Refusals.no_job_of_the_author
    ),
    "self-identification-profile": Rule(label="self-identification", confidence=0.8, refused=Refusals.no_profile),
    "on-behalf": Rule(label="on-behalf", confidence=0.85, refused=Refusals.not_for_the_agency),
    "on-behalf-we": Rule(label="on-behalf", confidence=0.85, refused=Refusals.another_organization),
    "on-behalf-voice": Rule(label="on-behalf", confidence=0.7, refused=Refusals.agency_not_named),
    "disclaimer": Rule(label="disclaimer", confidence=0.9, refused=Refusals.somebody_elses_views),
    "disclaimer-denials": Rule(label="disclaimer", confidence=0.85, refused=Refusals.not_about_the_post),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """The detector; see the module."""

    names: Names
    book: Phrasebook
    refusals: Refusals
    name: str = "affiliation"
    reads: frozenset[View] = USUAL
    labels: frozenset[str] = frozenset({"agency-mention", "self-identification", "on-behalf", "disclaimer"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if not isinstance(item, Tag):
            yield from distinct(self._in(item))

    def _in(self, reading: Reading) -> Iterator[Finding]:
        words, mentions = reading.once(words_of), reading.once(self.names.mentions)
        for mention in mentions:
            if mention.kind in {AGENCY, GOVERNMENT}:
                yield found(self.name, "agency-mention", 0.95, reading, (mention.start, mention.end))
        marked = words.overwritten(mentions)
        for list_name, match in self.book.find(marked):
            rule = _RULES[list_name]
            said = Said(reading=reading, text=marked.text, match=match)
            if not quoted(marked.text, match.start()) and not rule.refused(self.refusals, said):
                yield found(self.name, rule.label, rule.confidence, reading, match.span())


def build(resources: Resources) -> Affiliation:
    return Affiliation(
        names=names(resources),
        book=phrasebook(resources, *_RULES, given=GIVEN),
        refusals=refusals(resources),
        hints=name_hints(resources) | phrase_hints(resources, *_RULES, given=given_hints(resources)),
    )
