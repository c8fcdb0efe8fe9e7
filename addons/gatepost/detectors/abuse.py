"""Insults, slurs, threats and harassment in a text, and at whom they are aimed: the agency, a person or a group.

Insults are read from the parts that words play (`insults.py`), all else from phrases. A quotation, a denial, oneself and
friends who laugh about it are left alone. What is said to "you", or of several at once, is meant for the agency where
the sentence names it; an insult that names nobody is meant for whoever was insulted before.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gatepost.detectors import agency
from gatepost.detectors.agency import BODY, Mention
from gatepost.detectors.context import clause_after, clause_before, quoted
from gatepost.detectors.hints import Hints, phrase_hints
from gatepost.detectors.insults import AGENCY, LETTERS, Insult, insult_hints, insults
from gatepost.detectors.openings import Given
from gatepost.detectors.phrasebook import Phrasebook, Words, phrasebook
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import Reading
from gatepost.detectors.roles import Line, Roles, roles
from gatepost.detectors.spans import Spans
from gatepost.enrolment import Resources

type Found = tuple[str, float, tuple[int, int]]

_NEXT = 16  # characters behind a phrase that tell whether it is said to somebody
_FUN = 60  # characters around it within which a laugh belongs to a threat
_SEVERAL = re.compile(
    r"[a-z]{2}[^s](?<!debri)(?<!epai)(?<!niai)(?<!tarlai)(?<!claque)s$|(?:aux|vermine?|people|men|swine|sheep|monde)$|^(?:bunch|pack|bande|gang)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Phrases: at whom they aim, how surely, whether a laugh or a game takes them back."""

    target: str
    confidence: float
    in_fun: bool = False


# People are marked in the text before phrases are sought, as names are (`agency.py`): role to mark, and the list it is of.
_MARKS = {"p": "P", "g": "Q", "G": "W"}
_GIVEN: Given = {
    **agency.GIVEN,
    **{
        name: (rf"{_MARKS[LETTERS[name]]}{{2,60}}(?!\w)", (_MARKS[LETTERS[name]] * 3, _MARKS[LETTERS[name]] * 2))
        for name in ("persons", "protected-groups", "groups")
    },
}

