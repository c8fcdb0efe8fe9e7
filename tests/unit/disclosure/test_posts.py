import numpy as np
import pytest

from gatepost.disclosure.divisions import tree
from gatepost.disclosure.posts import Count, Group, read_posts
from tests.unit.disclosure.making import SECRET, some_posts

TREE = tree({"field": "", "east": "field", "west": "field"})
WEEK = some_posts({"east/x": 3, "west/y": 2, "field/x": 1, "/y": 4}, TREE)


def of(division: str) -> Group:
    return Group.of(WEEK, TREE.places[division], TREE.ends[division])


def test_a_group_has_its_division_and_all_below_it() -> None:
    assert [len(of(division).rows) for division in ("", "field", "east", "west")] == [10, 6, 3, 2]


def test_what_is_left_of_a_group_is_what_was_not_taken() -> None:
    left = of("field").without(of("east"))
    assert len(left.rows) == 3
    assert left.tables[0].sum(axis=(0, 1)).tolist() == [1, 2]


def test_a_table_is_by_period_person_and_category() -> None:
    assert WEEK.names == (("x", "y"),)
    assert of("").tables[0].shape == (1, 10, 2)
    assert of("").tables[0].sum(axis=(0, 1)).tolist() == [4, 6]


def test_a_person_is_one_however_many_counts_they_have() -> None:
    counts = [Count("a", "east", ("x",), 2), Count("a", "west", ("y",), 3), Count("b", "east", ("x",), 1)]
    week = read_posts(counts, TREE, 1, week="w", secret=SECRET)
    assert sorted(Group.of(week, 0, TREE.ends[""]).by_person()[0].tolist()) == [1, 5]


def test_the_same_name_in_another_period_is_somebody_else() -> None:
    counts = [Count("a", "east", ("x",), 2, "2026-11"), Count("a", "east", ("x",), 3, "2026-12")]
    week = read_posts(counts, TREE, 1, week="w", secret=SECRET)
    assert Group.of(week, 0, TREE.ends[""]).by_person().tolist() == [[2, 0], [0, 3]]


def test_posts_of_a_division_that_nobody_named_are_the_agencys() -> None:
    week = read_posts([Count("a", "nowhere", ("x",), 1)], TREE, 1, week="w", secret=SECRET)
    assert week.places.tolist() == [TREE.place("")]


@pytest.mark.parametrize("count", [Count("a", "", ("x",), 0), Count("a", "", ("x",), -3), Count("a", "", (), 1)])
def test_a_count_that_is_none_publishes_nothing(count: Count) -> None:
    with pytest.raises(ValueError, match="at least one post"):
        read_posts([count], TREE, 1, week="w", secret=SECRET)


def test_keys_are_of_the_week_and_the_person() -> None:
    counts = [Count("a", "east", ("x",), 2), Count("b", "east", ("x",), 2)]
    first, next_ = (read_posts(counts, TREE, 1, week=week, secret=SECRET).keys for week in ("1", "2"))
    assert len(np.unique(np.concatenate([first, next_]))) == 4


def test_nothing_is_a_week_too() -> None:
    week = read_posts([], TREE, 2, week="w", secret=SECRET)
    assert Group.of(week, 0, 4).by_person().tolist() == [[]]
