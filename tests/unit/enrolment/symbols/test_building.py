"""Drawings as an index."""

import numpy as np

from gatepost.detectors.symbols.marks import unpack
from gatepost.enrolment.symbols import SymbolIndex, from_bytes, to_bytes
from gatepost.enrolment.symbols.building import build_index, points_of_mark
from gatepost.enrolment.symbols.grading import grade, smallest_height
from tests.unit.detectors.symbols.invented import EMBLEM, SIGNATURE, drawings, one_colour, signature


def test_the_same_drawings_give_the_same_index_byte_for_byte():
    points = {symbol: points_of_mark(rgba) for symbol, rgba in drawings().items()}
    assert build_index(drawings(), points) == build_index(drawings(), points)


def test_an_index_says_again_what_was_put_in():
    points = {symbol: points_of_mark(rgba) for symbol, rgba in drawings().items()}
    marks = unpack(from_bytes(to_bytes(build_index(drawings(), points))))
    assert [mark.symbol for mark in marks.each] == [EMBLEM, SIGNATURE]
    assert [len(points[symbol]) for symbol in drawings()] == np.bincount(marks.owners.astype(int)).tolist()
    for mark, rgba in zip(marks.each, drawings().values(), strict=True):
        assert np.array_equal(mark.rgba, rgba)


def test_points_lie_on_the_mark_or_close_to_it():
    points = points_of_mark(drawings()[SIGNATURE])
    assert len(points) > 200
    assert points.places.min() > -0.5
    assert points.places[:, 1].max() < 1.5
    assert points.places[:, 0].max() < 1000 / 120 + 0.5


def test_a_mark_alone_is_like_no_other_and_two_of_one_kind_are():
    drawn = drawings()
    points = {symbol: points_of_mark(rgba) for symbol, rgba in drawn.items()}
    twin = grade(SIGNATURE, drawn[SIGNATURE], points | {EMBLEM: points[SIGNATURE]})
    alone = grade(SIGNATURE, drawn[SIGNATURE], {SIGNATURE: points[SIGNATURE]})
    assert twin.like
    assert twin.like[1] > 0.95
    assert alone.like is None
    assert alone.points == len(points[SIGNATURE])


def test_fine_lines_need_more_height_than_plain_shapes():
    fine = np.zeros((300, 300, 4), np.uint8)
    fine[::12, :, 3] = fine[1::12, :, 3] = fine[:, ::12, 3] = 255
    assert smallest_height(drawings()[EMBLEM]) < smallest_height(fine)


def test_a_signature_in_one_colour_is_enrolled_with_advice():
    rgba = np.asarray(one_colour(signature(), (0, 0, 0)))
    points = {SIGNATURE: points_of_mark(rgba)}
    assert any("flag in colour" in advice for advice in grade(SIGNATURE, rgba, points).advice)
    assert index_of(points) > 0
    assert not grade(SIGNATURE, drawings()[SIGNATURE], points).advice


def index_of(points: dict) -> int:
    return len(SymbolIndex(digest="", packed=build_index({SIGNATURE: drawings()[SIGNATURE]}, points)).packed)
