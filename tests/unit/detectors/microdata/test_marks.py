"""Numbers that may be about somebody are marks of a record, and four in a row a hint."""

import pytest

from bench.corpora import corpus
from gatepost.detectors.microdata.marks import HINTS, MARK
from gatepost.detectors.microdata.stretches import stretches
from gatepost.enrolment.matcher import compile_here
from gatepost.folding import fold


@pytest.mark.parametrize("language", ["en", "fr"])
def test_rows_that_are_told_apart_have_a_hint(language: str) -> None:
    matcher = compile_here(tuple(sorted(HINTS)))
    folded = [fold(case.text)[0] for case in corpus("microdata", language) if case.findings]
    assert not [text for text in folded if stretches(text) and not matcher.scan(text)]


@pytest.mark.parametrize("text", ["34", "la f de", "female", "quarante-deux", "♀"])
def test_a_mark_is_a_number_or_a_sex(text: str) -> None:
    assert MARK.search(text)


def test_words_have_no_mark() -> None:
    assert not MARK.search("the council met to talk about bike lanes")
