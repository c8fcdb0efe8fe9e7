from collections.abc import Mapping
from datetime import date

import pytest

from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.posts import Count
from gatepost.disclosure.publication import Cell, Publication
from gatepost.disclosure.publish import publish
from gatepost.disclosure.safety import Safety
from tests.unit.disclosure.making import SECRET, some_counts

WEEK = date(2026, 11, 9)
FLAT = tree({"east": "", "west": "", "north": "", "south": ""})
DEEP = tree({"field": "", "office": "", "east": "field", "west": "field"})


def published(people: Mapping[str, int], divisions: Divisions = FLAT, *, posts: int = 1) -> Publication:
    tables = ("use", "outcome")[: next(iter(people)).count("/")]
    return publish(some_counts(people, posts=posts), divisions, tables, week=WEEK, secret=SECRET)


def totals(publication: Publication) -> set[str]:
    return {cell.division for cell in publication.cells if not cell.table}


def shown(publication: Publication, division: str, table: str = "use") -> set[str]:
    return {cell.category for cell in publication.cells if (cell.division, cell.table) == (division, table)}


def test_divisions_and_categories_with_enough_people_are_shown() -> None:
    week = published({"east/personal": 20, "east/official": 20, "west/personal": 20, "west/official": 20})
    assert totals(week) == {"", "east", "west"}
    assert all(shown(week, division) == {"personal", "official"} for division in ("", "east", "west"))
    assert week.weeks == (WEEK,)


def test_figures_are_posts_and_not_people() -> None:
    assert published({"east/personal": 20, "west/personal": 20}, posts=5).cells[Cell("east")] == 100


def test_a_group_of_nine_is_not_shown() -> None:
    assert totals(published({"east/personal": 9, "west/personal": 12, "north/personal": 30})) == {"", "north"}


def test_a_small_group_beside_a_large_one_hides_both() -> None:
    """The agency less the large one would be the small one."""
    assert totals(published({"east/personal": 4, "west/personal": 50})) == {""}


def test_small_groups_hide_each_other() -> None:
    assert totals(published({"east/personal": 6, "west/personal": 6, "north/personal": 30})) == {"", "north"}


def test_a_group_that_one_person_makes_most_of_is_not_shown() -> None:
    people = {"east/personal": 20, "west/personal": 20, "north/personal": 20}
    counts = [*some_counts(people), Count("one", "north", ("personal",), 40)]
    week = publish(counts, FLAT, ("use",), week=WEEK, secret=SECRET)
    assert "north" not in totals(week)


def test_an_agency_under_the_threshold_publishes_nothing() -> None:
    assert not published({"east/personal": 4, "west/personal": 5}).cells


def test_no_posts_publish_nothing() -> None:
    assert not publish([], FLAT, ("use",), week=WEEK, secret=SECRET).cells


def test_a_category_that_is_small_below_is_shown_above() -> None:
    week = published({"east/personal": 30, "east/official": 8, "west/personal": 30, "west/official": 7})
    assert shown(week, "") == {"personal", "official"}
    assert totals(week) == {"", "east", "west"}
    assert shown(week, "east") == shown(week, "west") == set()


def test_what_the_one_division_cannot_show_the_other_does_not() -> None:
    """Official use of the agency less that of the east would be that of the west."""
    week = published({"east/personal": 30, "east/official": 30, "west/personal": 30, "west/official": 4})
    assert shown(week, "east") == shown(week, "west") == set()


def test_only_what_is_shown_above_is_shown_below() -> None:
    week = published(
        {"east/personal": 30, "east/official": 30, "west/personal": 30, "west/official": 30, "office/x": 4}, DEEP
    )
    assert shown(week, "east") <= shown(week, "field") <= shown(week, "")


def test_divisions_below_one_that_is_withheld_are_withheld() -> None:
    week = published({"east/personal": 30, "west/personal": 30, "office/personal": 3}, DEEP)
    assert totals(week) == {""}


