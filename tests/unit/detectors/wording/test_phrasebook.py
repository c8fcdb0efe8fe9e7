"""A phrasebook finds what the patterns of its phrases find, and asks only those that can begin at a word."""

import pytest

from gatepost.detectors.wording.phrasebook import Words, phrasebook
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
        ("greetings", "en"): ("hello there", "hello"),
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
        ("nothing of it", []),
        ("", []),
        ("😂 i work", [("jobs", "i work")]),
    ],
)
def test_finds(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected
