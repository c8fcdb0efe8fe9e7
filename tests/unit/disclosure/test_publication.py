from datetime import date

import pytest

from gatepost.disclosure.divisions import tree
from gatepost.disclosure.publication import Cell, Figure, Publication, figure, together

TREE = tree({"field": "", "east": "field", "halifax": "east"})
FIRST, SECOND = date(2026, 11, 2), date(2026, 11, 9)


def a_week(week: date, **posts: int) -> Publication:
    return Publication((week,), {Cell("" if name == "agency" else name): number for name, number in posts.items()})


def test_a_figure_is_the_divisions_own_when_there_is_one() -> None:
    assert figure(a_week(FIRST, agency=90, east=20), TREE, Cell("east")) == Figure("east", 20)


def test_a_withheld_figure_gives_way_to_the_nearest_above_it() -> None:
    assert figure(a_week(FIRST, agency=90, field=60), TREE, Cell("halifax")) == Figure("field", 60)


def test_the_level_above_is_of_the_same_category() -> None:
    week = Publication((FIRST,), {Cell("east"): 20, Cell("field"): 60, Cell("field", "use", "personal"): 45})
    assert figure(week, TREE, Cell("halifax", "use", "personal")) == Figure("field", 45)


def test_nothing_is_shown_when_nothing_was_published() -> None:
    assert figure(a_week(FIRST), TREE, Cell("east")) is None


def test_a_month_is_the_sum_of_what_its_weeks_said() -> None:
    month = together([a_week(SECOND, agency=80, field=25), a_week(FIRST, agency=90, field=20)])
    assert month == Publication((FIRST, SECOND), {Cell(""): 170, Cell("field"): 45})


def test_a_month_has_no_figure_that_a_week_withheld() -> None:
    """Else the month less the other weeks would be that week."""
    month = together([a_week(FIRST, agency=90, field=20), a_week(SECOND, agency=80)])
    assert month.cells == {Cell(""): 170}


def test_a_week_counts_once() -> None:
    with pytest.raises(ValueError, match="once"):
        together([a_week(FIRST, agency=90), a_week(FIRST, agency=90)])


def test_no_weeks_have_no_figures() -> None:
    assert together([]) == Publication((), {})
