"""Abuse is aimed at whom it names, or at whoever was spoken of."""

import pytest

from gatepost.detectors.language.aims import Aimed, letter_at, nearest, settled, target_of
from gatepost.detectors.language.insults import Insult
from gatepost.detectors.language.roles import Line


def a_line(letters: str) -> Line:
    return Line(letters=letters, places=[(place * 10, place * 10 + 9) for place in range(len(letters))])


def an_insult(start: int, end: int, who: str = "") -> Insult:
    return Insult(who=who, confidence=0.8, start=start, end=end)


def aimed(target: str, *, named: bool, start: int = 0) -> Aimed:
    return Aimed(target=target, named=named, confidence=0.8, start=start, end=start + 5)


@pytest.mark.parametrize(
    ("remark", "letters", "insult", "said", "expected"),
    [
        ("the agency is it", "ABDI", an_insult(0, 4, "A"), "statcan is an idiot", ("agency", True)),
        ("those who work there", "DIqA", an_insult(0, 2), "the idiots", ("agency", True)),
        ("its staff", "AGBDI", an_insult(1, 5, "G"), "staff are idiots", ("agency", True)),
        ("said to it", "A,YDI", an_insult(2, 5, "Y"), "you idiots", ("agency", True)),
        ("it was spoken of last", "AoSo.I", an_insult(5, 6), "idiots", ("agency", True)),
        ("somebody else was", "AoPo.YDI", an_insult(5, 8, "Y"), "you idiot", ("person", False)),
        ("a group", "GBI", an_insult(0, 3, "G"), "fans are idiots", ("group", True)),
        ("every one of them", "hpBDI", an_insult(1, 5, "p"), "mp is an idiot", ("group", True)),
        ("you all, and you", "Z,YBDj", an_insult(2, 6, "Y"), "you are a disease", ("group", True)),
        ("a person", "PBDI", an_insult(0, 4, "P"), "he is an idiot", ("person", True)),
        ("several, left open", "I", an_insult(0, 1), "idiots", ("group", False)),
        ("one, left open", "I", an_insult(0, 1), "vieux debris", ("person", False)),
        ("an adjective has no number", "YBH", an_insult(0, 3, "Y"), "you are thick as two planks", ("person", False)),
    ],
)
def test_target(remark: str, letters: str, insult: Insult, said: str, expected: tuple[str, bool]) -> None:
    assert target_of(a_line(letters), insult, said) == expected, remark


def test_nearest_looks_in_the_sentence_or_in_all_before() -> None:
    line = a_line("GoB.oI")
    assert nearest(line, 5) == ""
    assert nearest(line, 5, sentences=True) == "group"


def test_a_place_of_the_text_is_a_letter_of_the_line() -> None:
    assert letter_at(a_line("ABC"), 10) == 1


def test_what_is_left_open_goes_to_whoever_is_named() -> None:
    settle = [
        aimed("person", named=False),
        aimed("group", named=True, start=10),
        aimed("person", named=False, start=20),
    ]
    assert [abuse.target for abuse in settled(settle)] == ["group", "group", "group"]


def test_where_nobody_is_named_several_go_before_one() -> None:
    assert [abuse.target for abuse in settled([aimed("person", named=False), aimed("group", named=False)])] == [
        "group",
        "group",
    ]
