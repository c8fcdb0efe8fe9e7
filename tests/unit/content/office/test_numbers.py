"""A number in a cell is read as a person sees it."""

import pytest

from gatepost.content.office.numbers import general, shown


@pytest.mark.parametrize(
    ("number", "code", "raw", "expected"),
    [
        (14, "", "30744", "1984-03-03"),
        (22, "", "45000.5", "2023-03-15 12:00"),
        (20, "", "0.75", "18:00"),
        (164, "yyyy\\-mm\\-dd", "45000", "2023-03-15"),
        (164, "[$-40C]d mmmm yyyy", "45000", "2023-03-15"),
        (164, "mmm", "45000", "2023-03-15"),
        (164, "[h]:mm", "45000", "2023-03-15"),
        (164, "000\\ 000\\ 000", "46454286", "046 454 286"),
        (164, "000-000-000", "46454286", "046-454-286"),
        (164, "00000", "123", "00123"),
        (164, '"Dossier "0000', "7", "Dossier 0007"),
        (164, '#,##0.00\\ "$"', "1234.5", "1,234.50 $"),
        (164, "[Red]0.0", "3", "3.0"),
        (3, "", "1234567", "1,234,567"),
        (9, "", "0.25", "25%"),
        (164, '"day "0', "3", "day 3"),
        (164, "000-000-000", "n/a", "n/a"),
        (14, "", "-5", "-5"),
        (14, "", "1e300", "1e300"),
        (14, "", "x", "x"),
    ],
)
def test_formats_are_followed_as_far_as_they_decide_the_reading(
    number: int, code: str, raw: str, expected: str
) -> None:
    show = shown(number, code, since_1904=False)
    assert show is not None
    assert show(raw) == expected


@pytest.mark.parametrize("code", ["", "General", "@"])
def test_what_has_no_format_is_shown_as_it_is(code: str) -> None:
    assert shown(0, code, since_1904=False) is None


def test_days_are_counted_from_1904_where_a_workbook_says_so() -> None:
    show = shown(14, "", since_1904=True)
    assert show is not None
    assert show("1") == "1904-01-02"


@pytest.mark.parametrize(("raw", "expected"), [("0.10000000000000001", "0.1"), ("12345678901234", "12345678901234")])
def test_a_number_without_a_format_has_the_digits_that_there_is_room_for(raw: str, expected: str) -> None:
    assert general(raw) == expected
