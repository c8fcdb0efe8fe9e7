"""Moments as people read them."""

from datetime import datetime

import pytest

from gatepost.responses.times import clock, moment
from gatepost.responses.words import Bilingual


@pytest.mark.parametrize(
    ("hour", "minute", "english", "french"),
    [
        (8, 30, "8:30", "8\u00a0h\u00a030"),
        (12, 0, "12:00", "12\u00a0h"),
        (0, 5, "0:05", "0\u00a0h\u00a005"),
    ],
)
def test_the_time_of_day(hour: int, minute: int, english: str, french: str) -> None:
    assert clock(datetime(2026, 11, 24, hour, minute)) == Bilingual(english, french)  # noqa: DTZ001 - already local


def test_the_first_of_a_month_has_a_word_of_its_own_in_french() -> None:
    at = datetime(2026, 8, 1, 17, 15)  # noqa: DTZ001 - already local
    assert moment(at) == Bilingual("1 August 2026, 17:15", "1er août 2026, 17\u00a0h\u00a015")
