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

from gatepost.detectors.announced import Relation, Value, values
from gatepost.detectors.embedded import EMBEDDED_HINTS, embedded
from gatepost.detectors.hints import Hints, phrase_hints, word_hints
from gatepost.detectors.passwords import Strength, strength
from gatepost.detectors.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.detectors.phrases import phrase_pattern
from gatepost.detectors.reading import EVERY, SECRETIVE, Reading, View
from gatepost.detectors.spans import Spans
from gatepost.detectors.tokens import TOKEN_HINTS, looks_random, tokens
from gatepost.detectors.wordlists import passphrase, restoring_words, spelt
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
_NUMBER_ASKED = {
    Relation.SIGN,
    Relation.VERB,
    Relation.BESIDE,
    Relation.FURTHER,
    Relation.BEFORE,
    Relation.NEXT,
    Relation.APART,
}
_PIN = re.compile(r"\d{4,8}|\d(?:[-. ]\d){3,7}")
_CODE = re.compile(
    r"\d{1,4}[A-D]\d{1,4}|[A-D]\d{3,5}|\d{3,5}[A-D]|[#*]?\d{3,10}[#*]?|\d{1,2}(?:[-–]\d{1,2}){2,4}|\d(?:-\d){3,7}|\d{3,8}(?:[- ]\d{3,8}){1,8}"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CASED_WORD = re.compile(r"[a-z]+[A-Z][A-Za-z]*|[A-Z][a-z]+[A-Z][A-Za-z]*")
_TOLD = re.compile(r"(?:environ|getenv|getpass|process\.env|secrets?\.|\$[{(]|must|should|doit|doivent|hint|indice|strength|manager|gestionnaire|at least|au moins|minimum|character|caractere|"
                   r"required|expire)")  # fmt: skip
_COUNTED = re.compile(
    r"changed? (?:in|on|back|en|le)|depuis|since|leaked|stolen|vole|fuite|chapitre|page|step|etape|year|annee|times|fois"
)
_DEFAULT_USER = re.compile(
    r"(?<![a-z])(?:admin|administrator|administrateur|root|user|usager|guest|invite|staff)[\"']?\s?(?:[/|:,+&]|et|and|puis|then)\s?[\"']?$"
)
_PAIR = re.compile(
    r"(?<![\w@#/])([\w.@+-]{3,40})[\"']?(?:\s?[/|:,+&]\s?|\s(?:/|\||:|puis|then|et|and|with|avec|followed by|suivi de|mdp|,)\s)[\"']?$"
)
_HEX = re.compile(r"[0-9a-f]{7,128}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LETTERS_DIGITS_SIGNS = (
    r"[a-z]\d{1,8}[a-z]{0,12}[!*#$%&@_+=-]|[a-z][!#$&*_@%+=-]{1,2}[a-z0-9]{0,20}\d|\d[!#$&*_%+=-][a-z]{2}"
)
_RANDOM = r"([a-z]\d|\d[a-z])[a-z0-9+/_~.=-]{3,60}([a-z]\d|\d[a-z])"

type _Place = tuple[int, int]
type _Kind = tuple[str, _Place, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """What announces what, as patterns over folded text."""

    password: re.Pattern[str]
    weak: re.Pattern[str]
    numbers: Phrasebook  # of what is opened by a number
    pin: re.Pattern[str]
    key: re.Pattern[str]
    seed: re.Pattern[str]
    spelt: re.Pattern[str]
    login: re.Pattern[str]
    user: re.Pattern[str]
    general: re.Pattern[str]
    not_a_key: re.Pattern[str]
    no_value: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    words: _Words
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
        written = reading.once(_as_written)
        if reading.view not in SECRETIVE:
            yield from ((kind, (start, end), confidence) for kind, start, end, confidence in tokens(written))
            yield from ((kind, (start, end), 0.92) for kind, start, end in embedded(reading.folded, written))
        text = _Text(reading.folded, written, reading.view is View.SPACED)
        yield from self._passwords(text)
        yield from self._numbers(reading, text)
        yield from self._keys(text)
        if reading.view not in SECRETIVE:
            yield from self._restoring(text)
            yield from self._logins(text)

    def _passwords(self, text: "_Text") -> Iterator[_Kind]:
        for cue in _some(self.words.password.finditer(text.folded)):
            told = self._is_told(text, cue)
            for value in values(text.folded, cue.span()) if told else ():
                if self._opens(text, cue, value):
                    yield "password", text.place(value), _confidence(value)
                    break
            else:
                place = self._phrase(text, cue) if told else None
                if place:
                    yield "password", place, 0.85
        for cue in _some(self.words.spelt.finditer(text.folded)):
            place = spelt(text.folded, cue.end())
            if place:
                yield "password", place, 0.85
        for cue in _some(self.words.weak.finditer(text.folded)):
            first = next(values(text.folded, cue.span()), None)
            if first and first.relation is Relation.SIGN and not _mention(text, first):
                beside_user = self.words.user.search(text.folded, max(0, cue.start() - 60), cue.start())
                if text.strength(first) >= (Strength.MIXED if beside_user else Strength.STRONG):
                    yield "password", text.place(first), 0.8

    def _phrase(self, text: "_Text", cue: re.Match[str]) -> _Place | None:
        return passphrase(text.folded, cue.end()) if "phrase" in cue.group() or "pass" in cue.group() else None

    def _is_told(self, text: "_Text", cue: re.Match[str]) -> bool:
        """Whether this is about one password, and not about passwords."""
        start = max(0, cue.start() - _GENERAL_BEFORE)
        begin = start + max(text.folded.rfind(stop, start, cue.start()) + 1 for stop in ".!?\n") - start
        return not self.words.general.search(
            text.folded, max(start, begin), min(len(text.folded), cue.end() + _GENERAL_BEFORE)
        )

    def _opens(self, text: "_Text", cue: re.Match[str], value: Value) -> bool:
        """Whether this value is the password that the cue announces."""
        relation, look = value.relation, text.strength(value)
        between = text.folded[min(cue.end(), value.end) : max(cue.start(), value.start)]
        if _TOLD.search(between) or (look and _mention(text, value)):
            return False
        if look is Strength.MIXED and _DEFAULT_USER.search(text.folded, max(0, value.start - 30), value.start):
            return True
        if look is Strength.WORD:
            return self._is_given_word(text, cue, value)
        if look is Strength.NUMBER and (len(text.written_value(value)) < 4 or _COUNTED.search(between)):
            return False
        if look is Strength.MIXED and value.end - value.start < _LONG_ENOUGH.get(relation, 0) and not value.quoted:
            return False
        return look >= _ASKED[relation] and look > Strength.NONE

    def _is_given_word(self, text: "_Text", cue: re.Match[str], value: Value) -> bool:
        """A plain word is a password where it is given as one: in quotation marks, alone behind the sign, behind a user."""
        word = text.written_value(value)
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

    def _numbers(self, reading: Reading, text: "_Text") -> Iterator[_Kind]:
        if not any(map(str.isdigit, text.folded)):
            return
        told = self.words.numbers.find(reading.once(words_of))
        bare = (("credential-pin", cue) for cue in self.words.pin.finditer(text.folded))
        for name, cue in islice(chain(told, bare), _MOST_CUES):
            for value in values(text.folded, cue.span()):
                if self._unlocks(text, cue, value, _PIN if name == "credential-pin" else _CODE):
                    yield "password", text.place(value), 0.85
                    break

    def _unlocks(self, text: "_Text", cue: re.Match[str], value: Value, shape: re.Pattern[str]) -> bool:
        written = text.written_value(value).rstrip("!?")
        between = text.folded[min(cue.end(), value.end) : max(cue.start(), value.start)]
        if _TOLD.search(between):
            return False
        if shape.fullmatch(written):
            if _COUNTED.search(between):
                return False
            loose = value.relation in {Relation.BESIDE, Relation.APART, Relation.BEFORE, Relation.NEXT}
            return value.relation in _NUMBER_ASKED and not (loose and _YEAR.fullmatch(written))
        if shape is not _CODE or _mention(text, value):
            return False
        looks = text.strength(value)
        paired = looks >= Strength.MIXED and _DEFAULT_USER.search(text.folded, max(0, value.start - 30), value.start)
        return bool(paired) or looks >= max(Strength.MIXED, _ASKED[value.relation])

    def _keys(self, text: "_Text") -> Iterator[_Kind]:
        """What a machine drew, beside a word for a key and no nearer word for something else that is drawn."""
        for match in _some(chain(_DRAWN.finditer(text.written), _PIECES.finditer(text.written))):
            start, end = match.span()
            if not _is_drawn("".join(match.group().split())):
                continue
            around = text.folded[max(0, start - 100) : start], text.folded[end : end + 60]
            key, other = (_nearest(pattern, *around) for pattern in (self.words.key, self.words.not_a_key))
            if key is not None and (other is None or key < other):
                yield "key", (start, end), 0.88

    def _restoring(self, text: "_Text") -> Iterator[_Kind]:
        for cue in _some(self.words.seed.finditer(text.folded)):
            place = restoring_words(text.folded, cue.end())
            if place:
                yield "seed-phrase", place, 0.9

    def _logins(self, text: "_Text") -> Iterator[_Kind]:
        """Something strong where somebody is let in, with a user before it or an announcing « it's »."""
        for match in _some(_STRONG.finditer(text.written)):
            start, end = match.span()
            if text.strength(Value(Relation.LOOSE, start, end, quoted=False, last=False)) < Strength.STRONG:
                continue
            before = text.folded[max(0, start - 120) : start]
            paired = _PAIR.search(before)
            if (paired or _LET_IN.search(before)) and self.words.login.search(before + text.folded[end : end + 60]):
                yield "password", (start, end), 0.8


class _Text:
    """A reading's folded text and the same as written, position by position."""

    __slots__ = ("folded", "gapped", "written")

    def __init__(self, folded: str, written: str, gapped: bool) -> None:
        self.folded, self.written, self.gapped = folded, written, gapped

    def place(self, value: Value) -> _Place:
        """Where a value stands; letters that had gaps and are closed up may have parted from their digits."""
        tail = _TAIL.match(self.folded, value.end) if self.gapped and not value.quoted else None
        return value.start, tail.end() if tail else value.end

    def written_value(self, value: Value) -> str:
        start, end = self.place(value)
        return self.written[start:end].replace(" ", "" if self.gapped else " ")

    def strength(self, value: Value) -> Strength:
        written = self.written_value(value)
        if " " in written:
            return Strength.WORD if written.replace(" ", "").isalpha() else Strength.NONE
        closed = value.quoted or self.written[value.end : value.end + 1] in {'"', "'", "»", "”", ")"}
        return strength(written + "." if closed and written.endswith("!") else written)


_TAIL = re.compile(r" \d{1,6}(?![a-z0-9])")
_DRAWN = re.compile(r"(?<![\w/.@%-])[A-Za-z0-9][A-Za-z0-9+/_~.-]{14,400}={0,2}(?![\w@])")
_PIECES = re.compile(r"(?<![^\n])[A-Za-z0-9+/_-]{8,80}(?:[ \t]?\r?\n[A-Za-z0-9+/_-]{8,80}){1,10}={0,2}(?![^\n])")
_STRONG = re.compile(r"(?<![\w!#$&*@%+=.-])(?=[A-Za-z\d])(?=[^\s\d]{0,40}\d)[\w!#$&*@%+=?.~^-]{6,40}")
_LET_IN = re.compile(
    r"(?:it's|its|it is|c'est|cest|use|try|type|tapez|tape|mets|mettez|with|avec|puis|then|:|\"|->|→)\s?[\"'(]{0,2}$"
)


def _some(found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The first of them: a text of nothing but cues costs no more than a long one."""
    return islice(found, _MOST_CUES)


def _mention(text: _Text, value: Value) -> bool:
    """A handle, a hashtag, the end of an address."""
    return (
        text.folded[max(0, value.start - 1) : value.start] in {"@", "#", "/"} and text.strength(value) < Strength.STRONG
    )


def _confidence(value: Value) -> float:
    return 0.92 if value.relation in {Relation.SIGN, Relation.VERB} else 0.85


def _is_drawn(value: str) -> bool:
    """Sixteen characters or more, letters and digits, as no word, address or path has them."""
    plain = value.rstrip(".=")
    if len(plain) < 16 or not any(map(str.isdigit, plain)) or not any(map(str.isalpha, plain)):
        return False
    return looks_random(plain) and plain.count(".") < 4 and not re.fullmatch(r"[a-z]+(?:[-_./][a-z0-9]+)+", plain)


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """How far the nearest of these words is."""
    ends = [len(before) - match.end() for match in pattern.finditer(before)]
    starts = [match.start() + 20 for match in pattern.finditer(after)]  # what comes before says more
    return min(chain(ends, starts), default=None)


def _as_written(reading: Reading) -> str:
    """The folded text in the letters' own case: without what is invisible, and position by position the same."""
    shown = reading.shown or reading
    written, folded = shown.original, shown.folded
    if shown.offsets is None:
        return written if written.isascii() else _FOREIGN.sub(lambda letter: folded[letter.start()], written)
    return "".join(
        written[place]
        if place < len(written) and written[place].lower() == character
        else _cased(written[place : place + 1], character)
        for character, place in zip(folded, shown.offsets, strict=False)
    )


_FOREIGN = re.compile(r"[^\x00-\x7f]")


def _cased(written: str, folded: str) -> str:
    """What a look-alike stands for, a capital if it is one."""
    return (
        folded.upper()
        if written.isupper()
        or (len(written) == 1 and fold(written.lower())[0] == folded and written != written.lower())
        else folded
    )


_NUMBERED = ("credential-pin", "credential-code")


def _beside_digits(hints: Hints) -> Hints:
    """Where a word announces a number, a text without a number near it need not be looked at."""
    any_of_them = "|".join(sorted(hints))
    return frozenset({rf"({any_of_them}).{{1,110}}\d\d", rf"\d\d.{{1,60}}({any_of_them})"})


def build(resources: Resources) -> Credentials:
    def any_word(*names: str) -> re.Pattern[str]:
        return words(chain.from_iterable(resources.lexicon(name) for name in names))

    weak = (f"{hint}[^a-z0-9]{{0,3}}[:=>]" for hint in word_hints(resources.lexicon("credential-password-weak")))
    return Credentials(
        words=_Words(
            password=any_word("credential-password"),
            weak=any_word("credential-password-weak"),
            numbers=phrasebook(resources, *_NUMBERED),
            pin=re.compile(_BARE_PIN),
            key=any_word("credential-key"),
            seed=any_word("credential-seed"),
            spelt=any_word("credential-password", "credential-spelt"),
            login=phrase_pattern(resources, "credential-login"),
            user=any_word("credential-user"),
            general=phrase_pattern(resources, "credential-in-general"),
            not_a_key=any_word("credential-not-a-key"),
            no_value=frozenset(fold(term)[0] for term in resources.lexicon("credential-no-value")),
        ),
        hints=TOKEN_HINTS
        | EMBEDDED_HINTS
        | word_hints(
            chain.from_iterable(map(resources.lexicon, ("credential-password", "credential-seed", "credential-spelt")))
        )
        | frozenset(weak)
        | _beside_digits(phrase_hints(resources, *_NUMBERED, given={"credential-openings": frozenset({"."})}))
        | {_LETTERS_DIGITS_SIGNS, _RANDOM, r"\b(pin|nip)\b[^a-z0-9]{0,4}(is|est|c'est)?[^a-z0-9]{1,4}\d{4}"},
    )


_BARE_PIN = r"(?<!\w)(?:pin|nip)(?=[^a-z0-9]{1,4}(?:(?:is|est|c'est|was|etait)[^a-z0-9]{1,3})?\d{4,8}(?!\w))"
