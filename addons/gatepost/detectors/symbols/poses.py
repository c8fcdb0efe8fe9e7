"""The pose of a mark from points of it that are seen: two rows that take (x, y, 1) in heights of the mark to pixels.

The rule to keep: a pose is one that a mark may have in a picture (not mirrored, not drawn out), or there is none.
"""

import numpy as np

from gatepost.enrolment.symbols.drawing import Array
from gatepost.enrolment.symbols.points import Floats

_MANY, _APART = 6, 0.12  # points, and heights that they spread over, that tell a stretch
_MOST_STRETCH = 1.7
_HOLD = 0.01  # of the points' spread, squared


def scale_of(pose: Floats) -> float:
    """Pixels for a height of the mark."""
    return max(1e-3, float(np.sqrt(abs(np.linalg.det(pose[:, :2].astype(np.float64))))))


def pose_of(reference: Floats, places: Floats, weights: Floats, seen: int) -> Array | None:
    """The pose that so many different points fit best: turned and sized, or stretched too where enough of them say so."""
    pose = _similar(reference, places, weights)
    if seen >= _MANY and min(reference.std(axis=0)) > _APART:
        pose = _affine(reference, places, weights, pose)
    stretch = np.linalg.svd(pose[:, :2], compute_uv=False)
    mirrored = np.linalg.det(pose[:, :2]) <= 0
    return None if mirrored or stretch[1] <= 0 or stretch[0] / stretch[1] > _MOST_STRETCH else pose


def _similar(reference: Floats, places: Floats, weights: Floats) -> Array:
    """Least squares of a turn, a size and a shift (Umeyama's in the plane, in complex numbers)."""
    z, q = reference[:, 0] + 1j * reference[:, 1], places[:, 0] + 1j * places[:, 1]
    total = weights.sum()
    middle, there = (z * weights).sum() / total, (q * weights).sum() / total
    z, q = z - middle, q - there
    factor = (weights * q * z.conj()).sum() / max(1e-9, float((weights * np.abs(z) ** 2).sum()))
    shift = there - factor * middle
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]])


def _affine(reference: Floats, places: Floats, weights: Floats, pose: Array) -> Array:
    """Least squares of all six numbers, held a little to the pose that only turns and sizes."""
    middle, there = np.average(reference, axis=0, weights=weights), np.average(places, axis=0, weights=weights)
    z, q = reference - middle, places - there
    hold = _HOLD * weights.sum()
    across = (q * weights[:, None]).T @ z + hold * pose[:, :2]
    within = (z * weights[:, None]).T @ z + hold * np.eye(2)
    linear = across @ np.linalg.inv(within)
    return np.column_stack([linear, there - linear @ middle])
