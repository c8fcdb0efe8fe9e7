"""What holds for everything that is sealed: whole or not at all, and to these people alone."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.sealing.stream import Unopened, seal, unseal
from tests.unit.sealing.people import a_key, a_reader

KEYS = [a_key(number) for number in (1, 2, 3)]
PIECE = 64 * 1024
pieces = st.lists(st.binary(max_size=200) | st.sampled_from([b"a" * PIECE, b"b" * (PIECE + 1)]), max_size=5)


def sealed(content: list[bytes], readers: int = 2) -> bytes:
    file = io.BytesIO()
    seal(file, content, [a_reader(key) for key in KEYS[:readers]], context="event 1")
    return file.getvalue()


def opened(file: bytes, key: int = 0, context: str = "event 1") -> bytes:
    return b"".join(unseal(io.BytesIO(file), KEYS[key], context=context))


@given(pieces)
@settings(max_examples=50, deadline=None)
def test_each_of_the_people_opens_what_was_sealed(content: list[bytes]):
    file = sealed(content)
    assert opened(file, 0) == opened(file, 1) == b"".join(content)


@given(pieces, st.data())
@settings(max_examples=150, deadline=None)
def test_what_was_changed_or_cut_does_not_open(content: list[bytes], data: st.DataObject):
    file = sealed(content, readers=1)
    place = data.draw(st.integers(0, len(file) - 1))
    change = bytes([file[place] ^ data.draw(st.integers(1, 255))])
    for wrong in (file[:place], file[:place] + change + file[place + 1 :], file + b"more"):
        with pytest.raises(Unopened):
            opened(wrong)


@given(st.binary(max_size=300))
def test_any_bytes_open_or_say_that_they_do_not(file: bytes):
    with pytest.raises(Unopened):
        opened(file)


def test_nobody_else_opens_it_and_it_is_about_one_thing_only():
    file = sealed([b"a picture"])
    with pytest.raises(Unopened, match="not sealed to this key"):
        opened(file, 2)
    with pytest.raises(Unopened):
        opened(file, context="event 2")


def test_two_files_do_not_lend_each_other_pieces():
    one, other = (sealed([bytes([letter]) * (3 * PIECE)], readers=1) for letter in b"ab")
    middle = slice(PIECE, 2 * PIECE)
    with pytest.raises(Unopened):
        opened(one[: middle.start] + other[middle] + one[middle.stop :])


def test_sealing_to_nobody_is_refused():
    with pytest.raises(ValueError, match="nobody"):
        seal(io.BytesIO(), [b"lost"], [], context="event 1")
