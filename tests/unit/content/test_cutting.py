"""Running text becomes stretches in which nothing is cut in two."""

from itertools import pairwise

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.cutting import LONGEST, cut
from tests.unit.content.budgets import a_budget


def test_a_short_text_stays_whole() -> None:
    assert list(cut(["one\n\n", "two"], a_budget())) == ["one\n\ntwo"]


@pytest.mark.parametrize("line", ["word " * 9 + "{}\n", "word" * 9 + "{} ", "word{}"])
def test_whatever_is_cut_stands_whole_in_one_of_the_stretches(line: str) -> None:
    text = "".join(line.format(number) for number in range(20_000))
    stretches = list(cut([text[:50_000], text[50_000:]], a_budget()))
    assert all(len(stretch) <= LONGEST for stretch in stretches)
    assert all(any(str(n) in stretch for stretch in stretches) for n in range(10_000, 10_500))
    assert stretches[0] + "".join(b[_overlap(a, b) :] for a, b in pairwise(stretches)) == text


def _overlap(before: str, after: str) -> int:
    return next(length for length in range(2048, -1, -1) if before.endswith(after[:length]))


def test_lines_at_the_end_of_a_stretch_begin_the_next_one() -> None:
    lines = [f"line {number}\n" for number in range(10_000)]
    first, second, *_ = cut(lines, a_budget())
    assert second.startswith("".join(first.splitlines(keepends=True)[-5:]))


def test_each_stretch_of_a_table_begins_with_its_first_row() -> None:
    rows = [f"{number},K1A 0B1,3{number % 10},F\n" for number in range(10_000)]
    stretches = list(cut(["id,postal code,age,sex\n", *rows], a_budget()))
    assert len(stretches) > 3
    assert all(stretch.startswith("id,postal code,age,sex\n") for stretch in stretches)


def test_what_was_paid_for_is_given_before_the_end_is_said() -> None:
    given: list[str] = []
    with pytest.raises(Unreadable, match="too-large"):
        given.extend(cut(["a" * 59 + "\n"] * 100, a_budget(characters=130)))
    assert given == ["a" * 59 + "\n" + "a" * 59 + "\n"]
