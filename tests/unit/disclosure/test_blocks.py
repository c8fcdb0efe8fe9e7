import numpy as np

from gatepost.disclosure.blocks import Block, coarsened
from gatepost.disclosure.safety import Numbers, Safety

SAFETY = Safety(people=10)


def a_group(*people: int) -> Numbers:
    """For each category so many people with one post each, nobody with two."""
    total = sum(people)
    group = np.zeros((1, total, len(people)), dtype=np.int64)
    group[0, np.arange(total), np.repeat(np.arange(len(people)), people)] = 1
    return group


def block(*categories: int) -> Block:
    return frozenset(categories)


ALL_THREE = [block(0), block(1), block(2)]


def test_categories_that_are_large_enough_are_kept() -> None:
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 10)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.rest) == ((block(0), block(1), block(2)), block())


def test_a_small_category_takes_the_smallest_of_the_others_with_it() -> None:
    """Withheld alone it would be the total less the others."""
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 3)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.rest) == ((block(0),), block(1, 2))


def test_small_categories_that_are_enough_together_cost_no_other() -> None:
    blocks = coarsened([*ALL_THREE, block(3)], [a_group(30, 20, 6, 5)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.rest) == ((block(0), block(1)), block(2, 3))


def test_what_one_group_cannot_keep_no_group_keeps() -> None:
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 20), a_group(30, 20, 2)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.rest) == ((block(0),), block(1, 2))


def test_what_is_in_one_group_alone_is_plain_there() -> None:
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 12), a_group(30, 20, 0)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.plain) == ((block(0), block(1)), (block(2),))


def test_what_is_plain_helps_to_hide_nothing() -> None:
    """Who knows that category 2 is of the first group alone knows it there, and what it leaves of the total."""
    assert coarsened([block(0), block(2)], [a_group(3, 0, 20), a_group(30, 0, 0)], SAFETY) is None


def test_what_is_asked_to_be_withheld_is() -> None:
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 15)], SAFETY, {block(0)})
    assert blocks is not None
    assert (blocks.kept, blocks.rest) == ((block(1), block(2)), block(0))


def test_what_is_nowhere_is_in_no_block() -> None:
    blocks = coarsened(ALL_THREE, [a_group(30, 20, 0)], SAFETY)
    assert blocks is not None
    assert blocks.all == (block(0), block(1))


def test_blocks_that_are_known_together_stay_together() -> None:
    blocks = coarsened([block(0), block(1, 2)], [a_group(30, 20, 15)], SAFETY)
    assert blocks is not None
    assert set(blocks.all) == {block(0), block(1, 2)}


def test_that_a_withheld_sum_is_empty_somewhere_is_not_said() -> None:
    """Its categories may be known for the whole agency, and would then be the other group's."""
    blocks = coarsened([block(0), block(1), block(2, 3)], [a_group(30, 20, 9, 9), a_group(30, 20, 0, 0)], SAFETY)
    assert blocks is not None
    assert (blocks.kept, blocks.plain, blocks.rest) == ((block(0),), (block(2, 3),), block(1))
