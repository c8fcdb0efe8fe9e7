"""Digits and signs in a letter's place become the letter: "pr0t3ct3d", "C0NF1D3N714L", "p@$$w0rd", "1nterna1 us3 0n1y".

Once a text has a word with a digit where a letter should be, all its words are read as letters that have one at least
and no more digits than a disguise needs. A `1` is an i or an l by what stands beside it. The rule to keep: a number
stays a number, so what counts or identifies is read in other views.
"""

import re
from collections.abc import Iterator, Sequence

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, refolded

REPLACED = (
    r"[a-z][03456789@$+|!]{1,3}[a-z]|[a-z]1[a-z0-9]|[a-z][013457@$]{3}|(^|[^a-z0-9@$])[013456789$]([a-z]{3}|[013457]{0,9}[a-z]{2}[013457])|"
    r"[a-z]{4}[0134578$@]([^a-z0-9]|$)|\|_\||\|-\||\\/|/\\|\|<"
)
# Several signs that draw one letter, then single ones; `1` waits for its neighbours.
_DRAWN = {
    "|_|": "u",
    "|-|": "h",
    "|\\|": "n",
    "\\/\\/": "w",
    "/\\/\\": "m",
    "|<": "k",
    "|)": "d",
    "/\\": "a",
    "\\/": "v",
}
_SINGLE = dict(zip("0345678$@+|!€£©®§⭕❌✖✕", "oeasgtbsat11elcrsoxxx", strict=True)) | {"9": "g"}
_SIGNS = re.escape("".join(sign for sign in _SINGLE if not sign.isalnum()))
_UNIT = re.compile(f"{'|'.join(map(re.escape, _DRAWN))}|[a-z0-9{_SIGNS}]")
_ALL_LETTERS = rf"[a-z]{{2,60}}(?![a-z0-9{_SIGNS}/\\])"  # most words; dismissed before they are taken apart
_WORD = re.compile(rf"(?<![\w@$])(?!{_ALL_LETTERS})(?:{_UNIT.pattern}){{2,60}}")
_AN_L = re.compile(
    r"(?<![a-z])[bcfgps]1(?=[aou])|(?<![a-z])1(?=[aeou])|1(?=y)|(?<=[bcfgp])1(?=i)|(?<=[aeiou])11|(?<=i)1|(?<=[a-z]{3}[ae])1(?=s?$)"
)
_NUMBERED = re.compile(r"[a-z]{3,}\d{2,}")  # base64, covid19
_LONG = 5  # characters: from here on a word may be mostly digits ("57471571c5")
_LONGEST = 30  # beyond there is no word
_SEVERAL = 2  # words of a text that are spelt so: then short ones with one letter are, too ("qu3 m01")


def letters(reading: Reading) -> Reading | None:
    """The reading with digits and signs in words as the letters they stand for."""
    return refolded(reading, View.LETTERS, _in_letters(reading.folded))


def _in_letters(folded: str) -> Iterator[Stretch]:
    words = [(word, list(_UNIT.finditer(word.group().rstrip("!|")))) for word in _mixed(folded)]
    sure = [_may_be_word(word.group(), units) for word, units in words]
    among_others = sum(sure) >= _SEVERAL
    for (word, units), is_word in zip(words, sure, strict=True):
        if is_word or (among_others and len(units) < _LONG and any(unit.group().isalpha() for unit in units)):
            said = _spelt([_DRAWN.get(unit.group(), unit.group()) for unit in units])
            starts = [word.start() + unit.start() for unit in units]
            ends = [word.start() + unit.end() for unit in units]
            yield Stretch(starts[0], ends[-1], said, starts, ends)


def _mixed(folded: str) -> Iterator[re.Match[str]]:
    """The words that are not all letters."""
    return (word for word in _WORD.finditer(folded) if not word.group().isalpha())


def _may_be_word(token: str, units: Sequence[re.Match[str]]) -> bool:
    if token.lstrip("@").isalpha() or len(units) > _LONGEST or _NUMBERED.fullmatch(token):
        return False
    known = sum(unit.group().isalpha() or unit.group() in _DRAWN for unit in units)
    return known > 0 and (2 * known >= len(units) or len(units) >= _LONG)


def _spelt(units: list[str]) -> str:
    """The letters, one for each unit."""
    word = "".join(_SINGLE.get(unit, unit) for unit in units)
    return _AN_L.sub(lambda match: match.group().replace("1", "l"), word).replace("1", "i")
