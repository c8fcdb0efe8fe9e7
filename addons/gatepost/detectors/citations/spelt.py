"""Table numbers in words, as they are read aloud or kept from filters: "fourteen, ten, oh two eight seven".

A run of number words becomes digits, and counts when they are a table's: a subject, 10, and what follows. The rule to
keep: only a text that speaks of a table is looked at, since nine number words in a row may be anything.
"""

import re
from collections.abc import Iterator

_DIGITS = (
    "zero|oh|o one|un|une two|deux three|trois four|quatre five|cinq six seven|sept eight|huit nine|neuf ten|dix "
    "eleven|onze twelve|douze thirteen|treize fourteen|quatorze fifteen|quinze sixteen|seize seventeen eighteen nineteen"
)
_TENS = "twenty|vingt thirty|trente forty|quarante fifty|cinquante"
_SMALL = {word: value for value, words in enumerate(_DIGITS.split(" ")) for word in words.split("|")}
_LARGE = {word: 10 * value for value, words in enumerate(_TENS.split(" "), 2) for word in words.split("|")}
_HUNDRED = {"cent", "hundred"}
_WORDS = "|".join(sorted(_SMALL | _LARGE | dict.fromkeys(_HUNDRED), key=len, reverse=True))
_BETWEEN = r"[\s,./-]{1,3}(?:(?:dash|hyphen|slash|tiret|barre|et|and)[\s,./-]{1,3})?"
_RUN = re.compile(rf"(?<!\w)(?:{_WORDS})(?:{_BETWEEN}(?:{_WORDS})){{4,20}}(?!\w)")
_PART = re.compile(rf"({_WORDS})(?!\w)([^a-z]*)")
_TABLE = re.compile(r"[1-4]\d10\d{4}(?:\d\d)?")

# Each table number has a zero in it, and another number behind that.
SPELT_HINTS = frozenset({rf"\b(zero|oh)\b[^a-z]{{1,3}}({_WORDS})\b"})


def spelt_out(folded: str) -> Iterator[tuple[int, int]]:
    """Where table numbers stand in words."""
    for run in _RUN.finditer(folded) if "tab" in folded else ():
        if _TABLE.fullmatch(_digits(run[0])):
            yield run.span()


def _digits(run: str) -> str:
    """Of the words of a run: what belongs to one number is added up, the numbers stand one behind the other."""
    numbers: list[int] = []
    joined = False  # whether only a blank or a hyphen is between this word and the one before
    for word, between in _PART.findall(run):
        last = numbers[-1] if numbers else 0
        if word in _HUNDRED:
            numbers[-1:] = [max(1, last) * 100]
        elif joined and _continues(last, value := _SMALL.get(word, 0)):
            numbers[-1] = last + value
        else:
            numbers.append(_SMALL.get(word, _LARGE.get(word, 0)))
        joined = between in {" ", "-"}
    return "".join(map(str, numbers))


def _continues(number: int, value: int) -> bool:
    """Whether a number goes on with this one: thirty-six, dix-sept, quatre cent deux."""
    if not value:
        return False
    return (number == 10 and 7 <= value <= 9) or (
        number >= 20 and number % 10 == 0 and value < (10 if number < 100 else 100)
    )
