"""Table numbers in words are sources; other numbers in words are not."""

import pytest

from gatepost.detectors.citations.spelt import spelt_out
from gatepost.folding import fold


@pytest.mark.parametrize(
    "text",
    [
        "table fourteen ten oh two eight seven oh one",
        "table seventeen-ten-zero-zero-zero-nine-zero-one",
        "table one-four dash one-zero dash zero-zero-two-three dash zero-one",
        "Thirty-six / ten / oh-four-oh-two / oh-one: that is the table",
        "le tableau dix-sept, dix, zéro zéro zéro neuf",
        "trente-six, dix, zéro quatre cent deux, zéro un. Ce tableau-là",
        "tableau dix-huit tiret dix tiret zéro zéro zéro quatre",
    ],
)
def test_a_table_number_in_words(text: str) -> None:
    assert list(spelt_out(fold(text)[0]))


@pytest.mark.parametrize(
    "text",
    [
        "table four, three, two, one, zero, go",
        "fourteen ten oh two eight seven oh one",  # of what?
        "a table for ten, oh, one more",
        "le tableau compte un, deux, trois, quatre, cinq oiseaux",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not list(spelt_out(fold(text)[0]))


def test_many_number_words_are_read_once() -> None:
    assert not list(spelt_out("table " + "one " * 20_000))
