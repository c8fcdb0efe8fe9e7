"""The agreement behind a real gateway: asked before anything is written, in a person's own language, once."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import bcrypt
import httpx
import pytest
from playwright.sync_api import Browser, Page, Response

from demo import agreement
from demo.gateway import ROOT, Gateway
from demo.policies import any_number_of_posts, changed
from demo.standin import StandIn
from tests.e2e.browsers import chromium
from tests.e2e.conftest import trusting
from tests.e2e.lab import CREATE_TWEET, INCIDENT, clean_text, counted, journal, tweet

IN_PLACE = 511
WANTED = "https://x.com/i/bookmarks?from=%22home%22"
PASSWORD = "velvet-umbrella-Ottawa-42"
PEOPLE = ("rosalind", "tomas", "odile", "script")
_POST = """async ([url, content]) => {
    const answer = await fetch(url, {
        method: "POST",
        credentials: "include",
        headers: {"content-type": "application/json"},
        body: JSON.stringify(content),
    });
    return [answer.status, await answer.text()];
}"""
_FETCH = "async (url) => (await fetch(url)).status"


@pytest.fixture(scope="module")
def asking(standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway with the shipped rule about the agreement, whose people sign in."""
    place = tmp_path_factory.mktemp("asking")
    changes = {"agency.yaml": any_number_of_posts, "identity.yaml": _by_password}
    folder = changed(ROOT / "policy", place / "policy", changes)
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    (folder / "people.htpasswd").write_text("".join(f"{name}:{hashed}\n" for name in PEOPLE))
    gateway = Gateway.start(place / "gateway", origin=standin.address, origin_ca=standin.ca, policy=folder)
    yield gateway
    gateway.kill()


def _by_password(identity: Any) -> None:
    identity["proxy_auth"] = {"htpasswd": "people.htpasswd"}


@pytest.fixture(scope="module")
def desks(asking: Gateway, standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    trusted = trusting(asking, standin, tmp_path_factory.mktemp("trusted"))
    with chromium(asking.url, trusted, tmp_path_factory.mktemp("home")) as browser:
        yield browser


@contextmanager
def _page(desks: Browser, gateway: Gateway, person: str, locale: str, **options: Any) -> Iterator[Page]:
    proxy: Any = {"server": gateway.url, "username": person, "password": PASSWORD}
    context = desks.new_context(proxy=proxy, locale=locale, **options)
    yield context.new_page()
    context.close()


def _went(page: Page, url: str) -> Response:
    answer = page.goto(url)
    assert answer
    return answer


def _posted(page: Page) -> tuple[int, str]:
    status, body = page.evaluate(_POST, [f"https://x.com{CREATE_TWEET}", tweet(clean_text())])
    return status, body


@pytest.mark.needs("chromium", "certutil")
@pytest.mark.parametrize(
    ("person", "language", "button"), [("rosalind", "en", "I accept"), ("tomas", "fr", "J’accepte")]
)
def test_a_person_reads_it_accepts_it_by_keyboard_without_scripts_and_goes_on(  # noqa: PLR0917 - three fixtures
    asking: Gateway, desks: Browser, standin: StandIn, person: str, language: str, button: str
):
    known = len(standin.received()), len(journal(asking))
    with _page(desks, asking, person, f"{language}-CA", java_script_enabled=False) as page:
        assert _went(page, WANTED).status == IN_PLACE
        assert page.url == WANTED
        assert page.locator("html").get_attribute("lang") == language
        first = page.locator("section").first
        assert first.get_attribute("lang") == language
        assert first.get_by_role("button").all_inner_texts()[0] == button
        page.keyboard.press("Tab")
        while not page.locator(f"section[lang={language}] button[value=accept]:focus").count():
            page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == WANTED
        assert "from the stand-in" in page.content()
        assert _went(page, "https://www.reddit.com/").status == 200
    arrived = [(one.method, one.path) for one in standin.received()[known[0] :] if one.path != "/favicon.ico"]
    assert arrived == [("GET", "/i/bookmarks?from=%22home%22"), ("GET", "/")]
    (event,) = [one for one in journal(asking)[known[1] :] if one["kind"] == "agreement"]
    assert event["language"] == language
    assert person not in str(event)


@pytest.mark.needs("chromium", "certutil")
def test_who_puts_it_off_reads_on_and_posts_nothing_until_they_accept(
    asking: Gateway, desks: Browser, standin: StandIn
):
    with _page(desks, asking, "odile", "en-CA") as page:
        _went(page, "https://x.com/home")
        asked = counted(asking, "gatepost_agreement_total", outcome="asked")
        with page.expect_navigation():
            page.get_by_role("button", name="Not now").click()
        assert "from the stand-in" in page.content()
        before = len(standin.received())
        status, body = _posted(page)
        assert status == 403
        assert agreement.ADDRESS in body
        assert len(standin.received()) == before
        _went(page, agreement.ADDRESS)
        page.get_by_role("button", name="I accept").click()
        assert page.get_by_text("You accepted it on").is_visible()
        assert INCIDENT.search(
            _went(page, "https://x.com/home").text()
        )  # what was refused, as the client did not show it
        assert _went(page, "https://x.com/home").status == 200
        assert _posted(page)[0] == 200
    assert counted(asking, "gatepost_agreement_total", outcome="asked") == asked


@pytest.mark.needs("chromium", "certutil")
def test_a_platform_s_own_script_cannot_accept_in_a_person_s_name(asking: Gateway, desks: Browser):
    with _page(desks, asking, "odile", "en-CA") as page:
        _went(page, "https://x.com/home")
        assert page.evaluate(_FETCH, "https://x.com/.well-known/gatepost/agreement") == 404


def test_a_script_is_told_where_to_accept_and_then_goes_on(asking: Gateway, standin: StandIn, tmp_path: Path):
    """As the tools of official accounts do, which show no page."""
    proxy = f"http://script:{PASSWORD}@{asking.proxy}"
    trusted = str(trusting(asking, standin, tmp_path))
    with httpx.Client(proxy=proxy, verify=trusted, trust_env=False) as client:
        read = client.get("https://api.x.com/2/users/me")
        assert read.status_code == 200
        refused = client.post("https://api.x.com/2/tweets", json={"text": clean_text()})
        assert refused.status_code == 403
        assert agreement.ADDRESS in refused.text
        agreement.accept(proxy, "fr")
        assert client.post("https://api.x.com/2/tweets", json={"text": clean_text()}).status_code < 300
