"""Digits and what they are called become a kind of identifier, or nothing. All numbers are invented."""

import pytest

from gatepost.detectors.identifiers.numbers import (
    health_number,
    is_nine_digit_number,
    is_ontario_licence,
    is_payment_card,
    is_quebec_health_number,
    is_quebec_licence,
    number_kind,
)


@pytest.mark.parametrize(
    ("digits", "valid"),
    [
        ("046454286", True),
        ("052601812", True),
        ("896030822", True),
        ("046454287", False),
        ("000000000", False),
        ("04645428", False),
    ],
)
def test_nine_digits_need_their_check_digit(digits: str, valid: bool) -> None:
    assert is_nine_digit_number(digits) is valid


@pytest.mark.parametrize(
    ("digits", "groups", "valid"),
    [
        ("4372651676122205", (16,), True),
        ("4372651676122205", (4, 4, 4, 4), True),
        ("4372651676122205", (1,) * 16, True),
        ("373726167513612", (4, 6, 5), True),
        ("2221347887838484", (4, 4, 4, 4), True),
        ("4372651676122206", (16,), False),
        ("4372651676122205", (3, 5, 8), False),
        ("7316897514026148", (16,), False),
        ("4111111111111111", (16,), False),
    ],
)
def test_cards_have_a_prefix_a_length_a_check_digit_and_a_grouping(
    digits: str, groups: tuple[int, ...], valid: bool
) -> None:
    assert is_payment_card(digits, groups) is valid


def test_health_numbers_are_surer_with_a_check_digit_and_are_no_telephones() -> None:
    assert health_number("1078666615", (4, 3, 3)) > health_number("1078666616", (4, 3, 3)) > 0
    assert health_number("6135550142", (3, 3, 4)) == 0
    assert health_number("482139967", (9,)) > 0
    assert health_number("12345", (5,)) == 0


def test_birth_dates_inside_numbers_must_be_dates() -> None:
    assert is_quebec_health_number("TREM", "88561213")
    assert not is_quebec_health_number("TREM", "88991213")
    assert is_ontario_licence("28476015850927")
    assert not is_ontario_licence("28476015859927")
    assert is_quebec_licence("551223058807")
    assert not is_quebec_licence("551299058807")


def test_the_cue_decides_what_nine_digits_are() -> None:
    assert number_kind("046454286", (9,), "sin")[0] == "sin"
    assert number_kind("046454286", (9,), "business-number")[0] == "business-number"
    assert number_kind("046454286", (9,), "") == ("", 0)
    assert number_kind("4372651676122205", (16,), "other") == ("", 0)


@pytest.mark.parametrize("digits", ["5555555555554444", "378282246310005", "4012888888881881"])
def test_cards_of_manuals_are_nobodys(digits: str) -> None:
    assert not is_payment_card(digits, (len(digits),))


def test_a_business_may_have_a_number_of_quebecs_register() -> None:
    assert number_kind("1174820396", (10,), "business-number")[0] == "business-number"
    assert number_kind("4174820396", (10,), "business-number") == ("", 0)


def test_a_banks_own_card_needs_its_cue() -> None:
    assert number_kind("8888104829130677", (4, 4, 4, 4), "") == ("", 0)
