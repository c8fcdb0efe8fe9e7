"""A child that ends is an answer, and the next one reads on."""

import time
from random import Random

import pytest

from tests.reading import children
from tests.reading.children import Child
from tests.reading.fuzz.mutating import mutated


def test_what_is_read_is_told(child: Child) -> None:
    answer = child.ask(b"PROTECTED B", 5)
    assert answer.marked
    assert answer.clean
    assert answer.items == 1


def test_one_that_was_killed_is_an_answer_and_another_takes_its_place() -> None:
    child = Child()
    child.ask(b"first", 5)
    assert child._process is not None
    child._process.kill()
    answer = child.ask(b"second", 5)
    assert answer.died.startswith("SIGKILL")
    assert not answer.clean
    assert child.ask(b"PROTECTED B", 5).marked
    assert child.lost == 1
    child.close()


def test_one_that_says_nothing_is_ended_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "PATIENCE", 2.0)
    child = Child()
    child.ask(b"first", 5)
    started = time.monotonic()
    assert child._process is not None
    child._process.send_signal(19)  # it stops, and hears nothing
    assert child.ask(b"second", 0.1).died.startswith("late")
    assert time.monotonic() - started < 3 * children.PATIENCE
    child.close()


def test_a_number_always_makes_the_same_file_and_others_make_others() -> None:
    seeds = [b"PK-like", bytes(1000), Random(1).randbytes(3000)]  # noqa: S311 - the same every time
    assert [mutated(number, seeds) for number in range(50)] == [mutated(number, seeds) for number in range(50)]
    assert len({mutated(number, seeds) for number in range(200)}) > 150
