"""Identifiers as they are said become characters."""

import pytest

from gatepost.detectors.identifiers.said import said
from gatepost.detectors.views.reading import Reading
from gatepost.folding import fold
from gatepost.model import Where


def reading(text: str) -> Reading:
    folded, offsets = fold(text)
    return Reading(where=Where(part="text"), original=text, folded=folded, offsets=offsets)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Golf Alpha, then four, four, one, zero, nine, two", "ga 441092"),
        ("nine-oh-two / triple five / oh one six four", "902 555 0164"),
        ("quatre un huit, trois fois cinq, zéro un sept sept", "418 555 0177"),
        ("cinq-un-quatre, cinq cent cinquante-cinq, zéro un neuf neuf", "514 555 0199"),
        ("Kilo-One-Yankee, Three-Juliet-Eight", "k1y 3j8"),
        ("soixante-dix-sept, quatre-vingt-douze, quatre-vingts, onze", "77928011"),
        ("forty-six, forty-five, forty-two, eighty-six", "46454286"),
        ("zero four six, then 454, then two eight six", "046 454 286"),
    ],
)
def test_hears_characters(text: str, heard: str) -> None:
    spoken = said(reading(text))
    assert spoken is not None
    assert spoken.folded == heard


@pytest.mark.parametrize(
    "text",
    [
        "one or two of us",
        "hotel in Quebec",
        "the golf course has nine holes",
        "twenty-eight people",
        "46 45 42 86 11",
        "",
    ],
)
def test_leaves_words_alone(text: str) -> None:
    assert said(reading(text)) is None


def test_what_is_heard_stands_where_it_was_said() -> None:
    text = "my number: six one three, double five five, oh one four two, thanks"
    spoken = said(reading(text))
    assert spoken is not None
    start = spoken.folded.index("613")
    assert text[slice(*spoken.span(start, start + 3))].startswith("six one three")
