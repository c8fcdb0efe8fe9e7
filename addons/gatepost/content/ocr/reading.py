"""The words in a picture: the page as a whole, and every row of letters that no word was read in by itself.

The rows say whether there is anything to read, which way the page lies, and how large its letters are. Stamps, captions
over photographs, notes up the margin and watermarks are rows that the page leaves over. The rule to keep: what is as even as
type is read, in whatever direction it runs; where the words are not sure one way up, the other way is tried.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import cos, degrees, pi, radians, sin

import cv2
import numpy as np

from gatepost.content.budget import Budget
from gatepost.content.format import Box
from gatepost.content.ocr.contrast import Pixels, on_white, within
from gatepost.content.ocr.engine import Engine, Word
from gatepost.content.ocr.letters import Row, between
from gatepost.content.ocr.rows import Layer, enlarged, layers
from gatepost.content.ocr.straight import Straight, grown, straightened, turned
from gatepost.content.ocr.tables import lines_of

_EVEN = (
    0.2  # rows below this are no type (measured on photographs: one of twenty is above, and one of fifty of type below)
)
_TYPE = 0.8  # no row of anything else is so even
_OBLIQUE = 24.0  # degrees; less is a page laid askew, or a stamp
_PAGE = 24  # letters in one direction; fewer are read row by row
_PAGE_ROW, _ALONE_ROW = 17.0, 22.0  # pixels from top to bottom of a row, as it is read best in the least time
_LEAST_ROW = 13.0  # pixels, from which it is read as well without being enlarged
_FULL = 1.4  # times the threshold of a layer: weaker ink is not taken for ink at its full strength
_LARGEST_PAGE = 12_000_000  # pixels
_TOGETHER = 9.0  # degrees: rows of few letters tell their direction no better
_LEVEL, _FEW, _FEWS_LEVEL = 0.4, 60, 3.0  # degrees that make no difference; so few letters may be as much wrong
_SAMPLE, _SAMPLED = 2, 16.0  # rows that tell which way is up, and how much of each: so many times its height
_CERTAIN, _SURE, _DOUBTFUL, _GUESS = 75.0, 60.0, 40.0, 20.0
_MOST_ROWS = 60  # read by themselves, those of most letters first
_GRID = 4  # pixels
_CELL = 2.0  # of a word's height


type _Found = tuple[Sequence[Word], Straight | None, int]  # words, where they are, in a picture so many times smaller


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Words that stand in a line, each with what parts it from the one before, and its box in the picture."""

    words: tuple[tuple[str, str, Box], ...] = field(repr=False)


def lines_in(picture: Pixels, engine: Engine, budget: Budget) -> Iterator[Line]:
    """Everything that is read in a picture, as it is read; nothing is read in one that has no rows of letters."""
    seen = layers(picture)
    read = _Read(picture.shape[:2])
    page = _page_rows(seen[0])
    if page:
        yield from read.add(_page(seen[0], page, engine, budget), doubtful=_GUESS)
    left_over = [(layer, row) for layer in seen for row in layer.rows if _may_be_type(row)]
    for layer, row in sorted(left_over, key=lambda each: -each[1].letters)[:_MOST_ROWS]:
        if not read.covers(enlarged(row, layer.times)):
            found = _alone(layer, seen[0], row, engine, budget)
            yield from read.add(found, doubtful=_DOUBTFUL if row.even < _TYPE else _GUESS)


