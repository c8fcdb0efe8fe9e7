"""Where a phrase stands on its line."""

import pytest

from gatepost.detectors.layout import Place
from gatepost.folding import text_item
from gatepost.model import Where


def at(text: str, phrase: str = "SECRET") -> Place:
    item = text_item(Where(part="text"), text)
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
    item = text_item(Where(part="text"), "s3cret secret")
    disguised = Place(text=text_item(item.where, item.original), start=7, end=13)
    assert not disguised.disguised


def test_a_clause_ends_at_its_sentence() -> None:
    place = at("One. Two SECRET three. Four")
    assert place.clause_before == "two "
    assert place.clause_after == " three."
