"""Parts are read each by itself: what is wrong with one is said once, and costs the others nothing."""

from collections.abc import Iterator

import pytest

from gatepost.content.apart import read_apart
from gatepost.content.budget import Unreadable
from gatepost.content.format import Passage, Piece, Unread


def part(text: str, reason: str = "") -> Iterator[Piece]:
    yield Passage(text=text)
    if reason:
        raise Unreadable(reason)


def test_a_reason_is_said_once_where_it_first_was_and_all_parts_are_read() -> None:
    parts = [(1, part("a", "corrupt")), (2, part("b", "corrupt")), (3, part("c", "encrypted")), (None, part("d"))]
    assert list(read_apart(parts, {"too-large", "corrupt"})) == [
        Passage(text="a"),
        Unread(reason="corrupt", page=1),
        Passage(text="b"),
        Passage(text="c"),
        Unread(reason="encrypted", page=3),
        Passage(text="d"),
        Unread(reason="too-large"),
    ]


def test_time_that_is_up_is_up_for_all() -> None:
    with pytest.raises(Unreadable, match="timeout"):
        list(read_apart([(None, part("a", "timeout")), (None, part("b"))]))


def test_a_blank_file_was_read_and_a_damaged_one_was_not() -> None:
    assert list(read_apart([(None, iter(()))])) == [Passage(text="")]
    assert list(read_apart([], {"corrupt"})) == [Unread(reason="corrupt")]
