"""The little language in which lexicons say phrases."""

import pytest

from gatepost.detectors.wording.phrases import phrase_pattern
from gatepost.enrolment import Resources


def found(phrase: str, text: str, **lists: str) -> bool:
    lexicons = {(name.replace("_", "-"), "en"): tuple(terms.split(";")) for name, terms in lists.items()}
    resources = Resources(lexicons={("phrases", "en"): (phrase,), **lexicons})
    return phrase_pattern(resources, "phrases", given={"agency": "A{2,60}"}).search(text) is not None


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("i|we work", "then we work", True),
        ("i|we work", "iwe work", False),
        ("work [here] now", "work now", True),
        ("work [here] now", "work here, now", True),
        ("work [here] now", "work there now", False),
        ("(on behalf|in the name) of", "in the name of", True),
        ("my ... job", "my one and only day job", True),
        ("my ... job", "my word. a job", False),
        ("my ... job", "my a b c d e f g job", False),
        ("bureaucrat*", "bureaucratic", True),
        ("work at {agency}", "work at AAAAAAA.", True),
        ("co-op", "coop", True),
        ("co-op", "co op", True),
        ("^ hello", "say. hello", True),
        ("^ hello", "say hello", False),
        ("hello $", "hello, you", True),
        ("hello $", "hello you", False),
        ("{number} years", "12 years", True),
        ("en tant qu'|en tant que employé", "en tant qu'employe", True),
        ("déjà", "deja", True),
    ],
)
def test_a_phrase(phrase: str, text: str, expected: bool) -> None:
    phrase = "(en tant qu'|en tant que) employé" if phrase.startswith("en tant") else phrase
    assert found(phrase, text) is expected


def test_a_phrase_may_name_another_list() -> None:
    assert found("you {leads}... {insults}", "you big old goose", leads="big;old", insults="goose")
    assert not found("you {leads}... {insults}", "you saw a goose", leads="big;old", insults="goose")


def test_a_list_that_contains_itself_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="contains itself"):
        found("{loop}", "x", loop="{loop}")


def test_of_two_phrases_the_longer_is_taken() -> None:
    resources = Resources(lexicons={("phrases", "en"): ("work", "work at home")})
    match = phrase_pattern(resources, "phrases").search("i work at home")
    assert match is not None
    assert match.group() == "work at home"
