"""Abuse needs a word that wounds and somebody it is meant for."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.language.abuse import abuse
from tests.unit.detectors.readings import a_reading

ABUSE = abuse(shipped_resources())


def targets(text: str) -> list[str]:
    return [target for target, *_ in ABUSE.find(a_reading(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("you moron", ["person"]),
        ("you morons", ["group"]),
        ("you morons at StatCan", ["agency"]),
        ("@StatCan_eng you moron", ["agency"]),
        ("he is a liar", ["person"]),
        ("It is a liar", []),  # nobody's name
        ("politicians are crooks", ["group"]),
        ("fuck you and your podcast", ["person"]),
        ("fuck you StatCan", ["agency"]),
        ("you clown fish", []),  # a fish
        ('he said "you moron"', []),
        ('I told him "you moron"', ["person"]),  # one's own words
        ("hope that convoy drives into the river", ["group"]),
        ("never call people morons", []),
        ("Il faut cesser de dire que les locataires sont des crapules", []),  # what is denied may be told
        ("I know which street you live on, I'll bring the soup", []),  # friends do
        ("I know which street you live on, sleep well", ["person"]),
        ("hope you choke on it", ["person"]),
        ("hope you choke up at the ending as I did", []),  # harms nobody
        ("Vous autres, vous conduisez comme des singes", ["group"]),  # said to several
        ("StatCan: amateurs, liars, crooks", ["agency"]),
        ("t'es 1 con", ["person"]),  # a digit for a word
        ("gang de braconniers et de voleurs", ["group"]),
        ("You people should crawl home, you slimy toads", ["group"]),
        ("you ignoramus", ["person"]),  # one, for all its s
    ],
)
def test_who_is_meant(text: str, expected: list[str]) -> None:
    assert targets(text) == expected


def test_one_place_is_given_to_one_target() -> None:
    assert targets("StatCan are idiots") == ["agency"]
