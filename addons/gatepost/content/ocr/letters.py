"""What may be letters in a picture, and the lines that they stand in, in any direction.

Letters are patches of ink of similar size that stand beside each other in a row (O'Gorman's docstrum: the nearest
neighbours of a letter tell the direction of its line). Photographs have patches too, but no rows of them: so a picture
without text is told in milliseconds. The rule to keep: no row is refused that a person would read; reading it costs less
than missing it.
"""

from dataclasses import dataclass
from math import cos, degrees, pi, radians, sin

import cv2
import numpy as np
import numpy.typing as npt

from gatepost.content.ocr.contrast import Pixels

type _Whole = npt.NDArray[np.int64]
type _Real = npt.NDArray[np.floating]

SMALLEST, LARGEST = 5, 64  # pixels, the longer side of a letter; larger ones are looked for in a smaller picture
_MOST = 2_500  # patches that are linked; a page of small print has no more, and grass has ten times as many
_NEIGHBOURS = 9
_DIRECTIONS = (None, 0.0, pi / 2, None, None, None)  # looked for one after the other; None: that of most letters left
_STEP = 3  # degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of letters: its middle, its direction (radians, clockwise from the right), its length and height in pixels.

    The direction goes from just above -pi/2 to pi/2: a person would rather bend the head than stand on it.
    """

    x: float
    y: float
    angle: float
    length: float
    height: float
    letters: int
    even: float  # how alike they are in height and level: 1 as type is, about 0 as anything else may be


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patches:
    centres: _Real
    widths: _Real
    heights: _Real

    def __len__(self) -> int:
        return len(self.widths)

    def only(self, which: npt.NDArray[np.bool_] | _Whole) -> "_Patches":
        return _Patches(centres=self.centres[which], widths=self.widths[which], heights=self.heights[which])

    @property
    def sizes(self) -> _Real:
        return np.maximum(self.widths, self.heights)


def rows(ink: Pixels, threshold: int, least: int = 4) -> list[Row]:
    """The rows of at least so many letters in the contrast of a picture, the direction with most letters first."""
    patches = _patches(ink, threshold)
    found: list[Row] = []
    for direction in _DIRECTIONS:
        if len(patches) < least:
            break
        one, other, apart = _linked(patches)
        if not len(one):
            break
        angle = _direction(patches, one, other, apart) if direction is None else direction
        row_of = _in_rows(patches, one, other, angle)
        counts = np.bincount(row_of, minlength=len(patches))
        taken = np.zeros(len(patches), bool)
        for number in np.flatnonzero(counts >= least):
            members = row_of == number
            row = _row(patches.only(members), angle)
            if row is not None:
                found.append(row)
                taken |= members
        patches = patches.only(~taken)
    return found


def _patches(ink: Pixels, threshold: int) -> _Patches:
    """Connected ink of the size and shape of letters, or of words whose letters touch."""
    mask = cv2.threshold(ink, threshold, 255, cv2.THRESH_BINARY)[1]
    _, _, stats, centres = cv2.connectedComponentsWithStats(mask, connectivity=8, ltype=cv2.CV_32S)
    width, height, area = (stats[1:, column].astype(np.float32) for column in (2, 3, 4))
    long, short, filled = np.maximum(width, height), np.minimum(width, height), area / (width * height)
    letter = (long >= SMALLEST) & (long <= LARGEST) & (area >= 6) & (filled > 0.12) & (long <= 9 * short)
    letter &= (filled < 0.92) | (long > 2 * short)
    word = (short >= SMALLEST) & (short <= LARGEST) & (long > LARGEST) & (long <= 14 * short)
    word &= (filled > 0.25) & (filled < 0.85)
    which = np.flatnonzero(letter | word)
    if len(which) > _MOST:
        which = which[:: len(which) // _MOST + 1]
    return _Patches(centres=centres[1:][which].astype(np.float32), widths=width[which], heights=height[which])


def _linked(patches: _Patches) -> tuple[_Whole, _Whole, _Real]:
    """Pairs of near patches of like size, and how far they are apart."""
    centres, sizes = patches.centres, patches.sizes
    count = min(_NEIGHBOURS, len(patches))
    apart, nearest = cv2.batchDistance(centres, centres, cv2.CV_32F, normType=cv2.NORM_L2, K=count)
    one, other, apart = np.repeat(np.arange(len(patches)), count), nearest.ravel().astype(np.int64), apart.ravel()
    larger, lesser = np.maximum(sizes[one], sizes[other]), np.minimum(sizes[one], sizes[other])
    near = (one != other) & (other >= 0) & (apart < 2 * larger) & (larger < 2.2 * lesser)
    return one[near], other[near], apart[near]


def _direction(patches: _Patches, one: _Whole, other: _Whole, apart: _Real) -> float:
    """In which most patches have their nearest neighbour, in radians from 0 to pi."""
    order = np.lexsort((apart, one))
    first = np.diff(one[order], prepend=-1) != 0
    across = patches.centres[other[order][first]] - patches.centres[one[order][first]]
    angles = np.degrees(np.arctan2(across[:, 1], across[:, 0])) % 180
    bins = (angles / _STEP).astype(int) % (180 // _STEP)
    # A stamp has fewer letters than a page has accents and dots, and larger ones.
    counts = np.bincount(bins, weights=patches.sizes[one[order][first]], minlength=180 // _STEP)
    smooth = counts + np.roll(counts, 1) + np.roll(counts, -1)
    best = int(smooth.argmax())
    near = np.abs((angles - (best + 0.5) * _STEP + 90) % 180 - 90) < 2 * _STEP
    offset = float(np.mean((angles[near] - (best + 0.5) * _STEP + 90) % 180 - 90))
    return radians(((best + 0.5) * _STEP + offset) % 180)


def _in_rows(patches: _Patches, one: _Whole, other: _Whole, angle: float) -> _Whole:
    """For each patch the number of its row: the lowest of its patches' numbers."""
    across = patches.centres[other] - patches.centres[one]
    along = np.abs(across[:, 0] * cos(angle) + across[:, 1] * sin(angle))
    beside = np.abs(across[:, 1] * cos(angle) - across[:, 0] * sin(angle))
    size = np.maximum(patches.sizes[one], patches.sizes[other])
    joined = (beside < 0.38 * size) & (along > 0.15 * size)
    one, other = one[joined], other[joined]
    row = np.arange(len(patches))
    while True:
        lower = np.minimum(row[one], row[other])
        merged = row.copy()
        np.minimum.at(merged, one, lower)
        np.minimum.at(merged, other, lower)
        merged = merged[merged]
        if np.array_equal(merged, row):
            return row
        row = merged


