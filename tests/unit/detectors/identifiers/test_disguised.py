"""Disguises that leave every character in its place."""

import pytest

from gatepost.detectors.identifiers.disguised import disguised


@pytest.mark.parametrize(
    ("text", "undone"),
    [
        ("my sin is o46 4s4 z86", "my sin is 046 454 286"),
        ("dl d1i79-22395-bll03", "dl d1179-22395-81103"),
        ("sin, flip it: 359 991 288", "sin, flip it: 882 199 953"),
    ],
)
def test_undoes(text: str, undone: str) -> None:
    assert undone in list(disguised(text))
    assert all(len(form) == len(text) for form in disguised(text))


@pytest.mark.parametrize("text", ["is so lol", "10 of us sold 2 boils", "backwards compatible", "046 454 286"])
def test_has_nothing_to_undo(text: str) -> None:
    assert all(form == text for form in disguised(text))
