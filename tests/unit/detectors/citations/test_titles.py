"""A title with its publisher and its day is a source; with one of them it is not. `A` is written over the agency."""

import pytest

from gatepost.detectors.citations.titles import dated_titles


@pytest.mark.parametrize(
    "text",
    [
        '"homeownership and parents\' property," published by AAAAAAA november 20, 2023',
        'le communique de AAAAAAA du 11 juin 2026, "les pecheries en chiffres", repond',
        'the july 22, 2026 daily was long; the daily had "canada\'s farm labour shortfall"',
        "AAAAAAA, *marriages and divorces, 2024*, 12 november 2025",
    ],
)
def test_a_title_with_publisher_and_day(text: str) -> None:
    assert list(dated_titles(text))


@pytest.mark.parametrize(
    "text",
    [
        '"homeownership and parents\' property," published by AAAAAAA',
        '"homeownership and parents\' property," november 20, 2023',
        '"never again", said AAAAAAA, november 20, 2023',
        '"a day of november 20, 2023 at AAAAAAA"',
        "AAAAAAA, november 20, 2023",
        '"marriages and divorces of ours" ' + "word " * 40 + "AAAAAAA, november 20, 2023",
    ],
)
def test_what_is_none(text: str) -> None:
    assert not list(dated_titles(text))
