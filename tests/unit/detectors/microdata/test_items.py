"""Records stand one after the other on a line, parted by a sign or begun alike."""

import pytest

from gatepost.detectors.microdata.items import items
from gatepost.detectors.microdata.lines import lines_of
from tests.unit.detectors.microdata.rows import ANY, first_rows, rows


@pytest.mark.parametrize("sign", [";", " / ", " | ", ". ", " 🍁 "])
def test_items_stand_one_after_the_other_on_a_line(sign: str) -> None:
    [line] = lines_of(sign.join(["ann 34", "bob 41", "cy 29", "di 55"]))
    assert [row[0].strip() for row in first_rows(items(line, ANY))] == ["ann 34", "bob 41", "cy 29", "di 55"]


def test_items_may_begin_with_the_same_word_and_a_number() -> None:
    [line] = lines_of("so: unit 1 ann, unit 2 bob, unit 3 cy, unit 4 di")
    found = [row for table in items(line, ANY) for row in rows(table)]
    assert found[-4:] == [("unit 1 ann, ",), ("unit 2 bob, ",), ("unit 3 cy, ",), ("unit 4 di",)]
