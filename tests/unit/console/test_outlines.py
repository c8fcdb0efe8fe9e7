"""Pictures are outlined from whole numbers, whatever the record says."""

import pytest

from gatepost.console.outlines import Box, outlines


def _in_picture(box: object, size: object = "200x100", **where: object) -> dict[str, object]:
    return {"where": {"part": "media[0]", "box": box, **where}, "details": {"picture": size}}


def test_what_is_found_in_one_picture_is_in_one_outline_by_its_number():
    text = {"where": {"part": "text", "span": [0, 4]}}
    first, second = outlines(
        [text, _in_picture([10, 20, 30, 40]), _in_picture([0, 0, 5, 5], page=2), _in_picture([1, 2, 3, 4])]
    )
    assert (first.part, first.page, first.width, first.height) == ("media[0]", None, 200, 100)
    assert first.boxes == (
        Box(number=2, left=10, top=20, width=30, height=40),
        Box(number=4, left=1, top=2, width=3, height=4),
    )
    assert (second.page, [box.number for box in second.boxes]) == (2, [3])


@pytest.mark.parametrize(
    ("box", "drawn"),
    [
        ([-10, 50, 500, 500], (0, 50, 200, 50)),
        ([199, 99, 1, 1], (199, 99, 1, 1)),
        ([900, 900, 10, 10], (199, 99, 1, 1)),
        ([10, 10, 0, -5], (10, 10, 1, 1)),
    ],
)
def test_a_box_stays_within_its_picture(box: list[int], drawn: tuple[int, ...]):
    ((only,),) = (outline.boxes for outline in outlines([_in_picture(box)]))
    assert (only.left, only.top, only.width, only.height) == drawn


@pytest.mark.parametrize(
    "finding",
    [
        _in_picture(None),
        _in_picture([1, 2, 3]),
        _in_picture(["1", "2", "3", "<script>"]),
        _in_picture("1234"),
        _in_picture([1, 2, 3, 4], "0x100"),
        _in_picture([1, 2, 3, 4], "1000000x1"),
        _in_picture([1, 2, 3, 4], "<svg>"),
        {"where": {"box": [1, 2, 3, 4]}},
        {},
    ],
)
def test_what_has_no_box_or_no_size_is_not_drawn(finding: dict[str, object]):
    assert outlines([finding]) == ()


def test_there_are_at_most_so_many():
    assert len(outlines([_in_picture([1, 2, 3, 4], page=page) for page in range(1, 100)])) == 12
