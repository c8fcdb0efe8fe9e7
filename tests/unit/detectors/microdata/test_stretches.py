"""Rows may be where four like numbers come near each other; times, scores, measures and shares are about nobody."""

import pytest

from gatepost.detectors.microdata.stretches import stretches


@pytest.mark.parametrize(
    "text",
    [
        "34,f\n41,m\n29,f\n55,m",
        "34f 41m 29f 55m",
        "ann (34), bob (41), liz (29), tom (55)",
        "anne, 34 ans; luc, 7 ans; lise, 29 ans; paul, 5 ans",
        "k1s: 2, k2p: 3, j8x: 2, k1a: 1",
        "k1s 3b4, k2p 1l4, j8x 2a1, k1a 0b6",
        "52 000 $ / 61 000 $ / 38 000 $ / 72 000 $",
        "52k, 61k, 38k, 72k",
        "b. 1951, b. 1988, b. 1975, b. 2001",
        "1951-03-02 f\n1988-11-30 m\n1975-07-19 f\n2001-01-08 m",
        "130692544;a\n193456787;b\n287654321;c\n302345672;d",
        "forty-one, thirty-two, fifty, sixty",
        "quarante et un ans, trente ans, vingt-neuf ans, soixante ans",
    ],
)
def test_four_numbers_of_one_kind_may_be_rows(text: str) -> None:
    assert stretches(text) == [(0, len(text))]


@pytest.mark.parametrize(
    "text",
    [
        "34,f\n41,m\n29,f",
        "open 8:30, 9:15, 10:45 and 11:20",
        "ouvert 8 h 30, 9 h 15, 10 h 45, 11 h",
        "we won 12-4-1, 11-6-0, 9-7-2 and 5-11-1",
        "up 34 %, 41%, 29 per cent and 55 pour cent",
        "ran 12 km, 14 km, 10 km, then 42 minutes of rest",
        "saw 25 turkeys, 12 loons, 31 canards and 14 outardes",
        "coffee 3.25, tea 2.75, cake 4.50, soup 8.95",
        "34 at the first stop, 1951 they say, then $52,000, then k1s",
    ],
)
def test_other_numbers_are_about_nobody(text: str) -> None:
    assert not stretches(text)


def test_a_crowd_of_numbers_is_one_stretch_however_long() -> None:
    text = "34,f\n41,m\n" * 2_000
    assert stretches(text) == [(0, len(text))]


def test_numbers_far_from_each_other_are_no_rows() -> None:
    assert not stretches((" " * 400).join(["34, f", "41, m", "29, f", "55, m"]))


def test_a_stretch_has_the_lines_around_the_rows_and_no_more() -> None:
    rows = "34,f\n41,m\n29,f\n55,m"
    text = f"{'x' * 500}\n{'y' * 300}\nage,sex\n{rows}\n{'z' * 300}\n{'w' * 500}"
    [(start, end)] = stretches(text)
    assert text[start] == "y"
    assert text[end - 1] == "z"


def test_rows_apart_are_stretches_apart() -> None:
    rows = "34,f\n41,m\n29,f\n55,m"
    assert len(stretches(rows + "\nwords, many words" * 60 + "\n" + rows)) == 2
