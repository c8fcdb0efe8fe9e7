"""What comes while a reviewer reads the list."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from gatepost.events.numbers import new_id
from gatepost.store.intake import Intake
from tests.console.conftest import LOGIN, PASSWORD, Served
from tests.console.seeing import DESK, hold_to_the_standard, opened, sign_in
from tests.unit.events.making import a_decision_event, a_journal

pytestmark = pytest.mark.needs("chromium")


def test_what_came_is_said_and_what_is_read_stays_where_it_is(browser: Browser, served: Served):
    _one_more(served)
    with opened(browser, DESK, served.url) as page:
        sign_in(page, LOGIN, PASSWORD)
        page.goto("/incidents")
        first = page.locator("#incidents .open").first
        before = first.text_content() or ""
        _one_more(served)
        page.evaluate("htmx.ajax('GET', document.querySelector('.came').getAttribute('hx-get'), '.came')")
        expect(page.locator(".came a")).to_be_visible()
        assert first.text_content() == before
        hold_to_the_standard(page, "incidents-came")
        page.locator(".came a").click()
        expect(page.locator("#incidents .open").first).not_to_have_text(before)


def _one_more(served: Served) -> None:
    at = served.console.clock.now() - timedelta(seconds=1)
    with a_journal(served.console.journals) as journal:
        journal.append(a_decision_event(id=new_id(at), at=at))
    Intake(served.console.db, served.console.journals).take_in()
