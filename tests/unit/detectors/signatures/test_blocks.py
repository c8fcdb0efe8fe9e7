"""A signature block opens with a name, has the agency, and something else that such blocks have."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.signatures.blocks import blocks, lines_of
from gatepost.detectors.wording.agency import names
from gatepost.detectors.wording.phrasebook import words_of
from tests.unit.detectors.readings import a_reading

RESOURCES = shipped_resources()
NAMES, BLOCKS = names(RESOURCES), blocks(RESOURCES)


def found(text: str) -> list[str]:
    reading = a_reading(text)
    lines = lines_of(words_of(reading).overwritten(NAMES.mentions(reading)).text)
    return [text[slice(*place)] for place in BLOCKS.find(reading, lines)]


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("a title", "Jane Roe\nSenior Analyst\nStatistics Canada"),
        ("a classification", "D. Roe-Marsh\nEC-05\nStatCan"),
        ("a division", "Jean Exemple\nOpérations des enquêtes\nStatistique Canada"),
        ("a telephone", "Jane Roe\nStatistics Canada\n613-555-0142"),
        ("title and agency on one line", "Jane Roe\nData scientist, Statistics Canada"),
        ("a place behind it", "L. Roe\nAS-02, Finance\nStatistics Canada, Ottawa"),
        ("an address of the agency", "bo lund\nanalyst\nbo.lund@statcan.gc.ca"),
        ("between bars", "Kim Roe | Economist | Statistics Canada | 613-555-0133"),
    ],
)
def test_a_signature(remark: str, text: str) -> None:
    assert found(text) == [text], remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("nothing else", "Jane Roe\nStatistics Canada"),
        ("no name", "Survey Operations\nStatistics Canada\n613-555-0142"),
        ("a list", "Maple House\nOak Depot\nStatistics Canada\nthe axe throwing place"),
        ("prose", "Jane Roe\nManager\nStatistics Canada is across the street"),
        ("another employer", "Jane Roe\nSenior Analyst\nHealth Canada"),
        ("a profile", "Jane Roe | Economist | StatCan | dogs"),
    ],
)
def test_no_signature(remark: str, text: str) -> None:
    assert found(text) == [], remark


def test_a_title_of_any_wording_is_one_where_the_name_stands_apart() -> None:
    block = "Beau Roe\nkeeper of the numbers\nStatistics Canada"
    assert found(f"see you\n\n{block}") == [block]
    assert found(block) == []
