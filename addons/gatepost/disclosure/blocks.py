"""Groups that are told apart -> which categories may be told apart in each of them.

A block is a set of categories whose sum can be known of a group: one category whose figure is published, or those that
are left when the published ones are taken from the total. When a group is split into two, both keep the same blocks,
or coarser ones: a figure that one of them may not have is withheld from both, and taking the one from what stood above
gives nothing back. A category too small goes together with others, the smallest next, until what is left is safe: that
is complementary suppression, and the order makes it cost the least posts.

A block that is empty in one group is worth a special thought: who knows that nobody there does such a thing (only one
division has official accounts) has the whole of it in the other group, whatever is withheld. It counts as known. When
it is several categories that are known only together, figures must not say that it is empty: something goes with it.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from gatepost.disclosure.safety import Numbers, Safety

type Block = frozenset[int]


@dataclass(frozen=True, slots=True)
class Blocks:
    """`kept` may be published, `plain` is plain to who knows where nobody posts, `rest` is known as one sum only."""

    kept: tuple[Block, ...] = ()
    plain: tuple[Block, ...] = ()
    rest: Block = frozenset()

    @property
    def all(self) -> tuple[Block, ...]:
        return (*self.kept, *self.plain, *((self.rest,) if self.rest else ()))


def coarsened(
    known: Sequence[Block], groups: Sequence[Numbers], safety: Safety, withheld: AbstractSet[Block] = frozenset()
) -> Blocks | None:
    """The finest blocks, made of `known` ones, that are safe in all groups; those in `withheld` are not kept.

    A group is an array by period, person and category. None: no blocks are safe.
    """
    sums = [np.stack([posts[..., sorted(block)].sum(axis=-1) for block in known], axis=-1) for posts in groups]
    totals = np.array([columns.sum(axis=(0, 1)) for columns in sums])
    somewhere, everywhere = totals.any(axis=0), totals.all(axis=0)
    safe = np.logical_and.reduce([safety.of_columns(columns) for columns in sums])
    keep: list[int] = []
    rest: list[int] = []
    for place in np.argsort(-totals.min(axis=0), kind="stable").tolist():
        if everywhere[place]:
            (keep if safe[place] and known[place] not in withheld else rest).append(place)
    plain = np.flatnonzero(somewhere & ~everywhere).tolist()
    hidden = any(len(known[place]) > 1 for place in plain)
    while (rest or hidden) and not all(safety.of(columns[..., rest].sum(axis=-1)) for columns in sums):
        if not keep:
            return None
        rest.append(keep.pop())
    return Blocks(
        kept=tuple(known[place] for place in keep),
        plain=tuple(known[place] for place in plain),
        rest=frozenset().union(*(known[place] for place in rest)),
    )
