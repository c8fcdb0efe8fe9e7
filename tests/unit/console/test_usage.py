"""Managers' pages: figures as they were published, of their own divisions, and nothing else."""

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete

from gatepost.console import accounts, sessions
from gatepost.console.accesses import accesses
from gatepost.console.database import open_database
from gatepost.console.pages.report import months_of, whole_months
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.disclosure.divisions import tree
from gatepost.disclosure.publication import Cell
from gatepost.figures.publishing import publish_due
from gatepost.figures.reading import Published, publication_of
from gatepost.store.opening import reading, writing
from gatepost.store.published import divisions, figures, publications
from tests.unit.console.conftest import Client, fields
from tests.unit.figures.making import AGENCY, CLOSED, IN_THE_WEEK, WEEK, blocked, coached, on_record, posts

SEVEN_DAYS = timedelta(weeks=1)
EVIL = "=cmd<script>alert(1)</script>"
TREE = tree({**AGENCY.divisions.parents, "Trade": "Field", EVIL: "Census"})


def two_weeks(db: Engine, journals: Path) -> None:
    """Published: enough in Labour, Trade and EVIL; Prices are too few."""
    made = [
        *posts("Labour", 30, each=2),
        *posts("Labour", 14, platform="reddit"),
        *posts("Prices", 6),
        *posts("Trade", 40),
        *posts(EVIL, 40),
        *posts("Census", 25, work_time=False),
        *blocked("Labour", 16),
        *coached("Labour", 12, "justified"),
        *coached("Labour", 13, "went_back"),
        *blocked("Trade", 14),
        *blocked("Census", 8),
        *posts("Labour", 20, at=IN_THE_WEEK - SEVEN_DAYS),
        *posts("Trade", 20, at=IN_THE_WEEK - SEVEN_DAYS),
    ]
    on_record(db, journals, made)
    assert publish_due(db, replace(AGENCY, divisions=TREE), CLOSED) == [WEEK - SEVEN_DAYS, WEEK]


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Not empty: two weeks that were published."""
    var = tmp_path_factory.mktemp("published") / "var"
    db = open_database("sqlite://", var)
    two_weeks(db, var / "journal")
    db.dispose()
    return var


@pytest.fixture
def week(console: Console) -> Published:
    with reading(console.db) as db:
        found = publication_of(db, WEEK)
    assert found
    return found


def a_manager(console: Console, client: Client, *divisions: str) -> Client:
    """The browser of somebody whom the directory binds to these."""
    with writing(console.db) as db:
        now, roles = console.clock.now(), frozenset({Role.MANAGER})
        account = accounts.create(db, login="a.manager", roles=roles, now=now, divisions=divisions)
        client.cookies.set(console.cookie, sessions.begin(db, account, now))
    return client


def exported(console: Console, client: Client) -> list[dict[str, str]]:
    answer = client.post("/usage/export", data=fields(client, console))
    assert answer.status_code == 200
    return list(csv.DictReader(answer.text.splitlines()))


def shown(html: str) -> set[int]:
    """The figures of a page, as its tables and charts have them; shares are not among them, as these have a point."""
    return {int(value) for value in re.findall(r'data-value="(\d+)"', html)}


def published(week: Published, divisions: Collection[str]) -> set[int]:
    return {
        value
        for publication in week.measures.values()
        for cell, value in publication.cells.items()
        if cell.division in divisions
    }


def test_a_manager_reads_the_last_week_of_the_division_beside_the_agency(
    console: Console, nobody: Client, week: Published
):
    page = a_manager(console, nobody, "Labour").get("/usage").text
    assert "<h1>Labour</h1>" in page
    assert f"About {week.measures['posts'].cells[Cell('Labour')]} posts of Labour went out" in page
    assert "In the whole agency it was" in page
    assert "They cannot tell who" in page
    assert "not for judging performance or for discipline" in page


def test_what_is_under_the_threshold_says_so_and_shows_the_level_above(
    console: Console, nobody: Client, week: Published
):
    page = a_manager(console, nobody, "Prices").get("/usage").text
    assert "No figures of Prices can be shown" in page
    assert "What follows is about Field, the level above" in page
    assert "Withheld for Prices. These are the figures of Field, the level above." in page


@pytest.mark.parametrize(
    ("path", "division"),
    [("/usage", "Prices"), ("/usage", "Field"), ("/usage/report", "Prices"), ("/usage/report", "Labour")],
)
def test_every_figure_of_a_page_was_published_of_the_division_or_above(
    console: Console, nobody: Client, week: Published, path: str, division: str
):
    page = a_manager(console, nobody, division).get(path).text
    with reading(console.db) as db:
        before = publication_of(db, WEEK - SEVEN_DAYS)
    assert before
    allowed = {*week.divisions.upwards(division), *week.divisions.children[division]}
    months = {one + other for one in published(week, allowed) for other in published(before, allowed)}
    known = published(week, allowed) | published(before, allowed) | months
    assert shown(page)
    assert shown(page) <= known


def test_the_file_has_what_was_published_of_the_divisions_and_the_agency_and_no_more(
    console: Console, nobody: Client, week: Published
):
    rows = [row for row in exported(console, a_manager(console, nobody, "Field")) if row["week"] == WEEK.isoformat()]
    allowed = ("", "Field", "Labour", "Prices", "Trade")
    told = {
        (row["measure"], Cell(row["division"], row["dimension"], row["category"]), int(row["value"])) for row in rows
    }
    assert told == {
        (measure, cell, value)
        for measure, publication in week.measures.items()
        for cell, value in publication.cells.items()
        if cell.division in allowed
    }
    assert not [row for row in rows if row["division"] == "Prices"]


@pytest.mark.parametrize(
    ("path", "division"),
    [
        ("/usage", "Census"),
        ("/usage", "Field"),
        ("/usage", "nowhere"),
        ("/usage", "' OR 1=1 --"),
        ("/usage/report", EVIL),
    ],
)
def test_another_division_is_refused_and_on_record(
    console: Console, nobody: Client, week: Published, path: str, division: str
):
    manager = a_manager(console, nobody, "Labour")
    assert manager.get(path, params={"division": division}).status_code == 403
    assert accesses(console.journals, did="denied")
    page = manager.get(path).text
    assert "Census" not in page
    assert "Prices" not in page
    assert {row["division"] for row in exported(console, manager)} == {"", "Labour"}


@pytest.mark.parametrize("path", ["/usage", "/usage/report"])
def test_the_agency_as_a_whole_is_everybodys(console: Console, nobody: Client, week: Published, path: str):
    page = a_manager(console, nobody, "Prices").get(path, params={"division": ""}).text
    assert "The whole agency" in page
    assert str(week.measures["posts"].cells[Cell("")]) in page


def test_a_division_that_the_directory_does_not_have_shows_the_agency(
    console: Console, nobody: Client, week: Published
):
    page = a_manager(console, nobody, "Abolished").get("/usage").text
    assert "What follows is about the whole agency, the level above" in page


def test_names_of_divisions_are_text_and_nothing_that_runs(console: Console, nobody: Client, week: Published):
    manager = a_manager(console, nobody, "Census")
    for path in ("/usage", "/usage/report"):
        page = manager.get(path, params={"division": EVIL}).text
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page
    assert {row["division"] for row in exported(console, manager)} == {"", "Census", f"'{EVIL}"}


@pytest.mark.parametrize("asked", ["2026-11-17", "x", "2026-11-16' OR 1=1"])
def test_a_week_that_was_not_published_is_the_last_one(console: Console, nobody: Client, week: Published, asked: str):
    page = a_manager(console, nobody, "Labour").get("/usage", params={"week": asked}).text
    assert '<option value="2026-11-16" selected>' in page


def test_an_earlier_week_knows_nothing_of_the_later_one(console: Console, nobody: Client, week: Published):
    page = a_manager(console, nobody, "Labour").get("/usage", params={"week": "2026-11-09"}).text
    assert '<option value="2026-11-09" selected>' in page
    assert 'datetime="2026-11-16"' not in page


def test_the_page_is_in_french_and_the_report_in_both_languages(console: Console, nobody: Client, week: Published):
    manager = a_manager(console, nobody, "Labour")
    manager.headers["accept-language"] = "fr-CA"
    page = manager.get("/usage").text
    assert "Ils ne peuvent pas dire qui" in page
    assert "du 16 novembre 2026 au 22 novembre 2026" in page
    for language in ("fr-CA", "en-CA"):
        manager.headers["accept-language"] = language
        report = manager.get("/usage/report").text
        assert "Ils ne peuvent pas dire qui" in report
        assert "They cannot tell who" in report


def test_before_anything_is_published_the_pages_say_so(console: Console, nobody: Client):
    with writing(console.db) as db:
        for table in (figures, divisions, publications):
            db.execute(delete(table))
    manager = a_manager(console, nobody, "Labour")
    for path in ("/usage", "/usage/report"):
        assert "No week was published yet" in manager.get(path).text
    assert exported(console, manager) == []


def test_looking_and_taking_a_file_are_on_record(console: Console, nobody: Client, week: Published):
    manager = a_manager(console, nobody, "Labour")
    manager.get("/usage", params={"week": "2026-11-09"})
    exported(console, manager)
    did: list[Mapping[str, object]] = [access.more for access in accesses(console.journals)]
    assert {"page": "/usage", "format": "csv"} in did
    assert {"page": "/usage", "filter": "week=2026-11-09"} in did


def test_a_month_has_the_weeks_whose_thursday_it_has():
    october = [WEEK - number * SEVEN_DAYS for number in range(3, 8)]
    assert [month.isoformat() for month in months_of([*october, WEEK])] == ["2026-11-01", "2026-10-01"]
    assert [month.isoformat() for month in whole_months([*october, WEEK])] == ["2026-10-01"]
