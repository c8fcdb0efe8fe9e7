"""Each figure belongs to the nearest source of its sentence, or to one that the next sentences name."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.citations.attribution import attribution
from gatepost.detectors.wording.agency import names
from gatepost.detectors.wording.phrasebook import words_of
from tests.unit.detectors.readings import a_reading

RESOURCES = shipped_resources()
NAMES, ATTRIBUTION = names(RESOURCES), attribution(RESOURCES)


def attributed(text: str) -> list[str]:
    reading = a_reading(text)
    marked = words_of(reading).overwritten(NAMES.mentions(reading))
    return [reading.folded[slice(*place)].strip() for _, place in ATTRIBUTION(marked)]


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("a verb", "StatCan pegs rent at $2,140"),
        ("the verb first", "One in five lives alone, says StatCan"),
        ("a bare name", "Statistics Canada just broke my brain, 63% of us live with mom"),
        ("in brackets", "Only 8% of us bike in winter (StatCan, 2021)"),
        ("a credit", "41,000 jobs!! StatCan out here making Friday"),
        ("a credit behind filler", "A quarter more overtime. Who says? Statistics Canada."),
        ("a credit behind a list", "Wages: +3.3%\nRent: +6.0%\n\nData: StatCan"),
        ("an announcement", "Dude. Statistics Canada. Two thirds of us own."),
        ("a programme", "LFS: 94,000 jobs in one month"),
        ("a count", "Statistique Canada a compté 312 personnes dans mon village"),
        ("an average", "Statistics Canada pegs the average commute at 26 minutes"),
        ("another is further", "CMHC says 240,000 starts while StatCan counts 251,000 permits"),
        ("a place of one's own", "My town grew 4%, StatCan says"),
    ],
)
def test_a_figure_of_the_agency(remark: str, text: str) -> None:
    assert attributed(text), remark


@pytest.mark.parametrize(
    ("remark", "text"),
    [
        ("one's own", "My rent went up 15% and StatCan watched"),
        ("a guess", "My bet for tomorrow's CPI: 2.6%"),
        ("an employer", "95% of my job at StatCan is email"),
        ("a question", "Is StatCan going to tell us 2% again?"),
        ("a wish", "StatCan should count the 40,000 geese"),
        ("a thing", "Bought a StatCan yearbook for $3.50"),
        ("its staff", "Statistics Canada has about 7,000 employees"),
        ("another nearer", "StatCan is near, but RBC expects 2.1%"),
        ("another's programme", "US CPI at 2.9%, markets yawn"),
        ("somebody's words", "The landlord says the CPI lets him raise rents 2.5%"),
        ("nobody's", "Unemployment is 6.9%"),
    ],
)
def test_a_figure_of_somebody_else(remark: str, text: str) -> None:
    assert attributed(text) == [], remark


def test_far_from_a_name_nothing_is_looked_for() -> None:
    filler = "The geese came back. " * 30
    assert attributed(f"Rents up 5%. {filler}StatCan says 6.9%. {filler}Wages up 3%.") == ["6.9%"]
