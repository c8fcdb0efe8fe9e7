"""What lets somebody in though nothing calls it a password: "admin / x", "pass x", « la clé du wifi, c'est x ».

A word of letters, digits and signs stands behind a user, a network's name or an announcing « it's », where the talk is of
logging in. The rule to keep: without that talk, a strong-looking word is a model, a version or a handle.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gatepost.detectors.credentials.announced import Relation, Value, values
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.written import Written
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both
from gatepost.folding import words

_MOST = 200  # in one text
_USER_BEFORE, _NETWORK_BEFORE = 60, 90  # characters
_TALK = (120, 60)  # characters before and behind in which the talk is of logging in
_PAIR = re.compile(
    r"(?<![\w@#/])([\w.@+-]{3,40})[\"']?(?:\s?[/|:,+&]\s?|\s(?:/|\||:|puis|then|et|and|with|avec|followed by|ensuite|suivi de|mdp|,)\s)[\"']?$"
)
_LET_IN = re.compile(
    r"(?:it's|its|it is|c'est|cest|is|est|use|try|type|types|enter|enters|tapez|tapes?|entrez|entres?|mets|mettez|utilise[sz]?|with|avec|puis|then|:|\"|->|→)\s?[\"'(]{0,2}$"
)
_DEFAULT_USER = re.compile(
    r"(?<![a-z])(?:admin|administrator|administrateur|root|user|usager|guest|invite|staff)[\"']?\s?(?:[/|:,+&]|et|and|puis|then)\s?[\"']?$"
)
_ADDRESS = re.compile(
    r"[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}(?:\s?[/|]{1,2}\s?|,? (?:then|and|puis|et|pis|avec|with) )$"
)  # who is let in
_ON_WITH = re.compile(
    r"(?:get on|gets on|connect|connects|join|log on|rentre|rentrez|embarque|connecte|connectez|entre|entrez) (?:with|avec|using) $"
)
_STOPPED = re.compile(r"[.!?\n]\s{0,2}$")
_ENDED = re.compile(r"[.!]?(?:\s|$)")
# Two things to type one behind the other: your number, then x.
_TYPED = re.compile(
    r"(?<![a-z])(?:type|enter|use|tapez|tapes?|entrez|entres?|mets|mettez)\s[^.!?\n]{0,50}(?:then|followed by|plus|puis|suivi d[eu]|et) [\"']?$"
)
_NAMED = re.compile(r"[\w.'-]{3,32} / $")  # a network and its password: LoonLake / x
_NETWORK_KEY = re.compile(r"(?<![a-z])(?:key|cle|clef)(?![a-z])")
_BEHIND = frozenset({Relation.SIGN, Relation.VERB, Relation.BESIDE, Relation.FURTHER})
_SAID = frozenset({Relation.SIGN, Relation.VERB})
_STRONG = re.compile(r"(?<![\w!#$&*@%+=.-])(?=[A-Za-z\d])(?=[^\s\d]{0,40}\d)[\w!#$&*@%+=?.~^-]{6,40}")
# Letters with a digit and a sign, in any order; the signs of addresses and of joined words are not among them.
LOGIN_HINTS: Hints = frozenset(
    {
        r"[a-z]\d{1,8}[a-z]{0,12}[!*#$%&@+]|[a-z][!#$&*@%+_]{1,2}[a-z0-9]{0,20}\d|\d[!#$&*%+][a-z]{2}|\d[a-z]{1,12}[!#$&*%+][a-z]|\d_[a-z]{2}",
        r"@[a-z0-9-]{1,40}\.[a-z.]{2,20}(?: ?[/|] ?|,? (?:then|and|puis|et|pis|avec|with) )[a-z0-9._-]{1,20}\d",
        Both(
            r"\b(?:type|enter|use|tapez|tapes?|entrez|entres?|mets|mettez)\s",
            r"\b(?:then|followed by|plus|puis|suivi d[eu]|et) [\"']?(?:[a-z]{1,12}\d|\d{1,6}[a-z])",
        ),
        Both(r"\b(?:wi-?fi|wireless|network|reseau)\b", r"\b(?:with|avec) [a-z0-9]{4}"),
        r"\b[a-z]{3,14}[-.][a-z]{3,14}[-.]\d{2,4}\b",
        r"\b(?:admin|administrator|administrateur|root|user|usager|guest|invite|staff)[\"']?\s?(?:[/|:,+&]|et|and|puis|then)\s?[\"']?[a-z0-9]",
        Both(
            r"\b(?:wi-?fi|wireless|ssid|hotspot|network|router|sans fil|reseau|routeur|borne)\b",
            r"(?:/|\bkey|\bcle|\bclef)[^a-z0-9]{1,4}(?:(?:is|was|est|c'est|now)[^a-z0-9]{1,3}){0,2}[a-z0-9._&$!@#-]{5}",
        ),
    }
)

type Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Logins:
    login: re.Pattern[str]
    user: re.Pattern[str]
    network: re.Pattern[str]

    def found(self, text: Written) -> Iterator[Place]:
        """The place of each strong word that lets somebody in, and of each key of a network."""
        for match in islice(_STRONG.finditer(text.written), _MOST):
            if self._lets_in(text, *match.span()):
                yield match.span()
        for cue in islice(_NETWORK_KEY.finditer(text.folded), _MOST):
            if self.network.search(text.folded, max(0, cue.start() - _NETWORK_BEFORE), cue.start()):
                told = (
                    value for value in values(text.folded, cue.span()) if text.strength(value) >= _asked(value.relation)
                )
                yield from map(text.place, islice(told, 1))

    def beside(self, text: Written, cue: re.Match[str]) -> Place | None:
        """What stands behind a word that is also another (pass, login): strong, or mixed with a user before it."""
        for value in values(text.folded, cue.span()):
            if value.relation in _BEHIND and not text.is_mention(value):
                signed = value.quoted or (value.relation in _SAID and self.user_before(text, cue.start()))
                if text.strength(value) >= (Strength.MIXED if signed else Strength.STRONG):
                    return text.place(value)
        return None

    def user_before(self, text: Written, place: int) -> bool:
        return self.user.search(text.folded, max(0, place - _USER_BEFORE), place) is not None

    def is_talk(self, text: Written, start: int, end: int) -> bool:
        """Whether the talk around a place is of logging in."""
        return self.login.search(text.folded, max(0, start - _TALK[0]), end + _TALK[1]) is not None

    def _lets_in(self, text: Written, start: int, end: int) -> bool:
        look = text.strength(Value(Relation.LOOSE, start, end, quoted=False, last=False))
        before = text.folded[max(0, start - _TALK[0]) : start]
        if look < Strength.MIXED or "://" in before.rpartition(" ")[2]:  # an address: `embedded.py` knows them
            return False
        if look is Strength.STRONG:
            alone = _STOPPED.search(before) and _ENDED.match(text.folded, end) and text.written[end - 1] != ":"
            led = bool(alone or any(led.search(before) for led in (_PAIR, _LET_IN, _ADDRESS)))
        else:
            led = bool(
                _DEFAULT_USER.search(before)
                or _ADDRESS.search(before)
                or _TYPED.search(before)
                or ((_NAMED.search(before) or _ON_WITH.search(before)) and self.network.search(before))
            )
        return led and self.is_talk(text, start, end)


def _asked(relation: Relation) -> Strength:
    return Strength.STRONG if relation is Relation.LOOSE else Strength.MIXED


def logins(resources: Resources) -> Logins:
    return Logins(
        login=phrase_pattern(resources, "credential-login"),
        user=words(resources.lexicon("credential-user")),
        network=words(resources.lexicon("credential-network")),
    )
