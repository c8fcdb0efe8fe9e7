"""Abuse is aimed at whom it names, or at whoever was spoken of."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.aims import Aimed, aims, settled
from gatepost.detectors.language.insults import insults
from gatepost.detectors.language.kinds import insult_writer
from tests.unit.detectors.readings import a_reading

WRITER, INSULTS = insult_writer(shipped_resources()), insults(shipped_resources())
AIMS = aims(WRITER.vocabulary, ["managers"])


def aimed(target: str, *, named: bool, start: int = 0) -> Aimed:
    return Aimed(target=target, named=named, confidence=0.8, start=start, end=start + 5)


@pytest.mark.parametrize(
    ("remark", "text", "expected"),
    [
        ("the agency is it", "StatCan is an idiot", ("agency", True)),
        ("those who work there", "the idiots who run the StatCan", ("agency", True)),
        ("its staff", "StatCan staff are idiots", ("agency", True)),
        ("said to it", "StatCan, you idiots", ("agency", True)),
        ("it was spoken of last", "StatCan called again. Idiots!", ("agency", True)),
        ("its managers", "Working at StatCan: the managers are idiots", ("agency", True)),
        ("nobody else is named", "What idiots! Thanks, StatCan", ("agency", True)),
        ("a people", "Hutterites are idiots", ("group", True)),
        ("somebody else was", "StatCan hired him. You idiot", ("person", False)),
        ("a group", "drivers are idiots", ("group", True)),
        ("every one of them", "every minister is an idiot", ("group", True)),
        ("you all, and you", "you people, you are a disease", ("group", True)),
        ("a person", "he is an idiot", ("person", True)),
        ("several, left open", "idiots!", ("group", False)),
        ("one, left open", "vieux débris!", ("person", False)),
        ("an adjective has no number", "you are stupid", ("person", False)),
    ],
)
def test_target(remark: str, text: str, expected: tuple[str, bool]) -> None:
    reading = a_reading(text)
    written = WRITER.write(reading)
    [insult] = INSULTS.find(written)
    said = reading.folded[slice(*written.span(insult.start, insult.end))]
    assert AIMS.of_insult(written, insult, said) == expected, remark


def test_nearest_looks_in_the_sentence_or_in_all_before() -> None:
    written = WRITER.write(a_reading("drivers left. so idiots"))
    assert AIMS.nearest(written, 4) == ""
    assert AIMS.nearest(written, 4, sentences=True) == "group"


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
