"""Numbers that open something: the code of a door, an alarm or a meeting, the combination of a lock, a PIN, a spare code.

What is opened is in lists, and how it is said in phrases over them (`credential-code`, `credential-pin`). The rule to
keep: a number that only counts ("changed 3 times", a year) opens nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from gatepost.detectors.credentials.announced import Relation, Value, values
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.written import Written
from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources
from gatepost.folding import words

_LISTS = ("credential-pin", "credential-code")
_PIN = re.compile(r"\d{4,8}|\d(?:[-. ]\d){3,7}")
_CODE = re.compile(
    r"\d{1,4}[A-D]\d{1,4}|[A-Z]\d{3,6}[A-Z]?|\d{3,6}[A-Z]|[#*]?\d{3,10}[#*]?|\d{1,2}(?:[-–]\d{1,2}){2,4}|\d(?:-\d){3,7}|"
    r"\d{3,8}(?:[- ]\d{3,8}){1,8}"
)
_SHAPES = {"credential-pin": _PIN, "credential-code": _CODE}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIN_WORD = re.compile(r"(?<!\w)(?:pin|nip|p\.i\.n\.?|n\.i\.p\.?)(?!\w)")
# Codes for one use each, in a row or a line each.
_SINGLE_USE = re.compile(
    r"[^\n:]{0,60}?[\s:]{1,3}((?:[a-z0-9]{3,6}-[a-z0-9]{3,6}|[a-z0-9]{8,12})(?:[\s,;]{1,3}(?:[a-z0-9]{3,6}-[a-z0-9]{3,6}|[a-z0-9]{8,12})){1,11})(?![a-z0-9])"
)
# Said one by one: the PIN is 2 5 8 0.
_ONE_BY_ONE = re.compile(
    r"(?: number)?[^a-z0-9]{0,3}(?:(?:is|was|est|c'est|etait)[^a-z0-9]{1,3})?(\d(?: \d){3,7})(?! ?\d)"
)
# Keyed in, where something is opened: 4471 and then the star.
_KEYED = re.compile(
    r"(?<![\w.,$])(\d{3,8})[ ,]{1,2}(?:(?:then|and|pis|puis|et|plus|followed by|suivi)[ ,]{1,2})?(?:by |the |le |l'|la |du |de |d'un |a )?"
    r"(?:star|pound|hash|number sign|etoile|carre|diese)(?![a-z])"
)
_OPENED_BEFORE = 60  # characters
_SINGLE = re.compile(r"[a-z0-9-]+")
_CHANGING = re.compile(r"[a-z]\d|\d[a-z]")
_OF_A_PLACE = re.compile(
    r" (?:de|du|des|d'|of|for|to|pour|au?) ?(?:l'|la |le |les |the |my |our )?[a-z'-]{2,20}(?: [a-z'-]{2,20})? "
)
_LETTERED = re.compile(r"\d{1,4}[A-D]\d{1,4}|[A-D]\d{3,5}|\d{3,5}[A-D]")
_PIN_FOLLOWS = re.compile(r"[^a-z0-9]{1,4}(?:(?:is|est|c'est|was|etait)[^a-z0-9]{1,3})?\d{4,8}(?!\w)")
# A word that every phrase of the lists has (the tests hold that), and a number near it.
_NUMBER = r"\d(?:[-. –]?\d){2}|\b(?:[a-z]{1,3}\d|\d[a-z])[a-z0-9]{0,4}-[a-z0-9]{3,6}\b|[a-d]\d{3}|\d{3}[a-d]|\d[a-d]\d|\d-\d{1,2}-\d"
_SAID = (
    r"\b(?:pin|nip|p\.i\.n|n\.i\.p|codes?|cl[eé]s? 2fa|(?:backup|back-up|recovery|rescue|scratch|one.time|2fa|mfa|two.factor|verification|authenticat[a-z]{2,4}) keys?|"
    r"cles? d[e'] ?(?:secours|recuperation|sauvegarde|verification|authentification|validation)|cles? (?:a usage unique|unique)|"
    r"combos?|combination|combinaison|key ?code|lock ?box(?:es)?|key ?box|boites? a cles?|key ?pad|pad ?lock|bike lock|garage opener|"
    r"cadenas|digicode|clavier (?:numerique|d'alarme)|(?:unlock(?:s|ed|ing)?|opens?|opened) (?:with|using|by)|"
    r"(?:s'|se )?(?:ouvre|ouvrent|debarrer?|deverrouiller?) avec)\b"
)
_KEYED_HINT = r"\d{3}[ ,]{1,2}(?:(?:then|and|pis|puis|et|plus|followed by|suivi)[ ,]{1,2})?(?:by |the |le |l'|la |du |de |d'un |a )?(?:star|pound|hash|number sign|etoile|carre|diese)\b"
OPENING_HINTS = frozenset(
    {_KEYED_HINT, rf"{_SAID}[\s\S]{{1,110}}(?:{_NUMBER})", rf"(?:{_NUMBER})[\s\S]{{1,60}}{_SAID}"}
)
_LOOSE = {Relation.BESIDE, Relation.APART, Relation.BEFORE, Relation.NEXT}
_MOST = 200  # words for something that is opened, in one text
COUNTING = 16  # characters before a number in which it may be counted
COUNTED = re.compile(
    r"changed? (?:in|on|back|en|le)|depuis|since|leaked|stolen|vole|fuite|chapitre|page|step|etape|year|annee|times|fois"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorCodes:
    openings: Phrasebook
    opened: re.Pattern[str]
    hints: Hints

    def found(self, reading: Reading, text: Written) -> Iterator[tuple[int, int]]:
        """The place of each number."""
        if not any(map(str.isdigit, text.folded)):
            return
        for keyed in islice(_KEYED.finditer(text.folded), _MOST):
            if self.opened.search(text.folded, max(0, keyed.start() - _OPENED_BEFORE), keyed.start()):
                yield keyed.span(1)
        told = self.openings.find(reading.once(words_of))
        bare = (("credential-pin", cue) for cue in _PIN_WORD.finditer(text.folded) if _is_meant(text, cue))
        for name, cue in islice(chain(told, bare), _MOST):
            several = _SINGLE_USE.match(text.folded, cue.end())
            one_by_one = _ONE_BY_ONE.match(text.folded, cue.end())
            if one_by_one:
                yield one_by_one.span(1)
                continue
            if several and all(map(_CHANGING.search, _SINGLE.findall(several.group(1)))):
                yield several.span(1)
                continue
            for value in values(text.folded, cue.span()):
                if _opens(text, cue.span(), value, _SHAPES[name]):
                    yield text.place(value)
                    break


def _is_meant(text: Written, word: re.Match[str]) -> bool:
    """Not a pin: in capitals, with stops, or a number right behind it."""
    return (
        "." in word.group()
        or text.written[slice(*word.span())].isupper()
        or bool(_PIN_FOLLOWS.match(text.folded, word.end()))
    )


def _opens(text: Written, word: tuple[int, int], value: Value, shape: re.Pattern[str]) -> bool:
    """Whether it has the shape, or what opens a place looks like a password."""
    written = text.text(value).rstrip("!?")
    if shape.fullmatch(written):
        counted = COUNTED.search(text.between(word, value)[-COUNTING:]) or (
            value.relation in _LOOSE and _YEAR.fullmatch(written)
        )
        if value.relation is Relation.LOOSE:
            return bool(_LETTERED.fullmatch(written) and _OF_A_PLACE.fullmatch(text.between(word, value)))
        return not counted
    asked = Strength.STRONG if value.relation is Relation.LOOSE else Strength.MIXED
    return shape is _CODE and text.strength(value) >= asked and not text.is_mention(value)


def door_codes(resources: Resources) -> DoorCodes:
    return DoorCodes(
        openings=phrasebook(resources, *_LISTS),
        opened=words(resources.lexicon("credential-openings")),
        hints=OPENING_HINTS,
    )
