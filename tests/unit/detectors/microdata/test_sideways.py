"""Lists one below the other are the columns of a table on its side."""

import pytest

from gatepost.detectors.microdata.lines import lines_of
from gatepost.detectors.microdata.sideways import bare_columns, columns
from tests.unit.detectors.microdata.rows import rows


@pytest.mark.parametrize(
    "text",
    [
        "age: 1, 2, 3, 4\nsex: f, m, f, m",
        '{"age":[1,2,3,4],"sex":["f","m","f","m"]}',
        "age = c(1,2,3,4)\nsex = c(f,m,f,m)",
    ],
)
def test_lists_one_below_the_other_are_columns(text: str) -> None:
    [table] = columns(text)
    assert table.heading == ("age", "sex")
    assert rows(table) == [("1", "f"), ("2", "m"), ("3", "f"), ("4", "m")]


def test_lists_of_numbers_may_stand_behind_their_labels_in_one_line() -> None:
    [table] = columns("so x=(age) 31,45,52,60; y=(income) 44,71,90,38 there")
    assert table.heading == ("age", "income")
    assert rows(table)[0] == ("31", "44")


def test_columns_need_no_heading_when_some_are_numbers_and_some_words() -> None:
    text = "wilma, jorge, pat, siew\n\n64 / 29 / 50 / 38\n\n26k / 48k / 131k / 62k"
    [table] = bare_columns(lines_of(text))
    assert rows(table)[0] == ("wilma", "64", "26k")
    assert not list(bare_columns(lines_of("1, 2, 3, 4\n5, 6, 7, 8\n9, 1, 2, 3")))
