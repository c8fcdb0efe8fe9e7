"""Tokens in parts, and values that are said to be encoded. All of them are made up."""

import pytest

from gatepost.detectors.credentials.parted import PARTED_HINTS, encoded, parted
from gatepost.enrolment.matcher import compile_here

HINTS = compile_here(tuple(PARTED_HINTS))


@pytest.mark.parametrize(
    "written",
    [
        "glpat (tiret) 9QzT puis mXv4 puis LkRy puis 7NcW",
        "g.h.p._.R7m.Qx2.Vb9.Lz4.Tc8.Wn1",
        "AKIA (then) 7NZQ (then) XWLR (then) 4VTP (then) M2DH",
        "glpat<tiret>6eFXYBnhR7<collez>1alfv9QjxE",
    ],
)
def test_puts_a_token_together(written: str) -> None:
    assert len(list(parted(written.lower(), written))) == 1
    assert HINTS.scan(written.lower())


@pytest.mark.parametrize(
    "written",
    ["ghp_ is how they begin, then 36 letters and digits", "glpat docs: see page 12 then 14", "akia motors 2024"],
)
def test_a_maker_is_no_token(written: str) -> None:
    assert list(parted(written.lower(), written)) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("key for the server (rot13): SvqqyrurnqFbhc-Avar", "SvqqyrurnqFbhc-Avar"),
        ("(reverse me) x714!eohswonS", "x714!eohswonS"),
    ],
)
def test_an_encoded_value_is_announced(written: str, value: str) -> None:
    assert [written[start:end] for start, end in encoded(written.lower(), written)] == [value]
    assert HINTS.scan(written.lower())


def test_words_are_not_encoded() -> None:
    written = "he walked backwards through the door, reversed completely"
    assert list(encoded(written.lower(), written)) == []
