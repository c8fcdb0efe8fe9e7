"""Numbers that open something: the code of a door, an alarm or a meeting, the combination of a lock, a PIN, a spare code.

What is opened is in lists, and how it is said in phrases over them (`credential-code`, `credential-pin`). The rule to
keep: a number that only counts ("changed 3 times", a year) opens nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from gatepost.detectors.credentials.announced import Relation, Value, values
from gatepost.detectors.credentials.dictated import KEYED_HINT, TURNS_HINT, answered, dictated, keyed, turns
from gatepost.detectors.credentials.passwords import Strength
from gatepost.detectors.credentials.written import Written
from gatepost.detectors.views.reading import Reading
from gatepost.detectors.wording.hints import Hints
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources
from gatepost.enrolment.matcher import Both
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
_LOCKED = re.compile(
    r"(?<![a-z])(?:un)?lock(?:s|ed|ing)?(?![a-z])|(?<![a-z])(?:de)?(?:barre|verrouille)(?:s|r|e|es|nt)?(?![a-z])"
)
_OPENED_NEAR = (80, 60)  # characters before and behind in which something is opened
# Told where something is opened: it's locked, the code was 4419.
_THE_CODE = re.compile(
    r"(?<![a-z])(?:the|our|my|your|le|mon|notre|ton|son|leur) (?:(?:new|nouveau|vieux|old) )?(?:code|combo|pin|nip)(?: la)?(?=,? ?(?:is|was|c'est|c'etait|est|etait|:|=)| [#*]?\d{4,8}(?!\w))"
)
# What may stand between without a verb: when, or an article.
_FILLED = re.compile(
    r" (?:le |the |(?:as of|starting|from|effective|until|for|des|a partir de|a compter de|jusqu'a|pour|depuis) (?:le |la |this |next |ce |cette )?[a-z]{2,10},? )"
)
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
    r"cadenas|digicode|clavier|pave|(?:host|moderator|claim|meeting) keys?|cles? (?:d'hote|de l'hote|de reunion|du moderateur|de moderation)|passcodes?|(?:unlock(?:s|ed|ing)?|opens?|opened) (?:with|using|by)|"
    r"(?:s'|se )?(?:ouvre|ouvrent|debarrer?|deverrouiller?) avec)\b"
)
# And what these words begin with or hold, for a first look.
_STEMS = (
    *(
        "code",
        "key",
        "cle",
        "combo",
        "combin",
        "pin",
        "nip",
        "p.i.n",
        "n.i.p",
        "lock",
        "box",
        "boite",
        "pad",
        "cadenas",
        "clavier",
        "pave",
    ),
    *("opener", "open", "ouvr", "debarr", "deverrouill"),
)
OPENING_HINTS: Hints = frozenset({KEYED_HINT, TURNS_HINT, Both(_SAID, _NUMBER)})
_WITHOUT_VERB = {Relation.BESIDE, Relation.APART, Relation.BEFORE, Relation.NEXT}
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
        shown = chain(keyed(text.folded), turns(text.folded))
        yield from (place for place in shown if self._is_opened(text, *place))
        yield from answered(text.folded)
        for name, cue in islice(self._cues(reading, text), _MOST):
            place = dictated(text.folded, cue.end())
            if place is None:
                told = (
                    value for value in values(text.folded, cue.span()) if _opens(text, cue.span(), value, _SHAPES[name])
                )
                place = next(map(text.place, told), None)
            if place:
                yield place

    def _cues(self, reading: Reading, text: Written) -> Iterator[tuple[str, re.Match[str]]]:
        """What announces a code, with the name of its list: the lists' phrases, PINs that are none of cloth, "the code is"."""
        if not any(map(text.folded.__contains__, _STEMS)):
            return
        yield from self.openings.find(reading.once(words_of))
        yield from (("credential-pin", cue) for cue in _PIN_WORD.finditer(text.folded) if _is_meant(text, cue))
        for cue in _THE_CODE.finditer(text.folded):
            if self._is_opened(text, *cue.span()):
                yield "credential-code", cue

    def _is_opened(self, text: Written, start: int, end: int) -> bool:
        near = max(0, start - _OPENED_NEAR[0]), end + _OPENED_NEAR[1]
        return self.opened.search(text.folded, *near) is not None or _LOCKED.search(text.folded, *near) is not None


def _is_meant(text: Written, word: re.Match[str]) -> bool:
    """Not a pin: in capitals, with stops, or a number right behind it."""
    return (
        "." in word.group()
        or text.written[slice(*word.span())].isupper()
        or bool(_PIN_FOLLOWS.match(text.folded, word.end()))
    )


def _opens(text: Written, word: tuple[int, int], value: Value, shape: re.Pattern[str]) -> bool:
    """Whether it has the shape, or what opens a place looks like a password."""
    written, between = text.text(value).rstrip("!?"), text.between(word, value)
    if shape.fullmatch(written):
        is_year = _YEAR.fullmatch(written) is not None
        if value.relation is Relation.LOOSE:
            filled = _FILLED.fullmatch(between) and len(written) > 3 and not is_year
            return bool(filled or (_LETTERED.fullmatch(written) and _OF_A_PLACE.fullmatch(between)))
        counted = not between.rstrip().endswith((":", "=")) and COUNTED.search(between[-COUNTING:])
        return not (counted or (value.relation in _WITHOUT_VERB and is_year))
    asked = Strength.STRONG if value.relation is Relation.LOOSE else Strength.MIXED
    return shape is _CODE and text.strength(value) >= asked and not text.is_mention(value)


def door_codes(resources: Resources) -> DoorCodes:
    return DoorCodes(
        openings=phrasebook(resources, *_LISTS),
        opened=words(resources.lexicon("credential-openings")),
        hints=OPENING_HINTS,
    )
