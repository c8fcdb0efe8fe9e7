"""Pieces of a text: without the marks that they are some, and in the ways they may have been cut."""

import pytest

from gatepost.content.pieces import beginning_of, end_of, last_of, lead, trimmed, ways


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("PROTEC…", "PROTEC"),
        ("PROTEC...", "PROTEC"),
        ("PROTEC 1/2", "PROTEC"),
        ("PROTEC… (1/2)", "PROTEC"),
        ("1/n PROTEC 🧵", "PROTEC"),
        ("(2/3): TED B", "TED B"),
        ("... TED B", "TED B"),
        ("  46 454 \n", "46 454"),
        ("2/2", ""),
        ("", ""),
    ],
)
def test_the_marks_of_a_thread_are_no_part_of_the_text(written: str, text: str) -> None:
    assert trimmed(written) == text


@pytest.mark.parametrize("text", ["12/06/1988", "The end.", "-286", "// CEO", "1/2cup", "No. 4"])
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert trimmed(text) == text
    assert lead(text) == 0


def test_the_last_pieces_are_those_that_fit_the_first_from_a_whole_word() -> None:
    assert last_of(["one two three", "four", "five"], 14) == ["three", "four", "five"]
    assert last_of(["one", "four", "five"], 8) == ["four", "five"]
    assert last_of(["unbroken" * 9], 8) == []
    assert last_of([], 8) == []


def test_ends_and_beginnings_are_of_whole_words() -> None:
    assert end_of("one two three", 9) == "three"
    assert end_of("one", 9) == "one"
    assert beginning_of("046 454 286", 9) == "046 454"
    assert beginning_of("046454286", 5) == ""
    assert beginning_of("046", 5) == "046"


@pytest.mark.parametrize(
    ("left", "right", "nothing"),
    [
        ("PROTEC", "TED B", True),
        ("046 454", "-286", True),
        ("046.", "454.286", True),
        ("ghp", "_cMz", True),
        ("PROTECTED", "B", True),
        ("It rained.", "Then it stopped", False),
        ("it rained", "Then it stopped", False),
        ("nous y étions", "À demain", False),
    ],
)
def test_a_word_may_be_cut_where_none_ends_and_begins(left: str, right: str, nothing: bool) -> None:
    assert ("" in ways([(left, right)])) is nothing
    assert ways([(left, right)])[:2] == ("\n", " ")


def test_where_there_is_no_gap_there_is_one_way() -> None:
    assert ways([]) == ("\n",)
