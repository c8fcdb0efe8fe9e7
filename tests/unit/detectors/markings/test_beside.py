"""What stands beside a level."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.markings.beside import apart, beside
from gatepost.detectors.wording.layout import Place
from tests.unit.detectors.readings import a_reading

BESIDE = beside(shipped_resources())


def at(text: str, phrase: str = "secret") -> Place:
    item = a_reading(text)
    start = item.folded.index(phrase)
    return Place(text=item, start=start, end=start + len(phrase))


@pytest.mark.parametrize(
    "text", ["SECRET // REL TO CAN", "SECRET (Annexe B)", "SECRET - 2026-12-04", "SECRET//CAN/AUS", "SECRET until 2030"]
)
def test_a_caveat_says_who_until_when_or_which(text: str) -> None:
    assert BESIDE.has_caveat(at(text))


@pytest.mark.parametrize("text", ["SECRET Santa", "SECRETS of the sea", "SECRET / squirrel"])
def test_other_words_are_no_caveat(text: str) -> None:
    assert not BESIDE.has_caveat(at(text))


def test_a_document_is_headed_or_named_on_the_line() -> None:
    assert BESIDE.heads_document(at("SECRET\nMemorandum"))
    assert not BESIDE.heads_document(at("SECRET\nsauce"))
    assert BESIDE.names_document(at("SECRET: briefing note"))
    assert not BESIDE.names_document(at("SECRET: my soup"))


@pytest.mark.parametrize("text", ["SECRET menu", "SECRET when completed", "a Secret clearance"])
def test_a_saying_a_form_and_a_clearance_are_words(text: str) -> None:
    assert BESIDE.is_a_word(at(text))


def test_a_level_describes_what_is_near_it() -> None:
    assert BESIDE.describes(at("the protected b training was long", "protected b"))
    assert not BESIDE.describes(at("protected b is on the door of the old red barn", "protected b"))


def test_a_text_states_its_own_level_and_no_general_one() -> None:
    assert BESIDE.states(at("this memo is protected b.", "protected b"))
    assert not BESIDE.states(at("ce qui sort de là est protégé b, bon", "protege b"))


def test_what_is_shown_is_written_as_there() -> None:
    assert BESIDE.shows(at("the stamp says SECRET and more"))
    assert not BESIDE.shows(at("the stamp says secret and more"))


def test_a_level_between_signs_is_apart() -> None:
    assert apart(at("well, SECRET, then"))
    assert not apart(at("well, SECRET then"))
