"""Lines are a grid when one sign parts them into as many cells, whatever the sign."""

import pytest

from gatepost.detectors.microdata.grids import grids
from gatepost.detectors.microdata.lines import lines_of
from tests.unit.detectors.microdata.rows import first_rows, rows


@pytest.mark.parametrize(
    "sign", ["\t", "|", ";", ",", ", ", "  ", " - ", "/", "~", "^", "::", "→", "\\", "***", "•", "¤"]
)
def test_a_grid_is_parted_by_any_one_sign(sign: str) -> None:
    text = "\n".join(sign.join(("ab", "34", "f")) for _ in range(4))
    assert first_rows(grids(lines_of(text))) == [("ab", "34", "f")] * 4


def test_a_sign_in_quotes_and_between_thousands_parts_nothing() -> None:
    assert first_rows(grids(lines_of('"roe, jan",34\n' * 4))) == [("roe  jan", "34")] * 4
    tables = list(grids(lines_of("ab,52,000,f\nab,9,f\nab,7,f\nab,52,000,f\n")))
    assert rows(tables[-1])[:2] == [("ab", "52,000", "f"), ("ab", "9", "f")]


def test_rows_of_other_widths_between_do_not_end_a_grid() -> None:
    text = "a;1;x\nhello; you\n\nb;2;y\nc;3;z\nok then\nd;4;w"
    assert [row[0] for row in first_rows(grids(lines_of(text)))] == ["a", "b", "c", "d"]


def test_blanks_part_columns_of_numbers_and_not_the_words_of_prose() -> None:
    columns = "1 00412 belliveau 19680212 1 88400\n" * 4
    assert first_rows(grids(lines_of(columns)))[0][2] == "belliveau"
    assert not list(grids(lines_of("we went walking together yesterday 34\n" * 4)))


def test_three_rows_are_no_table() -> None:
    assert not list(grids(lines_of("a;1\nb;2\nc;3")))


def test_a_long_table_is_looked_at_in_stretches() -> None:
    assert [len(table.places) for table in grids(lines_of("a;1\n" * 600))] == [256, 256, 88]


def test_the_place_is_from_the_first_row_to_the_last() -> None:
    text = "look:\na;1\nb;2\nc;3\nd;4\nbye"
    [table] = grids(lines_of(text))
    assert text[slice(*table.span)] == "a;1\nb;2\nc;3\nd;4"
