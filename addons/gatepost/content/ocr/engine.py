"""Tesseract as a function: a grey picture of dark words on white becomes words with their places and how sure it is.

The rule to keep: it is told how long it may take; what it has not read by then is said to be unread.
"""

import os
from dataclasses import dataclass, field
from pathlib import Path

from tesserocr import OEM, PSM, PyTessBaseAPI  # type: ignore[import-untyped] # it has stubs, but no mark that says so

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Box
from gatepost.content.ocr.contrast import Pixels

LANGUAGE = "fra"  # reads English as well, and keeps accents better and is faster than both together (measured)
_RESOLUTION = 200  # dots an inch; it guesses otherwise, and says so on standard error
_WORD = "5"  # the level of words in its table


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, the line of the picture it stands in, its box there, and how sure it is (0..100)."""

    text: str = field(repr=False)
    line: tuple[int, ...]
    box: Box
    sure: float


class Engine:
    """One for a process: loading the language takes a tenth of a second."""

    def __init__(self, tessdata: Path) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # more threads take longer for pictures of this size
        self._api = PyTessBaseAPI(path=str(tessdata), lang=LANGUAGE, oem=OEM.LSTM_ONLY)
        self._api.SetVariable("tessedit_do_invert", "0")  # words are dark on white when they get here

    def page(self, grey: Pixels, budget: Budget) -> list[Word]:
        return self._words(grey, PSM.AUTO, budget)

    def line(self, grey: Pixels, budget: Budget) -> list[Word]:
        return self._words(grey, PSM.SINGLE_LINE, budget)

    def _words(self, grey: Pixels, mode: int, budget: Budget) -> list[Word]:
        height, width = grey.shape
        self._api.SetPageSegMode(mode)
        self._api.SetImageBytes(grey.tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(_RESOLUTION)
        try:
            budget.check_time()
            if not self._api.Recognize(max(1, int(1000 * budget.seconds_left()))):
                raise Unreadable("timeout")
            table = self._api.GetTSVText(0)
        finally:
            self._api.Clear()
        return [word for row in table.splitlines() if (word := _word(row.split("\t"))) is not None]


def _word(cells: list[str]) -> Word | None:
    level, _, block, paragraph, line, _, left, top, width, height, sure, text = cells
    if level != _WORD or not text.strip():
        return None
    box = int(left), int(top), int(width), int(height)
    return Word(text=text.strip(), line=(int(block), int(paragraph), int(line)), box=box, sure=float(sure))
