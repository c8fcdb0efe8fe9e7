"""How well a mark can be told from its drawing, before anybody relies on it.

A mark with few points is found less often; one that blurs early is only found when it is large; two that look alike are
taken for one another. The rule to keep: an officer is told at once, in figures, and not by what is missed later.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from gatepost.enrolment.symbols import Kind, Symbol
from gatepost.enrolment.symbols.drawing import Pixels, Plane, inks
from gatepost.enrolment.symbols.points import Points

FEW_POINTS = 150
_ITSELF = 0.85  # correlation with the drawing at full height from which a small one still shows what it is
_FULL, _HEIGHTS = 96, (8, 10, 12, 14, 16, 18, 20, 24, 28, 32, 40, 48)
_ALIKE = 0.9
_SAMPLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """`smallest` is the least height in pixels at which the mark is itself; `like` names the mark most like it, and how much of this one is in that one."""

    points: int
    smallest: int
    like: tuple[str, float] | None
    advice: tuple[str, ...]


def grade(symbol: Symbol, rgba: Pixels, points: Mapping[Symbol, Points]) -> Grade:
    """One mark's, among all that are enrolled."""
    count, smallest = len(points[symbol]), smallest_height(rgba)
    likes = [(other.id, _share(points[symbol], points[other])) for other in points if other is not symbol]
    advice = []
    if count < FEW_POINTS:
        advice.append("a simple drawing: expect some to be missed where it is small, faint or on a photograph")
    if symbol.kind in (Kind.SIGNATURE, Kind.WORDMARK) and not _two_inks(rgba):
        advice.append(
            f"a {symbol.kind} in one colour: enrol the drawing with its flag in colour, so that flag and words are told apart"
        )
    return Grade(
        points=count, smallest=smallest, like=max(likes, key=lambda one: one[1], default=None), advice=tuple(advice)
    )


def smallest_height(rgba: Pixels) -> int:
    """The least height at which most of the drawing survives."""
    full = _ink(rgba, _FULL)
    for height in _HEIGHTS:
        small = cv2.resize(_ink(rgba, height), (full.shape[1], full.shape[0]), interpolation=cv2.INTER_CUBIC)
        if float(np.corrcoef(small.ravel(), full.ravel())[0, 1]) >= _ITSELF:
            return height
    return _HEIGHTS[-1]


def _ink(rgba: Pixels, height: int) -> Plane:
    plain, coloured = inks(rgba, height, 0)
    return plain + coloured


def _two_inks(rgba: Pixels) -> bool:
    plain, coloured = (float(plane.sum()) for plane in inks(rgba, _FULL, 0))
    return min(plain, coloured) > 0.05 * (plain + coloured)


def _share(one: Points, other: Points) -> float:
    """How many of the points look like a point of the other mark, in a sample of them."""
    if not len(one) or not len(other):
        return 0.0
    sample = one.around[:: max(1, len(one) // _SAMPLE)]
    return float(((sample @ other.around.T).max(axis=1) > _ALIKE).mean())
