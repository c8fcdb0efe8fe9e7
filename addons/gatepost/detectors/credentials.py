"""Passwords, keys and tokens: `credential`, its value the kind.

Tokens with a shape (`tokens.py`) count wherever they stand. A password has none, so it needs a cue (password:, mot de
passe) and a value that somebody could have set; placeholders, questions, advice and code that fetches a secret are left
alone, and so are hashes, UUIDs and public keys. Values are read as written, for case matters; cues are folded.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from gatepost.detectors.hints import literals, word_hints
from gatepost.detectors.reading import Reading, View
from gatepost.detectors.tokens import PLACEHOLDER, TOKEN_HINTS, looks_random, tokens
from gatepost.enrolment import Resources
from gatepost.folding import words
from gatepost.model import Finding, Tag, Text

_IN_URL = re.compile(r"(?<![a-z0-9])[a-z][a-z0-9+.-]{1,20}://[^\s:/@]{1,64}:([^\s@/]{3,128})@[\w-]")
_COMMAND = re.compile(
    r"(?<!\w)(?:curl\s[^\n]{0,200}?(?:-u|--user)[ =][\w.-]{1,64}:|mysql\s[^\n]{0,100}?\s-p)(\S{6,64})"
)

# Between a cue and its value: a sign or a verb; then the value, in quotes or up to a blank.
_SIGN = r"[\"'\]]{0,2}\s{0,3}(?:[:=]{1,3}|-{0,2}>{1,3}|→|⇒|➡)\s{0,3}"
_VERB = r"\s{1,3}(?:is|was|are|est|etait|était|c'est|c'etait|sera|will be)\s{1,3}(?:: ?)?"
_VALUE = r"(?:\"(?P<quoted>[^\"\n]{3,80})\"|'(?P<single>[^'\n]{3,80})'|(?P<bare>[^\s\"';]{3,80}))"
_BESIDE = re.compile(rf"(?:{_SIGN}|{_VERB}){_VALUE}", re.IGNORECASE)
_FURTHER = re.compile(rf"[\w '’,()-]{{1,48}}?(?:{_SIGN}|{_VERB}){_VALUE}", re.IGNORECASE)  # password for the lab: ...
_NEXT = re.compile(r" (?P<bare>[^\s\"']{6,80})(?!\S)")
_PASSPHRASE = re.compile(r"\s{0,2}[:=]\s{0,2}((?:[a-z]{3,12} ){3,7}[a-z]{3,12})\s{0,2}(?:\n|$)")
_SENTENCE = re.compile(
    r"(?<!\w)(?:is|are|the|than|that|with|you|must|should|vaut|que|une|les|des|est|doit|pour|better)(?!\w)"
)
_USER = re.compile(r"(?<![a-z])(?:user(?: ?name)?|login|utilisateur|identifiant|courriel|e-?mail)[ _a-z]{0,12}[:=]")
_PLAIN_WORD = re.compile(r"\s{0,2}[:=]\s{0,2}([a-z]{5,30})\s{0,2}(?:\n|$)")
_CODE = re.compile(r"[(){}\[\]]|^(?:null|none|true|false|self)\b|https?:", re.IGNORECASE)
_DEFAULTS = {"password", "pass", "passwd", "secret", "postgres", "admin", "root", "guest", "test", "motdepasse"}
_SIGNS = re.compile(r"[!@#$%^&*?+=~§£€](?=.)")  # at the very end they are a sentence's

type _Place = tuple[int, int]
type _Test = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    password: re.Pattern[str]
    pin: re.Pattern[str]
    key: re.Pattern[str]
    name: str = "credentials"
    labels: frozenset[str] = frozenset({"credential"})
    hints: frozenset[str]

    def detect(self, item: Reading | Tag) -> Iterator[Finding]:
        if isinstance(item, Tag):
            return
        seen: list[_Place] = []
        for kind, (start, end), confidence in self._found(item):
            if not any(left < end and start < right for left, right in seen[-50:]):
                seen.append((start, end))
                where = replace(item.where, span=(start, end))
                yield Finding(detector=self.name, label="credential", value=kind, confidence=confidence, where=where)

    def _found(self, text: Reading) -> Iterator[tuple[str, _Place, float]]:
        """Kind, place in the original and confidence: first what has a shape, then what a cue announces."""
        written = _as_written(text)
        if text.view is View.PLAIN:
            for kind, start, end in tokens(written):
                yield kind, text.span(start, end), 0.97
        for kind, place in (*self._announced(text, written), *_embedded(text.folded, written)):
            yield kind, text.span(*place), 0.9

    def _announced(self, text: Text, written: str) -> Iterator[tuple[str, _Place]]:
        for cue in self.password.finditer(text.folded):
            place = (
                _value(written, cue.end(), _is_password, _is_strong_password)
                or _passphrase(text.folded, cue)
                or _beside_user(text.folded, cue)
            )
            if place:
                yield "password", place
        for cue in self.pin.finditer(text.folded):
            place = _value(written, cue.end(), _is_pin, _is_pin)
            if place and written[cue.start() : cue.end()].isupper():
                yield "password", place
        for cue in self.key.finditer(text.folded):
            place = _value(written, cue.end(), _is_key, _is_key)
            if place:
                yield "key", place


def _as_written(text: Text) -> str:
    """The folded text in the letters' own case: without what is invisible, and position by position the same."""
    origins = range(len(text.folded)) if text.offsets is None else text.offsets
    if text.offsets is None and text.original.isascii():
        return text.original if len(text.original) == len(text.folded) else text.folded
    written = text.original
    return "".join(
        written[place] if place < len(written) and written[place].lower() == character else character
        for character, place in zip(text.folded, origins, strict=False)
    )


