"""What a person sees in a text who wants to read it."""

import pytest

from gatepost.detectors.disguise import readings
from gatepost.folding import text_item
from gatepost.model import Where


def read(text: str) -> list[str]:
    return [reading.folded for reading in readings(text_item(Where(part="text"), text))]


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("pr0t3cted b", "protected b"),
        ("EMB4RGO", "embargo"),
        ("p@$$word", "password"),
        ("see S E C R E T now", "see secret now"),
        ("#NePasDiffuser svp", "#ne pas diffuser svp"),
        ("PROTECTED_B_list.xlsx", "protected b list.xlsx"),
    ],
)
def test_a_disguise_is_undone_in_one_reading(written: str, reading: str) -> None:
    assert reading in read(written)


@pytest.mark.parametrize("written", ["plain words", "at 8h30 on the 4th, gate 27", "#statcan", "4K1"])
def test_an_ordinary_text_has_one_reading(written: str) -> None:
    assert read(written) == [written.lower()]


def test_a_reading_keeps_the_places_of_the_original() -> None:
    text = text_item(Where(part="text"), "voilà #NotForDistribution œuf_dur")
    reading = list(readings(text))[-1]
    start = reading.folded.index("for")
    left, right = reading.span(start, start + len("for distribution"))
    assert text.original[left:right] == "ForDistribution"
    left, right = reading.span(reading.folded.index("dur"), reading.folded.index("dur") + 3)
    assert text.original[left:right] == "dur"
