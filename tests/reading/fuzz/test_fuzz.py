"""Damaged files are all answered, and nothing but findings comes out of the reader. (A short round; `make fuzz` is a long one.)"""

from tests.reading.fuzz.rounds import fuzz

SECONDS = 12


def test_every_damaged_file_is_answered() -> None:
    tally = fuzz(2_000, SECONDS, start=1)
    assert tally.files > 100
    assert not tally.raised
    assert not tally.died
    assert 0 < tally.clean < tally.files
