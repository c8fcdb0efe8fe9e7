"""A quick cascade proposes where a face may be, and a slower one looks at each of these places again.

The quick one alone sees faces in gravel, the slow one alone takes half a second. The rule to keep: however many places
are proposed, only so many are looked at again.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np

from gatepost.detectors.faces.counting import Box, Face, Pixels

_LONG = 512  # pixels of the long side that faces are looked for at
_SMALLEST = 22
_STEP = 1.1
_FEW_NEIGHBOURS, _NEIGHBOURS = 1, 4
_MOST_PLACES = 40
_AROUND = 0.45  # of a proposed face, on each side: the slower cascade wants hair and chin
_FACE = 72  # pixels that a proposed face is brought to
_CERTAIN = 48  # of these, the least that must be face
_CONFIDENCE = 0.9


class Cascades:
    """Sees faces in pictures: with the one that proposes, and the one that looks again."""

    def __init__(self, quick: Path, careful: Path) -> None:
        self._quick, self._careful = cv2.CascadeClassifier(str(quick)), cv2.CascadeClassifier(str(careful))

    def __call__(self, pixels: Pixels) -> list[Face]:
        share = min(1.0, _LONG / max(pixels.shape[:2]))
        grey = _grey(pixels, share)
        faces = _apart(place for place in self._proposed(grey) if self._is_face(grey, place))
        return [Face(_enlarged(face, share), _CONFIDENCE) for face in faces]

    def _proposed(self, grey: Pixels) -> list[Box]:
        places = self._quick.detectMultiScale(
            grey, scaleFactor=_STEP, minNeighbors=_FEW_NEIGHBOURS, minSize=(_SMALLEST, _SMALLEST)
        )
        return [_box(place) for place in places[:_MOST_PLACES]]

    def _is_face(self, grey: Pixels, place: Box) -> bool:
        left, top, width, height = place
        around = int(_AROUND * width)
        cut = grey[max(0, top - around) : top + height + around, max(0, left - around) : left + width + around]
        share = _FACE / width
        size = (max(1, round(cut.shape[1] * share)), max(1, round(cut.shape[0] * share)))
        seen = self._careful.detectMultiScale(
            cv2.resize(cut, size), scaleFactor=_STEP, minNeighbors=_NEIGHBOURS, minSize=(_CERTAIN, _CERTAIN)
        )
        return len(seen) > 0


def _grey(pixels: Pixels, share: float) -> Pixels:
    size = (max(1, round(pixels.shape[1] * share)), max(1, round(pixels.shape[0] * share)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.uint8, copy=False)


def _enlarged(face: Box, share: float) -> Box:
    left, top, width, height = (round(side / share) for side in face)
    return left, top, width, height


def _box(place: Sequence[int]) -> Box:
    left, top, width, height = map(int, place)
    return left, top, width, height


def _apart(places: Iterable[Box]) -> list[Box]:
    """The first of those that have their middles in each other."""
    kept: list[Box] = []
    for place in places:
        if not any(_middle_within(place, other) or _middle_within(other, place) for other in kept):
            kept.append(place)
    return kept


def _middle_within(one: Box, other: Box) -> bool:
    x, y = one[0] + one[2] / 2, one[1] + one[3] / 2
    return other[0] <= x <= other[0] + other[2] and other[1] <= y <= other[1] + other[3]
