"""Passwords, keys and tokens: `credential`, its value the kind.

Tokens with a shape (`tokens.py`) and values in addresses and commands (`embedded.py`) count wherever they stand. A
password has no shape: it takes a word that announces it (password, mot de passe, door code), a relation between the two
(`announced.py`), and as much of a password's look (`passwords.py`) as that relation asks for. Placeholders, advice, talk
of passwords in general, hashes and public keys are left alone. The rule to keep: cues are folded, values as written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, islice

from gatepost.detectors.credentials.announced import Relation, Value, values
from gatepost.detectors.credentials.doorcodes import COUNTED, COUNTING, DoorCodes, door_codes
from gatepost.detectors.credentials.embedded import EMBEDDED_HINTS, embedded
from gatepost.detectors.credentials.keys import KEY_HINT, Keys, keys
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.tokens import TOKEN_HINTS, tokens
from gatepost.detectors.credentials.wordlists import passphrase, restoring_words, spelt
from gatepost.detectors.credentials.written import Written, written_of
from gatepost.detectors.views.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.wording.hints import Hints, expression_of, word_hints
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.detectors.wording.spans import Spans
from gatepost.enrolment import Resources
from gatepost.folding import fold, words
from gatepost.model import Finding, Tag

_MOST_CUES = 200  # of one kind in one text
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
_CASED_WORD = re.compile(r"[a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]+[A-Z][A-Za-z]*")
_PAIR = re.compile(
    r"(?<![\w@#/])([\w.@+-]{3,40})[\"']?(?:\s?[/|:,+&]\s?|\s(?:/|\||:|puis|then|et|and|with|avec|followed by|ensuite|suivi de|mdp|,)\s)[\"']?$"
)
_STRONG_HINT = r"[a-z]\d{1,8}[a-z]{0,12}[!*#$%&@_+=-]|[a-z][!#$&*_@%+=-]{1,2}[a-z0-9]{0,20}\d|\d[!#$&*_%+=-][a-z]{2}"

_TOLD = re.compile(r"(?:environ|getenv|getpass|process\.env|secrets?\.|\$[{(]|must|should|doit|doivent|hint|indice|strength|manager|gestionnaire|at least|au moins|minimum|character|caractere|"
                   r"required|expire)")  # fmt: skip
_DEFAULT_USER = re.compile(
    r"(?<![a-z])(?:admin|administrator|administrateur|root|user|usager|guest|invite|staff)[\"']?\s?(?:[/|:,+&]|et|and|puis|then)\s?[\"']?$"
)
_STRONG = re.compile(r"(?<![\w!#$&*@%+=.-])(?=[A-Za-z\d])(?=[^\s\d]{0,40}\d)[\w!#$&*@%+=?.~^-]{6,40}")
_LET_IN = re.compile(
    r"(?:it's|its|it is|c'est|cest|use|try|type|tapez|tape|mets|mettez|with|avec|puis|then|:|\"|->|→)\s?[\"'(]{0,2}$"
)


_NAMED = re.compile(r"[\w.'-]{3,32} / $")  # a network and its password: LoonLake / x
_NETWORK_KEY = re.compile(r"(?<![a-z])(?:key|cle|clef)(?![a-z])")
_SHORTEST_CUE = 6  # letters, in reversed and rotated text: "pw" is there by chance

type _Place = tuple[int, int]
type _Kind = tuple[str, _Place, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What announces what, as patterns over folded text."""

    password: re.Pattern[str]
    weak: re.Pattern[str]
    seed: re.Pattern[str]
    spelt: re.Pattern[str]
    login: re.Pattern[str]
    user: re.Pattern[str]
    network: re.Pattern[str]
    general: re.Pattern[str]
    no_value: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    words: _Words
    keys: Keys
    door_codes: DoorCodes
    name: str = "credentials"
    reads: frozenset[View] = EVERY
    labels: frozenset[str] = frozenset({"credential"})
    hints: Hints

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen = Spans()
        for kind, place, confidence in self._found(item):
            span = item.span(*place)
            if not seen.meet(*span):
                seen.add(*span)
                where = replace(item.where, span=span)
                yield Finding(detector=self.name, label="credential", value=kind, confidence=confidence, where=where)

    def _found(self, reading: Reading) -> Iterator[_Kind]:
        """Kind, place in the reading and confidence: first what has a shape, then what a word announces."""
        text = reading.once(written_of)
        secretive = reading.view in SECRETIVE
        yield from self._passwords(text, shortest=_SHORTEST_CUE if secretive else 0)
        if secretive:  # there all else may be chance
            return
        yield from ((kind, (start, end), confidence) for kind, start, end, confidence in tokens(text.written))
        yield from ((kind, (start, end), 0.92) for kind, start, end in embedded(text.folded, text.written))
        yield from (("password", place, 0.85) for place in self.door_codes.found(reading, text))
        yield from (("key", place, 0.88) for place in self.keys.found(text))
        yield from self._in_words(text)
        yield from self._logins(text)

    def _passwords(self, text: Written, shortest: int) -> Iterator[_Kind]:
        for cue in _some(self.words.password.finditer(text.folded)):
            if len(cue.group()) < shortest or not self._is_told(text, cue):
                continue
            value = next((value for value in values(text.folded, cue.span()) if self._opens(text, cue, value)), None)
            place = text.place(value) if value else self._phrase(text, cue)
            if place:
                yield "password", place, _confidence(value)

    def _in_words(self, text: Written) -> Iterator[_Kind]:
        """What is spelt out, and the words that a wallet is restored from."""
        for kind, pattern, read in (
            ("password", self.words.spelt, spelt),
            ("seed-phrase", self.words.seed, restoring_words),
        ):
            for cue in _some(pattern.finditer(text.folded)):
                place = read(text.folded, cue.end())
                if place:
                    yield kind, place, 0.85

    def _phrase(self, text: Written, cue: re.Match[str]) -> _Place | None:
        return passphrase(text.folded, cue.end()) if "phrase" in cue.group() or "pass" in cue.group() else None

    def _is_told(self, text: Written, cue: re.Match[str]) -> bool:
        """Whether this is about one password, and not about passwords."""
        start = max(0, cue.start() - _GENERAL_BEFORE)
        begin = start + max(text.folded.rfind(stop, start, cue.start()) + 1 for stop in ".!?\n") - start
        return not self.words.general.search(
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
        return look >= _ASKED[relation] and look > Strength.NONE

    def _is_given_word(self, text: Written, cue: re.Match[str], value: Value) -> bool:
        """A plain word is a password where it is given as one: in quotation marks, alone behind the sign, behind a user."""
        word = text.text(value)
        if len(word) < 4 or text.folded[value.start : value.end] in self.words.no_value or " " in word:
            return False
        if value.quoted:
            return value.relation in {Relation.SIGN, Relation.VERB, Relation.BESIDE, Relation.FURTHER, Relation.NEXT}
        if _CASED_WORD.fullmatch(word) and len(word) >= 8:
            return value.relation in {Relation.SIGN, Relation.VERB, Relation.FURTHER, Relation.BESIDE}
        beside_user = self.words.user.search(text.folded, max(0, cue.start() - 60), cue.start()) is not None
        if beside_user and value.relation in {Relation.SIGN, Relation.BESIDE}:
            return value.last or value.relation is Relation.SIGN
        return value.relation is Relation.SIGN and value.last

    def _logins(self, text: Written) -> Iterator[_Kind]:
        """Something strong where somebody is let in, with a user before it or an announcing « it's »."""
        for cue in _some(self.words.weak.finditer(text.folded)):
            first = next(values(text.folded, cue.span()), None)
            if first and first.relation is Relation.SIGN and not text.is_mention(first):
                beside_user = self.words.user.search(text.folded, max(0, cue.start() - 60), cue.start())
                if text.strength(first) >= (Strength.MIXED if beside_user else Strength.STRONG):
                    yield "password", text.place(first), 0.8
        for cue in _some(_NETWORK_KEY.finditer(text.folded)):
            first = next(values(text.folded, cue.span()), None)
            near = self.words.network.search(text.folded, max(0, cue.start() - 90), cue.start())
            if (
                first
                and near
                and first.relation in _ASKED
                and text.strength(first) >= max(Strength.MIXED, _ASKED[first.relation])
            ):
                yield "password", text.place(first), 0.8
        for match in _some(_STRONG.finditer(text.written)):
            start, end = match.span()
            look = text.strength(Value(Relation.LOOSE, start, end, quoted=False, last=False))
            before = text.folded[max(0, start - 120) : start]
            led = _PAIR.search(before) or _LET_IN.search(before) if look is Strength.STRONG else None
            if "://" in before.rpartition(" ")[2]:  # an address: `embedded.py` knows them
                continue
            if look is Strength.MIXED:
                led = _DEFAULT_USER.search(before) or (_NAMED.search(before) and self.words.network.search(before))
            if led and self.words.login.search(before + text.folded[end : end + 60]):
                yield "password", (start, end), 0.8


def _some(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The first of them: a text of nothing but cues costs no more than a long one."""
    return islice(found, _MOST_CUES)


def _confidence(value: Value | None) -> float:
    return 0.92 if value and value.relation in {Relation.SIGN, Relation.VERB} else 0.85


def build(resources: Resources) -> Credentials:
    def any_of(*names: str) -> Iterator[str]:
        return chain.from_iterable(map(resources.lexicon, names))

    def any_word(*names: str) -> re.Pattern[str]:
        return words(any_of(*names))

    opened = door_codes(resources)

    networks = "|".join(sorted(map(expression_of, word_hints(resources.lexicon("credential-network")))))
    weak = (
        f"{expression_of(hint)}[^a-z0-9]{{0,3}}[:=>]"
        for hint in word_hints(resources.lexicon("credential-password-weak"))
    )
    return Credentials(
        words=_Words(
            password=any_word("credential-password"),
            weak=any_word("credential-password-weak"),
            seed=any_word("credential-seed"),
            spelt=any_word("credential-password", "credential-spelt"),
            login=phrase_pattern(resources, "credential-login"),
            network=any_word("credential-network"),
            user=any_word("credential-user"),
            general=phrase_pattern(resources, "credential-in-general"),
            no_value=frozenset(fold(term)[0] for term in resources.lexicon("credential-no-value")),
        ),
        keys=keys(resources),
        door_codes=opened,
        hints=TOKEN_HINTS
        | EMBEDDED_HINTS
        | opened.hints
        | word_hints(any_of("credential-password", "credential-seed", "credential-spelt"))
        | frozenset(weak)
        | {_STRONG_HINT, KEY_HINT, rf"({networks}).{{1,110}}(/|key|cle)[^a-z0-9]{{1,4}}[a-z0-9._&$!@#-]{{5}}"},
    )
