"""A word of birth beside a full date, of somebody private."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.identifiers.births import births

BIRTHS = births(shipped_resources())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("dob 1988-06-12", "1988-06-12"),
        ("dob (yyyy-mm-dd): 1988-06-12", "1988-06-12"),
        ("born in halifax on march 4, 1991", "march 4, 1991"),
        ("nee a rimouski le 12 juin 1988", "12 juin 1988"),
        ("born on the second of may two thousand and four", "second of may two thousand and four"),
        ("ne le deux mai mille neuf cent soixante et onze", "deux mai mille neuf cent soixante et onze"),
        ("14 feb 1990 is my birthday", "14 feb 1990"),
        ("1990-02-14 (dob)", "1990-02-14"),
        ("d.o.b. 17.04.79", "17.04.79"),
        ("ne a saint-jerome le 3 mai 1988", "3 mai 1988"),
        ("ne le 3 mai 1988 a sainte-adele", "3 mai 1988"),
    ],
)
def test_finds_the_date(text: str, date: str) -> None:
    assert [text[slice(*span)] for span, *_ in BIRTHS.found(text)] == [date]


@pytest.mark.parametrize(
    "text",
    [
        "born in halifax",
        "born to run 1975",
        "my birthday is june 12",
        "mittens the cat: born 2019-04-12",
        "mon chat est ne le 12 mai 2020",
        "the brewery was born on june 4, 2016",
        "born on 1867-07-01",
        "her birthday party is on june 12, 2026",
        "the poet was born on 3 may 1950",
        "opened on march 4, 1991",
        "je ne viens que le 12 juin 1988",
    ],
)
def test_leaves_alone(text: str) -> None:
    assert list(BIRTHS.found(text)) == []
