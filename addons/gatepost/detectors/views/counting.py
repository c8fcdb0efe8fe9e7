"""Numbers spelt out digit by digit become digits: "seven five zero nine", « quatre sept, cinq deux ».

So are identifiers said to people and kept from programs. Only runs of digits' names count; "twenty-eight" or "one or
two" are left alone.
"""

import re

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, refolded

_NAMES = {
    "0": ("zero", "oh"),
    "1": ("one", "un"),
    "2": ("two", "deux"),
    "3": ("three", "trois"),
    "4": ("four", "quatre"),
    "5": ("five", "cinq"),
    "6": ("six",),
    "7": ("seven", "sept"),
    "8": ("eight", "huit"),
    "9": ("nine", "neuf"),
}
_DIGITS = {name: digit for digit, names in _NAMES.items() for name in names}
_ANY = "|".join(_DIGITS)
COUNTED = rf"({_ANY})([ ,.\-/\n]{{1,3}}({_ANY}|[0-9]{{1,4}})){{3}}"
_RUN = re.compile(rf"(?<![a-z0-9])(?:{_ANY})(?:[ ,.\-/\n]{{1,3}}(?:{_ANY}|\d{{1,4}})){{3,40}}(?![a-z0-9])")
_NUMBER = re.compile(rf"{_ANY}|\d")


def counted(reading: Reading) -> Reading | None:
    """The reading with digits for their names: those with a blank between as one number."""
    return refolded(reading, View.DIGITS, map(_in_digits, _RUN.finditer(reading.folded)))


def _in_digits(run: re.Match[str]) -> Stretch:
    said: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for number in _NUMBER.finditer(run.string, *run.span()):
        if starts and run.string[ends[-1] : number.start()] not in {"", " "}:
            said.append(" ")
            starts.append(ends[-1])
            ends.append(number.start())
        said.append(_DIGITS.get(number.group(), number.group()))
        starts.append(number.start())
        ends.append(number.end())
    return Stretch(run.start(), run.end(), "".join(said), starts, ends)
