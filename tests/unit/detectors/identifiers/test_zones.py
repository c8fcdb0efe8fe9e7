"""Where a text has digits enough for a number."""

import re
from itertools import pairwise

from gatepost.detectors.identifiers.zones import around, found_in, zones_of


def test_a_zone_holds_digits_that_are_near_each_other_and_what_is_around_them() -> None:
    text = "x" * 100 + "046 454 286" + "y" * 100 + "12" + "z" * 100
    [(start, end)] = zones_of(text, 6)
    assert "046 454 286" in text[start:end]
    assert "12" not in text[start:end]


def test_zones_do_not_overlap() -> None:
    text = ("123456" + "-" * 60) * 3
    zones = zones_of(text, 6)
    assert len(zones) == 3
    assert all(left[1] <= right[0] for left, right in pairwise(zones))


def test_a_pattern_sees_what_stands_before_a_zone() -> None:
    assert [match.group() for match in found_in([(1, 3)], re.compile(r"(?<!a)\d"), "a12")] == ["2"]


def test_wider_zones_that_meet_are_one() -> None:
    assert around([(10, 20), (30, 40), (90, 99)], 8, 100) == [(2, 48), (82, 100)]
