"""Slips of the hand are counted."""

import pytest

from gatepost.detectors.wording.closeness import within


@pytest.mark.parametrize(
    ("word", "other", "slips"),
    [
        ("canada", "canada", 0),
        ("canda", "canada", 1),
        ("cananda", "canada", 1),
        ("kanada", "canada", 1),
        ("cnaada", "canada", 1),
        ("cnada", "canada", 1),
        ("statitsics", "statistics", 1),
        ("satistics", "statistics", 1),
        ("stahtistic", "statistics", 2),
        ("", "ab", 2),
    ],
)
def test_so_many_slips_and_no_fewer(word: str, other: str, slips: int) -> None:
    assert within(slips, word, other)
    assert within(slips, other, word)
    assert slips == 0 or not within(slips - 1, word, other)


@pytest.mark.parametrize(("word", "other"), [("logistics", "statistics"), ("artistique", "statistique")])
def test_other_words_are_further(word: str, other: str) -> None:
    assert not within(2, word, other)
