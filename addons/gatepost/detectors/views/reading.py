"""One way to read a text: as it stands, or with a disguise undone. It is what detectors see.

Several detectors ask the same of a text (where its words begin, where the agency is named): `once` works each of these
out a single time for all of them. The rule to keep: a reading never changes, and what it remembers follows from it alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gatepost.model import Text


class View(StrEnum):
    """What was undone to get a reading."""

    PLAIN = "plain"
    SPACED = "spaced"  # letters with gaps: P R O T E C T E D
    JOINED = "joined"  # words broken by a sign: PRO.TEC.TED
    SYLLABLES = "syllables"  # words in pieces: EM – BAR – GO
    LETTERS = "letters"  # digits and signs in a letter's place: pr0t3cted
    APART = "apart"  # words run together: #NotForDistribution
    DIGITS = "digits"  # numbers spelt out: four five three
    DECODED = "decoded"  # written in codes: &#80;, %50, base64
    REVERSED = "reversed"  # B DETCETORP
    ROTATED = "rotated"  # ROT13: CEBGRPGRQ O


# Views that make words of what is noise in nearly every text: for patterns of several words, or of a long one.
SECRETIVE = frozenset({View.REVERSED, View.ROTATED})
USUAL = frozenset(View) - SECRETIVE
EVERY = USUAL | SECRETIVE


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading(Text):
    """A text in one view of it. (Not slotted: it remembers its answers.)

    `shown` is this reading as one of the text that codes stand for, where it is of that text.
    """

    view: View = View.PLAIN
    shown: "Reading | None" = field(default=None, repr=False)
    _answers: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False)

    def once[T](self, question: Callable[["Reading"], T]) -> T:
        """What this function makes of this reading, worked out the first time that anybody asks."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer

    def seen_as(
        self, view: View, folded: str, offsets: Sequence[int] | None, ends: Sequence[int] | None = None
    ) -> "Reading":
        """The same text in another view. (A third of the cost of `replace`.)"""
        return Reading(
            where=self.where,
            role=self.role,
            original=self.original,
            folded=folded,
            offsets=offsets,
            ends=ends,
            view=view,
        )

    def cut(self, start: int, end: int) -> "Reading":
        """The stretch from `start` to `end` of what is folded, at its places in the same original."""
        return Reading(
            where=self.where,
            role=self.role,
            original=self.original,
            folded=self.folded[start:end],
            offsets=range(start, end + 1) if self.offsets is None else self.offsets[start : end + 1],
            ends=None if self.ends is None else self.ends[start:end],
            view=self.view,
            shown=None if self.shown is None else self.shown.cut(start, end),
        )

    def written(self, start: int, end: int) -> str:
        """What stands there as its author wrote it: not folded, but decoded, and in the order of reading."""
        if self.shown is not None:
            return self.shown.written(start, end)
        left, right = self.span(start, end)
        return self.original[left:right][:: -1 if self.view is View.REVERSED else 1]
