"""Where a phrase stands on its line."""

import pytest

from gatepost.detectors.wording.layout import Place
from tests.unit.detectors.readings import a_reading


def at(text: str, phrase: str = "SECRET") -> Place:
    item = a_reading(text)
    start = item.folded.index(phrase.lower())
    return Place(text=item, start=start, end=start + len(phrase))


@pytest.mark.parametrize(
    ("text", "heads", "alone", "before", "after"),
    [
        ("SECRET", True, True, True, True),
        ("a\n  SECRET \nb", True, True, True, True),
        ("SECRET // CEO", True, False, True, True),
        ("SECRET: x", True, False, True, True),
        ("SECRET-ish", True, False, True, False),
        ("SECRET Santa", True, False, True, False),
        ("🎉 SECRET 🎉", True, False, False, False),
        ("x | SECRET | y", False, False, True, True),
        ("the SECRET is", False, False, False, False),
        ("v1_SECRET_v2", False, False, True, True),
    ],
)
def test_a_place_knows_what_stands_around_it(text: str, heads: bool, alone: bool, before: bool, after: bool) -> None:
    place = at(text)
    assert (place.heads, place.alone, place.separated_before, place.separated_after) == (heads, alone, before, after)


def test_a_phrase_in_brackets() -> None:
    assert at("notes (SECRET) here").bracketed
    assert not at("notes (SECRET, say) here").bracketed


def test_a_text_of_nothing_else_heads_nothing() -> None:
    assert at("SECRET!").whole_text
    assert not at("SECRET\nmemo").whole_text


def test_capitals_are_those_of_the_original() -> None:
    assert at("SECRET").capitals
    assert not at("Secret").capitals
    assert at("Secret").capitalised
    assert not at("secret").capitalised


def test_only_a_disguised_word_is_disguised() -> None:
    item = a_reading("s3cret secret")
    disguised = Place(text=a_reading(item.original), start=7, end=13)
    assert not disguised.disguised


def test_a_clause_ends_at_its_sentence() -> None:
    place = at("One. Two SECRET three. Four")
    assert place.clause_before == "two "
    assert place.clause_after == " three."


@pytest.mark.parametrize(
    ("text", "stands_out"),
    [("it says SECRET here", True), ("IT SAYS SECRET HERE", False), ("it says Secret here", False), ("SECRET", False)],
)
def test_capitals_stand_out_where_the_words_around_have_none(text: str, stands_out: bool) -> None:
    assert at(text).stands_out is stands_out


@pytest.mark.parametrize(
    ("text", "phrase", "titled"),
    [
        ("Do Not Copy", "do not copy", True),
        ("Do not copy", "do not copy", False),
        ("it says Do not copy", "do not copy", True),
        ("so do not copy", "do not copy", False),
    ],
)
def test_a_title_has_capitals_where_a_sentence_has_none(text: str, phrase: str, titled: bool) -> None:
    assert at(text, phrase).titled is titled


def test_a_phrase_between_quotation_marks_is_quoted() -> None:
    assert at('it says "a SECRET b" here').quoted
    assert not at('"so" it is SECRET here').quoted


def test_words_without_a_blank_are_linked() -> None:
    assert at("see a-b_c.pdf", "a-b").linked
    assert not at("see a b", "a b").linked


def test_invisible_signs_disguise() -> None:
    item = a_reading("SEC\u200bRET")
    assert Place(text=item, start=0, end=6).disguised


def test_foreign_letters_disguise_and_accents_do_not() -> None:
    assert at("ᴄᴏɴꜰ x", "conf").disguised
    assert not at("protégé b", "protege b").disguised
