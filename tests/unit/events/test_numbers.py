import uuid
from datetime import timedelta

import pytest

from gatepost.events.numbers import new_id, number_of, read_number
from gatepost.testing import A_TUESDAY

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_an_id_is_a_uuid_of_version_7_of_its_moment():
    made = uuid.UUID(new_id(A_TUESDAY))
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
    assert made.int >> 80 == int(A_TUESDAY.timestamp() * 1000)


def test_ids_sort_by_the_microsecond():
    ids = [new_id(A_TUESDAY + timedelta(microseconds=step)) for step in range(3000)]
    assert ids == sorted(ids)


def test_ids_of_one_moment_differ():
    assert len({new_id(A_TUESDAY) for _ in range(1000)}) == 1000


def test_a_number_can_be_said_on_the_phone():
    for _ in range(100):
        number = number_of(new_id(A_TUESDAY))
        assert len(number) == 9
        assert number[4] == "-"
        assert set(number.replace("-", "")) <= set(ALPHABET)


def test_an_event_always_has_the_same_number():
    assert number_of("an id") == number_of("an id")


def test_numbers_hardly_ever_coincide():
    assert len({number_of(str(each)) for each in range(20_000)}) == 20_000


@pytest.mark.parametrize(
    "change", [str.lower, lambda n: n.replace("-", ""), lambda n: f" {n[:2]} {n[2:]} ", lambda n: n.replace("-", "‑")]
)
def test_a_number_is_read_however_it_is_written(change):
    number = number_of("an id")
    assert read_number(change(number)) == number


def test_letters_that_are_taken_for_digits_are_read_as_digits():
    number = next(n for n in map(number_of, map(str, range(1000))) if "0" in n and "1" in n)
    assert read_number(number.replace("0", "o").replace("1", "l")) == number
    assert read_number(number.replace("0", "O").replace("1", "I")) == number


def test_one_wrong_character_is_noticed():
    number = number_of("an id").replace("-", "")
    for place in range(8):
        for wrong in set(ALPHABET) - {number[place]}:
            assert read_number(number[:place] + wrong + number[place + 1 :]) is None


def test_almost_every_pair_of_swapped_characters_is_noticed():
    tried = missed = 0
    for each in range(300):
        number = number_of(str(each)).replace("-", "")
        for place in range(7):
            swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
            tried += swapped != number
            missed += swapped != number and read_number(swapped) is not None
    assert missed / tried < 0.01


@pytest.mark.parametrize("written", ["", "7Q3F", "7Q3F-K2MM-1", "7Q3F-K2M!", "٧Q3F-K2MM", "U" * 8, "x" * 100_000])
def test_what_cannot_be_a_number_is_none(written: str):
    assert read_number(written) is None
