"""Lines of one length are cut where all of them have a field of the same form."""

import pytest

from gatepost.detectors.microdata.fixed_width import packed
from gatepost.detectors.microdata.lines import lines_of


def rows(text: str) -> list[list[str]]:
    return [list(table.cells(at)) for table in packed(lines_of(text)) for at in range(len(table.places))]


def test_years_letters_and_the_beginnings_of_postal_codes_are_fields() -> None:
    text = "100121961fk1s052000\n100131984mk2p061000\n100141990fj8x038000\n100151949mk1a072000"
    assert rows(text)[:2] == [["1961", "f", "k1s"], ["1984", "m", "k2p"]]


def test_a_date_is_written_as_one() -> None:
    text = "153349119600412r1n 7c1\n212712219871109r1n 9r4\n940151219530226r0l 6k3\n948911119941231r7a 6l4"
    assert rows(text)[0] == ["1960-04-12", "r1n 7c1"]


@pytest.mark.parametrize(
    "text",
    [
        "100121961fk1s052000\n100131984mk2p061000\n100141990fj8x038000",
        "aaaa1961bbbbbb\ncccc2222dddddd\neeee1984ffffff\ngggg1990hhhhhh",
        "e3b0c44298fc1c149afb\n9f86d081884c7d659a2f\n60303ae22b998861bce3\nfd61a03af4f77d870fc2",
    ],
)
def test_three_rows_or_no_common_field_are_no_table(text: str) -> None:
    assert not rows(text)
