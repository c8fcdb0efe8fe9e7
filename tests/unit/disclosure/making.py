"""Counts for tests, written as `division/category/category: people`, each of them with one post."""

from collections.abc import Iterator, Mapping

from gatepost.disclosure.divisions import Divisions
from gatepost.disclosure.posts import Count, Group, Posts, read_posts

SECRET = b"only to be found in tests"


def some_counts(people: Mapping[str, int], *, posts: int = 1) -> Iterator[Count]:
    for where, number in people.items():
        division, *categories = where.split("/")
        for person in range(number):
            yield Count(f"{where}-{person}", division, tuple(categories), posts)


def some_posts(people: Mapping[str, int], divisions: Divisions) -> Posts:
    tables = next(iter(people)).count("/")
    return read_posts(some_counts(people), divisions, tables, week="2026-11-09", secret=SECRET)


def everyone(posts: Posts) -> Group:
    return Group.of(posts, 0, int(posts.places.max(initial=0)) + 1)
