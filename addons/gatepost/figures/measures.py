"""What is counted of a week, under which names.

Every decided post is in one of two universes, and in no other: it went out (`posts`), or it did not (`refused`). Each is
published by itself, with tables of its own. They share no post, so no figure of one, less figures of the other, is a
figure of anything: the rule to keep is that a measure is a universe, or a category in a table of one (`DECIDED`, `ENDED`), and
never a part of a universe that is published beside it with tables of its own. All posts together are the sum of both,
and how many of a hundred are refused is computed from two published figures.
"""

from typing import Literal

type Measure = Literal["posts", "refused", "blocked", "coached", "went_back", "justified", "reported", "lapsed"]
type Table = Literal["platform", "use", "guideline", "time"]

TABLES: tuple[Table, ...] = ("platform", "use", "guideline", "time")
# Of what is refused, two tables more, of which pages know the categories as measures: what was decided, and how it ended.
DECIDED: tuple[Measure, ...] = ("blocked", "coached")
ENDED: tuple[Measure, ...] = ("went_back", "justified", "reported", "lapsed")
MEASURES: tuple[Measure, ...] = ("posts", "refused", *DECIDED, *ENDED)
WORK, OWN = "work", "own"
UNRULED = "none"  # the guideline of a post that no rule but the catch-all matched
