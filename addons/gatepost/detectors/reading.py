"""One way to read a text: as it stands, or with a disguise undone. It is what detectors see.

Several detectors ask the same of a text (where its words begin, where the agency is named): `once` works each of these
out a single time for all of them. The rule to keep: a reading never changes, and what it remembers follows from it alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from gatepost.model import Text


class View(StrEnum):
    """What was undone to get a reading."""

    PLAIN = "plain"
    SPACED = "spaced"  # letters with gaps: P R O T E C T E D
    LETTERS = "letters"  # digits and signs in a letter's place: pr0t3cted
    APART = "apart"  # words run together: #NotForDistribution


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading(Text):
    """A text in one view of it. (Not slotted: it remembers its answers.)"""

    view: View = View.PLAIN
    _answers: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False)

    def once[T](self, question: Callable[["Reading"], T]) -> T:
        """What this function makes of this reading, worked out the first time that anybody asks."""
        if question not in self._answers:
            self._answers[question] = question(self)
        answer: T = self._answers[question]
        return answer
