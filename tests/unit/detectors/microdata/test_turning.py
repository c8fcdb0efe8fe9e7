"""A text is turned only where more of its words are known that way than as it stands."""

import codecs

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.turning import as_it_stands, turned
from gatepost.detectors.microdata.vocabulary import vocabulary

VOCABULARY = vocabulary(shipped_resources())
ROWS = "ann;34;nurse\nbob;41;welder\ncora;29;cook\ndora;55;retired"


def test_what_is_written_backwards_is_turned_and_its_places_are_kept() -> None:
    [way] = turned(ROWS[::-1], VOCABULARY)
    assert way.text == ROWS
    assert way.place((0, 3)) == (len(ROWS) - 3, len(ROWS))


def test_what_is_in_rot13_is_turned_where_it_stands() -> None:
    [way] = turned(codecs.encode(ROWS, "rot13"), VOCABULARY)
    assert way.text == ROWS
    assert way.place((0, 3)) == (0, 3)
    assert way.read("Naa Ebr") == "Ann Roe"


@pytest.mark.parametrize("text", [ROWS, "34 41 29 55", "zork 34, blip 41, quux 29, frob 55"])
def test_what_reads_as_well_as_it_stands_is_not_turned(text: str) -> None:
    assert not list(turned(text, VOCABULARY))
    assert as_it_stands(text).text == text
