"""Posts by person -> whether their sum may be known.

Two rules of statistical agencies, both needed: a threshold on distinct people, and a dominance rule. The latter is the
p% rule with p = 100: without the two who posted most, the others posted at least as much as the first. So the second,
who knows their own posts and takes them away, still cannot say more than that the first made at most half of the rest,
and nobody makes up more than half of any figure.

Names of people change with the period of their pseudonyms, and a week can have two. Who is who across them is not known
here, so the worst is assumed: that the fewer people of one are among those of the other, and the largest the largest.

Both rules carry over from two groups to their union, even where they share people (the p% rule is a subadditive
measure), so a sum of safe sums is safe. Any rule that takes their place must have that property: `blocks` rests on it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

type Numbers = NDArray[np.int64]

_FEWEST = 3  # below that, taking away the two largest leaves nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """`people` is the least number of distinct people in any sum that can be known."""

    people: int = 10

    def __post_init__(self) -> None:
        if self.people < _FEWEST:
            raise ValueError(f"a threshold is at least {_FEWEST} people")

    def of_columns(self, posts: Numbers) -> NDArray[np.bool_]:
        """Of an array by period, person and column: which columns are safe. Rows of nothing are nobody."""
        if posts.shape[1] < self.people:
            return np.zeros(posts.shape[2], dtype=np.bool_)
        second, first = np.partition(posts, (-2, -1), axis=1)[:, -2:].sum(axis=0)
        enough: NDArray[np.bool_] = np.count_nonzero(posts, axis=1).max(axis=0) >= self.people
        shared: NDArray[np.bool_] = posts.sum(axis=(0, 1)) - first - second >= first
        return enough & shared

    def of(self, posts: Numbers) -> bool:
        """Of one sum, by period and person."""
        return bool(self.of_columns(posts[..., None])[0])