# By list, in the order in which a place is given away.
_KINDS = {
    "abuse-agency": Kind(target="agency", confidence=0.9),
    "abuse-group": Kind(target="group", confidence=0.85),
    "harassment": Kind(target="person", confidence=0.95),
    "threats-person": Kind(target="person", confidence=0.9, in_fun=True),
    "abuse-person": Kind(target="person", confidence=0.85, in_fun=True),
    "slurs": Kind(target="group", confidence=0.9),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aimed:
    """One abuse: its target, and whether it says itself who that is ("he", "drivers") or leaves it open ("you", "idiots!")."""

    target: str
    named: bool
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Abuse:
    roles: Roles
    book: Phrasebook
    protected: re.Pattern[str]
    in_fun: re.Pattern[str]
    denials: re.Pattern[str]

    def find(self, reading: Reading, words: Words, mentions: Sequence[Mention]) -> Iterator[Found]:
        """Target, confidence and place of each abuse; `words` and `mentions` are those of the reading."""
        names = sorted(
            ((AGENCY, name.start, name.end) for name in mentions if name.kind != BODY), key=lambda name: name[1]
        )
        line = self.roles.line(reading, names)
        people = [
            (_MARKS[letter], *place)
            for letter, place in zip(line.letters, line.places, strict=True)
            if letter in _MARKS
        ]
        taken = Spans()
        aimed: list[Aimed] = []
        for abuse in (*self._phrases(reading, words.overwritten((*people, *mentions))), *_insults(reading, line)):
            if not taken.meet(abuse.start, abuse.end):
                taken.add(abuse.start, abuse.end)
                aimed.append(abuse)
        for abuse in _settled(sorted(aimed, key=lambda abuse: abuse.start)):
            yield abuse.target, abuse.confidence, (abuse.start, abuse.end)

    def _phrases(self, reading: Reading, words: Words) -> Iterator[Aimed]:
        matches: dict[str, list[re.Match[str]]] = {name: [] for name in _KINDS}
        for name, match in self.book.find(words):
            matches[name].append(match)
        for name, kind in _KINDS.items():
            yield from (
                self._aimed(name, reading, match) for match in matches[name] if self._meant(words.text, match, kind)
            )

    def _meant(self, text: str, match: re.Match[str], kind: Kind) -> bool:
        around = text[max(0, match.start() - _FUN) : match.end() + _FUN]
        return not (
            quoted(text, match.start())
            or self.denials.search(clause_before(text, match.start(), 30))
            or (kind.in_fun and self.in_fun.search(around))
        )

    def _aimed(self, name: str, reading: Reading, match: re.Match[str]) -> Aimed:
        kind = _KINDS[name]
        target, named = kind.target, kind.target != "person"
        said = reading.folded[match.start() : match.end()]
        around = f"{clause_before(match.string, match.start())} | {match.group()} | {clause_after(match.string, match.end())}"
        spoken_to = _SPOKEN_TO.search(reading.folded[match.start() : match.end() + _NEXT]) is not None
        if name == "slurs":
            named = False
            if not said.endswith("s") and _ONE.search(reading.folded[max(0, match.start() - 30) : match.end()]):
                target = "person"
        elif (spoken_to or target == "group") and self.protected.search(around):
            target, named = "agency", True
        elif target == "person" and not spoken_to:
            target, named = ("group", False) if _THEY.search(said) else ("person", True)
        return Aimed(target=target, named=named, confidence=kind.confidence, start=match.start(), end=match.end())


def _insults(reading: Reading, line: Line) -> Iterator[Aimed]:
    for insult in insults(line):
        start, end = line.span(insult.start, insult.end)
        if not quoted(reading.folded, end - 1):
            target, named = _target(line, insult, reading.folded[start:end])
            yield Aimed(target=target, named=named, confidence=insult.confidence, start=start, end=end)


_SPOKEN_TO = re.compile(
    r"\b(?:you|your|yours|u|ur|ya|yourselves|tu|vous|votre|vos|toi|ton|ta|tes|te|t'\w+)\b"
    r"|^(?:fuck|screw|eat|piss|shut|go|drop|die|rot|burn|kys|kill|stfu|gtfo|va|vas|allez|mangez?|fermez?|farme|creve[sz]?|disparais|suck|kiss)\b"
)
_THEY = re.compile(r"\b(?:they|them|these|those|all|every|ils|elles|eux|les|leur|leurs|tous|toutes|ces)\b")
_ONE = re.compile(
    r"\b(?:a|an|this|that|you|u|ur|he|she|he's|she's|un|une|ce|cet|cette|es|est|espece|gros|grosse|sale|maudite?|ta|ton)\b"
)
_BELONGS_TO_IT = re.compile(r"[DMVXqeWBo]{0,4}A")  # "... at the", "... who run the": what stands behind an insult


def _target(line: Line, insult: Insult, said: str) -> tuple[str, bool]:
    """At whom an insult is thrown, and whether its own form says so."""
    letters = line.letters
    sentence = max(letters.rfind(stop, 0, insult.start) for stop in ".?") + 1
    inside, after = letters[insult.start : insult.end], letters[insult.end : insult.end + 6]
    before = letters[max(0, insult.start - 1) : insult.start]
    if (insult.who in ("G", "p") and before == AGENCY) or AGENCY in inside or _BELONGS_TO_IT.match(after):
        return "agency", True
    if insult.who in ("", "Y", "Z", "T", "@") and AGENCY in letters[sentence : insult.start]:
        return "agency", True
    if insult.who in ("g", "G", "Z") or (insult.who == "p" and before == "h"):
        return "group", True
    if insult.who in ("", "Y", "T"):
        several = insult.who == "T" or _SEVERAL.search(said) is not None
        return "group" if several else "person", False
    return "person", True


def _settled(aimed: Sequence[Aimed]) -> Iterator[Aimed]:
    """What leaves open whom it means is meant for whoever was named before it, or else first of all after."""
    named = next((abuse for abuse in aimed if abuse.named), None)
    several = any(abuse.target == "group" for abuse in aimed)
    for abuse in aimed:
        if abuse.named:
            named = abuse
            yield abuse
        else:
            yield replace(abuse, target=named.target if named else "group" if several else abuse.target)


def abuse_hints(resources: Resources) -> Hints:
    return insult_hints(resources) | phrase_hints(resources, *_KINDS, given=agency.given_hints(resources))


def abuse(resources: Resources) -> Abuse:
    return Abuse(
        roles=roles(resources, LETTERS),
        book=phrasebook(resources, *_KINDS, given=_GIVEN),
        protected=phrase_pattern(
            resources, "protected", given={name: pattern for name, (pattern, _) in agency.GIVEN.items()}
        ),
        in_fun=phrase_pattern(resources, "softeners", "games"),
        denials=phrase_pattern(resources, "not-calling"),
    )
