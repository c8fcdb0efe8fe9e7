"""Strings that are drawn one by one become the lines that they stand in.

Programs draw a line in pieces: a run, a word, even a letter at a time. What stands on one level goes on in one line, with a
blank or a tab by the gap before it. The rule to keep: strings stay in the order in which they are drawn, which is that of
the document; sorting them would need all that moves and turns a drawing.
"""

from typing import NamedTuple

_GAP, _WIDE_GAP = 0.25, 2.0  # of a letter's width: from there on another word, another cell


class Drawn(NamedTuple):
    """A string and where it begins. `wide` is how far it goes, 0 where the file does not say.

    `text` is None where a file has only the numbers of a font's drawings, which need not be those of any letters.
    """

    text: str | None
    x: float
    y: float
    wide: float = 0


class Lettering:
    """What was drawn since it was last taken."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._last: Drawn | None = None

    def add(self, drawn: Drawn) -> None:
        if drawn.text:
            if self._last:
                self._said.append(_parted(self._last, drawn, len(drawn.text)))
            self._said.append(drawn.text)
            self._last = drawn

    def line(self, text: str) -> None:
        """What stands nowhere: titles, names of groups."""
        self._said.append(f"\n{text}\n")
        self._last = None

    def taken(self) -> str:
        said, self._said = self._said, []
        return "".join(said)


def _parted(last: Drawn, drawn: Drawn, letters: int) -> str:
    if drawn.y != last.y:
        return "\n"
    gap, letter = drawn.x - last.x - last.wide, drawn.wide / letters
    if not letter:
        return " "
    if gap < -letter or gap > _WIDE_GAP * letter:
        return "\t"
    return " " if gap > _GAP * letter else ""
