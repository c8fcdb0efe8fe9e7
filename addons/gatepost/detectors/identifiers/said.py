"""Identifiers as they are said: "Golf Alpha, then four, four, one", "nine-oh-two, triple five", « cinq cent cinquante-cinq ».

The names of digits, tens and letters (as on the radio), what multiplies them, and digits among them become the
characters that they stand for; `views/counting.py` undoes runs of plain names of digits, this the rest. The rule to keep:
only runs of several names count, because each of them is a word as well.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, refolded, whole


def _each(names: str) -> frozenset[str]:
    return frozenset(names.split())


def _numbered(names: str, first: int, step: int = 1) -> dict[str, int]:
    return {name: first + step * place for place, name in enumerate(names.split())}


_DIGITS = {
    **_numbered("zero one two three four five six seven eight nine", 0),
    **_numbered("oh un deux trois quatre cinq six sept huit neuf", 0),
    **_numbered("tree fower fife", 3),
    "niner": 9,
}
_TEENS = {
    **_numbered("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
    **_numbered("dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf", 10),
}
_TENS = {
    **_numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10),
    **_numbered("vingt trente quarante cinquante soixante", 20, 10),
    **dict.fromkeys(("quatre-vingt", "quatre-vingts"), 80),
}
_LETTERS = _each(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett juliette kilo lima mike november novembre "
    "oscar papa quebec romeo sierra tango uniform uniforme victor whiskey whisky x-ray xray yankee zulu zoulou"
)
_TIMES = {"double": 2, "triple": 3, "deux fois": 2, "trois fois": 3, "quatre fois": 4}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(sorted(names), key=len, reverse=True))


_DIGIT, _TEEN, _TEN = _any(_DIGITS), _any(_TEENS), _any(_TENS)
_UNDER_A_HUNDRED = rf"(?:{_TEN})(?:[ -](?:et[ -])?(?:{_TEEN}|{_DIGIT}))?|{_TEEN}"
_NAME = (
    rf"(?:{_any(_TIMES)})[ -](?:{_DIGIT})|(?:(?:{_DIGIT})[ -])?(?:cents?|hundred)(?:[ -](?:and |et )?(?:{_UNDER_A_HUNDRED}|{_DIGIT}))?"
    rf"|{_UNDER_A_HUNDRED}|{_DIGIT}|{_any(_LETTERS)}"
)
_THEN = r"(?:then|and|puis|et|ensuite|followed by|suivi de)"
_BETWEEN = rf"[ ,./\n-]{{1,3}}(?:{_THEN}[ ,:]{{1,2}})?"
_ONE = rf"(?:{_NAME}|\d{{1,4}})(?![a-z0-9])"
_RUN = re.compile(rf"(?<![a-z0-9])(?:{_NAME})(?![a-z0-9])(?:{_BETWEEN}{_ONE}){{3,24}}")
_NAMED = re.compile(rf"(?<![a-z0-9]){_ONE}")
_SIMPLE = "|".join((_TEEN, _TEN, _DIGIT, _any(_LETTERS), "double", "triple", "fois", "cents?", "hundred"))
SAID_HINT = rf"\b(?:{_SIMPLE})(?:{_BETWEEN}(?:{_SIMPLE}|\d{{1,4}})){{3}}\b"
_FEWEST = 5  # characters of something that identifies
_FEWEST_NAMES = "nnnn"  # in a row, each a name or digits
_NAMES = frozenset(
    {*_DIGITS, *_TEENS, *_TENS, *_LETTERS, "double", "triple", "fois", "cent", "cents", "hundred", "x", "ray", "vingts"}
    | _each("then and puis et ensuite followed by suivi de")
)
_HUNDRED = re.compile(r"(cents?|hundred)")
_WORD = re.compile(r"[a-z]+|\d+")  # a number comes before ":" in order, a word behind it


def said(reading: Reading) -> Reading | None:
    """The reading with what is said in it as characters; None when there is no such run."""
    told = "".join(["n" if word in _NAMES or word < ":" else " " for word in _WORD.findall(reading.folded)])
    return refolded(reading, View.DIGITS, _stretches(reading.folded)) if _FEWEST_NAMES in told else None


def _stretches(folded: str) -> Iterator[Stretch]:
    for run in _RUN.finditer(folded):
        characters = "".join(_characters(run))
        if len(characters) >= _FEWEST:
            yield whole(run.start(), run.end(), characters)


def _characters(run: re.Match[str]) -> Iterator[str]:
    """What is said, with a blank where the pause is longest, if some pauses are longer than others."""
    names = list(_NAMED.finditer(run.string, *run.span()))
    pauses = [_pause(run.string[one.end() : other.start()]) for one, other in pairwise(names)]
    longest = max(pauses, default=0) if len(set(pauses)) > 1 else len(_PAUSES) + 1
    for name, pause in zip(names, [0, *pauses], strict=True):
        if pause == longest:
            yield " "
        yield _character(name.group())


_PAUSES = {" ": 0, "-": 1, ",": 2}  # a stop, a line or a word is longer


def _pause(between: str) -> int:
    return max(_PAUSES.get(sign, len(_PAUSES)) for sign in between.strip() or " ")


def _character(name: str) -> str:
    if name.isdigit():
        return name
    if name in _LETTERS:
        return name[0]
    times, _, digit = name.replace("-", " ").rpartition(" ")
    if times in _TIMES:
        return str(_DIGITS[digit]) * _TIMES[times]
    return str(_value(name))


def _value(name: str) -> int:
    """Of a number in words below a thousand."""
    digit, hundred, rest = _HUNDRED.split(name, 1) if _HUNDRED.search(name) else ("", "", name)
    value = 100 * _DIGITS.get(digit.strip(" -"), 1) if hundred else 0
    for names in (_TENS, _TEENS, _DIGITS):
        rest, found = _taken(rest, names)
        value += found
    return value


def _taken(text: str, names: Mapping[str, int]) -> tuple[str, int]:
    """The rest behind the longest of these names that the text begins with, and its value."""
    plain = text.strip(" -").removeprefix("et").removeprefix("and").strip(" -") if text else ""
    name = max((one for one in names if re.match(rf"{one}(?![a-z])", plain)), key=len, default="")
    return (plain[len(name) :], names[name]) if name else (plain, 0)
