"""The week in plain words, and the tables beside it, of publications written by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from gatepost.console.pages.usage_asked import below, indented, within_reach
from gatepost.console.pages.usage_figures import level, outcomes, share, split, totals
from gatepost.console.pages.usage_reading import differs, in_plain_words
from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.publication import Cell, Publication
from gatepost.figures.measures import MEASURES, Measure
from tests.unit.figures.making import WEEK

TREE = tree({"Field": "", "Labour": "Field", "Prices": "Field", "Census": ""})
AGENCY = {
    "posts": 3000,
    "posts/time/work": 900,
    "posts/time/own": 2100,
    "posts/platform/x": 2000,
    "posts/platform/reddit": 1000,
    "refused": 150,
    "refused/guideline/2.6": 100,
    "refused/guideline/2.4": 50,
    "went_back": 60,
}
LABOUR = {
    "posts": 1000,
    "posts/time/work": 310,
    "posts/platform/x": 640,
    "refused": 50,
    "refused/guideline/2.6": 35,
    "went_back": 20,
    "justified": 10,
}


@dataclass(frozen=True)
class Written:
    divisions: Divisions
    measures: Mapping[Measure, Publication]


def written(**divisions: Mapping[str, int]) -> Written:
    """Figures as `measure/table/category`; of the agency those above."""
    cells: dict[Measure, dict[Cell, int]] = {measure: {} for measure in MEASURES}
    for division, figures in {"": AGENCY, **divisions}.items():
        for name, value in figures.items():
            measure, *where = name.split("/")
            cells[measure][Cell(division, *where)] = value  # type: ignore[index] # the names are measures
    return Written(TREE, {measure: Publication((WEEK,), of) for measure, of in cells.items()})


def read(division: str, language: str = "en", **divisions: Mapping[str, int]) -> str:
    return "\n".join(in_plain_words(written(**divisions), division, language))  # type: ignore[arg-type] # en or fr


def test_the_week_is_read_in_both_languages_with_their_numbers():
    english, french = (read("Labour", language, Labour=LABOUR) for language in ("en", "fr"))
    assert "About 1,000 posts of Labour went out" in english
    assert "About 50 more were stopped first, which is 5 of 100" in english
    assert "In the whole agency it was 5 of 100: no difference that figures of this size can show" in english
    assert "“2.6 Confidentiality” was most often why (about 35 times)" in english
    assert "About 20 times, the person then left it at that." in english
    assert "X was used most: about 64 of 100." in english
    assert "Environ 1\u00a0000 publications ont été envoyées" in french
    assert "soit 5 sur 100" in french
    assert "«\u00a02.6 Confidentialité\u00a0»" in french
    assert "%" not in english + french


@pytest.mark.parametrize(
    ("refused", "told"),
    [(10, "less often here"), (50, "no difference"), (65, "no difference"), (150, "more often here")],
)
def test_a_difference_from_the_agency_is_told_only_where_it_is_one(refused: int, told: str):
    assert told in read("Labour", Labour=LABOUR | {"refused": refused})


@pytest.mark.parametrize(
    ("part", "whole", "usual", "told"),
    [
        (5, 40, 0.05, 0),  # one or nine, of as few as 36
        (5, 1000, 0.05, -1),
        (40, 400, 0.05, 1),
        (30, 400, 0.05, 0),
        (0, 0, 0.05, 0),
        (300, 1000, 0.3, 0),
    ],
)
def test_rounding_and_chance_make_no_difference(part: int, whole: int, usual: float, told: int):
    assert differs(part, whole, usual) == told


@pytest.mark.parametrize(("usual", "told"), [(950, "about as many"), (500, "more than"), (2000, "fewer than")])
def test_a_week_is_measured_by_those_before_it(usual: int, told: str):
    before = [written(Labour=LABOUR | {"posts": usual}) for _ in range(4)]
    sentences = in_plain_words(written(Labour=LABOUR), "Labour", "en", before)
    assert f"That is {told} " in sentences[0]
    assert "weeks before" not in in_plain_words(written(Labour=LABOUR), "Labour", "en", before[:1])[0]


def test_a_division_without_figures_is_read_as_the_level_above():
    told = read("Prices", Field=LABOUR)
    assert "No figures of Prices can be shown" in told
    assert "about Field, the level above" in told
    assert "posts of Field went out" in told
    assert "posts of Prices" not in told


def test_what_is_withheld_is_said_to_be_and_of_the_agency_is_told():
    told = read("Labour", Labour={"posts": 200})
    assert "Of how many were stopped there is no figure to show. In the whole agency it was 5 of 100." in told
    assert "2.6" not in told
    assert "left it at that" not in told


def test_of_an_agency_that_has_no_figure_nothing_is_told():
    nothing = Written(TREE, {measure: Publication((WEEK,), {}) for measure in MEASURES})
    assert len(in_plain_words(nothing, "Labour", "en")) == 1
    assert "even of the whole agency" in in_plain_words(nothing, "Labour", "en")[0]


def test_less_than_one_of_a_hundred_is_not_none():
    assert "which is fewer than 1 of 100" in read("Labour", Labour=LABOUR | {"posts": 5000, "refused": 15})
    assert "soit moins de 1 sur 100" in read("Labour", "fr", Labour=LABOUR | {"posts": 5000, "refused": 15})


def test_the_agency_is_not_compared_with_itself():
    told = read("")
    assert "posts of the whole agency went out" in told
    assert "In the whole agency" not in told


def test_a_table_has_the_nearest_figures_and_says_which_are_of_above():
    week = written(Field={"posts": 500, "posts/platform/x": 300}, Labour={"posts": 90})
    found = split(week, "platform", "Labour")
    assert found.level == "Field"
    assert [(row.category, row.posts) for row in found.rows] == [("x", 300), ("reddit", None)]
    assert found.rows[0].share == 0.6
    assert found.above["reddit"] == ("", 1000)
    assert level(week, "Labour") == "Labour"


def test_the_rest_of_a_withheld_cell_is_never_reckoned():
    found = split(written(Labour=LABOUR), "platform", "Labour")
    reddit = next(row for row in found.rows if row.category == "reddit")
    assert (reddit.posts, reddit.share) == (None, None)


def test_outcomes_are_shares_of_what_was_stopped():
    rows = {row.category: row for row in outcomes(written(Labour=LABOUR), "Labour").rows}
    assert rows["went_back"].share == 0.4
    assert rows["went_back"].agency == 0.4
    assert rows["justified"].posts == 10
    assert rows["lapsed"].posts is None


def test_shares_are_of_published_figures():
    assert totals(written(Labour=LABOUR), "Labour").rate == 50 / 1050
    assert totals(written(), "Labour") == (None, None, None)
    assert share(15, 10) == 1
    assert share(5, 0) is None


def test_an_account_reaches_its_divisions_and_what_is_below_them():
    assert within_reach(["Field"], TREE) == ("Field", "Labour", "Prices")
    assert within_reach(["Prices", "Labour"], TREE) == ("Labour", "Prices")
    assert within_reach(["Census", "Abolished", "Abolished"], TREE) == ("Census", "Abolished")
    assert within_reach([""], TREE) == ()
    assert within_reach([], TREE) == ()
    assert indented(("Field", "Labour", "Census"), TREE) == {"Field": 0, "Labour": 1, "Census": 0}
    assert below("", ("Field", "Labour", "Census"), TREE) == ["Field", "Census"]
    assert below("Field", ("Field", "Labour"), TREE) == ["Labour"]
