"""Counts of posts -> columns of numbers, sorted by division, and groups of them.

Persons come in by pseudonym because distinct people cannot be counted from counts; they become numbers at once, and
only sums over them go on. Each post is in one division and in exactly one category of each table, so the categories of
a table add up to all posts: what can belong to several (guidelines) goes by the one that decided.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from gatepost.disclosure.divisions import Divisions
from gatepost.disclosure.rounding import Keys, post_key
from gatepost.disclosure.safety import Numbers

type Mask = NDArray[np.bool_]


class Count(NamedTuple):
    """How many posts of one person were alike. `categories` has one for each table, in the order of the tables.

    `period` is that of the pseudonym: a person has one name within it, and another in the next.
    """

    person: str
    division: str
    categories: tuple[str, ...]
    posts: int
    period: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """One row for each count. `categories` has a column for each table, whose numbers are places in `names`."""

    names: tuple[tuple[str, ...], ...]
    places: Numbers
    periods: Numbers
    people: Numbers
    categories: Numbers
    posts: Numbers
    keys: Keys


def read_posts(counts: Iterable[Count], divisions: Divisions, tables: int, *, week: str, secret: bytes) -> Posts:
    """All of a week. ValueError for a count that is not one, so that a mistake in a query publishes nothing."""
    rows = sorted(counts, key=lambda count: divisions.place(count.division))
    for row in rows:
        if row.posts < 1 or len(row.categories) != tables:
            raise ValueError(f"a count has at least one post and {tables} categories: {row.posts}, {row.categories}")
    names = tuple(tuple(sorted({row.categories[table] for row in rows})) for table in range(tables))
    numbers = [_numbers(column) for column in names]
    periods = _numbers(row.period for row in rows)
    people = _numbers((row.period, row.person) for row in rows)
    return Posts(
        names=names,
        places=np.array([divisions.place(row.division) for row in rows], dtype=np.int64),
        periods=np.array([periods[row.period] for row in rows], dtype=np.int64),
        people=np.array([people[row.period, row.person] for row in rows], dtype=np.int64),
        categories=np.array(
            [[of[name] for of, name in zip(numbers, row.categories, strict=True)] for row in rows], dtype=np.int64
        ).reshape(len(rows), tables),
        posts=np.array([row.posts for row in rows], dtype=np.int64),
        keys=np.array(
            [post_key(secret, week, row.person, row.division, *row.categories, str(row.posts)) for row in rows],
            dtype=np.uint64,
        ),
    )


def _numbers[Name: (str, tuple[str, str])](names: Iterable[Name]) -> dict[Name, int]:
    return {name: number for number, name in enumerate(sorted(set(names)))}


@dataclass(frozen=True)
class Group:
    """Some rows of the week: those of a division and all below it, or what is left when others are split off."""

    week: Posts
    rows: Numbers

    @classmethod
    def of(cls, week: Posts, first: int, end: int) -> Self:
        """The rows of the divisions with numbers from `first` to before `end`."""
        return cls(week, np.arange(*np.searchsorted(week.places, (first, end))))

    def without(self, other: Self) -> Self:
        return type(self)(self.week, np.setdiff1d(self.rows, other.rows, assume_unique=True))

    @cached_property
    def categories(self) -> Numbers:
        return self.week.categories[self.rows]

    @cached_property
    def posts(self) -> Numbers:
        return self.week.posts[self.rows]

    @cached_property
    def people(self) -> Numbers:
        """Each row's person, numbered from 0 within the group."""
        return np.unique(self.week.people[self.rows], return_inverse=True)[1]

    @cached_property
    def tables(self) -> Sequence[Numbers]:
        """For each table, posts by period, person and category."""
        return [self._table(table) for table in range(len(self.week.names))]

    def by_person(self, rows: Mask | None = None) -> Numbers:
        """Posts by period and person, in all or in the rows that a mask picks."""
        chosen = slice(None) if rows is None else rows
        return self._sums(self._cells[chosen], self.posts[chosen], 1)[..., 0]

    def _table(self, table: int) -> Numbers:
        size = len(self.week.names[table])
        return self._sums(self._cells * size + self.categories[:, table], self.posts, size)

    @cached_property
    def _shape(self) -> tuple[int, int]:
        return int(self.week.periods.max(initial=0)) + 1, int(self.people.max(initial=-1)) + 1

    @cached_property
    def _cells(self) -> Numbers:
        """Each row's period and person as one number."""
        return self.week.periods[self.rows] * self._shape[1] + self.people

    def _sums(self, cells: Numbers, posts: Numbers, columns: int) -> Numbers:
        shape = (*self._shape, columns)
        return np.bincount(cells, posts, minlength=math.prod(shape)).astype(np.int64).reshape(shape)
