"""What each role comes to the console for, from the door to the end, with the keyboard alone.

Each journey is walked twice: in English on a phone in light colours, in French at a desk in dark ones.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from gatepost.console import invitations
from gatepost.console.visit import Console
from gatepost.events.files import chains
from gatepost.testing import FakeClock
from tests.console.conftest import Staged
from tests.console.seeing import DESK, PHONE, Look, follow, hold_to_the_standard, opened, said, sign_in, tab_to
from tests.console.serving import serving
from tests.console.stage import DIVISIONS, PASSWORD, a_console
from tests.unit.cli.gateways import a_worker

pytestmark = pytest.mark.needs("chromium")
NEW_PASSWORD = "nine lanterns along the frozen canal"


@pytest.fixture(params=[PHONE, DESK], ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    return request.param  # type: ignore[no-any-return] # what a fixture is given has no type


@pytest.fixture
def page(browser: Browser, staged: Staged, look: Look) -> Iterator[Page]:
    with opened(browser, look, staged.url) as page:
        yield page


def test_an_administrator_begins_with_a_link_lets_people_in_and_out_and_sees_how_the_gate_is(
    browser: Browser, look: Look, tmp_path: Path
):
    with a_console(tmp_path / "var", FakeClock()) as console, serving(console) as url:
        a_worker(console.var, at=console.clock.now())
        link = f"/invitation/{invitations.invite_first(console.db, console.clock.now())}"
        with opened(browser, look, url) as page, opened(browser, look, url) as theirs:
            page.goto(link)
            hold_to_the_standard(page, "first-administrator")
            tab_to(page, "#login")
            page.keyboard.type("r.macisaac")
            _choose_password(page)
            _let_a_reviewer_in(page, theirs)
            page.goto(link)
            expect(page.locator("h1")).to_have_text(said(page, "There is no such page"))
            for path, says in (("/policy", "2026.11"), ("/health", "4711")):
                follow(page, f"nav a[href='{path}']")
                expect(page.locator("main table")).to_contain_text(says)
            expect(page.locator(".told")).to_be_visible()
            _close_the_account(page, theirs)
            follow(page, "form[action='/sign-out'] button")
            page.wait_for_url("**/sign-in")


def _choose_password(page: Page) -> None:
    tab_to(page, "#password")
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(NEW_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def _let_a_reviewer_in(page: Page, theirs: Page) -> None:
    follow(page, "nav a[href='/accounts']")
    tab_to(page, "#login")
    page.keyboard.type("m.lavoie")
    tab_to(page, "input[name=role][value=reviewer]")
    page.keyboard.press("Space")
    follow(page, "main form button")
    link = page.locator(".link").text_content()
    assert link
    hold_to_the_standard(page, "invited")
    theirs.goto(link)
    _choose_password(theirs)
    expect(theirs.locator("nav a[href='/incidents']")).to_be_visible()
    assert not theirs.locator("nav a[href='/accounts']").count()


def _close_the_account(page: Page, theirs: Page) -> None:
    follow(page, "nav a[href='/accounts']")
    follow(page, "tbody tr:has-text('m.lavoie') a")
    follow(page, "form[action$='/closing'] button")
    theirs.goto("/incidents")
    theirs.wait_for_url("**/sign-in?next=*")


def test_a_reviewer_filters_looks_judges_one_and_many_and_takes_a_file_along(page: Page, staged: Staged):
    sign_in(page, "m.lavoie", PASSWORD)
    follow(page, "nav a[href='/incidents']")
    _look_at_the_keys(page)
    _filter_by_severity(page)
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*-*")
    expect(page.locator("h1")).to_contain_text(str(staged.incidents[0].fields["number"]))
    expect(page.locator("blockquote").first).to_contain_text("[personal-identifier]")
    hold_to_the_standard(page, "incident")
    _judge(page)
    page.keyboard.press("u")
    page.wait_for_url("**/incidents")
    _close_two(page)
    _take_a_file(page)
    follow(page, "a[href='/incidents?said=mistake']")
    expect(page.locator("#incidents .said")).to_have_text("It is the maple leaf of my hockey team, not the wordmark")


def _look_at_the_keys(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    hold_to_the_standard(page, "keys")
    page.keyboard.press("Escape")


def _filter_by_severity(page: Page) -> None:
    tab_to(page, "summary")
    page.keyboard.press("Enter")
    tab_to(page, "#severity")
    page.keyboard.type("crit")
    follow(page, ".filters button")
    assert "severity=critical" in page.url
    severities = page.locator("#incidents .incident").evaluate_all("rows => rows.map(row => row.dataset.severity)")
    assert set(severities) == {"critical"}
    assert len(severities) > 1
    page.reload()
    expect(page.locator("#severity")).to_have_value("critical")


def _judge(page: Page) -> None:
    tab_to(page, "#state")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen; u and j are letters here")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".note").first).to_contain_text("u and j are letters here")


def _close_two(page: Page) -> None:
    for key in "jjxjx":
        page.keyboard.press(key)
    expect(page.locator("#incidents input:checked")).to_have_count(2)
    ticked = page.locator("#incidents .incident:has(:checked) .open").all_text_contents()
    tab_to(page, "#made")
    page.keyboard.press("End")
    follow(page, ".ticked button")
    for number in ticked:
        closed = page.locator("#incidents .incident", has_text=number).locator(".chip").last
        expect(closed).to_have_text(said(page, "closed case"))


def _take_a_file(page: Page) -> None:
    tab_to(page, "button[value=csv]")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    rows = list(csv.DictReader(download.value.path().read_text().splitlines()))
    shown = page.locator("#incidents .open").all_text_contents()
    assert [row["number"] for row in rows] == shown


def test_an_adviser_opens_one_incident_by_its_number_and_sees_nothing_of_the_person(page: Page, staged: Staged):
    event = staged.incidents[1]
    sign_in(page, "s.pelletier", PASSWORD)
    follow(page, "nav a[href='/incident']")
    tab_to(page, "#number")
    page.keyboard.type("7Q3F-0000")
    page.keyboard.press("Enter")
    expect(page.locator("[role=alert]")).to_be_visible()
    hold_to_the_standard(page, "no-such-number")
    page.locator("#number").fill("")
    page.locator("#number").press_sequentially(str(event.fields["number"]).lower().replace("-", " "))
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*-*")
    hold_to_the_standard(page, "incident-for-advice")
    shown = page.locator("main").inner_text()
    assert str(event.fields["principal"]) not in shown
    assert str(event.fields["division"]) not in shown
    assert not page.locator("main form[method=post]").count()
    page.goto("/incidents")
    expect(page.locator("h1")).to_be_visible()
    hold_to_the_standard(page, "refused")
    assert not page.locator(".incident").count()


def test_an_auditor_sees_who_looked_and_whether_a_journal_holds(page: Page, staged: Staged):
    sign_in(page, "t.whitefeather", PASSWORD)
    follow(page, "nav a[href='/access']")
    expect(page.locator("tbody tr").first).to_contain_text("t.whitefeather")
    tab_to(page, "#did")
    page.keyboard.press("ArrowDown")
    follow(page, ".filters button")
    assert "did=signed-in" in page.url
    follow(page, "nav a[href='/chains']")
    follow(page, "button[value='gateway-1']")
    expect(page.locator(".told[role=status]")).to_be_visible()
    _break_a_copy(staged.console)
    follow(page, "nav a[href='/chains']")
    follow(page, "button[value='gateway-9']")
    expect(page.locator(".wrong[role=alert]")).to_be_visible()
    hold_to_the_standard(page, "broken-chain")


def _break_a_copy(console: Console) -> None:
    """Somebody took a journal, and changed one word of it."""
    (path,) = chains(console.journals)["gateway-1"]
    forged = path.read_bytes().replace(b'"refused"', b'"observed"', 1)
    path.with_name(path.name.replace("gateway-1", "gateway-9")).write_bytes(forged)


def test_a_manager_reads_the_last_week_of_their_divisions_and_of_no_other(page: Page):
    sign_in(page, "j.beausoleil", PASSWORD)
    follow(page, "nav a[href='/usage']")
    expect(page.locator("h1")).to_have_text(DIVISIONS[0])
    hold_to_the_standard(page, "usage")
    choices = page.locator("#division option").all_text_contents()
    assert not any(DIVISIONS[2] in choice for choice in choices)
    page.goto(f"/usage?division={quote(DIVISIONS[2])}")
    expect(page.locator("h1")).to_have_text(said(page, "Your account does not open this page"))
    page.goto("/incidents")
    expect(page.locator("h1")).to_have_text(said(page, "Your account does not open this page"))
