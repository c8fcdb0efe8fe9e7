"""What the cells of a text say: each is read once, by the form of its pieces and the words that stand in it.

The rule to keep: nothing of a stranger's cell is remembered after the text it came from.
"""

import re
from dataclasses import dataclass, field

from gatepost.detectors.microdata.forms import FORM, SAID, by_form
from gatepost.detectors.microdata.kinds import Kind, Token
from gatepost.detectors.microdata.vocabulary import Vocabulary

JOINED = " ; "  # between lines that are read as one cell
# What most cells with a number are, seen before all forms are tried. Eight digits may be a date.
_NUMBER = re.compile(
    r"(?P<whole>\d{1,3}(?:[ ,]\d{3}){0,2}|\d{4,7})|(?P<decimal>\d{1,7}[.,]\d{1,2})|(?P<percent>\d{1,5}(?:[.,]\d{1,3})? ?%)"
)
_LONGEST = 300  # characters of a cell that are looked at
_SEX_LETTERS = {"m": 0, "f": 1, "h": 0, "♂": 0, "♀": 1, "👨": 0, "👦": 0, "👴": 0, "👩": 1, "👧": 1, "👵": 1}
_LOOKS_WRITTEN = re.compile(
    r"(?<![a-z0-9])(?![2-9]0s(?!\w))(?:(?=\d{0,5}[oils])(?=[oils]{0,4}\d)[\doils]{2,6}|ooo)(?![a-z0-9])"
)
_WORD = re.compile(r"[a-z][a-z'+-]*")
_MORE_THAN_WORDS = re.compile(
    rf"[\d$(<@/\x80-\U0010ffff]|(?<![a-z]){SAID}(?!\w)|[ls]a (?:ving|tren|quaran|cinquan|soixan)taine|maternelle|kindergarten"
)
_DIGITS_FOR = str.maketrans("oils", "0115")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """Reads the cells of one text; each distinct cell is read once."""

    vocabulary: Vocabulary
    _read: dict[str, tuple[Token, ...]] = field(default_factory=dict, repr=False)

    def tokens(self, cell: str) -> tuple[Token, ...]:
        if cell not in self._read:
            pieces = cell.split(JOINED)  # lines of one record, each of which is in many ways of joining them
            if len(pieces) > 1:
                self._read[cell] = tuple(token for piece in pieces for token in self.tokens(piece))
            else:
                self._read[cell] = tuple(self._tokens(cell[:_LONGEST]))
        return self._read[cell]

    def _tokens(self, cell: str) -> list[Token]:
        number = _NUMBER.fullmatch(cell)
        if number:
            return by_form(number.lastgroup or "", cell)
        whole = self.vocabulary.values.get(cell.strip(" .\"'()[]"))
        if whole:
            return [(whole, 0)]
        if not _MORE_THAN_WORDS.search(cell):
            return self._words(_WORD.findall(cell))
        tokens: list[Token] = []
        words: list[str] = []
        for match in FORM.finditer(_LOOKS_WRITTEN.sub(_as_digits, cell)):
            if match.lastgroup in {"word", "other"}:
                words.append(match.group())
            elif match.lastgroup:
                tokens += self._words(words)
                tokens += by_form(match.lastgroup, match.group())
                words = []
        return tokens + self._words(words)

    def _words(self, words: list[str]) -> list[Token]:
        """Words that follow each other: two that mean something together do, rather than the second alone."""
        values = self.vocabulary.values
        tokens: list[Token] = []
        before = ""
        for word in [word.rstrip("'") for word in words]:
            if word in _SEX_LETTERS:
                tokens.append((Kind.SEX_LETTER, _SEX_LETTERS[word]))
            elif kind := (before in self.vocabulary.openings and values.get(f"{before} {word}")) or values.get(word):
                tokens.append((kind, 0))
            before = word
        return tokens


def _as_digits(run: re.Match[str]) -> str:
    """Letters that stand for digits: "l8 OOO"."""
    return run.group().translate(_DIGITS_FOR)
