"""Where points of a mark are seen, told as one pose."""

import numpy as np
import pytest

from gatepost.detectors.symbols.poses import pose_of, scale_of
from gatepost.enrolment.symbols.drawing import Array

REFERENCE = np.array([[x, y] for x in (0.0, 1.5, 3.0, 4.5) for y in (0.0, 0.5, 1.0)])
EVEN = np.ones(len(REFERENCE))


def seen_at(pose: Array) -> Array:
    return REFERENCE @ pose[:, :2].T + pose[:, 2]


@pytest.mark.parametrize(
    "pose",
    [
        np.array([[40.0, 0, 12], [0, 40, 300]]),
        np.array([[0.0, -25, 12], [25, 0, 300]]),
        np.array([[-30.0, 0, 900], [0, -30, 300]]),
    ],
    ids=["upright", "on its side", "upside down"],
)
def test_a_mark_that_is_turned_and_sized_is_told_exactly(pose: Array):
    found = pose_of(REFERENCE, seen_at(pose), EVEN, len(REFERENCE))
    assert found == pytest.approx(pose, abs=1e-6)
    assert scale_of(pose) == pytest.approx(np.hypot(*pose[:, 0]))


def test_a_stretched_mark_is_told_where_enough_points_say_so():
    pose = np.array([[48.0, 6, 12], [0, 40, 300]])
    found = pose_of(REFERENCE, seen_at(pose), EVEN, len(REFERENCE))
    assert found == pytest.approx(pose, abs=1.5)
    from_few = pose_of(REFERENCE, seen_at(pose), EVEN, 5)
    assert from_few is not None
    assert from_few[0, 0] == pytest.approx(from_few[1, 1])


@pytest.mark.parametrize(
    "pose",
    [np.array([[-40.0, 0, 200], [0, 40, 300]]), np.array([[90.0, 0, 12], [0, 40, 300]])],
    ids=["mirrored", "drawn out"],
)
def test_what_no_mark_may_be_is_no_pose(pose: Array):
    assert pose_of(REFERENCE, seen_at(pose), EVEN, len(REFERENCE)) is None
