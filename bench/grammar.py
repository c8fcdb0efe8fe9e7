"""A sentence with slots becomes a sentence: `{3..9} {fruit*2..4}` is "7" and two to four fruits, a line each.

In braces stand a span of numbers (`2..40`, `0.5..9.9`, `00..59`), alternatives (`bus|tram`), the name of a list of words,
or some different ones of a list: `name*3..6` on lines, `name,3..6` after commas, `name+3..6` after spaces. What is chosen
may have slots again, and slots may stand in slots. The rule to keep: the same chance makes the same sentence.
"""

import random
import re
from collections.abc import Mapping, Sequence

_SLOT = re.compile(r"\{([^{}]{1,500})\}")  # the innermost ones: alternatives may hold slots
_NUMBERS = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)\.\.(\d{1,9}(?:\.\d{1,4})?)")
_SEVERAL = re.compile(r"([a-z-]{1,40})([*,+])(\d)\.\.(\d{1,2})")
_BETWEEN = {"*": "\n", ",": ", ", "+": " "}
_MOST_SLOTS = 500  # of one sentence: a list that names itself would never end

type Words = Mapping[str, Sequence[str]]


class UnknownWords(ValueError):
    """A slot names no list of words, or a list that names itself."""


def filled(sentence: str, words: Words, chance: random.Random, point: str = ".") -> str:
    """The sentence with every slot filled, none twice with the same word; `point` is the sign before decimals."""
    said: set[str] = set()
    for _ in range(_MOST_SLOTS):
        slot = _SLOT.search(sentence)
        if not slot:
            return sentence
        chosen = _numbers(slot[1], chance, point) or _words(slot[1], words, chance, said)
        sentence = sentence[: slot.start()] + chosen + sentence[slot.end() :]
    raise UnknownWords(sentence[:80])


def _numbers(slot: str, chance: random.Random, point: str) -> str:
    """A number of the span that a slot stands for, or nothing."""
    numbers = _NUMBERS.fullmatch(slot)
    return _number(numbers[1], numbers[2], chance).replace(".", point) if numbers else ""


def _words(slot: str, words: Words, chance: random.Random, said: set[str]) -> str:
    if "|" in slot:
        return chance.choice(slot.split("|"))
    several = _SEVERAL.fullmatch(slot)
    name, sign, least, most = several.groups() if several else (slot, "+", "1", "1")
    if name not in words:
        raise UnknownWords(name)
    fresh = [entry for entry in words[name] if entry not in said] or words[name]
    chosen = chance.sample(fresh, min(len(fresh), chance.randint(int(least), int(most))))
    said.update(chosen)
    if sign == "*":
        chosen.sort(key=words[name].index)  # rows of a table stay in their order
    return _BETWEEN[sign].join(chosen)


def _number(least: str, most: str, chance: random.Random) -> str:
    """Between the two, with the first one's decimals and, where it begins with 0, its width."""
    decimals = len(least.partition(".")[2])
    units = 10.0**decimals
    number = f"{chance.randint(round(float(least) * units), round(float(most) * units)) / units:.{decimals}f}"
    return number.zfill(len(least)) if least.startswith("0") else number
