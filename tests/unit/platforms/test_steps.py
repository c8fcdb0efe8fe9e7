"""Single steps: what they lead on to, and where they stop."""

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.steps import MAX_FOUND, elements, every, key, spread, steps_in
from gatepost.platforms.tree import Several


def test_a_member_is_found_in_mappings_alone() -> None:
    assert key("a")([{"a": 1}, {"b": 2}, ["a"], "a", None, {"a": Several((3, 4))}]) == [1, 3, 4]


def test_every_element_is_also_that_of_a_forms_numbered_fields() -> None:
    assert every([[1, 2], {"0": "x", "1": "y"}, {"a": "z"}, {}, "w"]) == [1, 2, "x", "y", {"a": "z"}, {}, "w"]


def test_operations_are_the_elements_of_lists_alone() -> None:
    assert elements([[1, 2], {"8": 3}]) == [1, 2, {"8": 3}]


def test_readings_are_spread_out() -> None:
    assert spread([1, Several((2, 3))]) == [1, 2, 3]
    assert spread([1]) == [1]


@pytest.mark.parametrize("step", [every, elements])
def test_more_than_can_be_followed_is_told(step: object) -> None:
    assert callable(step)
    with pytest.raises(Undecodable):
        step([[0] * (MAX_FOUND + 1)])


@pytest.mark.parametrize("path", ["a", ".a", "a.b", "a[*].b", 'a["b.c"]', "..a", "a..*", "$type", "a-b", "a->b"])
def test_paths_are_read(path: str) -> None:
    assert steps_in(path)


@pytest.mark.parametrize("path", ["a[", "a]", "a[b]", 'a["b', "a b", "a..", "[*"])
def test_wrong_paths_say_from_where_on(path: str) -> None:
    with pytest.raises(ValueError, match="cannot be read from"):
        steps_in(path)
