"""Prose becomes pieces, one for each person, by the ages that come round or by a word or sign between."""

import pytest

from gatepost.detectors.microdata.marks import MARK
from gatepost.detectors.microdata.series import by_age, by_sign


def people(text: str) -> list[str]:
    numbers = [match.start() for match in MARK.finditer(text)]
    return [piece.strip() for pieces in by_age(text, numbers) for _, _, piece in pieces]


@pytest.mark.parametrize(
    "told",
    [
        "{}, 41, cooks.",
        "{} (41), cooks.",
        "{} is forty-one, cooks.",
        "{}, 41 ans, cuisine.",
        "{} a quarante ans, cuisine.",
        "{}, a cook of 41, paid.",
        "{}, b. 1958, cooks.",
        "{}, in her 40s, cooks.",
        "{} dans la quarantaine, cuisine.",
    ],
)
def test_whatever_tells_ages_the_text_is_cut_before_each_person(told: str) -> None:
    found = people(" ".join(told.format(name) for name in ("anne", "bert", "cora", "dora")))
    assert [piece[:4] for piece in found] == ["anne", "bert", "cora", "dora"]


def test_an_age_that_only_its_place_shows_is_written_out() -> None:
    assert people("ann, 41, cooks; bob, 32, paints; liz, 50, sews; tom, 60, sings")[0] == "ann, aged 41, cooks;"


def test_titles_and_initials_end_no_sentence() -> None:
    assert people("mr. h. roe, 41, in. mrs. k. poe, 32, out. dr. b. doe, 50, in. ms. z. low, 60, out.")[1:3] == [
        "mrs. k. poe, aged 32, out.",
        "dr. b. doe, aged 50, in.",
    ]


@pytest.mark.parametrize("text", ["ann, 41, bob, 32, liz, 50", "for 6 km, then 41 km, then 32 km, then 50 km"])
def test_three_people_or_other_numbers_are_nobody(text: str) -> None:
    assert not people(text)


def test_people_far_from_each_other_are_not_together() -> None:
    assert not people((" " * 500).join(f"ann, {age}, cooks." for age in (41, 32, 50, 60)))


@pytest.mark.parametrize("sign", ["next", "stop", "%%", "☆☆"])
def test_a_word_or_doubled_sign_that_comes_round_parts_a_line(sign: str) -> None:
    text = f" {sign} ".join(["ann 41", "bob 32", "liz 50", "tom 60"])
    assert ["ann 41", "bob 32", "liz 50", "tom 60"] in [
        [piece.strip() for _, _, piece in pieces] for pieces in by_sign((0, len(text), text))
    ]


def test_records_without_a_blank_in_them_stand_side_by_side() -> None:
    text = "34f-k1a-52k 61m-k1b-88k 23f-k2c-19k 45m-k4a-73k"
    [pieces] = by_sign((7, 7 + len(text), text))
    assert [(start, piece) for start, _, piece in pieces][:2] == [(7, "34f-k1a-52k"), (19, "61m-k1b-88k")]


def test_a_word_with_nothing_numbered_between_parts_nothing() -> None:
    text = "and then and so and on and off and 41 and out and about and in"
    assert not list(by_sign((0, len(text), text)))
