"""The rows of letters of a picture as a person sees them: plain or large ones, white ones over photographs, faint ones.

One picture is looked at in several ways (layers), since what is a letter in one is a part of one, or nothing, in another.
The rule to keep: places are in pixels of the picture, whichever layer a row was seen in.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import cos, sin
from statistics import median

import cv2
import numpy as np

from gatepost.content.ocr.contrast import Pixels, contrast, smaller, without_ink
from gatepost.content.ocr.letters import Row, between, rows

_PLAIN, _FAINT = 40, 8  # of 255: contrast from which something is ink
_WHITE = 154  # of 255, twice what is above a middle grey: the letters of captions, with an outline or on a shade
_COLOURED = 70  # of 255, from the darkest to the lightest channel: a stamp across black print
_STROKE = 0.25  # of the height of a row of plain letters: no stroke of them is broader
_NARROWEST, _BROADEST = 5, 15  # pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One way to see a picture: its pixels and their contrast, so many times smaller than the picture, and the rows there.

    `threshold`: the contrast from which something is ink in it.
    """

    pixels: Pixels = field(repr=False)
    ink: Pixels = field(repr=False)
    threshold: int
    rows: tuple[Row, ...]
    times: int = 1


def layers(picture: Pixels) -> tuple[Layer, ...]:
    """Plain letters of 5 to 64 pixels first; then large ones, white ones, coloured ones among black ones, and faint ones."""
    plain = _layer(picture, contrast(picture), _PLAIN)
    third = smaller(picture, 3)
    red, green, blue = cv2.split(picture)
    darkest, lightest = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    bare = without_ink(picture, _stroke(plain.rows))
    return (
        plain,
        replace(_layer(third, contrast(third), _PLAIN), times=3),
        _of_half(picture, _twice_above_middle(darkest), _WHITE),
        _of_half(picture, cv2.subtract(lightest, darkest).astype(np.uint8, copy=False), _COLOURED),
        replace(_layer(bare, contrast(bare), _FAINT), times=4),
    )


def _layer(pixels: Pixels, ink: Pixels, threshold: int) -> Layer:
    return Layer(pixels=pixels, ink=ink, threshold=threshold, rows=_joined(rows(ink, threshold)))


def _stroke(plain: Iterable[Row]) -> int:
    heights = [row.height for row in plain if row.even > 0] or [0.0]
    return min(_BROADEST, max(_NARROWEST, int(_STROKE * median(heights))))


def _twice_above_middle(channel: cv2.typing.MatLike) -> Pixels:
    above = cv2.subtract(channel, np.full(1, 127, np.uint8))
    return cv2.convertScaleAbs(above, alpha=2).astype(np.uint8, copy=False)


def _of_half(pixels: Pixels, ink: Pixels, threshold: int) -> Layer:
    """Rows are looked for in half the size, which joins what an outline parts, and read in full."""
    found = _joined(enlarged(row, 2) for row in rows(smaller(ink, 2), threshold))
    return Layer(pixels=pixels, ink=ink, threshold=threshold, rows=found)


def enlarged(row: Row, times: float) -> Row:
    return replace(row, x=row.x * times, y=row.y * times, length=row.length * times, height=row.height * times)


def _joined(found: Iterable[Row]) -> tuple[Row, ...]:
    """With rows that go on where another ends: a wide gap, or a letter that was not taken for one."""
    made: list[Row] = []
    for row in sorted(found, key=lambda row: -row.letters):
        for place, before in enumerate(made):
            if (longer := _one(before, row)) is not None:
                made[place] = longer
                break
        else:
            made.append(row)
    return tuple(made)


def _one(row: Row, other: Row) -> Row | None:
    height = max(row.height, other.height)
    if abs(between(row.angle, other.angle)) > 8 or height > 2 * min(row.height, other.height):
        return None
    across, down = other.x - row.x, other.y - row.y
    along = across * cos(row.angle) + down * sin(row.angle)
    beside = abs(down * cos(row.angle) - across * sin(row.angle))
    if beside > 0.5 * height or abs(along) - (row.length + other.length) / 2 > 2.5 * height:
        return None
    left, right = min(-row.length, 2 * along - other.length) / 2, max(row.length, 2 * along + other.length) / 2
    middle, letters = (left + right) / 2, row.letters + other.letters
    return replace(
        row,
        x=row.x + middle * cos(row.angle),
        y=row.y + middle * sin(row.angle),
        length=right - left,
        height=height,
        letters=letters,
        even=(row.even * row.letters + other.even * other.letters) / letters,
    )
