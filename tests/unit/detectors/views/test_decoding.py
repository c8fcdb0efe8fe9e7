"""What is written in codes is read as what it says, and every character stands for its whole code."""

import pytest

from gatepost.detectors.views.decoding import decoded


@pytest.mark.parametrize(
    ("remark", "written", "said"),
    [
        ("decimal entities", "&#83;&#69;&#67;", "SEC"),
        ("hexadecimal entities, without the semicolon", "&#x53&#x45;", "SE"),
        ("named entities", "caf&eacute;&nbsp;noir", "café\u00a0noir"),
        ("percent", "%50rot%C3%A9g%C3%A9", "Protégé"),
        ("percent in Latin-1", "prot%E9g%E9", "protégé"),
        ("escapes", r"\u0050\x52\u{4F}\U00000054", "PROT"),
        ("code points", "U+0050 U+0052", "PR"),
        ("entities of percent signs", "&#37;50", "P"),
    ],
)
def test_is_decoded(remark: str, written: str, said: str) -> None:
    result = decoded(written)
    assert result is not None, remark
    assert result.text == said, remark


@pytest.mark.parametrize(
    "written",
    [
        "R&D at AT&T; 50% off, 100 % sûr",
        r"C:\users\me",
        "https://example.ca/?q=two%20words&notify=1",
        "&lettuce;",
        "",
    ],
)
def test_ordinary_signs_are_no_codes(written: str) -> None:
    assert decoded(written) is None


def test_each_character_stands_for_its_whole_code() -> None:
    result = decoded("a &#80;%C3%A9 z")
    assert result is not None
    assert result.text == "a Pé z"
    assert [(result.starts[place], result.ends[place]) for place in (2, 3, 5)] == [(2, 7), (7, 13), (14, 15)]


def test_codes_within_codes_stand_for_the_outer_ones() -> None:
    result = decoded("x &#37;41")
    assert result is not None
    assert (result.text, result.starts[2], result.ends[2]) == ("x A", 2, 9)
