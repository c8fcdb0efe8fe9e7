"""Insults, slurs, threats and harassment in a text, and at whom they are aimed: the agency, a person or a group.

Insults are read from the kinds of words that a text is made of (`insults.py`), all else from phrases; in phrases that
speak of people these are marked in the text, as names are (`agency.py`). A quotation, a denial, oneself and friends who
laugh about it are left alone.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from gatepost.detectors.language.aims import Aimed, Aims, aims, settled
from gatepost.detectors.language.insults import Insults, insults
from gatepost.detectors.language.kinds import insult_writer
from gatepost.detectors.language.suspicion import insult_hints
from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording import agency
from gatepost.detectors.wording.context import clause_after, clause_before, quoted
from gatepost.detectors.wording.hints import Hints, phrase_hints
from gatepost.detectors.wording.openings import Given
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.detectors.wording.shorthand import Shorthand
from gatepost.detectors.wording.spans import Spans
from gatepost.detectors.wording.speech import Writer
from gatepost.enrolment import Resources

type Found = tuple[str, float, tuple[int, int], str]  # target, confidence, place, and the word list that has it

_FUN = 60  # characters around a threat within which a laugh, a game or a story belongs to it
_DENIAL = 24  # characters before a phrase that may deny it
_NEXT = 16  # characters behind a phrase that tell whether it is said to somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Phrases: at whom they aim, how surely, whether a laugh, a game or a story takes them back."""

    target: str
    confidence: float
    in_fun: bool = False


