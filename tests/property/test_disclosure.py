"""What holds of every publication, whatever was counted and however divisions are arranged."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.posts import Count
from gatepost.disclosure.publication import Publication, together
from gatepost.disclosure.publish import publish
from gatepost.disclosure.safety import Safety

SECRET = b"only to be found in tests"
SAFETY = Safety(people=4)  # small, so that much is decided with few people
DIVISIONS = tree({"a": "", "b": "", "c": "a", "d": "a", "e": "b", "f": "c"})
WEEKS = (date(2026, 11, 2), date(2026, 11, 9))

COUNTS = st.lists(
    st.builds(
        Count,
        person=st.integers(0, 30).map(str),
        division=st.sampled_from([*sorted(DIVISIONS.places), "nowhere"]),
        categories=st.tuples(st.sampled_from("xyz"), st.sampled_from("uv")),
        posts=st.integers(1, 30),
    ),
    min_size=60,  # fewer would be withheld altogether
    max_size=140,
)


def published(counts: list[Count], week: date = WEEKS[0], divisions: Divisions = DIVISIONS) -> Publication:
    return publish(counts, divisions, ("first", "second"), week=week, secret=SECRET, safety=SAFETY)


def posts_of(counts: list[Count], division: str, table: str, category: str) -> dict[str, int]:
    people: dict[str, int] = {}
    for count in counts:
        there = DIVISIONS.places[division] <= DIVISIONS.place(count.division) < DIVISIONS.ends[division]
        if there and (not table or category == count.categories[("first", "second").index(table)]):
            people[count.person] = people.get(count.person, 0) + count.posts
    return people


@given(counts=COUNTS)
@settings(max_examples=25, deadline=None)
def test_every_figure_is_safe_near_the_truth_and_a_multiple_of_five(counts: list[Count]) -> None:
    for cell, posts in published(counts).cells.items():
        people = posts_of(counts, *cell)
        assert SAFETY.of(np.array([[*people.values()]]))
        assert posts % 5 == 0
        assert abs(posts - sum(people.values())) < 5


@given(counts=COUNTS)
@settings(max_examples=25, deadline=None)
def test_what_a_total_leaves_of_the_figures_below_it_is_safe_or_nothing(counts: list[Count]) -> None:
    cells = published(counts).cells
    for cell in cells:
        below = [child for child in DIVISIONS.children[cell.division] if cell._replace(division=child) in cells]
        left = [count for count in counts if not any(_is_below(count.division, child) for child in below)]
        people = posts_of(left, *cell)
        assert not people or SAFETY.of(np.array([[*people.values()]]))


@given(counts=COUNTS)
@settings(max_examples=25, deadline=None)
def test_what_a_total_leaves_of_its_categories_is_safe_or_nothing(counts: list[Count]) -> None:
    cells = published(counts).cells
    for division in {cell.division for cell in cells}:
        for number, table in enumerate(("first", "second")):
            shown = {cell.category for cell in cells if (cell.division, cell.table) == (division, table)}
            left = [count for count in counts if count.categories[number] not in shown]
            people = posts_of(left, division, "", "")
            assert not people or SAFETY.of(np.array([[*people.values()]]))


@given(counts=COUNTS, order=st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_counts_does_not_matter(counts: list[Count], order) -> None:
    mixed = list(counts)
    order.shuffle(mixed)
    assert published(mixed) == published(counts)


@given(first=COUNTS, second=COUNTS)
@settings(max_examples=15, deadline=None)
def test_weeks_together_say_nothing_that_they_did_not_say_alone(first: list[Count], second: list[Count]) -> None:
    weeks = [published(counts, week) for counts, week in zip((first, second), WEEKS, strict=True)]
    for cell, posts in together(weeks).cells.items():
        assert posts == sum(week.cells[cell] for week in weeks)


@given(
    first=st.lists(st.integers(0, 40), min_size=12, max_size=12),
    second=st.lists(st.integers(0, 40), min_size=12, max_size=12),
)
def test_a_sum_of_safe_sums_is_safe_whoever_is_in_both(first: list[int], second: list[int]) -> None:
    both = np.array([first]), np.array([second])
    if all(map(SAFETY.of, both)):
        assert SAFETY.of(both[0] + both[1])


def _is_below(division: str, above: str) -> bool:
    return DIVISIONS.places[above] <= DIVISIONS.place(division) < DIVISIONS.ends[above]
