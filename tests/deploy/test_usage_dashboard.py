"""The dashboard for managers, its queries asked of a real PostgreSQL with published figures."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert

from dashboards.__main__ import files
from gatepost.store import published
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, writing
from gatepost.testing import A_TUESDAY
from tests.unit.store.databases import a_server

(DASHBOARD,) = (json.loads(text) for path, text in files() if path.name == "usage.en.json")
PANELS = {panel["title"]: panel for panel in DASHBOARD["panels"] if panel["type"] != "row"}
QUERIES = {title: panel["targets"][0]["rawSql"] for title, panel in PANELS.items()}
VARIABLES = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
WEEKS = (date(2026, 11, 2), date(2026, 11, 9))
PLACES = ("", "Labour", "L'Énergie")
# Of the agency there is every figure that any division could have; Labour's of Reddit is withheld.
FIGURES = [
    (WEEKS[0], "Labour", "", "", 40),
    (WEEKS[1], "Labour", "", "", 55),
    (WEEKS[1], "Labour", "platform", "x", 35),
    (WEEKS[1], "Labour", "use", "personal", 50),
    (WEEKS[1], "Labour", "guideline", "2.7", 10),
    (WEEKS[1], "Labour", "time", "work", 30),
    (WEEKS[1], "Labour", "time", "own", 25),
    (WEEKS[1], "L'Énergie", "", "", 15),
    *((week, "", "", "", 70) for week in WEEKS),
    *((WEEKS[1], "", "platform", platform, 35) for platform in ("x", "reddit")),
    (WEEKS[1], "", "use", "personal", 65),
    (WEEKS[1], "", "guideline", "2.7", 15),
    (WEEKS[1], "", "time", "work", 40),
    (WEEKS[1], "", "time", "own", 30),
]


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[psycopg.Connection[Any]]:
    """Figures in the store's own tables, asked for through the store's own view."""
    with a_server() as server:
        url = server.a_database()
        engine = prepare(open_engine(url, tmp_path_factory.mktemp("usage")))
        with writing(engine) as store:
            store.execute(insert(published.publications), [{"week": week, "at": A_TUESDAY} for week in WEEKS])
            places = [{"week": week, "division": name, "above": ""} for week in WEEKS for name in PLACES]
            store.execute(insert(published.divisions), places)
            names = ("week", "division", "dimension", "category", "value")
            rows = [dict(zip(names, figure, strict=True), measure="posts") for figure in FIGURES]
            store.execute(insert(published.figures), rows)
        engine.dispose()
        with psycopg.connect(url) as connection:
            yield connection


def asked(figures: psycopg.Connection[Any], query: str, division: str = "Labour") -> list[Any]:
    """As Grafana asks: `sqlstring` quotes what was chosen, `$__timeFilter` is the time shown."""
    query = query.replace("${measure:sqlstring}", "'posts'")
    query = query.replace("${division:sqlstring}", "'" + division.replace("'", "''") + "'")
    query = re.sub(r"\$__timeFilter\((\w+)\)", r"\1 BETWEEN '2026-10-01T00:00:00Z' AND '2026-11-20T00:00:00Z'", query)
    return figures.execute(query.encode()).fetchall()


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("By platform", [("x", 35), ("reddit", None)]),
        ("By use", [("personal", 50)]),
        ("By guideline", [("2.7", 10)]),
        ("Work time and own time", [("work", 30), ("own", 25)]),
    ],
)
def test_the_last_closed_week_is_shown_by_one_dimension_at_a_time(
    figures: psycopg.Connection[Any], title: str, rows: list[Any]
):
    assert asked(figures, QUERIES[title]) == rows


@pytest.mark.needs("postgresql")
def test_weeks_are_shown_one_after_the_other(figures: psycopg.Connection[Any]):
    assert [value for _, value in asked(figures, QUERIES["Week by week"])] == [40, 55]


@pytest.mark.needs("postgresql")
def test_the_table_has_every_figure_of_the_division_and_of_no_other(figures: psycopg.Connection[Any]):
    rows = asked(figures, QUERIES["All figures of the time shown"])
    shown = [value for _, division, _, _, value in FIGURES if division == "Labour"]
    assert sorted(row[-2] for row in rows if not row[-1]) == sorted(shown)
    assert [row for row in rows if row[-1]] == [(WEEKS[1], "reddit", "", "", "", None, True)]


@pytest.mark.needs("postgresql")
def test_a_name_with_an_apostrophe_is_a_name(figures: psycopg.Connection[Any]):
    assert [value for _, value in asked(figures, QUERIES["Week by week"], "L'Énergie")] == [None, 15]


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize(("name", "values"), [("division", ["", "L'Énergie", "Labour"]), ("measure", ["posts"])])
def test_there_are_values_to_choose_from(figures: psycopg.Connection[Any], name: str, values: list[str]):
    assert sorted(row[-1] for row in asked(figures, VARIABLES[name]["query"])) == values


@pytest.mark.needs("postgresql")
def test_the_agency_itself_is_chosen_by_a_name(figures: psycopg.Connection[Any]):
    assert ("The whole agency", "") in asked(figures, VARIABLES["division"]["query"])
    assert [value for _, value in asked(figures, QUERIES["Week by week"], "")] == [70, 70]


def test_only_published_figures_are_asked_for_and_none_are_added_up():
    for query in [*QUERIES.values(), *(VARIABLES[name]["query"] for name in ("division", "measure"))]:
        assert set(re.findall(r"FROM (\w+)", query)) == {"published_figures"}
        assert not re.search(r"\b(sum|count|avg|total)\b", query, re.IGNORECASE)


def test_what_a_viewer_chooses_is_quoted():
    for query in QUERIES.values():
        assert set(re.findall(r"\$\{?\w+(?::\w+)?", query)) == {
            "${measure:sqlstring",
            "${division:sqlstring",
            "$__timeFilter",
        }
