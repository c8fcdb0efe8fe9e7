"""The dashboard for managers, its queries asked of a real PostgreSQL with published figures."""

import json
import re
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from dashboards.__main__ import files
from tests.unit.store.databases import a_server

(DASHBOARD,) = (json.loads(text) for path, text in files() if path.name == "usage.en.json")
PANELS = {panel["title"]: panel for panel in DASHBOARD["panels"] if panel["type"] != "row"}
QUERIES = {title: panel["targets"][0]["rawSql"] for title, panel in PANELS.items()}
VARIABLES = {variable["name"]: variable for variable in DASHBOARD["templating"]["list"]}
COLUMNS = (
    "week date, division text, platform text, use text, guideline text, measure text, value integer, withheld boolean"
)
FIGURES = [
    ("2026-11-02", "Labour", "", "", "", "posts", 40, False),
    ("2026-11-09", "Labour", "", "", "", "posts", 55, False),
    ("2026-11-09", "Labour", "x", "", "", "posts", 35, False),
    ("2026-11-09", "Labour", "reddit", "", "", "posts", None, True),
    ("2026-11-09", "Labour", "", "personal", "", "posts", 50, False),
    ("2026-11-09", "Labour", "", "", "2.7", "posts", 10, False),
    ("2026-11-09", "L'Énergie", "", "", "", "posts", 15, False),
]


@pytest.fixture(scope="module")
def figures() -> Iterator[psycopg.Connection[Any]]:
    """Figures under the name and with the columns that the store publishes them with."""
    with a_server() as server, psycopg.connect(server.a_database()) as connection:
        connection.execute(f"CREATE TABLE published_figures ({COLUMNS})".encode())
        for figure in FIGURES:
            connection.execute("INSERT INTO published_figures VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", figure)
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
    assert len(rows) == sum(division == "Labour" for _, division, *_ in FIGURES)
    assert [row for row in rows if row[4] is None] == [row for row in rows if row[5]]


@pytest.mark.needs("postgresql")
def test_a_name_with_an_apostrophe_is_a_name(figures: psycopg.Connection[Any]):
    assert [value for _, value in asked(figures, QUERIES["Week by week"], "L'Énergie")] == [15]


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize(("name", "values"), [("division", ["L'Énergie", "Labour"]), ("measure", ["posts"])])
def test_there_are_values_to_choose_from(figures: psycopg.Connection[Any], name: str, values: list[str]):
    assert {value for (value,) in asked(figures, VARIABLES[name]["query"])} == set(values)


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