# By list, in the order in which a place is given away.
_KINDS = {
    "abuse-agency": Kind(target="agency", confidence=0.9),
    "abuse-group": Kind(target="group", confidence=0.85),
    "harassment": Kind(target="person", confidence=0.95),
    "threats-person": Kind(target="person", confidence=0.9, in_fun=True),
    "abuse-person": Kind(target="person", confidence=0.85, in_fun=True),
    "slurs": Kind(target="group", confidence=0.9),
}
_MARKS = {"persons": "P", "protected-groups": "Q", "groups": "W"}  # what phrases name like lists
_MARKED = {"person": "P", "protected": "Q", "group": "W"}  # the same, by kind of word
_GIVEN: Given = {
    **agency.GIVEN,
    **{name: (rf"{mark}{{2,60}}(?!\w)", (mark * 3, mark * 2)) for name, mark in _MARKS.items()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Abuse:
    writer: Writer
    insults: Insults
    aims: Aims
    book: Phrasebook
    people_book: Phrasebook  # phrases with people in them
    marks: Mapping[str, str]  # by the sign of a kind of people
    protected: re.Pattern[str]
    in_fun: re.Pattern[str]
    harmless: re.Pattern[str]  # what harms nobody, for all its words: to die laughing
    denials: re.Pattern[str]
    own_quotes: re.Pattern[str]

    def find(self, reading: Reading) -> Iterator[Found]:
        """Each abuse, in its order."""
        text = reading.once(self.writer.write)
        taken = Spans()
        aimed: list[Aimed] = []
        for abuse in (*self._phrases(reading, text), *self._insults(reading, text)):
            if not taken.meet(abuse.start, abuse.end):
                taken.add(abuse.start, abuse.end)
                aimed.append(abuse)
        for abuse in settled(sorted(aimed, key=lambda abuse: abuse.start)):
            yield abuse.target, abuse.confidence, (abuse.start, abuse.end), abuse.list

    def _insults(self, reading: Reading, text: Shorthand) -> Iterator[Aimed]:
        for insult in self.insults.find(text):
            start, end = text.span(insult.start, insult.end)
            if not self._of_others(reading.folded, end - 1):
                target, named = self.aims.of_insult(text, insult, reading.folded[start:end])
                yield Aimed(target=target, named=named, confidence=insult.confidence, start=start, end=end)

    def _phrases(self, reading: Reading, text: Shorthand) -> Iterator[Aimed]:
        words, mentions = reading.once(words_of), reading.once(self.writer.names.mentions)
        people = (place for place, sign in enumerate(text.signs) if sign in self.marks)
        marks = ((self.marks[text.signs[place]], *text.span(place, place + 1)) for place in people)
        found = [
            *self.book.find(words.overwritten(mentions)),
            *self.people_book.find(words.overwritten((*marks, *mentions))),
        ]
        order = list(_KINDS)
        for name, match in sorted(found, key=lambda phrase: order.index(phrase[0])):
            if self._meant(match, _KINDS[name]):
                yield self._aimed(name, reading, text, match)

    def _meant(self, match: re.Match[str], kind: Kind) -> bool:
        text, (start, end) = match.string, match.span()
        around = f"{text[max(0, start - _FUN) : start]} | {text[end : end + _FUN]}"
        return not (
            self._of_others(text, start)
            or self.denials.search(clause_before(text, start, _DENIAL).rpartition(",")[2])
            or (kind.in_fun and self.in_fun.search(around))
            or self.harmless.search(text, start, end + _NEXT)
        )

    def _of_others(self, text: str, place: int) -> bool:
        """Whether these are somebody else's words: in a quotation, but for one of what the author said or wrote."""
        return quoted(text, place) and not self.own_quotes.search(text, max(0, place - _TELLING), place + _TELLING)

    def _aimed(self, name: str, reading: Reading, text: Shorthand, match: re.Match[str]) -> Aimed:
        kind, (start, end) = _KINDS[name], match.span()
        said = reading.folded[start:end]
        spoken_to = _SPOKEN_TO.search(reading.folded[start : end + _NEXT]) is not None
        around = f"{clause_before(match.string, start)} | {match.group()} | {clause_after(match.string, end)}"
        target, named = kind.target, kind.target != "person"
        if name == "slurs":
            one = not said.endswith("s") and _ONE.search(reading.folded[max(0, start - 30) : end])
            target, named = ("person" if one else "group"), False
        elif target != "agency" and not _ONE_OTHER.search(said) and self.protected.search(around):
            target, named = "agency", True
        elif target == "person" and _ONE_OTHER.search(said):
            named = True
        elif self.aims.named_around(text, text.sign_at(start)) == {"agency"}:
            target, named = "agency", True
        elif target == "person" and self.aims.to_several(text, text.sign_at(start)):
            target = "group"
        elif target == "person" and not spoken_to:
            spoken_of = self.aims.nearest(text, text.sign_at(end - 1) + 1)
            target = spoken_of or ("group" if _THEY.search(said) else "person")
            named = spoken_of == "agency"
        return Aimed(target=target, named=named, confidence=kind.confidence, start=start, end=end, list=name)


_TELLING = 500  # characters around a quotation in which somebody says whose words they are
_SPOKEN_TO = re.compile(
    r"\b(?:you|your|yours|u|ur|ya|yourselves|tu|vous|votre|vos|toi|ton|ta|tes|te|t'\w+)\b"
    r"|^(?:fuck|screw|eat|piss|shut|go|drop|die|rot|burn|kys|kill|stfu|gtfo|suck|kiss"
    r"|va|vas|allez|mangez?|fermez?|farme|creve[sz]?|disparais)\b"
)
_THEY = re.compile(r"\b(?:they|them|these|those|ils|elles|eux|les|leur|leurs|ces)\b")
_ONE_OTHER = re.compile(r"\b(?:he|she|him|her|his|il|elle|lui)\b")
_ONE = re.compile(
    r"\b(?:a|an|this|that|you|u|ur|he|she|he's|she's|un|une|ce|cet|cette|es|est|espece|gros|grosse|sale|maudite?|ta|ton)\b"
)


def abuse_hints(resources: Resources) -> Hints:
    """Of phrases with the agency's name, what stands beside it: that a post names it says nothing."""
    unnamed: dict[str, Hints] = dict.fromkeys((*agency.GIVEN, "protected"), frozenset())
    return insult_hints(resources) | phrase_hints(resources, *_KINDS, given=unnamed)


def abuse(resources: Resources) -> Abuse:
    given = {name: pattern for name, (pattern, _) in agency.GIVEN.items()}
    of_people, others = _parted(resources)
    writer = insult_writer(resources)
    return Abuse(
        writer=writer,
        insults=insults(resources),
        aims=aims(writer.vocabulary, resources.lexicon("agency-staff")),
        book=phrasebook(others, *_KINDS, given=_GIVEN),
        people_book=phrasebook(of_people, *_KINDS, given=_GIVEN),
        marks={writer.vocabulary.signs[kind]: mark for kind, mark in _MARKED.items()},
        protected=phrase_pattern(resources, "protected", given=given),
        in_fun=phrase_pattern(resources, "softeners", "games", "good-company", "fiction"),
        harmless=phrase_pattern(resources, "harmless-harm"),
        denials=phrase_pattern(resources, "not-calling"),
        own_quotes=phrase_pattern(resources, "own-quotes"),
    )


def _parted(resources: Resources) -> tuple[Resources, Resources]:
    """The same lists with the phrases that name people, and with all others."""
    naming = set(_MARKS)
    for _ in range(2):  # lists that have these in them, and lists that have those
        naming |= {
            name for (name, _), terms in resources.lexicons.items() if any(_names(term, naming) for term in terms)
        } - _KINDS.keys()
    of_people, others = dict(resources.lexicons), dict(resources.lexicons)
    for key in filter(lambda key: key[0] in _KINDS, resources.lexicons):
        terms = resources.lexicons[key]
        of_people[key] = tuple(term for term in terms if _names(term, naming))
        others[key] = tuple(term for term in terms if not _names(term, naming))
    return replace(resources, lexicons=of_people), replace(resources, lexicons=others)


def _names(phrase: str, lists: AbstractSet[str]) -> bool:
    return not lists.isdisjoint(_LISTED.findall(phrase))


_LISTED = re.compile(r"\{([a-z-]+)\}")
