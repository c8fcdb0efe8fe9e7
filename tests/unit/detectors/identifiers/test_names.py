"""A full name counts beside what identifies, or in the same form."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.names import names

NAMES = names(shipped_resources())


def beside(text: str, cue: str = "SIN") -> str | None:
    start, number = text.index(cue), text.index("123")
    found = NAMES.beside(text, (start, number + 3), number)
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for Daniel Okafor, SIN 123.", "Daniel Okafor, SIN 123"),
        ("SIN of Daniel Okafor: 123", "SIN of Daniel Okafor: 123"),
        ("SIN 123 for Daniel Okafor", "SIN 123 for Daniel Okafor"),
        ("Name: Daniel Okafor\nAddress: 9 Elm\nSIN: 123", "Daniel Okafor\nAddress: 9 Elm\nSIN: 123"),
        ("Daniel, SIN 123", None),
        ("New Brunswick, SIN 123", None),
        ("Daniel Okafor came by. The form has a SIN 123", None),
        ("Name: Daniel Okafor\n\nOther form\nSIN: 123", None),
    ],
)
def test_a_full_name_stands_with_the_number(text: str, expected: str | None) -> None:
    assert beside(text) == expected
