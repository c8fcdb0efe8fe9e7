"""A reviewer's whole journey in a real Chromium: both languages, phone and desk, light and dark, keyboard only."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from gatepost.events.numbers import new_id
from gatepost.events.record import mistake_event
from gatepost.model import Action, Event, Where
from gatepost.store.intake import Intake
from gatepost.testing import a_finding, a_post
from tests.console.conftest import Served
from tests.console.test_frame import _hold_to_the_standard, _press_until, _sign_in, page
from tests.unit.events.making import PSEUDONYMS, a_decision, a_decision_event, a_journal, a_match

pytestmark = pytest.mark.needs("chromium")
__all__ = ["page"]
EVERYWHERE = Where(part="media[0]", page=3, time=timedelta(seconds=12.5), box=(12, 8, 210, 96), span=(4, 20))


@pytest.fixture(scope="module")
def incidents(served: Served) -> list[Event]:
    """Three on record, of which a person calls one a mistake."""
    now = served.console.clock.now()
    found = [
        a_finding("personal-identifier:sin", excerpt="My number is [personal-identifier], call me", where=EVERYWHERE)
    ]
    made = [_incident(now - timedelta(minutes=minutes), found) for minutes in (30, 20, 10)]
    told = {"number": str(made[0].fields["number"]), "comment": "It is the number of a form"}
    _add(served, *made, mistake_event(made[0].id, at=now, principal="emp-1", pseudonyms=PSEUDONYMS, **told))
    return made


def _incident(at, found) -> Event:
    matched = (a_match(), a_match("respect", Action.COACH, guideline="2.4"))
    post = a_post(at=at)
    return a_decision_event(id=new_id(at), at=at, post=post, findings=found, decision=a_decision(matched=matched))


def _add(served: Served, *events: Event) -> None:
    with a_journal(served.console.journals) as journal:
        for event in events:
            journal.append(event)
    Intake(served.console.db, served.console.journals).take_in()


def test_a_reviewer_needs_no_mouse_from_the_list_to_the_judgement(page: Page, incidents: list[Event]):
    _sign_in(page)
    page.goto("/incidents")
    page.locator("summary").press("Enter")
    _hold_to_the_standard(page, "incidents")
    page.locator("summary").press("Enter")
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    _hold_to_the_standard(page, "incidents-keys")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#incidents input:checked")).to_have_count(1)
    focused = page.evaluate("document.activeElement.textContent")
    assert focused == page.locator("#incidents .open").nth(1).text_content()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/*-*")
    _hold_to_the_standard(page, "incident")
    _press_until(page, "#state")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("Seen; u and j are letters here")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".note").first).to_contain_text("u and j are letters here")
    page.keyboard.press("u")
    page.wait_for_url("**/incidents")


def test_what_came_is_said_and_what_is_read_stays_where_it_is(page: Page, served: Served, incidents: list[Event]):
    _sign_in(page)
    page.goto("/incidents")
    first = page.locator("#incidents .open").first
    before = first.text_content()
    now = served.console.clock.now()
    _add(served, _incident(now, [a_finding(excerpt="[classification] tables")]))
    page.evaluate("htmx.ajax('GET', document.querySelector('.came').getAttribute('hx-get'), '.came')")
    expect(page.locator(".came a")).to_be_visible()
    assert first.text_content() == before
    _hold_to_the_standard(page, "incidents-came")
    page.locator(".came a").click()
    expect(page.locator("#incidents .open").first).not_to_have_text(before or "")
