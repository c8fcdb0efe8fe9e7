"""A reading with its letters in their own case: what values are judged by, for a password's case matters.

The folded text and the text as written have the same positions; what is invisible is in neither. The rule to keep: where
a sign stands for another (a look-alike, a letter in a frame), the folded one is taken, a capital if it is one.
"""

import re
from dataclasses import dataclass

from gatepost.detectors.credentials.announced import Value
from gatepost.detectors.credentials.passwords import Strength, strength
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import fold

_TAIL = re.compile(r" \d{1,6}(?![a-z0-9])")
_UNFOLDED = re.compile(r"[^\t-\r -~]")  # what folding changes, but for case
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CLOSING = frozenset("\"'»”)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """`gapped`: letters had gaps that are closed up, and may have parted from their digits."""

    folded: str
    written: str
    gapped: bool

    def place(self, value: Value) -> tuple[int, int]:
        """Where a value stands, with the digits that belong to it."""
        tail = _TAIL.match(self.folded, value.end) if self.gapped and not value.quoted else None
        return value.start, tail.end() if tail else value.end

    def text(self, value: Value) -> str:
        start, end = self.place(value)
        return self.written[start:end].replace(" ", "" if self.gapped else " ")

    def between(self, word: tuple[int, int], value: Value) -> str:
        """What stands between a word and a value on either side of it."""
        return self.folded[min(word[1], value.end) : max(word[0], value.start)]

    def strength(self, value: Value) -> Strength:
        """How much of a password it is; a `!` before a closing quotation mark is its own, and not the sentence's."""
        written = self.text(value)
        if " " in written:
            return Strength.WORD if written.replace(" ", "").isalpha() else Strength.NONE
        closed = value.quoted or self.written[value.end : value.end + 1] in _CLOSING
        return strength(written + "." if closed and written.endswith("!") else written)

    def is_mention(self, value: Value) -> bool:
        """A handle, a hashtag, the end of an address."""
        begins = self.folded[max(0, value.start - 1) : value.start] in {"@", "#", "/"}
        return begins and self.strength(value) < Strength.STRONG


def written_of(reading: Reading) -> Written:
    """Ask with `reading.once`."""
    return Written(folded=reading.folded, written=_in_own_case(reading), gapped=reading.view is View.SPACED)


def _in_own_case(reading: Reading) -> str:
    shown = reading.shown or reading
    written, folded = shown.original, shown.folded
    if shown.offsets is None:
        return _FOREIGN.sub(lambda letter: _cased(letter.group(), folded[letter.start()], own=False), written)
    if reading.view is View.PLAIN and reading.shown is None:
        cased = _UNFOLDED.sub(_recased, written[shown.offsets[0] : shown.offsets[-1]])
        if len(cased) == len(folded):
            return cased
    own = reading.view is View.LETTERS  # there digits have become letters: what was written is the value
    as_written = [written[place : place + 1] for place in shown.offsets[: len(folded)]]
    for place, (character, letter) in enumerate(zip(folded, as_written, strict=True)):
        if letter != character:  # nearly every one is the same
            as_written[place] = _cased(letter, character, own=own)
    return "".join(as_written)


def _recased(letter: re.Match[str]) -> str:
    """What one character of the text as written folds to, a capital if it is one; most become one letter, some none."""
    folded = fold(letter.group())[0]
    return folded if len(folded) != 1 else _cased(letter.group(), folded, own=False)


def _cased(written: str, folded: str, *, own: bool) -> str:
    """What is written where it is the folded letter in its own case; what a look-alike stands for, a capital if it is one."""
    if written.isascii() and (own or written.lower() == folded):
        return written
    folded = fold(written)[0][:1] or folded if own else folded
    capital = written.isupper() or (written != written.lower() and fold(written.lower())[0] == folded)
    return folded.upper() if capital else folded
