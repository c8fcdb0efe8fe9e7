"""A text becomes a line of roles: one letter for each word or phrase that plays a part."""

import pytest

from gatepost.detectors.language.roles import first_word, roles, spelt_out
from gatepost.enrolment import Resources
from tests.unit.detectors.readings import a_reading

RESOURCES = Resources(
    lexicons={
        ("people", "en"): ("minister", "prime minister", "he"),
        ("people", "fr"): ("ministre",),
        ("being", "en"): ("is", "turned out to be"),
        ("being", "fr"): ("est", "n'est qu'"),
        ("you-are", "en"): ("youre",),
        ("names", "en"): ("idiot", "waste of (air|space)", "half-wit"),
        ("names", "fr"): ("imbécile",),
        ("later", "en"): ("idiot",),
    }
)
ROLES = roles(
    RESOURCES, {"people": "P", "being": "B", "you-are": "YB", "names": "I", "later": "L"}, first_names=["Brenda"]
)


def letters(text: str, *given: tuple[str, int, int]) -> str:
    return ROLES.line(a_reading(text), [(0, len(text))], given).letters


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("the same in both languages", "the minister is an idiot", "oPBoI."),
        ("the same in both languages", "le ministre est un imbécile", "oPBoI."),
        ("the longest term", "the prime minister turned out to be a waste of air", "oPBoI."),
        ("a hyphen is nothing", "he is a half-wit, he is a half wit", "PBoI,PBoI."),
        ("an apostrophe parts words", "n'est qu'un imbécile", "BoI."),
        ("several letters for one word", "youre idiot", "YBI."),
        ("the earlier list", "idiot", "I."),
        ("clause edges", "he is: so? (idiot) - he", "PB,o?,I,,P."),
        ("a handle", "@maple is idiot, a@b", "@BI,oo."),
        ("names are written large", "then Kowalski is", "oNB."),
        ("at the beginning only first names are", "Kowalski is, Brenda is", "tB,NB."),
        ("and at the beginning", "Brenda is", "NB."),
        ("capitals alone are no name", "so NATO is", "ooB."),
    ],
)
def test_the_line_of(remark: str, text: str, expected: str) -> None:
    assert letters(text) == expected, remark


def test_what_is_given_goes_before_the_lists() -> None:
    assert letters("the prime minister is", ("A", 4, 18)) == "oAB."


def test_only_the_stretches_asked_for_are_read_and_a_stop_parts_them() -> None:
    reading = a_reading("he is here and he is there")
    line = ROLES.line(reading, [(0, 5), (15, 20)])
    assert line.letters == "PB.PB."
    assert line.span(3, 5) == (15, 20)


def test_choices_are_spelt_out() -> None:
    assert list(spelt_out(["Waste of (air|space)"])) == ["waste of air", "waste of space"]


@pytest.mark.parametrize(("term", "word"), [("half-wit", "half"), ("d'un", "d"), ("🐀", "🐀")])
def test_the_first_word_is_one_of_the_line(term: str, word: str) -> None:
    assert first_word(term) == word
