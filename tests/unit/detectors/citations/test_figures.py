"""Figures look published, or are counts and averages; years, dates and telephone numbers are none."""

import pytest

from gatepost.detectors.citations.figures import DENIED, SAID, SHOWN, said, shown, without


def figures(text: str, **phrases: str) -> list[tuple[str, bool]]:
    """The figures of a text in which these phrases stand (by list, with underscores)."""
    places = {
        name: [(text.index(phrase), text.index(phrase) + len(phrase))]
        if (phrase := phrases.get(name.replace("-", "_")))
        else []
        for name in (*SHOWN, *SAID, DENIED)
    }
    return [
        (text[figure.start : figure.end].strip(), figure.published)
        for figure in without(places[DENIED], [*shown(text, places), *said(places)])
    ]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("up 6.9 % in may", "6.9 %"),
        ("en hausse de 2,1%", "2,1%"),
        ("41,651,653 people", "41,651,653"),
        ("36 991 981 personnes", "36 991 981"),
        ("about $73,000 a year", "$73,000"),
        ("12,50 $", "12,50 $"),
        ("41k jobs", "41k"),
        ("57000 jobs", "57000"),
        ("1 in 5 of us", "1 in 5"),
        ("3 sur 10", "3 sur 10"),
        ("at 1.26, a low", "1.26"),
        ("wages: +3.4%", "+3.4%"),
        ("men to women 3:1", "3:1"),
        ("3/4 of all of it", "3/4"),
        ("99 g$", "99 g$"),
    ],
)
def test_in_digits(text: str, figure: str) -> None:
    assert (figure, True) in figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "in 2021",
        "at 8:30",
        "14-10-0287-01",
        "1-800-263-1136",
        "613-555-0142",
        "2025-05-12",
        "version 17.10.4",
        "2.3 gb",
    ],
)
def test_no_figures(text: str) -> None:
    assert figures(text) == []


def test_phrases_find_and_take_away() -> None:
    assert figures("one in five", figures_in_words="one in five") == [("one in five", True)]
    assert figures("100 % sure", no_figures="100 % sure") == []


def test_a_count_is_a_figure_only_when_said() -> None:
    assert figures("312 people", figure_counted_so="312 people") == [("312 people", False)]


def test_a_duration_is_one_only_beside_an_average() -> None:
    assert figures("26 minutes", figure_durations="26 minutes") == []
    text = "average of 26 minutes"
    assert figures(text, figure_durations="26 minutes", figure_averages="average") == [("26 minutes", True)]
