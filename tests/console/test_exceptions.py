"""From a false positive to the file for the policy, in a real Chromium: one reviewer proposes, another approves."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from gatepost.console import accounts, sessions
from gatepost.console.roles import Role
from gatepost.events.numbers import new_id
from gatepost.model import Event
from gatepost.model import Role as PartRole
from gatepost.store.intake import Intake
from gatepost.store.opening import writing
from gatepost.testing import a_finding, a_part, a_post
from tests.console.conftest import Served
from tests.console.seeing import DESK, PHONE, Look, fit_every_screen, follow, hold_to_the_standard, opened, tab_to
from tests.unit.events.making import a_decision, a_decision_event, a_journal, a_match

pytestmark = pytest.mark.needs("chromium")
PHRASE = "Protected B.C. bike lanes on the Rideau"


@pytest.fixture(params=[PHONE, DESK], ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


@pytest.fixture
def incident(served: Served, look: Look) -> Event:
    """With a picture, so that there are digests to choose from."""
    now = served.console.clock.now()
    found = a_finding(excerpt="[classification] bike lanes")
    picture = a_part("picture", name="media[0]", role=PartRole.ATTACHMENT, media_type="image/png")
    event = a_decision_event(
        id=new_id(now),
        at=now,
        post=a_post(at=now, parts=(a_part(), picture)),
        findings=[found],
        decision=a_decision(matched=(a_match(findings=(found,)),)),
        content=f"hmac-sha256:{'cd' * 32}",
    )
    with a_journal(served.console.journals, f"gateway-{look.width}") as journal:
        journal.append(event)
    Intake(served.console.db, served.console.journals).take_in()
    return event


@contextmanager
def a_reviewer(browser: Browser, look: Look, served: Served, login: str) -> Iterator[Page]:
    console = served.console
    with writing(console.db) as db:
        now = console.clock.now()
        account = accounts.create(db, login=login, roles=frozenset({Role.REVIEWER}), now=now)
        accounts.set_language(db, account, look.locale[:2])
        token = sessions.begin(db, account, now)
    with opened(browser, look, served.url) as page:
        page.context.add_cookies([{"name": console.cookie, "value": token, "url": served.url}])
        yield page


def test_a_false_positive_becomes_a_line_of_the_policy(
    browser: Browser, served: Served, incident: Event, look: Look, tmp_path: Path
):
    with (
        a_reviewer(browser, look, served, f"first-{look.width}") as first,
        a_reviewer(browser, look, served, f"second-{look.width}") as second,
    ):
        first.goto(f"/incidents/{incident.id}")
        follow(first, "a[href$='/exception']")
        hold_to_the_standard(first, "exception-proposal")
        fit_every_screen(first, "exception-proposal")
        first.set_viewport_size({"width": look.width, "height": look.height})
        first.locator("input[value=phrase]").check()
        tab_to(first, "#phrase")
        first.keyboard.type("too *")
        first.locator("#owner").fill("Web2Social")
        first.locator("#reason").fill("A street, and no marking")
        first.locator("#until").fill(first.locator("#until").get_attribute("max") or "")
        follow(first, ".panel button")
        expect(first.locator("[role=alert]")).to_be_visible()
        hold_to_the_standard(first, "exception-refused")
        first.locator("#phrase").fill(PHRASE)
        follow(first, ".panel button")
        hold_to_the_standard(first, "exceptions-own")
        assert first.locator("button[value=approve]").count() == 0

        second.goto("/exceptions")
        hold_to_the_standard(second, "exceptions-waiting")
        follow(second, "button[value=approve]")
        hold_to_the_standard(second, "exceptions-approved")
        fit_every_screen(second, "exceptions-approved")
        with second.expect_download() as file:
            second.locator("form[action='/exceptions/file'] button").press("Enter")
        file.value.save_as(tmp_path / "exceptions.yaml")
    written = yaml.safe_load((tmp_path / "exceptions.yaml").read_text())["exceptions"]
    assert written[-1]["phrase"] == PHRASE