def test_a_division_alone_under_another_is_the_same_figure() -> None:
    alone = tree({"field": "", "office": "", "east": "field"})
    week = published({"east/personal": 33, "office/personal": 41}, alone)
    assert week.cells[Cell("east")] == week.cells[Cell("field")]
    assert week.cells[Cell("east", "use", "personal")] == week.cells[Cell("field")]


def test_a_division_whose_own_people_are_few_does_not_give_them_back() -> None:
    week = published({"field/personal": 3, "east/personal": 30, "west/personal": 30, "office/personal": 40}, DEEP)
    assert totals(week) in ({"", "field", "office", "east"}, {"", "field", "office", "west"})


def test_official_use_of_one_division_alone_does_not_give_back_its_few_others() -> None:
    """Everybody knows who has official accounts: the division less the agency's official use is two people."""
    week = published({"east/official": 30, "east/personal": 2, "west/personal": 30, "north/personal": 30})
    assert "east" not in totals(week)


def test_two_tables_do_not_give_back_what_each_of_them_keeps() -> None:
    week = published({"east/professional/coached": 30, "east/personal/coached": 4, "east/personal/allowed": 40})
    assert not (shown(week, "") and shown(week, "", "outcome"))


def test_the_same_counts_are_the_same_publication_in_any_order() -> None:
    counts = list(some_counts({"east/personal": 23, "west/personal": 31, "north/official": 17}))
    first, second = (publish(rows, FLAT, ("use",), week=WEEK, secret=SECRET) for rows in (counts, counts[::-1]))
    assert first == second


def test_another_week_is_rounded_anew() -> None:
    counts = list(some_counts({f"{name}/{use}": 23 for name in FLAT.places if name for use in "abcd"}))
    weeks = [publish(counts, FLAT, ("use",), week=date(2026, 11, day), secret=SECRET).cells for day in (2, 9)]
    assert weeks[0].keys() == weeks[1].keys()
    assert weeks[0] != weeks[1]


@pytest.mark.parametrize(("people", "expected"), [(5, {"", "east", "west", "north"}), (40, set())])
def test_the_threshold_is_what_it_was_set_to(people: int, expected: set[str]) -> None:
    counts = some_counts({"east/personal": 6, "west/personal": 7, "north/personal": 12})
    week = publish(counts, FLAT, ("use",), week=WEEK, secret=SECRET, safety=Safety(people=people))
    assert totals(week) == expected


def test_an_empty_division_costs_the_others_nothing() -> None:
    """That nobody of it posted is about nobody."""
    assert totals(published({"east/personal": 30, "office/personal": 30}, DEEP)) == {"", "field", "office", "east"}


def test_the_only_division_that_posted_is_not_shown_to_be_that() -> None:
    """The metrics of the gateway count the whole agency: every small figure in them would be that division's."""
    assert totals(published({"east/personal": 30})) == {""}


def test_a_week_of_two_months_does_not_count_its_people_twice() -> None:
    """Pseudonyms change with the month: six people have twelve names."""
    names = {"east": 6, "west": 40}
    counts = [
        Count(f"{division}-{person}-{period}", division, ("personal",), 1, period)
        for division, people in names.items()
        for person in range(people)
        for period in ("2026-11", "2026-12")
    ]
    assert totals(publish(counts, FLAT, ("use",), week=date(2026, 11, 30), secret=SECRET)) == {""}


def test_totals_need_no_table() -> None:
    counts = some_counts({"east": 30, "west": 30})
    assert totals(publish(counts, FLAT, (), week=WEEK, secret=SECRET)) == {"", "east", "west"}


def test_no_person_is_in_what_comes_out() -> None:
    counts = [Count(f"p-SECRET-{number}", "east", ("personal",), 1) for number in range(30)]
    assert "SECRET" not in repr(publish(counts, FLAT, ("use",), week=WEEK, secret=SECRET))