def _row(letters: _Patches, angle: float) -> Row | None:
    """The rectangle around its letters, turned as they stand; None if that is another direction than was looked for."""
    across, down, _, _ = cv2.fitLine(letters.centres, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    own = float(np.arctan2(down, across))
    if abs(between(own, angle)) > (8 if len(letters) >= 6 else 11):
        return None
    angle = _bent(own if len(letters) >= 6 else angle)
    along = letters.centres[:, 0] * cos(angle) + letters.centres[:, 1] * sin(angle)
    beside = letters.centres[:, 1] * cos(angle) - letters.centres[:, 0] * sin(angle)
    # A letter's box is upright: turned by 45 degrees it is larger than the letter by about a third.
    tilt = 1 + 0.35 * abs(sin(2 * angle))
    wide = (letters.widths * abs(cos(angle)) + letters.heights * abs(sin(angle))) / tilt
    high = (letters.heights * abs(cos(angle)) + letters.widths * abs(sin(angle))) / tilt
    left, right = float((along - wide / 2).min()), float((along + wide / 2).max())
    top, bottom = float((beside - high / 2).min()), float((beside + high / 2).max())
    middle, level = (left + right) / 2, (top + bottom) / 2
    return Row(
        x=middle * cos(angle) - level * sin(angle),
        y=middle * sin(angle) + level * cos(angle),
        angle=angle,
        length=right - left,
        height=bottom - top,
        letters=len(letters),
        even=_even(along, beside, high, oblique=abs(sin(2 * angle)) > 0.4),
    )


def between(one: float, other: float) -> float:
    """How far two directions are apart, in degrees from -90 to 90: there and back are the same."""
    return (degrees(one - other) + 90) % 180 - 90


def _bent(angle: float) -> float:
    degree = degrees(angle) % 180
    return radians(degree - 180 if degree > 90.5 else degree)


def _even(along: _Real, beside: _Real, high: _Real, *, oblique: bool) -> float:
    """The share of letters that stand or hang on one line, less how much their heights vary."""
    # The upright boxes of oblique letters tell their middles only.
    edges = (beside,) if oblique else (beside + high / 2, beside - high / 2)
    within = (0.2 if oblique else 0.12) * float(np.median(high))
    on_line = max(float(np.mean(np.abs(edge - _line(along, edge)) < within)) for edge in edges)
    return on_line - float(np.std(high) / np.mean(high))


def _line(along: _Real, edge: _Real) -> _Real | float:
    if len(edge) < 5:
        return float(np.median(edge))
    slope, start = np.polyfit(along, edge, 1)
    return along * float(slope) + float(start)