class _Read:
    """Where words were read so far."""

    def __init__(self, size: Sequence[int]) -> None:
        self._direction = np.full(
            (size[0] // _GRID + 1, size[1] // _GRID + 1), np.nan
        )  # of the words there, in degrees

    def add(self, found: _Found, doubtful: float) -> Iterator[Line]:
        """The lines of these words, without doubtful ones."""
        words, straight, times = found
        if straight is None:
            return
        kept = (
            words if len(words) > 1 and _sure(words) >= doubtful else [word for word in words if word.sure >= doubtful]
        )
        for line in lines_of(kept):
            placed = [(word, _enlarged(straight.back(word.box), times)) for word in line]
            ends = [0, *(word.box[0] + word.box[2] for word in line)]
            parts = ["", *(_parted(word.box, end) for word, end in zip(line[1:], ends[1:], strict=False))]
            yield Line(words=tuple((part, word.text, box) for part, (word, box) in zip(parts, placed, strict=True)))
            for word, (left, top, width, height) in placed:
                if word.sure >= _DOUBTFUL:
                    down = slice(max(0, top) // _GRID, max(0, top + height) // _GRID + 1)
                    across = slice(max(0, left) // _GRID, max(0, left + width) // _GRID + 1)
                    self._direction[down, across] = degrees(straight.angle)

    def covers(self, row: Row) -> bool:
        """Whether words that run as it does were read along most of it: a page reads a slanted stamp as a few odd letters."""
        along = np.linspace(-0.48, 0.48, 25) * row.length
        across = ((row.x + along * cos(row.angle)) / _GRID).astype(int).clip(0, self._direction.shape[1] - 1)
        down = ((row.y + along * sin(row.angle)) / _GRID).astype(int).clip(0, self._direction.shape[0] - 1)
        astray = np.abs((self._direction[down, across] - degrees(row.angle) + 90) % 180 - 90)
        return bool(np.mean(astray < (_TOGETHER if row.letters < 6 else _TOGETHER / 2)) > 0.7)


def _enlarged(box: Box, times: int) -> Box:
    left, top, width, height = box
    return left * times, top * times, width * times, height * times


def _parted(box: Box, right: int) -> str:
    """A cell of a table stands further from the one before than any two words do."""
    return "\t" if box[0] - right > _CELL * box[3] else " "


def _may_be_type(row: Row) -> bool:
    """Few letters, or oblique ones, have to be more alike than many that stand upright."""
    if min(abs(between(row.angle, level)) for level in (0.0, pi / 2)) > _OBLIQUE:
        return row.letters >= 6 and row.even >= 2 * _EVEN
    return row.even >= (_EVEN if row.letters > 5 else 1.5 * _EVEN)


def _sure(words: Sequence[Word]) -> float:
    """How sure the words are, each letter counted."""
    letters = sum(len(word.text) for word in words)
    return sum(word.sure * len(word.text) for word in words) / letters if letters else 0.0


def _page_rows(layer: Layer) -> list[Row]:
    """The rows of the direction that most letters stand in, the longest first; none if they make no page."""
    even = sorted((row for row in layer.rows if row.even >= _EVEN), key=lambda row: -row.letters)
    together = [row for row in even if abs(between(row.angle, even[0].angle)) < _TOGETHER]
    return together if sum(row.letters for row in together) >= _PAGE else []


def _page(layer: Layer, page: Sequence[Row], engine: Engine, budget: Budget) -> _Found:
    first = page[0].angle
    weights = [row.letters**2 for row in page]
    astray = sum(between(row.angle, first) * weight for row, weight in zip(page, weights, strict=True)) / sum(weights)
    angle = first + radians(astray)
    if abs(degrees(angle)) < (_LEVEL if sum(row.letters for row in page) > _FEW else _FEWS_LEVEL):
        angle = 0.0
    sample = [replace(row, angle=angle, length=min(row.length, _SAMPLED * row.height)) for row in page[:_SAMPLE]]
    if _upside_down(layer, sample, engine, budget):
        angle += pi
    heights = np.repeat([row.height for row in page], [row.letters for row in page])
    high, wide = layer.ink.shape
    height = float(np.median(heights))
    as_it_is = _LEAST_ROW <= height <= _PAGE_ROW
    scale = 1.0 if as_it_is else min(3.0, max(0.5, _PAGE_ROW / height), (_LARGEST_PAGE / (high * wide)) ** 0.5)
    straight = turned(layer.ink, angle, scale)
    return engine.page(on_white(straight.pixels, weakest=_FULL * layer.threshold), budget), straight, layer.times


def _upside_down(layer: Layer, sample: Sequence[Row], engine: Engine, budget: Budget) -> bool:
    def sure(*, over: bool) -> float:
        rows = (_inked(layer, straightened(layer.ink, row, _ALONE_ROW, over=over)) for row in sample)
        return sum(_sure(engine.line(row, budget)) for row in rows) / len(sample)

    upright = sure(over=False)
    return upright < _CERTAIN and sure(over=True) > upright


def _alone(layer: Layer, plain: Layer, row: Row, engine: Engine, budget: Budget) -> _Found:
    """The surest reading of a row: either way up, as ink on white or as it looks."""
    row = grown(layer.ink, row, layer.threshold)
    best: _Found = (), None, 1
    for over in (False, True):
        for straight, grey, times in _looks(layer, plain, row, over=over):
            words = engine.line(grey, budget)
            if _sure(words) > _sure(best[0]):
                best = words, straight, times
            if _sure(best[0]) >= _CERTAIN:
                return best
        if _sure(best[0]) >= _SURE:
            break
    return best


def _looks(layer: Layer, plain: Layer, row: Row, *, over: bool) -> Iterator[tuple[Straight, Pixels, int]]:
    """What to read of a row: its ink on white, the same in all its sharpness, and how it looks."""
    straight = straightened(layer.ink, row, _ALONE_ROW, over=over)
    yield straight, _inked(layer, straight), layer.times
    if layer.times > 1:
        straight = straightened(plain.ink, enlarged(row, layer.times), _ALONE_ROW, over=over)
        yield straight, _inked(plain, straight), 1
    seen = straightened(layer.pixels, row, _ALONE_ROW, over=over)
    grey = cv2.cvtColor(seen.pixels, cv2.COLOR_RGB2GRAY)
    inked = straightened(layer.ink, row, _ALONE_ROW, over=over).pixels >= layer.threshold
    light = inked.any() and not inked.all() and float(grey[inked].mean()) > float(grey[~inked].mean())
    yield seen, (cv2.bitwise_not(grey) if light else grey).astype(np.uint8, copy=False), layer.times


def _inked(layer: Layer, straight: Straight) -> Pixels:
    """Dark on white, without what only begins or ends here: frames, lines above and below, bright things behind."""
    ink = within(straight.pixels, layer.threshold)
    return on_white(ink, weakest=_FULL * layer.threshold)
