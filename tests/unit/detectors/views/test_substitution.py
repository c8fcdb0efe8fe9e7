"""Digits and signs in a letter's place are read as the letter, and numbers stay numbers."""

import pytest

from gatepost.detectors.views.disguise import readings
from gatepost.detectors.views.reading import Reading, View
from gatepost.folding import text_item
from gatepost.model import Where


def seen(text: str) -> Reading | None:
    found = [one for one in readings(text_item(Where(part="text"), text)) if one.view is View.LETTERS]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("pr0t3cted b", "protected b"),
        ("C0NF1D3N714L", "confidential"),
        ("EMB4RGO", "embargo"),
        ("p@$$word", "password"),
        ("1nterna1 us3 0n1y", "internal use only"),
        ("c1assified pub1ic fi1e", "classified public file"),
        ("d3 l4 57471571qu3", "de la statistique"),
        ("secre7 sh!t", "secret shit"),
        ("|_|nd3r 5\\/\\/0rn", "under sworn"),
        ("€mb4rg0 ©anada", "embargo canada"),
        ("P.R.0.T.3.C.T.3.D B", "protected b"),
    ],
)
def test_is_read_in_letters(written: str, read: str) -> None:
    reading = seen(written)
    assert reading is not None
    assert reading.folded == read


@pytest.mark.parametrize("written", ["at 8h30 on the 4th, gate 27", "4K1", "in 2026, 30 km", "costs $40!", "#1 fan"])
def test_numbers_stay_numbers(written: str) -> None:
    assert seen(written) is None


def test_numbered_words_and_long_tokens_stay_beside_words_in_disguise() -> None:
    reading = seen("n0te base64 " + "a1b2" * 10)
    assert reading is not None
    assert reading.folded == "note base64 " + "a1b2" * 10


def test_a_letter_drawn_with_several_signs_stands_for_all_of_them() -> None:
    reading = seen("5|_|re")
    assert reading is not None
    assert reading.folded == "sure"
    assert reading.span(1, 2) == (1, 4)
