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
from gatepost.detectors.wording.hints import Hints, expression_of, phrase_hints
from gatepost.detectors.wording.phrasebook import Phrasebook, phrasebook, words_of
from gatepost.enrolment import Resources

_LISTS = ("credential-pin", "credential-code")
_PIN = re.compile(r"\d{4,8}|\d(?:[-. ]\d){3,7}")
_CODE = re.compile(
    r"\d{1,4}[A-D]\d{1,4}|[A-D]\d{3,5}|\d{3,5}[A-D]|[#*]?\d{3,10}[#*]?|\d{1,2}(?:[-–]\d{1,2}){2,4}|\d(?:-\d){3,7}|"
    r"\d{3,8}(?:[- ]\d{3,8}){1,8}"
)
_SHAPES = {"credential-pin": _PIN, "credential-code": _CODE}
_YEAR = re.compile(r"(?:19|20)\d\d")
_PIN_WORD = re.compile(r"(?<!\w)(?:pin|nip)(?!\w)")
_PIN_FOLLOWS = re.compile(r"[^a-z0-9]{1,4}(?:(?:is|est|c'est|was|etait)[^a-z0-9]{1,3})?\d{4,8}(?!\w)")
_PIN_HINT = r"\b(pin|nip)\b.{1,110}\d{4}"
_LOOSE = {Relation.BESIDE, Relation.APART, Relation.BEFORE, Relation.NEXT}
_MOST = 200  # words for something that is opened, in one text
COUNTING = 16  # characters before a number in which it may be counted
COUNTED = re.compile(
    r"changed? (?:in|on|back|en|le)|depuis|since|leaked|stolen|vole|fuite|chapitre|page|step|etape|year|annee|times|fois"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorCodes:
    openings: Phrasebook
    hints: Hints

    def found(self, reading: Reading, text: Written) -> Iterator[tuple[int, int]]:
        """The place of each number."""
        if not any(map(str.isdigit, text.folded)):
            return
        told = self.openings.find(reading.once(words_of))
        bare = (("credential-pin", cue) for cue in _PIN_WORD.finditer(text.folded) if _is_meant(text, cue))
        for name, cue in islice(chain(told, bare), _MOST):
            for value in values(text.folded, cue.span()):
                if _opens(text, cue.span(), value, _SHAPES[name]):
                    yield text.place(value)
                    break


def _is_meant(text: Written, word: re.Match[str]) -> bool:
    """Not a pin: in capitals, or a number right behind it."""
    return text.written[slice(*word.span())].isupper() or bool(_PIN_FOLLOWS.match(text.folded, word.end()))


def _opens(text: Written, word: tuple[int, int], value: Value, shape: re.Pattern[str]) -> bool:
    """Whether it has the shape, or what opens a place looks like a password."""
    written = text.text(value).rstrip("!?")
    if shape.fullmatch(written):
        counted = COUNTED.search(text.between(word, value)[-COUNTING:]) or (
            value.relation in _LOOSE and _YEAR.fullmatch(written)
        )
        return value.relation is not Relation.LOOSE and not counted
    asked = Strength.STRONG if value.relation is Relation.LOOSE else Strength.MIXED
    return shape is _CODE and text.strength(value) >= asked and not text.is_mention(value)


def door_codes(resources: Resources) -> DoorCodes:
    # "." stands for the many openings: "code" and the number are hint enough.
    rows = phrase_hints(resources, *_LISTS, given={"credential-openings": frozenset({"."})})
    phrases = "|".join(sorted(map(expression_of, rows)))
    return DoorCodes(
        openings=phrasebook(resources, *_LISTS),
        hints=frozenset({rf"({phrases}).{{1,110}}\d.{{0,2}}\d", rf"\d.{{0,2}}\d.{{1,60}}({phrases})", _PIN_HINT}),
    )
