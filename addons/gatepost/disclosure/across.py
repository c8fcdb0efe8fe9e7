"""The blocks of two tables, laid over each other -> the one that gives away what no table alone does.

Tables are not independent. Everything on one platform may be professional use, so that the professional posts less
that platform's are three people's. All that is refused may fall under three guidelines, two of them published. What is
looked for is what falls out of that: of each block of one table, what the blocks of another that lie wholly inside
leave of it, and what the blocks that touch it have besides. Both must be safe, or be nothing. Where blocks lie is taken
from the posts, as if everybody knew it.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

import numpy as np

from gatepost.disclosure.blocks import Block
from gatepost.disclosure.posts import Group, Mask
from gatepost.disclosure.safety import Numbers, Safety


class Fault(NamedTuple):
    """The `block` of `table` and some of table `other` differ by what must not be known."""

    table: int
    block: Block
    other: int


def fault(group: Group, tables: Sequence[Sequence[Block]], safety: Safety) -> Fault | None:
    """The first that is found. Every row's category is in a block of each table."""
    rows = [
        _numbered(blocks, len(names))[group.categories[:, table]]
        for table, (blocks, names) in enumerate(zip(tables, group.week.names, strict=True))
    ]
    for other, table in permutations(range(len(tables)), 2):
        for place, left in _differences(rows[other], rows[table], len(tables[other]), len(tables[table])):
            if not safety.of(group.by_person(left)):
                return Fault(table, tables[table][place], other)
    return None


def _numbered(blocks: Sequence[Block], size: int) -> Numbers:
    """For each category the number of its block."""
    numbers = np.zeros(size, dtype=np.int64)
    for number, block in enumerate(blocks):
        numbers[list(block)] = number
    return numbers


def _differences(others: Numbers, ours: Numbers, n_others: int, n_ours: int) -> Iterator[tuple[int, Mask]]:
    """Of each of our blocks, the rows (as a mask) by which it differs from blocks of the other table."""
    meet = np.bincount(others * n_ours + ours, minlength=n_others * n_ours).reshape(n_others, n_ours) > 0
    elsewhere = meet.sum(axis=1) > 1
    for place in range(n_ours):
        touching = meet[:, place]
        inside, across = touching & ~elsewhere, touching & elsewhere
        if across.any() and inside.any():
            yield place, (ours == place) & ~inside[others]
        if across.any() and (meet.any(axis=1) & ~touching).any():
            yield place, touching[others] & (ours != place)
