"""Findings within a phrase that was excepted, and those that only stand near it."""

import pytest

from gatepost.enrolment.phrases import Phrase, within
from gatepost.folding import text_item, words
from gatepost.model import Where
from gatepost.testing import a_finding

PHRASES = (
    Phrase(id="form", word="museum", pattern=words(["form 046 454 286 of the museum"])),
    Phrase(id="lanes", word="protege", pattern=words(["protege b en velo"])),
)


def excepted(text: str, *values: str) -> list[tuple[str, ...]]:
    """What each of these values is excepted by, where it stands; a value that begins with > is the last of its kind."""
    places = [
        (text.rindex(value[1:]), value[1:]) if value.startswith(">") else (text.index(value), value) for value in values
    ]
    findings = [a_finding(where=Where(part="text", span=(at, at + len(value)))) for at, value in places]
    return [finding.excepted for finding in within(text_item(Where(part="text"), text), findings, PHRASES)]


@pytest.mark.parametrize(
    "text",
    [
        "See form 046 454 286 of the museum.",
        "FORM 046 454 286\nOF THE MUSEUM",
        "f\u200borm 046 454 286 of the m\u00fcseum",
        "form  046 454 286  of-the museum",
    ],
)
def test_what_lies_within_the_phrase_is_excepted_however_it_is_written(text: str) -> None:
    assert excepted(text, "046 454 286") == [("form",)]


@pytest.mark.parametrize(
    "text",
    [
        "046 454 286 is on the form of the museum",
        "form 046 454 286 of a museum",
        "reform 046 454 286 of the museum",
        "form 046 454 286 of the museums",
    ],
)
def test_the_same_value_in_other_words_is_not(text: str) -> None:
    assert excepted(text, "046 454 286") == [()]


def test_the_same_value_elsewhere_in_the_text_is_another_finding() -> None:
    text = "See form 046 454 286 of the museum. My SIN is 046 454 286."
    assert excepted(text, "046 454 286", ">046 454 286") == [("form",), ()]


def test_what_reaches_beyond_the_phrase_is_not_within_it() -> None:
    assert excepted("form 046 454 286 of the museum, SIN", "046 454 286 of the museum, SIN") == [()]
    assert excepted("x" * 50 + " protégé B en vélo " + "y" * 2000, "protégé B en vélo " + "y" * 1500) == [()]


def test_places_are_those_of_what_was_written() -> None:
    text = "ﬃ ﬃ\u200b " * 200 + "Protégé B en vélo, Protégé B"
    assert excepted(text, "Protégé B", ">Protégé B") == [("lanes",), ()]


def test_a_phrase_that_is_said_over_and_over_excepts_nothing() -> None:
    phrase = "See form 046 454 286 of the museum. "
    item = text_item(Where(part="text"), phrase * 11)
    findings = [
        a_finding(where=Where(part="text", span=(at * len(phrase) + 9, at * len(phrase) + 20))) for at in range(11)
    ]
    assert all(finding.excepted == ("form",) for finding in within(item, findings[:10], PHRASES))
    assert not any(finding.excepted for finding in within(item, findings, PHRASES))


def test_what_has_no_place_lies_in_no_phrase() -> None:
    item = text_item(Where(part="text"), "protege b en velo")
    (finding,) = within(item, [a_finding(where=Where(part="text"))], PHRASES)
    assert finding.excepted == ()
