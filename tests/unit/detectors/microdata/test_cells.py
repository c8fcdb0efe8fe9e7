"""A cell says what it is by its form or by a word."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.kinds import Kind
from gatepost.detectors.microdata.vocabulary import vocabulary

VOCABULARY = vocabulary(shipped_resources())


def kinds(cell: str) -> list[Kind]:
    return [kind for kind, _ in Cells(vocabulary=VOCABULARY).tokens(cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("k1s 3b4", [Kind.POSTAL]),
        ("k1s3b4", [Kind.POSTAL]),
        ("kls 3b4", [Kind.POSTAL]),
        ("k1s", [Kind.POSTAL_AREA]),
        ("34", [Kind.SMALL]),
        ("34 ans", [Kind.AGE]),
        ("34 years old", [Kind.AGE]),
        ("aged 34", [Kind.AGE]),
        ("trente-quatre", [Kind.AGE]),
        ("sixty-one thousand", [Kind.MONEY]),
        ("34f", [Kind.AGE, Kind.SEX_LETTER]),
        ("f/34", [Kind.AGE, Kind.SEX_LETTER]),
        ("34 h", [Kind.MEASURE]),
        ("femme", [Kind.SEX]),
        ("52 000 $", [Kind.MONEY]),
        ("$52,000", [Kind.MONEY]),
        ("52k", [Kind.MONEY]),
        ("900 a month", [Kind.MONEY]),
        ("l8 ooo", [Kind.LARGE]),
        ("57b", [Kind.COUNT]),
        ("1,1 m$", [Kind.MONEY]),
        ("0091 m 51", [Kind.SMALL, Kind.AGE, Kind.SEX_LETTER]),
        ("4e sec", [Kind.AGE]),
        ("52,4 %", [Kind.PERCENT]),
        ("25-34", [Kind.RANGE]),
        ("65+", [Kind.RANGE]),
        ("31:20", [Kind.TIME]),
        ("9 h 30", [Kind.TIME]),
        ("3rd", [Kind.ORDINAL]),
        ("12 km", [Kind.MEASURE]),
        ("1979-02-11", [Kind.DATE]),
        ("ne le 1979-02-11", [Kind.BIRTH, Kind.DATE]),
        ("19790211", [Kind.DATE]),
        ("62 cows", [Kind.HERD]),
        ("2 600 porcs", [Kind.HERD]),
        ("1979", [Kind.YEAR]),
        ("41.2", [Kind.DECIMAL]),
        ("common-law", [Kind.STATUS]),
        ("truck driver", [Kind.WORK]),
        ("asthme", [Kind.HEALTH]),
        ("resp 12", [Kind.RECORD]),
        ("613-555-0142", [Kind.CONTACT]),
        ("a.roe@example.ca", [Kind.CONTACT]),
        ("123-456-782", [Kind.NUMBER]),
        ("25 oak st", [Kind.ADDRESS]),
        ("14, rue des ormes", [Kind.ADDRESS]),
        ("zebra", []),
    ],
)
def test_a_cell_says_what_it_is(cell: str, expected: list[Kind]) -> None:
    assert kinds(cell) == expected


def test_a_number_keeps_its_value() -> None:
    assert Cells(vocabulary=VOCABULARY).tokens("52 000 $, 34") == ((Kind.MONEY, 52_000), (Kind.SMALL, 34))
