"""What a person sees in a real Chromium behind the gateway."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from demo.gateway import Gateway
from demo.standin import CROWDED_HOST, StandIn
from tests.e2e.browsers import chromium, opened
from tests.e2e.lab import CREATE_TWEET, INCIDENT, clean_text, marked_text, tweet

pytestmark = pytest.mark.needs("chromium", "certutil")

_POST = """async ([url, type, content]) => {
    const answer = await fetch(url, {
        method: "POST",
        credentials: "include",
        headers: {"content-type": type},
        body: JSON.stringify(content),
    });
    return [answer.status, await answer.text()];
}"""
_SUBMIT = """([url, text]) => {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    form.enctype = "multipart/form-data";
    const field = document.createElement("textarea");
    field.name = "message";
    field.value = text;
    form.append(field);
    document.body.append(form);
    form.submit();
}"""


@pytest.fixture(scope="module")
def page(gateway: Gateway, trusted: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    with chromium(gateway.url, trusted, tmp_path_factory.mktemp("home")) as browser:
        yield browser.new_page()


@pytest.mark.parametrize("host", ["x.com", CROWDED_HOST, "forms.example.org"])
def test_chromium_accepts_the_certificate_it_is_shown(page: Page, host: str):
    assert opened(page, f"https://{host}/").ok
    assert "from the stand-in" in page.content()


def test_a_pages_script_can_read_why_its_post_was_refused(page: Page, standin: StandIn):
    def post(text: str) -> tuple[int, str]:
        status, body = page.evaluate(_POST, [f"https://x.com{CREATE_TWEET}", "application/json", tweet(text)])
        return status, body

    opened(page, "https://x.com/")
    status, body = post(clean_text())
    assert (status, INCIDENT.search(body)) == (200, None)
    before = len(standin.received())
    _, body = post(marked_text())
    assert INCIDENT.search(body)
    assert not [one for one in standin.received()[before:] if one.path == CREATE_TWEET]


def test_a_script_of_another_origin_can_read_it_too(page: Page):
    """Without a preflight, as `text/plain`, and with cookies: the refusal itself must allow the reading."""
    page.goto("https://www.reddit.com/")
    _, body = page.evaluate(_POST, ["https://api.x.com/2/tweets", "text/plain", {"text": marked_text()}])
    assert INCIDENT.search(body)


def test_a_form_that_is_refused_becomes_a_page_in_both_languages(page: Page):
    opened(page, "https://www.facebook.com/")
    with page.expect_navigation():
        page.evaluate(_SUBMIT, ["https://www.facebook.com/composer/submit", marked_text()])
    assert page.locator("[lang=en]").count()
    assert page.locator("[lang=fr]").count()
    assert INCIDENT.search(page.inner_text("body"))
    assert "2.6" in page.inner_text("body")
