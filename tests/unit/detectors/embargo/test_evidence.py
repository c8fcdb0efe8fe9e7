"""What stands beside words that may be an embargo."""

import re

import pytest

from gatepost.detectors.embargo.evidence import figures_beside, press_beside
from gatepost.detectors.wording.layout import Place
from tests.unit.detectors.readings import a_reading

PAPERS = re.compile(r"report|press")


def at(text: str) -> Place:
    item = a_reading(text)
    start = item.folded.index("quiet")
    return Place(text=item, start=start, end=start + len("quiet"))


def test_what_the_press_is_given_counts_on_either_side() -> None:
    assert press_beside(PAPERS, at("the press, quiet"))
    assert press_beside(PAPERS, at("quiet, a report"))
    assert not press_beside(PAPERS, at("quiet, a cake"))


def test_what_is_far_away_does_not_count() -> None:
    assert not press_beside(PAPERS, at(f"quiet{' a cake' * 40} report"))


@pytest.mark.parametrize(
    "text", ["quiet: 6.4 %", "quiet, up 2 points", "deficit 2,7 milliards, quiet", "quiet. CPI +0.3"]
)
def test_figures_count(text: str) -> None:
    assert figures_beside(at(text))


@pytest.mark.parametrize("text", ["quiet until 8.30", "quiet at 8:30", "quiet on 2026.12.04", "room 204, quiet"])
def test_times_dates_and_rooms_are_no_figures(text: str) -> None:
    assert not figures_beside(at(text))
