"""Numbers said digit by digit become digits, and counting in a sentence does not."""

import pytest

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import text_item
from gatepost.model import Where


def seen(text: str) -> Reading | None:
    found = [one for one in readings(text_item(Where(part="text"), text)) if one.view is View.DIGITS]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("sin seven five zero nine eight", "sin 75098"),
        ("six one three, five five five", "613 555"),
        ("quatre sept - deux huit zéro", "47 280"),
        ("un deux trois 45", "12345"),
    ],
)
def test_is_read_in_digits(written: str, read: str) -> None:
    reading = seen(written)
    assert reading is not None
    assert reading.folded == read


@pytest.mark.parametrize("written", ["one or two", "twenty-eight", "trois, quatre amis", "everyone two by two"])
def test_counting_is_left_alone(written: str) -> None:
    assert seen(written) is None


def test_digits_stand_where_their_names_do() -> None:
    reading = seen("dial two, six one four")
    assert reading is not None
    start = reading.folded.index("614")
    left, right = reading.span(start, start + 3)
    assert reading.original[left:right] == "six one four"
