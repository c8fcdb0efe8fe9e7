"""A reviewer asks who it was, opens evidence and holds an incident, in a real Chromium; a second person approves."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from gatepost.console import accounts, sessions
from gatepost.console.roles import Role
from gatepost.events.numbers import new_id
from gatepost.evidence.vault import evidence_in, keep, reviewers_in
from gatepost.model import Event, Where
from gatepost.model import Role as PartRole
from gatepost.proxy.naming import revealers_in
from gatepost.reveal.names import Names
from gatepost.sealing.readers import public_text
from gatepost.store.intake import Intake
from gatepost.store.opening import writing
from gatepost.testing import a_finding, a_part, a_post
from tests.console.conftest import LOGIN as ASKER
from tests.console.conftest import Served
from tests.console.seeing import DESK, PHONE, Look, hold_to_the_standard, opened
from tests.unit.events.making import PSEUDONYMS, a_decision_event, a_journal
from tests.unit.sealing.people import PASSPHRASE, a_key, a_locked, a_reader

pytestmark = pytest.mark.needs("chromium")
KEY, PERSON, SECOND = a_key(), "emp-104", "z.second"
FILE = FilePayload(name="rose.key", mimeType="application/json", buffer=a_locked(KEY))
HOSTILE = b"<script>document.title = 'ran'</script><img src=x onerror=\"document.title = 'ran'\">"


@pytest.fixture(scope="module")
def incident(served: Served) -> Event:
    """Its picture is sealed to a key that is admitted, and so is whose it is. A second person may approve."""
    console = served.console
    for folder in (revealers_in(console.var), reviewers_in(console.var)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "rose.pub").write_text(public_text(KEY.public_key))
    Names(console.var, "gateway-1", PSEUDONYMS, [a_reader(KEY)]).remember(PERSON)
    with writing(console.db) as db:
        accounts.create(db, login=SECOND, roles=frozenset({Role.AUDITOR}), now=console.clock.now())
    return _incident(served)


def _incident(served: Served) -> Event:
    console, now = served.console, served.console.clock.now()
    event_id, picture = new_id(now), BytesIO()
    Image.new("RGB", (640, 400), "seagreen").save(picture, "png")
    contents = [(picture.getvalue(), "image/png"), (HOSTILE, "text/html")]
    parts = [
        a_part(name=f"media[{number}]", role=PartRole.ATTACHMENT, data=data, media_type=kind)
        for number, (data, kind) in enumerate(contents)
    ]
    kept = keep(evidence_in(console.var), event_id, parts, [a_reader(KEY)])
    found = a_finding("corporate-symbol:flag", where=Where(part="media[0]", box=(40, 30, 210, 96)))
    event = a_decision_event(id=event_id, at=now, post=a_post(at=now), findings=[found], evidence=kept)
    with a_journal(console.journals, "gateway-sealed") as journal:
        journal.append(event)
    Intake(console.db, console.journals).take_in()
    return event


@contextmanager
def _signed_in(browser: Browser, look: Look, served: Served, login: str) -> Iterator[Page]:
    console = served.console
    with writing(console.db) as db:
        account = accounts.by_login(db, login)
        assert account is not None
        token = sessions.begin(db, account.id, console.clock.now())
        accounts.set_language(db, account.id, look.locale[:2])
    with opened(browser, look, served.url) as page:
        page.context.add_cookies([{"name": console.cookie, "value": token, "url": served.url}])
        yield page


@pytest.fixture(params=[PHONE, DESK], ids=str)
def look(request: pytest.FixtureRequest) -> Look:
    chosen: Look = request.param
    return chosen


@pytest.fixture
def page(browser: Browser, served: Served, incident: Event, look: Look) -> Iterator[Page]:
    with _signed_in(browser, look, served, ASKER) as page:
        yield page


@pytest.fixture
def second(browser: Browser, served: Served, incident: Event, look: Look) -> Iterator[Page]:
    with _signed_in(browser, look, served, SECOND) as page:
        yield page


def _unlock(page: Page) -> None:
    """The key's file is chosen, and the browser puts what it says into the form."""
    page.locator("input[type=file]").first.set_input_files(FILE)
    expect(page.locator("[name=key]").first).not_to_have_value("")
    page.locator("[name=passphrase]").first.fill(PASSPHRASE)


def test_who_it_was_is_asked_approved_by_another_and_shown_to_who_asked(page: Page, second: Page, incident: Event):
    page.goto(f"/incidents/{incident.id}")
    for summary in page.locator("section summary").all():
        summary.press("Enter")
    hold_to_the_standard(page, "incident-sealed")
    page.locator("#reveal-reason").fill("a complaint of 20 November")
    page.locator("form[action$='/reveal'] button").press("Enter")
    page.wait_for_url("**/requests")
    hold_to_the_standard(page, "requests")
    second.goto("/requests")
    hold_to_the_standard(second, "requests-second")
    second.locator("button[value=approve]").press("Enter")
    expect(second.locator("button[value=approve]")).to_have_count(0)
    page.reload()
    _unlock(page)
    hold_to_the_standard(page, "requests-approved")
    page.locator("form[action$='/reveal'] button").first.press("Enter")
    expect(page.locator(".link")).to_have_text(PERSON)
    hold_to_the_standard(page, "revealed")


def test_evidence_opens_with_the_reviewers_key_and_nothing_in_it_runs(page: Page, incident: Event):
    page.goto(f"/incidents/{incident.id}/evidence")
    _unlock(page)
    page.locator("#reason").fill("review")
    hold_to_the_standard(page, "evidence")
    page.locator("main form button").press("Enter")
    picture = page.locator(".sealed-picture img")
    expect(picture).to_be_visible()
    assert picture.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") == 640
    expect(page.locator(".sealed-picture svg")).to_have_attribute("viewBox", "0 0 640 400")
    expect(page.locator("pre")).to_contain_text("<script>")
    assert page.title() != "ran"
    hold_to_the_standard(page, "evidence-open")
    with page.expect_download() as saved:
        page.locator("a[download]").last.click()
    assert saved.value.suggested_filename.endswith("-2.bin")
    page.locator("form[action$='/closing'] button").press("Enter")
    page.wait_for_url(f"**/incidents/{incident.id}")


@pytest.mark.parametrize("look", [DESK], ids=str)
def test_an_incident_is_held_and_released_with_a_reason(page: Page, incident: Event):
    page.goto(f"/incidents/{incident.id}")
    page.locator("summary").filter(has=page.locator("xpath=../form[contains(@action, '/hold')]")).first.press("Enter")
    page.locator("#hold-reason").fill("a request of 20 November")
    page.locator("form[action$='/hold'] button").press("Enter")
    expect(page.locator("form[action$='/release']")).to_have_count(1)
    hold_to_the_standard(page, "incident-held")
    page.locator("form[action$='/release'] [name=reason]").fill("it was answered")
    page.locator("form[action$='/release'] button").press("Enter")
    expect(page.locator("form[action$='/release']")).to_have_count(0)
