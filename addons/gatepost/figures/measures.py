"""What is counted of a week, under which names.

Every decided post is in one of two universes and in no other: it went out (`posts`), or it did not (`refused`). Each is
published by itself, with tables of its own. They share no post, so figures of one taken from figures of the other are
figures of nothing, and whatever holds for one publication holds for both together. The rule to keep: a measure is a
universe, or a category in a table of one (`WITHIN`); never some of a universe's posts published beside it by
themselves, because the difference would be the rest of them, which nobody looked at.

All posts together are the sum of both, and how many of a hundred are refused is reckoned from two published figures.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

type Measure = Literal["posts", "refused", "blocked", "coached", "went_back", "justified", "lapsed", "reported"]
type Table = Literal["platform", "use", "guideline", "time"]


class Place(NamedTuple):
    """Where a measure that is no universe stands: a category in a table of what was refused."""

    table: str
    category: str


TABLES: tuple[Table, ...] = ("platform", "use", "guideline", "time")
WORK, OWN = "work", "own"  # the categories of `time`
UNRULED = "none"  # the guideline of a post that no rule but the catch-all matched
# What was decided, what a coached person did about it, and whether anybody says that it was a mistake, blocked or not.
DECIDED, ENDED, REPORTED = "decided", "ended", "reported"
WITHIN: Mapping[Measure, Place] = {
    "blocked": Place(DECIDED, "blocked"),
    "coached": Place(DECIDED, "coached"),
    "went_back": Place(ENDED, "went_back"),
    "justified": Place(ENDED, "justified"),
    "lapsed": Place(ENDED, "lapsed"),
    "reported": Place(REPORTED, "yes"),
}
MEASURES: tuple[Measure, ...] = ("posts", "refused", *WITHIN)
TABLES_OF_REFUSED = (*TABLES, DECIDED, ENDED, REPORTED)  # `posts` have `TABLES` alone
