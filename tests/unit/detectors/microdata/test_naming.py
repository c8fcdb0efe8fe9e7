"""Rows begin with names as people write them: two words, or one after a title; a word alone must be a known first name."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.naming import is_named
from gatepost.detectors.microdata.vocabulary import vocabulary

VOCABULARY = vocabulary(shipped_resources())


@pytest.mark.parametrize(
    "row",
    [
        "Ottoline Fry, 33",
        "FRY, Ottoline 33",
        "1) Ottoline Fry",
        "Lot 14, A. Bilodeau, 62 vaches",
        "Apt 2, Mme Fortin, 90 ans",
        "Mr. Penrose 79",
        "la Gertrude Pinet, 92 ans",
        "then comes Orval Stitt, 55",
        "Name: Gwen Treble, phone",
        "Marie-Ève de la Fontaine; 41",
        "Ruth, 41",
    ],
)
def test_a_row_may_begin_with_a_name(row: str) -> None:
    assert is_named(row, VOCABULARY)


@pytest.mark.parametrize("row", ["Honda, 38, 29,500", "ottoline fry, 33", "New Brunswick, 45", "Total 34", "34 F K1S"])
def test_goods_places_and_small_letters_are_no_names(row: str) -> None:
    assert not is_named(row, VOCABULARY)
