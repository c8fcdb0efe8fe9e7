"""Codes as they are dictated."""

import pytest

from gatepost.detectors.credentials.dictated import KEYED_HINT, TURNS_HINT, answered, dictated, keyed, turns
from gatepost.enrolment.matcher import compile_here

HINT = compile_here((KEYED_HINT,))


@pytest.mark.parametrize(
    "text", ["4471 then the star", "the gate, 4471 pis l'etoile", "4471, pound key", "4471 suivi du carre"]
)
def test_a_number_and_then_a_sign(text: str) -> None:
    assert [text[start:end] for start, end in keyed(text)] == ["4471"]
    assert HINT.scan(text)


@pytest.mark.parametrize("text", ["8 right, 33 left, 19 right", "droite 8, gauche 33, puis droite 19"])
def test_the_turns_of_a_dial(text: str) -> None:
    assert [text[start:end] for start, end in turns(text)] == [text]
    assert compile_here((TURNS_HINT,)).scan(text)


def test_two_sides_are_the_way_to_somewhere() -> None:
    assert list(turns("at 12 right, then 14 left and you are there")) == []


@pytest.mark.parametrize("text", ["4471 starlings", "$4471 pound for pound", "4471 of them, a star"])
def test_a_number_alone_is_not_keyed_in(text: str) -> None:
    assert list(keyed(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ana: the printer wants a code??\nlou: 6614\nana: thanks", "6614"),
        ("c'est quoi la combinaison?\n50731#", "50731#"),
    ],
)
def test_an_answer_in_a_thread(text: str, value: str) -> None:
    assert [text[start:end] for start, end in answered(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["area code?\nlou: 6135", "the code?\nlou: in 2024 we had none", "which code?\nlou: 613", "dress code? black tie"],
)
def test_other_answers(text: str) -> None:
    assert list(answered(text)) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (" is 2 5 8 0.", "2 5 8 0"),
        (": 4kx9-20pd, 8mm2-77qa", "4kx9-20pd, 8mm2-77qa"),
        (" (so here)\n4f9q2mzx\n8k1v7tbn", "4f9q2mzx\n8k1v7tbn"),
    ],
)
def test_behind_the_word(text: str, value: str) -> None:
    place = dictated(text, 0)
    assert place is not None
    assert text[slice(*place)] == value


@pytest.mark.parametrize("text", [" is 2 5 8 0 1 2 3 4 5 6", ": somebody, everyone", " 42"])
def test_nothing_is_dictated(text: str) -> None:
    assert dictated(text, 0) is None
