"""A refusal answered by real clients through a real gateway: read, justified, sent again, let through once."""

import html
import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page

from demo.gateway import Gateway
from demo.standin import StandIn
from tests.e2e.browsers import chromium
from tests.e2e.lab import CREATE_TWEET, clean_text, gatepost, journal, marked_text, tweet

IN_PLACE = 511
HOME = "https://x.com/home"
TWEETS = "https://api.x.com/2/tweets"
_POST = """async ([url, content]) => {
    const answer = await fetch(url, {
        method: "POST",
        headers: {"content-type": "application/json"},
        body: JSON.stringify(content),
    });
    return answer.status;
}"""


def coached_text() -> str:
    return f"What the fuck. {clean_text()}"


@pytest.fixture(scope="module")
def page(gateway: Gateway, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A person who reads French, on whom no notice of another test waits."""
    with chromium(gateway.url, trusted, tmp_path_factory.mktemp("home")) as browser:
        page = browser.new_context(locale="fr-CA", java_script_enabled=True).new_page()
        page.goto(HOME)
        yield page


def opened(page: Page, url: str) -> int:
    answer = page.goto(url)
    assert answer
    return answer.status


def tab_to(page: Page, element: str) -> None:
    """Go on with the Tab key until this has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{element}:focus").count():
            return
    raise AssertionError(f"{element} cannot be reached by keyboard")


@pytest.mark.needs("chromium", "certutil")
def test_a_person_reads_in_french_justifies_by_keyboard_and_posts_once(page: Page, gateway: Gateway, standin: StandIn):
    text, before = coached_text(), len(standin.received())
    assert opened(page, HOME) == 200
    assert page.evaluate(_POST, [CREATE_TWEET, tweet(text)]) == 403
    assert opened(page, HOME) == IN_PLACE  # the site is not known to show what it was answered
    assert page.locator("html").get_attribute("lang") == "fr"
    tab_to(page, "[name=shown]")
    page.keyboard.press("ArrowLeft")  # from both languages to the one beside it
    assert page.get_by_text("un langage grossier (dans : texte)").is_visible()
    assert not page.locator("main [lang=en]:visible").count()
    tab_to(page, "[name=reason]")
    page.keyboard.press("Space")
    tab_to(page, "#words")
    page.keyboard.type("Citation d’un roman")
    tab_to(page, "button[value=go-on]")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_role("heading", name="Votre raison est consignée").is_visible()
    assert opened(page, HOME) == 200
    assert page.evaluate(_POST, [CREATE_TWEET, tweet(text)]) == 200
    assert page.evaluate(_POST, [CREATE_TWEET, tweet(text)]) == 403
    arrived = [one for one in standin.received()[before:] if one.method == "POST" and one.path.startswith("/i/")]
    assert [one.path for one in arrived] == [CREATE_TWEET]
    (event,) = [one for one in journal(gateway) if one["kind"] == "justification" and "roman" in one["reason"]]
    assert event["reason"] == "public: Citation d’un roman"
    opened(page, "http://gatepost.internal/")
    assert page.get_by_text("Vous avez donné une raison, et c’est passé.").count()


@pytest.mark.needs("chromium", "certutil")
def test_a_platforms_script_can_neither_read_nor_send_what_is_the_persons(page: Page):
    opened(page, HOME)  # whatever the test before left to be told
    assert opened(page, HOME) == 200
    assert page.evaluate(_POST, [CREATE_TWEET, tweet(coached_text())]) == 403
    assert opened(page, HOME) == IN_PLACE
    assert opened(page, "https://x.com/explore") == 200
    asked = "async (url) => (await fetch(url)).status"
    assert page.evaluate(asked, "https://x.com/.well-known/gatepost/7Q3F-ABCD") == 404
    page.evaluate("window.other = window.open('/.well-known/gatepost/agreement')")
    page.wait_for_timeout(500)
    peeked = page.evaluate("() => { try { return window.other.document.title } catch (error) { return error.name } }")
    assert peeked == "SecurityError"


@pytest.fixture
def client(gateway: Gateway, trusted: Path) -> Iterator[httpx.Client]:
    with httpx.Client(proxy=gateway.url, verify=str(trusted), trust_env=False) as client:
        yield client


def answered(client: httpx.Client, refusal: httpx.Response, **fields: str) -> httpx.Response:
    """What a person does who opens the link in a program's refusal."""
    page = client.get(refusal.links["help"]["url"])
    assert page.status_code == 200
    (token,) = set(re.findall(r'name="token" value="([^"]+)"', page.text))
    action = re.findall(r'<form method="post" action="([^"]+)"', page.text)[0]
    return client.post(page.url.join(html.unescape(action)), data={"token": token, **fields})


def test_a_program_is_told_where_its_person_can_answer(client: httpx.Client):
    content = {"text": coached_text()}
    refused = client.post(TWEETS, json=content)
    assert refused.status_code == 403
    assert refused.links["help"]["url"] in refused.json()["detail"]
    assert "Your reason is on record" in answered(client, refused, choice="go-on", reason="public").text
    assert client.post(TWEETS, json=content).is_success
    again = client.post(TWEETS, json=content)
    assert again.status_code == 403
    assert again.headers["gatepost-incident"] != refused.headers["gatepost-incident"]


def test_the_same_content_in_another_request_is_the_same_incident(client: httpx.Client):
    text = coached_text()
    first = client.post(TWEETS, json={"text": text})
    second = client.post(TWEETS, content=f'{{ "text" : "{text}" }}', headers={"content-type": "application/json"})
    assert second.headers["gatepost-incident"] == first.headers["gatepost-incident"]


def test_a_blocked_post_is_reported_as_a_mistake_and_reviewers_see_it(client: httpx.Client, gateway: Gateway):
    refused = client.post(TWEETS, json={"text": marked_text()})
    words = f"The form is blank {secrets.token_hex(4)}"
    assert "Your report was sent" in answered(client, refused, choice="mistake", words=words).text
    listed = gatepost("events", "list", "--var", str(gateway.var), "--kind", "mistake", "--json")
    assert words in listed.stdout, listed.stderr
    shown = gatepost("events", "show", refused.headers["gatepost-incident"], "--var", str(gateway.var))
    assert words in shown.stdout, shown.stderr
