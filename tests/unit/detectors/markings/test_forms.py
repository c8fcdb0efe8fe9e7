"""The forms that a marking has."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.markings.beside import beside
from gatepost.detectors.markings.forms import BARE, CABINET, PROTECTED, Form, form_at, may_be_form
from gatepost.detectors.wording.layout import Place
from tests.unit.detectors.readings import a_reading

BESIDE = beside(shipped_resources())


def at(text: str, phrase: str) -> Place:
    item = a_reading(text)
    start = item.folded.index(phrase)
    return Place(text=item, start=start, end=start + len(phrase))


def test_the_first_form_that_holds_says_how_sure_it_is() -> None:
    table: tuple[Form, ...] = (
        (0.3, "bracketed", lambda place, _: place.bracketed),
        (0.7, "heading", lambda place, _: place.heads),
    )
    assert form_at(table, at("SECRET x", "secret"), BESIDE) == (0.7, "heading")
    assert form_at(table, at("(SECRET) x", "secret"), BESIDE) == (0.3, "bracketed")
    assert form_at(table, at("a SECRET x", "secret"), BESIDE) == (0, "")


@pytest.mark.parametrize(
    "text",
    [
        "PROTECTED B",
        "x [Protected B] y",
        "x | Protected B | y",
        "see PROTECTED B_list",
        "Protected B (once the annex is attached)",
        "x, y, Protected B\nz",
        "Classification = Protected B.",
        "[Marking: Protected B] roster",
        "Classification level - Protected B, file 4",
        "form 12 (Protected B once filled in)",
        "☐ Unclassified ☒ Protected B\nTitle",
        "here: leave-list_PROTECTED B.docx",
    ],
)
def test_a_level_with_a_letter_needs_a_place(text: str) -> None:
    assert form_at(PROTECTED, at(text, "protected b"), BESIDE)[0]


@pytest.mark.parametrize("text", ["my protected b course", "the Protected B files are old", "is it protected b now"])
def test_in_a_sentence_it_has_no_form(text: str) -> None:
    assert not form_at(PROTECTED, at(text, "protected b"), BESIDE)[0]


@pytest.mark.parametrize(
    "text",
    [
        "SECRET // CEO",
        "x\nSECRET\ny",
        "SECRET: memo",
        "Level: Secret\nx",
        "status report 14 (SECRET) was left up",
        "handed out as NATO SECRET paper",
        "stamp on the folder: SECRET. Inside, names",
        "MEMORANDUM - SECRET\nTo: all",
    ],
)
def test_a_word_needs_company(text: str) -> None:
    place = at(text, "secret")
    assert may_be_form(place)
    assert form_at(BARE, place, BESIDE)[0]


@pytest.mark.parametrize("text", ["SECRET", "SECRET sauce", "it is SECRET"])
def test_a_word_without_company_has_no_form(text: str) -> None:
    assert not form_at(BARE, at(text, "secret"), BESIDE)[0]


def test_a_word_in_the_middle_of_a_sentence_is_not_asked_about() -> None:
    assert not may_be_form(at("a secret place", "secret"))


def test_a_confidence_of_the_cabinet_is_a_title() -> None:
    assert form_at(CABINET, at("Cabinet confidence\nOption 2", "cabinet confidence"), BESIDE)[0]
    assert not form_at(CABINET, at("they say cabinet confidence is low today", "cabinet confidence"), BESIDE)[0]
