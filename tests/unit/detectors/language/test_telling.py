"""Words by which a text is searched before it is read for phrases."""

import pytest

from gatepost.detectors.language.telling import telling_words
from gatepost.enrolment import Resources


def telling(*phrases: str) -> frozenset[str]:
    lexicons = {("sought", "en"): phrases, ("verbs", "en"): ("go", "send home"), ("names", "en"): ("statcan",)}
    return telling_words(Resources(lexicons=lexicons), ["sought"], ["people"])


@pytest.mark.parametrize(
    ("remark", "phrase", "expected"),
    [
        ("the longest word", "go to hell", {"hell"}),
        ("one of each choice", "(go|walk) to (the devil|perdition)", {"devil", "perdition"}),
        ("words of a list", "{verbs} it", {"go", "send"}),
        ("none that may be missing", "[absolutely] mad", {"mad"}),
        ("none that may be repeated", "{verbs}... mad", {"mad"}),
        ("none for a mark", "{people} should be burned", {"should"}),
        ("none with any ending", "ma* is it", {"is"}),
        ("part of a word with a sign", "don't", {"don"}),
    ],
)
def test_telling_words(remark: str, phrase: str, expected: set[str]) -> None:
    assert telling(phrase) == expected, remark


def test_a_choice_without_words_tells_nothing() -> None:
    assert telling("({people}|somebody) burns") == {"burns"}
