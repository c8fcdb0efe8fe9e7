"""With which words a phrase can open."""

import pytest

from gatepost.detectors.wording.openings import Openings
from gatepost.enrolment import Resources

RESOURCES = Resources(lexicons={("animals", "en"): ("goose", "sea lion")})


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("i work here", {("i", "wor")}),
        ("hello", {("hel",)}),
        ("[the] boss*", {("the", "bos"), ("bos",)}),
        ("my ... desk", {("my",)}),
        ("{number} years", {("0", "yea")}),
        ("old {animals}", {("old", "goo"), ("old", "sea")}),
        ("^ i'm here", {("i", "m")}),
        ("co-op", {("co", "op"), ("coo",)}),
    ],
)
def test_the_openings_of_a_phrase(phrase: str, expected: set[tuple[str, ...]]) -> None:
    assert Openings(RESOURCES, {"number": ("", ("0",))}).of_phrase(phrase) == expected


@pytest.mark.parametrize("phrase", ["...", "st*", "!"])
def test_a_phrase_without_a_beginning_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match="begins with a word"):
        Openings(RESOURCES, {}).of_phrase(phrase)
