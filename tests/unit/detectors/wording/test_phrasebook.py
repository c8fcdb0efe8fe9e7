"""A phrasebook finds what the patterns of its phrases find, and asks only those that can begin at a word."""

from collections import deque

import pytest

from gatepost.detectors.wording import phrasebook as phrasebooks
from gatepost.detectors.wording.phrasebook import Words, compile_waiting, phrasebook
from gatepost.enrolment import Resources

RESOURCES = Resources(
    lexicons={
        ("jobs", "en"): (
            "i work [here]",
            "[the] boss*",
            "{number} years",
            "co-op student",
            "my ... desk",
            "big|old {animals}",
        ),
        ("animals", "en"): ("goose", "sea lion"),
        ("greetings", "en"): ("hello there", "hello", "help wanted"),
    }
)
BOOK = phrasebook(RESOURCES, "jobs", "greetings")


def said(text: str) -> list[tuple[str, str]]:
    return [(name, match.group()) for name, match in BOOK.find(Words(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i work here", [("jobs", "i work here")]),
        ("so i work", [("jobs", "i work")]),
        ("the bosses", [("jobs", "the bosses"), ("jobs", "bosses")]),
        ("bossy", [("jobs", "bossy")]),
        ("for 12 years", [("jobs", "12 years")]),
        ("a coop student", [("jobs", "coop student")]),
        ("my very own desk", [("jobs", "my very own desk")]),
        ("old sea lion", [("jobs", "old sea lion")]),
        ("hello there", [("greetings", "hello there")]),  # the longest
        ("hello i work", [("greetings", "hello"), ("jobs", "i work")]),
        ("help wanted, hello", [("greetings", "help wanted"), ("greetings", "hello")]),  # words that begin alike
        ("nothing of it", []),
        ("", []),
        ("😂 i work", [("jobs", "i work")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


def test_words_are_the_same_with_and_without_letters_that_are_not_ascii() -> None:
    plain, foreign = Words("i've 12, sea-lions"), Words("i've 12, sea-lions \U0001f602")
    assert plain.keys == foreign.keys == ["i", "ve", "0", "sea", "lio"]
    assert plain.starts == foreign.starts == [0, 2, 5, 9, 13]


def test_what_is_written_over_a_text_keeps_its_places() -> None:
    words = Words("at the sea")
    assert words.overwritten([("A", 3, 6)]).text == "at AAA sea"
    assert words.overwritten([]) is words


def test_what_no_text_has_asked_for_can_be_compiled_beforehand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrasebooks, "_WAITING", deque())  # not what other tests left, which takes half a minute
    made = phrasebook(Resources(lexicons={("some", "en"): ("one thing", "two things", "three things")}), "some")
    waiting = [listed for several in (*made.by_one.values(), *made.by_two.values()) for listed in several]
    assert not any("pattern" in vars(listed) for listed in waiting)
    compile_waiting()
    assert all("pattern" in vars(listed) for listed in waiting)
