"""A part of a picture, turned straight and brought to the size that is read best, and the way back for boxes.

The rule to keep: boxes are always given in pixels of the picture that came in.
"""

from dataclasses import dataclass, field, replace
from math import ceil, cos, sin

import cv2
import numpy as np
import numpy.typing as npt

from gatepost.content.format import Box
from gatepost.content.ocr.contrast import Pixels
from gatepost.content.ocr.letters import Row

_ABOVE, _BEFORE = 0.45, 0.7  # of a row's height, on each side: accents, and a letter that was not taken for one
_REACH = 12.0  # of a row's height: how far on each side a row is looked for to go on
_GAP = 1.3  # of a row's height, from one word to the next
_LOW = 12  # pixels of a row that is only to be measured
_LONGEST = 8_000  # pixels of a straightened row


@dataclass(frozen=True, slots=True, kw_only=True)
class Straight:
    """What to read, and how a point of the picture moves to get there (two rows of three)."""

    pixels: Pixels = field(repr=False)
    moved: npt.NDArray[np.float64]

    @property
    def angle(self) -> float:
        """The direction in which what is straight here runs in the picture."""
        return float(np.arctan2(self.moved[0, 1], self.moved[0, 0]))

    def back(self, box: Box) -> Box:
        """The upright box in the picture around a box in here."""
        left, top, width, height = box
        corners = np.array(
            [[left, top], [left + width, top], [left, top + height], [left + width, top + height]], float
        )
        matrix, shift = self.moved[:, :2], self.moved[:, 2]
        found = np.linalg.solve(matrix, (corners - shift).T).T
        (x, y), (right, bottom) = found.min(axis=0), found.max(axis=0)
        return round(float(x)), round(float(y)), round(float(right - x)), round(float(bottom - y))


def grown(ink: Pixels, row: Row, threshold: int) -> Row:
    """The row as far as ink goes on in it: letters that touch, or stand apart, were not taken for any."""
    strip = straightened(ink, row, _LOW, before=_REACH).pixels
    around = (strip.shape[0] - _LOW) // 2
    inked = np.flatnonzero((strip[around:-around] >= threshold).any(axis=0))
    if not len(inked):
        return row
    pieces = np.split(inked, np.flatnonzero(np.diff(inked) > _GAP * _LOW) + 1)
    scale = _LOW / row.height
    left, right = _REACH * _LOW, _REACH * _LOW + row.length * scale
    own = [piece for piece in pieces if piece[-1] >= left and piece[0] <= right]
    if not own:
        return row
    before, after = max(0.0, left - own[0][0]) / scale, max(0.0, own[-1][-1] - right) / scale
    moved = (after - before) / 2
    return replace(
        row,
        x=row.x + moved * cos(row.angle),
        y=row.y + moved * sin(row.angle),
        length=row.length + before + after,
    )


def straightened(picture: Pixels, row: Row, height: float, *, over: bool = False, before: float = _BEFORE) -> Straight:
    """A row of letters with some of what is around it, its letters so many pixels high; `over`: head first."""
    scale = min(height / row.height, _LONGEST / row.length)
    size = ceil((row.length + 2 * before * row.height) * scale), ceil((1 + 2 * _ABOVE) * row.height * scale)
    angle = row.angle + (np.pi if over else 0)
    return _taken(picture, (row.x, row.y), angle, scale, size)


def turned(picture: Pixels, angle: float, scale: float) -> Straight:
    """The whole picture, turned back by this angle (radians)."""
    high, wide = picture.shape[:2]
    across, down = abs(cos(angle)), abs(sin(angle))
    size = ceil((wide * across + high * down) * scale), ceil((wide * down + high * across) * scale)
    return _taken(picture, (wide / 2, high / 2), angle, scale, size)


def _taken(picture: Pixels, middle: tuple[float, float], angle: float, scale: float, size: tuple[int, int]) -> Straight:
    across, down = cos(angle) * scale, sin(angle) * scale
    x, y = middle
    moved = np.array(
        [
            [across, down, size[0] / 2 - across * x - down * y],
            [-down, across, size[1] / 2 + down * x - across * y],
        ]
    )
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    # Beyond the picture its ground goes on; there is no ink.
    border = cv2.BORDER_REPLICATE if picture.ndim == 3 else cv2.BORDER_CONSTANT
    pixels = cv2.warpAffine(picture, moved, size, flags=how, borderMode=border)
    return Straight(pixels=pixels.astype(np.uint8, copy=False), moved=moved)
