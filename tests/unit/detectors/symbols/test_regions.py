"""Simple marks by their outline."""

import numpy as np
import pytest
from PIL import Image

from gatepost.detectors.symbols.marks import Mark
from gatepost.detectors.symbols.regions import MOST, regions_of
from tests.unit.detectors.symbols.invented import EMBLEM, SIGNATURE, drawings, emblem, put, signature

MARKS = [Mark(symbol=EMBLEM, rgba=drawings()[EMBLEM]), Mark(symbol=SIGNATURE, rgba=drawings()[SIGNATURE])]


@pytest.mark.parametrize("height", [16, 40, 90, 180, 260])
@pytest.mark.parametrize("ground", ["white", "#d8e4c0"])
def test_a_simple_mark_is_proposed_where_it_is_whatever_its_size(height: int, ground: str):
    picture = put(Image.new("RGB", (600, 600), ground), emblem(), height=height, at=(210, 150))
    poses = [one.pose for one in regions_of(np.asarray(picture), MARKS)]
    assert any(
        pose[0, 2] == pytest.approx(210, abs=0.25 * height)
        and pose[1, 1] == pytest.approx(height, rel=0.25)
        and pose[1, 2] == pytest.approx(150, abs=0.25 * height)
        for pose in poses
    )


def test_a_mark_much_wider_than_high_is_left_to_its_points():
    picture = put(Image.new("RGB", (600, 600), "white"), signature(), height=40, at=(100, 150))
    assert all(one.mark == 0 for one in regions_of(np.asarray(picture), MARKS))


def test_however_many_patches_there_are_few_are_proposed():
    picture = Image.new("RGB", (600, 600), "white")
    for place in range(64):
        picture = put(picture, emblem(), height=40, at=(20 + 70 * (place % 8), 20 + 70 * (place // 8)))
    assert len(regions_of(np.asarray(picture), MARKS)) == MOST


@pytest.mark.parametrize("size", [(1, 1), (600, 1), (1, 600)])
def test_a_picture_of_a_line_holds_none(size: tuple[int, int]):
    assert not regions_of(np.asarray(Image.new("RGB", size, "white")), MARKS)
