"""Passwords, keys and tokens: `credential`, its value the kind.

Tokens with a shape (`tokens.py`), also in parts (`parted.py`), and values in addresses and commands (`embedded.py`) count
wherever they stand. A password has no shape: it takes a word that announces it (password, mot de passe, door code), a
relation between the two (`announced.py`), and as much of a password's look (`passwords.py`) as that relation asks for; or
talk of logging in (`logins.py`). Placeholders, advice, talk of passwords in general, hashes and public keys are left
alone. The rule to keep: cues are folded, values as written.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from gatepost.detectors.credentials.announced import Relation, Value, values
from gatepost.detectors.credentials.cues import PASSWORD, SEED, WEAK, Cues, cue_hints, cues
from gatepost.detectors.credentials.dictated import dictated
from gatepost.detectors.credentials.doorcodes import COUNTED, COUNTING, DoorCodes, door_codes
from gatepost.detectors.credentials.embedded import EMBEDDED_HINTS, embedded
from gatepost.detectors.credentials.keys import Keys, keys
from gatepost.detectors.credentials.logins import LOGIN_HINTS, Logins, logins
from gatepost.detectors.credentials.parted import PARTED_HINTS, encoded, parted
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.tokens import TOKEN_HINTS, tokens
from gatepost.detectors.credentials.wordlists import passphrase, restoring_words, spelt
from gatepost.detectors.credentials.written import Written, written_of
from gatepost.detectors.report import found
from gatepost.detectors.views.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.facts import Fact, beside
from gatepost.folding import fold
from gatepost.model import Finding, Tag

_GENERAL_BEFORE = 70  # characters before a cue in which the talk may be of passwords in general

# How much of a password a value must be to be taken for one, by its relation to the word that announces it.
_ASKED: Mapping[Relation, Strength] = {
    Relation.SIGN: Strength.NUMBER,
    Relation.VERB: Strength.NUMBER,
    Relation.BESIDE: Strength.MIXED,
    Relation.FURTHER: Strength.NUMBER,
    Relation.APART: Strength.MIXED,
    Relation.NEXT: Strength.MIXED,
    Relation.LOOSE: Strength.STRONG,
    Relation.BEFORE: Strength.MIXED,
}
_LONG_ENOUGH: Mapping[Relation, int] = {Relation.APART: 8, Relation.BEFORE: 8}  # characters, unless it is strong
_GIVEN = frozenset({Relation.SIGN, Relation.VERB, Relation.BESIDE, Relation.FURTHER, Relation.NEXT})
_CASED_WORD = re.compile(r"[a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]+[A-Z][A-Za-z]*")
_TOLD = re.compile(r"(?:environ|getenv|getpass|process\.env|secrets?\.|\$[{(]|must|should|doit|doivent|hint|indice|strength|manager|gestionnaire|at least|au moins|minimum|character|caractere|"
                   r"required|expire)")  # fmt: skip
_TURNED_BEHIND = 120  # characters between a cue and a value that is said to be turned
_SHORTEST_CUE = 6  # letters, in reversed and rotated text: "pw" is there by chance

_OF_WORDS = re.compile("phrase|pass|secret")

type _Place = tuple[int, int]
type _Kind = tuple[str, _Place, float, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    cues: Cues
    logins: Logins
    keys: Keys
    door_codes: DoorCodes
    general: re.Pattern[str]
    no_value: frozenset[str]
    name: str = "credentials"
    reads: frozenset[View] = EVERY
    whole: bool = False
    labels: frozenset[str] = frozenset({"credential"})
    hints: Callable[[], Hints]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen = Spans()
        for kind, place, confidence, facts in self._found(item):
            if not seen.meet(*item.span(*place)):
                seen.add(*item.span(*place))
                yield found(self.name, f"credential:{kind}", confidence, item, place, *facts)

    def _found(self, reading: Reading) -> Iterator[_Kind]:
        """Kind, place in the reading, confidence and facts: first what a word announces, then what has a shape."""
        text = reading.once(written_of)
        if reading.view in SECRETIVE:  # there all but long words may be chance
            yield from self._announced(text, shortest=_SHORTEST_CUE)
            return
        yield from self._announced(text, shortest=0)
        for kind, start, end, confidence in tokens(text.written):
            yield kind, (start, end), confidence, _by("shape")
        yield from (
            (kind, (start, end), 0.92, _by("address")) for kind, start, end in embedded(text.folded, text.written)
        )
        yield from (("password", place, 0.85, _by("door")) for place in self.door_codes.found(reading, text))
        yield from (("key", place, 0.88, _by("shape")) for place in self.keys.found(text))
        yield from (("password", place, 0.8, _by("login")) for place in self.logins.found(text))
        yield from (("token", place, 0.85, _by("pieces")) for place in parted(text.folded, text.written))
        for place in encoded(text.folded, text.written):
            if self.logins.is_talk(text, *place) or self.cues.pattern.search(
                text.folded, max(0, place[0] - _TURNED_BEHIND), place[0]
            ):
                yield "password", place, 0.8, _by("encoded")

    def _announced(self, text: Written, shortest: int) -> Iterator[_Kind]:
        for kind, cue in self.cues.found(text):
            if len(cue.group()) < shortest:
                continue
            if kind == PASSWORD:
                yield from self._password(text, cue)
            elif kind == WEAK and (place := self.logins.beside(text, cue)):
                yield "password", place, 0.8, _told(cue, place)
            elif kind == SEED and (place := restoring_words(text.folded, cue.end())):
                yield "seed-phrase", place, 0.85, _told(cue, place)
            place = spelt(text.folded, cue.end()) if kind != SEED else None
            if place and (kind != WEAK or self.logins.is_talk(text, cue.start(), place[1])):
                yield "password", place, 0.85, _told(cue, place)

    def _password(self, text: Written, cue: re.Match[str]) -> Iterator[_Kind]:
        if not self._is_told(text, cue):
            return
        value = next((value for value in values(text.folded, cue.span()) if self._opens(text, cue, value)), None)
        place = text.place(value) if value else _phrase(text, cue)
        if place:
            relation = (("relation", value.relation.value),) if value else ()
            yield "password", place, _confidence(value), (*_told(cue, place), *relation)

    def _is_told(self, text: Written, cue: re.Match[str]) -> bool:
        """Whether this is about one password, and not about passwords."""
        start = max(0, cue.start() - _GENERAL_BEFORE)
        begin = start + max(text.folded.rfind(stop, start, cue.start()) + 1 for stop in ".!?\n") - start
        return not self.general.search(
            text.folded, max(start, begin), min(len(text.folded), cue.end() + _GENERAL_BEFORE)
        )

    def _opens(self, text: Written, cue: re.Match[str], value: Value) -> bool:
        """Whether this value is the password that the cue announces."""
        relation, look = value.relation, text.strength(value)
        between = text.between(cue.span(), value)
        if _TOLD.search(between) or (look and text.is_mention(value)):
            return False
        if look is Strength.WORD:
            return self._is_given_word(text, cue, value)
        if look is Strength.NUMBER and (len(text.text(value)) < 4 or COUNTED.search(between[-COUNTING:])):
            return False
        if look is Strength.MIXED and value.end - value.start < _LONG_ENOUGH.get(relation, 0) and not value.quoted:
            return False
        if look is Strength.NUMBER and relation is Relation.BESIDE:
            return "code" in cue.group() and text.text(value).isdigit()
        return look >= _ASKED[relation] and look > Strength.NONE

    def _is_given_word(self, text: Written, cue: re.Match[str], value: Value) -> bool:
        """A plain word is a password where it is given as one: in quotation marks, alone behind the sign, behind a user."""
        word = text.text(value)
        if len(word) < 4 or text.folded[value.start : value.end] in self.no_value:
            return False
        if " " in word:
            return value.quoted and "question" in cue.group() and value.relation in _GIVEN
        if value.quoted:  # « télétravail » is what somebody wants to hear, after "the password to my heart is"
            in_blanks = text.folded[value.start - 1] == " " and "question" not in cue.group()
            return value.relation in _GIVEN and not (in_blanks and value.relation is Relation.FURTHER)
        if _CASED_WORD.fullmatch(word) and len(word) >= 8:
            return value.relation in {Relation.SIGN, Relation.VERB, Relation.FURTHER, Relation.BESIDE}
        if value.relation in {Relation.SIGN, Relation.BESIDE} and self.logins.user_before(text, cue.start()):
            return value.last or value.relation is Relation.SIGN
        return value.relation is Relation.SIGN and value.last


def _by(how: str) -> tuple[Fact, ...]:
    return (("by", how),)


def _told(cue: re.Match[str], place: _Place) -> tuple[Fact, ...]:
    return tuple(beside(cue.group(), cue.span(), place))


def _phrase(text: Written, cue: re.Match[str]) -> _Place | None:
    """What has no single word: words given as a phrase, digits one by one."""
    if "code" in cue.group():
        return dictated(text.folded, cue.end())
    if _OF_WORDS.search(cue.group()):
        listed = restoring_words(text.folded, cue.end()) if "phrase" in cue.group() else None
        return passphrase(text.folded, cue.end()) or listed
    return None


def _confidence(value: Value | None) -> float:
    return 0.92 if value and value.relation in {Relation.SIGN, Relation.VERB} else 0.85


def build(resources: Resources) -> Credentials:
    opened, drawn = door_codes(resources), keys(resources)
    return Credentials(
        cues=cues(resources),
        logins=logins(resources),
        keys=drawn,
        door_codes=opened,
        general=phrase_pattern(resources, "credential-in-general"),
        no_value=frozenset(fold(term)[0] for term in resources.lexicon("credential-no-value")),
        hints=lambda: (
            TOKEN_HINTS
            | EMBEDDED_HINTS
            | PARTED_HINTS
            | opened.hints
            | drawn.hints
            | cue_hints(resources)
            | LOGIN_HINTS
        ),
    )
