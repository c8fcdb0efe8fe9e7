"""Rows are found whatever parts them; what they mean is for others to say."""

from collections.abc import Iterator

import pytest

from gatepost.detectors.microdata.tables import (
    Looks,
    Table,
    bare_columns,
    columns,
    grids,
    items,
    labelled,
    lines_of,
    paragraphs,
    told,
)

ANY = Looks(marked=lambda _: True, kinds=lambda _: 2)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [tuple(table.cells(at)) for at in range(len(table.places))]


def first(tables: Iterator[Table]) -> list[tuple[str, ...]]:
    return cells(next(tables))


def test_lines_lose_bullets_numbers_rules_and_tags() -> None:
    text = "- a, 1\n2) b, 2\n> c, 3\n-----\n| d | 4 |\n<tr><td>e</td><td>5</td></tr>"
    assert [line for _, _, line in lines_of(text)] == ["a, 1", "b, 2", "c, 3", "d | 4", "e| 5"]


@pytest.mark.parametrize("sign", ["\t", "|", ";", ",", ", ", "  ", " - ", "/", "~", "^", "::", "→", "\\", "***"])
def test_a_grid_is_parted_by_any_one_sign(sign: str) -> None:
    text = "\n".join(sign.join(("ab", "34", "f")) for _ in range(4))
    assert first(grids(lines_of(text))) == [("ab", "34", "f")] * 4


def test_a_sign_in_quotes_and_between_thousands_parts_nothing() -> None:
    assert first(grids(lines_of('"roe, jan",34\n' * 4))) == [("roe  jan", "34")] * 4
    tables = list(grids(lines_of("ab,52,000,f\nab,9,f\nab,7,f\nab,52,000,f\n")))
    assert cells(tables[-1])[:2] == [("ab", "52,000", "f"), ("ab", "9", "f")]


def test_rows_of_other_widths_between_do_not_end_a_grid() -> None:
    text = "a;1;x\nhello; you\n\nb;2;y\nc;3;z\nok then\nd;4;w"
    assert [row[0] for row in first(grids(lines_of(text)))] == ["a", "b", "c", "d"]


def test_three_rows_are_no_table() -> None:
    assert not list(grids(lines_of("a;1\nb;2\nc;3")))


def test_a_long_table_is_looked_at_in_stretches() -> None:
    assert [len(table.places) for table in grids(lines_of("a;1\n" * 600))] == [256, 256, 88]


def test_the_place_is_from_the_first_row_to_the_last() -> None:
    text = "look:\na;1\nb;2\nc;3\nd;4\nbye"
    [table] = grids(lines_of(text))
    assert text[slice(*table.span)] == "a;1\nb;2\nc;3\nd;4"


def is_label(label: str) -> bool:
    return label.strip() in {"age", "sex"}


@pytest.mark.parametrize(
    "text",
    [
        '[{"age":34,"sex":"f"},{"age":34,"sex":"f"},{"age":34,"sex":"f"},{"age":34,"sex":"f"}]',
        "age: 34\nsex: f\n\n" * 4,
        "age=34 sex=f\n" * 4,
        "age: 34 | sex: f\n" * 4,
        "<r><age>34</age><sex>f</sex></r>\n" * 4,
    ],
)
def test_labelled_fields_that_come_again_are_records(text: str) -> None:
    [table] = labelled(text, is_label)
    assert table.heading == ("age", "sex")
    assert [(row[0][:2], row[1][0]) for row in cells(table)] == [("34", "f")] * 4


def test_a_record_may_lack_a_field() -> None:
    text = "age: 1, sex: f\n" * 3 + "sex: m\nage: 2, sex: f\n"
    [table] = labelled(text, is_label)
    assert len(table.places) == 4


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
    assert cells(table) == [("1", "f"), ("2", "m"), ("3", "f"), ("4", "m")]


def test_lists_of_numbers_may_stand_behind_their_labels_in_one_line() -> None:
    [table] = columns("so x=(age) 31,45,52,60; y=(income) 44,71,90,38 there")
    assert table.heading == ("age", "income")
    assert cells(table)[0] == ("31", "44")


def test_columns_need_no_heading_when_some_are_numbers_and_some_words() -> None:
    text = "wilma, jorge, pat, siew\n\n64 / 29 / 50 / 38\n\n26k / 48k / 131k / 62k"
    [table] = bare_columns(lines_of(text))
    assert cells(table)[0] == ("wilma", "64", "26k")
    assert not list(bare_columns(lines_of("1, 2, 3, 4\n5, 6, 7, 8\n9, 1, 2, 3")))


@pytest.mark.parametrize("sign", [";", " / ", " | ", ". ", " 🍁 "])
def test_items_stand_one_after_the_other_on_a_line(sign: str) -> None:
    [line] = lines_of(sign.join(["ann 34", "bob 41", "cy 29", "di 55"]))
    assert [row[0].strip() for row in first(items(line, ANY))] == ["ann 34", "bob 41", "cy 29", "di 55"]


def test_items_may_begin_with_the_same_word_and_a_number() -> None:
    [line] = lines_of("so: unit 1 ann, unit 2 bob, unit 3 cy, unit 4 di")
    found = [row for table in items(line, ANY) for row in cells(table)]
    assert found[-4:] == [("unit 1 ann, ",), ("unit 2 bob, ",), ("unit 3 cy, ",), ("unit 4 di",)]


def test_a_record_may_stand_on_lines_of_its_own() -> None:
    text = "ann\n34\n\nbob\n41\n\ncy\n29\n\ndi\n55"
    assert first(paragraphs(text, lines_of(text), ANY)) == [("ann ; 34",), ("bob ; 41",), ("cy ; 29",), ("di ; 55",)]


def test_and_so_without_empty_lines_after_a_remark() -> None:
    text = "hello there\nann\n34\nbob\n41\ncy\n29\ndi\n55"
    found = [cells(table) for table in paragraphs(text, lines_of(text), ANY)]
    assert [("ann ; 34",), ("bob ; 41",), ("cy ; 29",), ("di ; 55",)] in found


def test_told_records_are_near_each_other() -> None:
    records = Looks(marked=lambda line: "34" in line[2], kinds=lambda _: 2)
    near = "ann 34\nhm\nbob 34\ncy 34\nok\nok\ndi 34"
    assert len(next(told(lines_of(near), records)).places) == 4
    assert not list(told(lines_of(near.replace("ok\nok", "ok\nok\nok")), records))


def test_in_many_words_one_thing_about_somebody_is_not_enough() -> None:
    one = Looks(marked=lambda _: True, kinds=lambda _: 1)
    assert list(told(lines_of("ann 34\n" * 4), one))
    assert not list(told(lines_of(("ann 34" + " and more" * 9 + "\n") * 4), one))
