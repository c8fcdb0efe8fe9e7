"""What a gateway reads of the folder of enrolled things."""

from pathlib import Path

import pytest

from gatepost.enrolment.enrolled import SYMBOLS, Enrolled, enrolled_stamp, read_enrolled
from gatepost.enrolment.symbols import BadIndex, to_bytes


def test_where_nothing_was_ever_enrolled_nothing_is(tmp_path: Path) -> None:
    assert read_enrolled(tmp_path / "nowhere") == Enrolled()
    assert enrolled_stamp(tmp_path / "nowhere") == ()


def test_an_index_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / SYMBOLS).write_bytes(to_bytes(b"numbers"))
    symbols = read_enrolled(tmp_path).symbols
    assert symbols
    assert symbols.packed == b"numbers"
    assert len(symbols.digest) == 64


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"numbers",
        to_bytes(b"numbers")[:-1],
        to_bytes(b"numbers") + b"!",
        to_bytes(b"x").replace(b"symbols 1", b"symbols 0"),
    ],
    ids=["empty", "something else", "cut short", "longer", "another version"],
)
def test_an_index_that_is_not_what_was_made_is_refused_with_what_to_do(tmp_path: Path, data: bytes) -> None:
    (tmp_path / SYMBOLS).write_bytes(data)
    with pytest.raises(BadIndex, match="gatepost enrol symbol rebuild"):
        read_enrolled(tmp_path)


def test_the_stamp_tells_one_state_of_the_folder_from_another(tmp_path: Path) -> None:
    (tmp_path / SYMBOLS).write_bytes(to_bytes(b"numbers"))
    before = enrolled_stamp(tmp_path)
    (tmp_path / SYMBOLS).write_bytes(to_bytes(b"more numbers"))
    assert enrolled_stamp(tmp_path) != before
