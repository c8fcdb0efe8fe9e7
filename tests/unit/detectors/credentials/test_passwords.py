"""How much of a password a word is by itself."""

import pytest

from gatepost.detectors.credentials.passwords import Strength, strength


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Chaloupe#11", Strength.STRONG),
        ("Tr1cky!Pine", Strength.STRONG),
        ("MapleSyrup1867", Strength.STRONG),
        ("blueheron1979", Strength.MIXED),
        ("fernleaf-otter-29", Strength.MIXED),
        ("bonhomme.sept.lune", Strength.MIXED),
        ("4471", Strength.NUMBER),
        ("14-32-8", Strength.NUMBER),
        ("swordfish", Strength.WORD),
        ("covid19", Strength.NONE),
        ("12:30pm", Strength.NONE),
        ("25km", Strength.NONE),
        ("K1A0T6", Strength.NONE),
        ("********", Strength.NONE),
        ("<password>", Strength.NONE),
        ("your_password1", Strength.NONE),
        ("password123", Strength.NONE),
        ("os.environ[", Strength.NONE),
        ("https://example.net/a1", Strength.NONE),
        ("rosa@post.net", Strength.NONE),
        ("a1", Strength.NONE),
    ],
)
def test_weighs_the_characters(value: str, expected: Strength) -> None:
    assert strength(value) is expected


def test_an_exclamation_mark_at_the_end_is_the_sentences() -> None:
    assert strength("blueheron1979!") is Strength.MIXED
    assert strength("blueheron!1979") is Strength.STRONG
