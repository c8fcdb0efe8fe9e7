"""Simple marks, which have few points, are looked for by their outline: a patch of the picture with the mark's shape.

A patch is what differs from its surroundings: darker, lighter, or more coloured, with small gaps closed. Large ones are
looked for in a copy of half the size, where a pixel's surroundings reach twice as far. The rule to keep: this costs some
milliseconds, so it is only asked for marks that are not much wider than high, and only upright ones are found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nlargest

import cv2
import numpy as np

from gatepost.detectors.symbols.marks import OUTLINE, Mark
from gatepost.detectors.symbols.voting import Hypothesis
from gatepost.enrolment.symbols.drawing import Array, Pixels

MOST = 3  # hypotheses of one picture
_AROUND = 61  # pixels of the searched copy: the surroundings that a pixel is compared with
_DIFFERS = 14  # grey levels
_GAP = 7  # pixels that are closed
_SMALLEST, _LARGEST = 9, 200  # pixels of height in the searched copy
_PROPORTION = 1.3
_ALIKE = 0.4  # correlation of outlines
_MOST_PATCHES = 400


def regions_of(small: Pixels, marks: Sequence[Mark]) -> Sequence[Hypothesis]:
    """Where patches have the outline of one of the compact marks; in pixels of this copy."""
    compact = [(place, mark) for place, mark in enumerate(marks) if mark.compact]
    if not compact:
        return ()
    half = cv2.resize(small, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) if min(small.shape[:2]) > 1 else small
    found = (
        (likeness, replace(hypothesis, pose=hypothesis.pose * times))
        for copy, times in ((small, 1), (half, 2))
        for mask in _masks(copy)
        for likeness, hypothesis in _alike(mask, compact)
    )
    return [hypothesis for _, hypothesis in nlargest(MOST, found, key=lambda one: one[0])]


def _masks(small: Pixels) -> Iterator[Array]:
    grey = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY)
    red, green, blue = cv2.split(small)
    chroma = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    for plane, way, shift in (
        (grey, cv2.THRESH_BINARY_INV, _DIFFERS),
        (grey, cv2.THRESH_BINARY, -_DIFFERS),
        (chroma, cv2.THRESH_BINARY, -_DIFFERS),
    ):
        mask = cv2.adaptiveThreshold(plane, 1, cv2.ADAPTIVE_THRESH_MEAN_C, way, _AROUND, shift)
        yield mask
        yield cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((_GAP, _GAP), np.uint8))


def _alike(mask: Array, compact: Sequence[tuple[int, Mark]]) -> Iterator[tuple[float, Hypothesis]]:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    tall = (stats[:, 3] >= _SMALLEST) & (stats[:, 3] <= _LARGEST) & (stats[:, 4] >= 0.2 * stats[:, 2] * stats[:, 3])
    tall[0] = False  # the ground
    for row in np.flatnonzero(tall)[:_MOST_PATCHES]:
        left, top, width, height = (int(value) for value in stats[row, :4])
        fitting = [
            (place, mark) for place, mark in compact if 1 / _PROPORTION < width / height / mark.width < _PROPORTION
        ]
        if not fitting:
            continue
        patch = (labels[top : top + height, left : left + width] == row).astype(np.float32)
        outline = cv2.resize(patch, (OUTLINE, OUTLINE), interpolation=cv2.INTER_AREA)
        for place, mark in fitting:
            likeness = float((_levelled(outline) * _levelled(mark.outline)).sum())
            if likeness > _ALIKE:
                pose = np.array([[width / mark.width, 0, left], [0, height, top]], np.float32)
                yield likeness, Hypothesis(mark=place, pose=pose, votes=0.0, support=0, spread=0.0)


def _levelled(outline: Array) -> Array:
    """Of mean 0 and length 1, so that products are correlations; an even square is like nothing."""
    level = outline - outline.mean()
    return level / max(1e-6, float(np.linalg.norm(level)))
