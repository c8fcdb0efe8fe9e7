"""A cell says what it is by its form or by a word; a heading says what stands below it."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.microdata.columns import MARK, Cells, Kind, vocabulary

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
        ("52,4 %", [Kind.PERCENT]),
        ("25-34", [Kind.RANGE]),
        ("65+", [Kind.RANGE]),
        ("31:20", [Kind.TIME]),
        ("9 h 30", [Kind.TIME]),
        ("3rd", [Kind.ORDINAL]),
        ("12 km", [Kind.MEASURE]),
        ("1979-02-11", [Kind.DATE]),
        ("ne le 1979-02-11", [Kind.BIRTH, Kind.DATE]),
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


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("age", Kind.AGE),
        ("date of birth", Kind.BIRTH),
        ("postal_code", Kind.POSTAL),
        ("income ($)", Kind.INCOME),
        ("total income", Kind.INCOME),
        ("revenu du menage", Kind.INCOME),
        ("sexe a la naissance", Kind.SEX),
        ("q12", Kind.ANSWER),
        ("median age", Kind.COUNT),
        ("taux de chomage", Kind.COUNT),
        ("revenu median", Kind.COUNT),
        ("colour", None),
        ("a sentence about the age of bridges in town", None),
        ("", None),
    ],
)
def test_a_heading_names_what_stands_below_it(heading: str, expected: Kind | None) -> None:
    assert VOCABULARY.heading(heading) is expected


def test_a_label_in_running_text_must_be_a_heading_and_nothing_else() -> None:
    assert VOCABULARY.exact_heading("date of birth") is Kind.BIRTH
    assert VOCABULARY.exact_heading("what she said of her age") is None


@pytest.mark.parametrize("text", ["34", "la f de", "female", "quarante-deux", "♀"])
def test_a_mark_is_a_number_or_a_sex(text: str) -> None:
    assert MARK.search(text)


def test_words_have_no_mark() -> None:
    assert not MARK.search("the council met to talk about bike lanes")