def _value(written: str, place: int, beside: _Test, further: _Test) -> _Place | None:
    """Where the value stands that a cue ending here announces."""
    for pattern, passes in (
        (_BESIDE, beside),
        (_NEXT, _is_mixed if beside is _is_password else beside),
        (_FURTHER, further),
    ):
        match = pattern.match(written, place, place + 160)
        if match is None:
            continue
        group = match.lastgroup or "bare"
        value = match.group(group).rstrip(".,:)» ")
        start = match.start(group) + len(value) - len(value.lstrip())
        if passes(value.strip()) and not _CODE.search(value) and not PLACEHOLDER.search(value.lower()):
            return start, match.start(group) + len(value)
    return None


def _kinds(value: str) -> tuple[bool, bool, bool]:
    """Whether letters, digits and signs are in it."""
    return any(map(str.isalpha, value)), any(map(str.isdigit, value)), bool(_SIGNS.search(value))


def _is_password(value: str) -> bool:
    """Letters with digits or signs, or digits alone: a plain word after "password is" is part of a sentence."""
    letters, digits, signs = _kinds(value)
    if not letters:
        return digits and len(value) >= 4 and value.strip("#*").isdigit()
    return len(value) >= 6 and (digits or signs) and value.lower() not in _DEFAULTS


def _is_strong_password(value: str) -> bool:
    """Further from its cue a value must look like nothing else: long, or of three kinds of characters."""
    letters, digits, signs = _kinds(value)
    if not letters:
        return _is_password(value)
    mixed = value not in {value.lower(), value.upper(), value.capitalize()}
    return len(value) >= 6 and (digits + signs + mixed >= 2 or (digits and len(value) >= 8))


def _is_mixed(value: str) -> bool:
    """Right after its cue, without a sign or a verb: letters and digits in one word."""
    letters, digits, _ = _kinds(value)
    return len(value) >= 6 and letters and digits


def _is_pin(value: str) -> bool:
    return value.isdigit() and 4 <= len(value) <= 8


def _is_key(value: str) -> bool:
    return len(value) >= 16 and looks_random(value)


def _passphrase(folded: str, cue: re.Match[str]) -> _Place | None:
    """Four words or more that make no sentence."""
    match = _PASSPHRASE.match(folded, cue.end()) if "phrase" in cue.group() else None
    return match.span(1) if match and not _SENTENCE.search(match.group(1)) else None


def _beside_user(folded: str, cue: re.Match[str]) -> _Place | None:
    """A plain word, when a user name stands right before and the word ends its line."""
    match = _PLAIN_WORD.match(folded, cue.end())
    if match is None or not _USER.search(folded, max(0, cue.start() - 60), cue.start()):
        return None
    return None if match.group(1) in _DEFAULTS or PLACEHOLDER.search(match.group(1)) else match.span(1)


def _embedded(folded: str, written: str) -> Iterator[tuple[str, _Place]]:
    """A password inside an address or a command."""
    for kind, pattern in (("connection-string", _IN_URL), ("password", _COMMAND)):
        for match in pattern.finditer(folded):
            value = written[match.start(1) : match.end(1)].lower()
            if value not in _DEFAULTS and not PLACEHOLDER.search(value):
                yield kind, match.span(1)


_STEMS = ("://", "curl", "mysql", "pass", "pwd")


def build(resources: Resources) -> Credentials:
    cues = [term for kind in ("password", "pin", "key") for term in resources.lexicon(f"credential-{kind}")]
    return Credentials(
        password=words(resources.lexicon("credential-password")),
        pin=words(resources.lexicon("credential-pin")),
        key=words(resources.lexicon("credential-key")),
        hints=TOKEN_HINTS | literals(_STEMS) | word_hints(cues),
    )
