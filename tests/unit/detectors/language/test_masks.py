"""Masked words become the words they stand for."""

import pytest

from gatepost.detectors.language.masks import masks

MASKS = masks(["*fuck*", "crisse", "bitch"], ["idiots", "con"])


@pytest.mark.parametrize(
    ("masked", "plain"),
    [
        ("f*ck", "fuck"),
        ("f**king hell", "fucking hell"),
        ("f***", "fuck"),
        ("cr*sse", "crisse"),
        ("cri$$e", "crisse"),
        ("b!tch", "bitch"),
        ("id!ots", "idiots"),
        ("criss-cross", "criss-cross"),  # two words
        ("c*n", "c*n"),  # too short to tell
        ("b****", "b****"),  # one letter seen
        ("t-shirt", "t-shirt"),
        ("**bold**", "**bold**"),
        ("f*", "f*"),
    ],
)
def test_undone(masked: str, plain: str) -> None:
    assert MASKS.undone(masked) == plain


def test_places_stay() -> None:
    text = "oh b!tch, f*ck it"
    assert len(MASKS.undone(text)) == len(text)
