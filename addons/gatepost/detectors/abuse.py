"""Insults, slurs, threats and harassment in a text, and at whom they are aimed: the agency, a person or a group.

Abuse is a word that wounds and somebody it is meant for. Criticism has no such word, however harsh: no list here has
"disgrace", "incompetent" or "lied". An insulted printer, a quotation, a denial, oneself, and friends who laugh about it
are left alone. What is said to "you", or of several at once, is meant for the agency where the sentence names it.

Insults are marked in the text before phrases are sought, as names are (`agency.py`): an `I` for each letter of what
only people are called, a `J` for the animals and things that people are called too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gatepost.detectors import agency
from gatepost.detectors.context import clause_after, clause_before, quoted
from gatepost.detectors.hints import Hints, phrase_hints
from gatepost.detectors.openings import Given
from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.spans import Spans
from gatepost.enrolment import Resources
from gatepost.model import Text

_GIVEN: Given = {
    **agency.GIVEN,
    "insults": (r"I{2,60}(?!\w)", ("II", "III")),
    "figurative-insults": (r"J{2,60}(?!\w)", ("JJ", "JJJ")),
    "any-insults": (r"(?:I{2,60}|J{2,60})(?!\w)", ("II", "III", "JJ", "JJJ")),
}
_INNOCENT = "not-abuse"
_MARKS = {"insults": "I", "figurative-insults": "J"}
_LAUGH = 60  # characters around it within which a laugh belongs to an insult
_ADDRESSED = re.compile(
    r"(?:you|u|ur|fuck|screw|eat|piss|shut|go|drop|die|rot|burn|kys|kill|va|allez|mange\w?|tu?|vous|espece|ta|ferme\w?)\b"
)
_YOU = re.compile(r"(?:you|vous)\b")
_PLURAL = re.compile(r"[a-z]{2}[^s]s$")
_WORD_BEFORE = re.compile(r"(?:@?[\w.-]{2,30})(?=[\s,]{1,3}$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Phrases: at whom they aim, how surely, whether a laugh takes them back, whether a name must stand before them."""

    target: str
    confidence: float
    among_friends: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Abuse:
    insults: Phrasebook
    book: Phrasebook
    protected: re.Pattern[str]
    softeners: re.Pattern[str]
    denials: re.Pattern[str]
    not_names: frozenset[str]

    def find(self, reading: Text, named: Words) -> Iterator[tuple[str, float, tuple[int, int]]]:
        """Target, confidence and place of each abuse; `named` has names marked."""
        marked = named.overwritten(self._insults(named))
        text = marked.text
        matches: dict[str, list[re.Match[str]]] = {name: [] for name in _KINDS}
        for name, match in self.book.find(marked):
            matches[name].append(match)
        taken = Spans()
        for name, kind in _KINDS.items():  # the first kind that sees it at a place tells the target
            for match in matches[name]:
                if not taken.meet(*match.span()) and self._meant(reading, text, match, kind):
                    taken.add(*match.span())
                    yield self._target(kind, reading, text, match), kind.confidence, match.span()

    def _insults(self, named: Words) -> Iterator[tuple[str, int, int]]:
        """Mark, start and end of each insult; a longer phrase goes before what it contains, the innocent before all."""
        taken = 0
        found = self.insults.find(named)
        for name, match in sorted(
            found, key=lambda insult: (insult[1].start(), insult[0] != _INNOCENT, -insult[1].end())
        ):
            if match.start() >= taken:
                taken = match.end()
                if name != _INNOCENT:
                    yield _MARKS[name], match.start(), match.end()

    def _meant(self, reading: Text, text: str, match: re.Match[str], kind: Kind) -> bool:
        around = text[max(0, match.start() - _LAUGH) : match.end() + _LAUGH]
        return not (
            quoted(text, match.start())
            or (kind.named and not self._named_before(reading, text, match.start()))
            or self.denials.search(
                clause_before(text, match.start(), 30) + (match.group() if kind.target == "group" else "")
            )
            or (kind.among_friends and self.softeners.search(around))
        )

    def _named_before(self, reading: Text, text: str, start: int) -> bool:
        """Whether a handle or a capitalised word stands right before; « ce » and "it" are nobody."""
        before = _WORD_BEFORE.search(text, max(0, start - 40), start)
        if before is None:
            return False
        first, last = reading.span(*before.span())
        written = reading.original[first:last]
        return written.startswith("@") or (written[:1].isupper() and before.group() not in self.not_names)

    def _target(self, kind: Kind, reading: Text, text: str, match: re.Match[str]) -> str:
        said = reading.folded[match.start() : match.end()]
        around = f"{clause_before(text, match.start())} | {match.group()} | {clause_after(text, match.end())}"
        if kind.target == "agency":
            return "agency"
        if (kind.target == "group" or _ADDRESSED.match(said)) and self.protected.search(around):
            return "agency"
        if _YOU.match(said):
            return "group" if _PLURAL.search(said) else "person"
        return kind.target


# By list, in the order in which a place is given away.
_KINDS = {
    "abuse-agency": Kind(target="agency", confidence=0.9),
    "abuse-group": Kind(target="group", confidence=0.85),
    "harassment": Kind(target="person", confidence=0.95),
    "threats-person": Kind(target="person", confidence=0.9, among_friends=True),
    "abuse-person": Kind(target="person", confidence=0.85, among_friends=True),
    "called-names": Kind(target="person", confidence=0.8, among_friends=True, named=True),
    "slurs": Kind(target="group", confidence=0.9),
}


def abuse_hints(resources: Resources) -> Hints:
    marked = {name: phrase_hints(resources, name) for name in _MARKS}
    given = agency.given_hints(resources) | marked | {"any-insults": frozenset().union(*marked.values())}
    return phrase_hints(resources, *_KINDS, given=given)


def abuse(resources: Resources) -> Abuse:
    return Abuse(
        insults=phrasebook(resources, _INNOCENT, *_MARKS),
        book=phrasebook(resources, *_KINDS, given=_GIVEN),
        protected=phrase_pattern(
            resources, "protected", given={name: pattern for name, (pattern, _) in _GIVEN.items()}
        ),
        softeners=phrase_pattern(resources, "softeners"),
        denials=phrase_pattern(resources, "not-calling"),
        not_names=frozenset(resources.lexicon("not-names")),
    )
