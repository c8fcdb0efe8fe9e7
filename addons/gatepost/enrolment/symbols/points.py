"""Points of a picture that look the same at any size and turn: where, how large, which way up, and what is around them.

SIFT, described by the square roots of its shares (Arandjelović & Zisserman 2012), which compares better than its counts.
The rule to keep: drawings that are enrolled and pictures that are looked at are described in exactly the same way.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from gatepost.enrolment.symbols.drawing import Array, Pixels

type Floats = Array

OCTAVE_LAYERS = 2  # three find a little more, and take half as long again
_EDGE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A row for each: `places` (x, y) and `sizes` in pixels, `turns` in radians."""

    places: Floats
    sizes: Floats
    turns: Floats
    strengths: Floats
    around: Floats  # 128 numbers each, of length 1

    def __len__(self) -> int:
        return len(self.sizes)


def points_of(grey: Pixels, most: int, contrast: float) -> Points:
    """At most so many points, the strongest."""
    sift = cv2.SIFT.create(nfeatures=most, nOctaveLayers=OCTAVE_LAYERS, contrastThreshold=contrast, edgeThreshold=_EDGE)
    found, described = sift.detectAndCompute(grey, None)
    if not found:
        nothing = np.zeros(0, np.float32)
        return Points(
            places=nothing.reshape(0, 2),
            sizes=nothing,
            turns=nothing,
            strengths=nothing,
            around=nothing.reshape(0, 128),
        )
    return Points(
        places=np.array([point.pt for point in found], np.float32),
        sizes=np.array([point.size for point in found], np.float32),
        turns=np.radians(np.array([point.angle for point in found], np.float32)),
        strengths=np.array([point.response for point in found], np.float32),
        around=_rooted(described),
    )


def _rooted(described: Floats) -> Floats:
    shares = described / np.maximum(described.sum(axis=1, keepdims=True), 1e-6)
    rooted: Floats = np.sqrt(shares).astype(np.float32)
    return rooted
