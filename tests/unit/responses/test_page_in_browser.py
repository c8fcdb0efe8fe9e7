"""The pages in a real browser, on a platform's own origin and under their own Content-Security-Policy."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from typing import Literal, NamedTuple
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, FloatRect, Page, Route, sync_playwright

from gatepost.model import Response
from gatepost.responses.agreement import agreement_page
from gatepost.responses.answered import sent_page
from gatepost.responses.page import notice_page
from gatepost.responses.words import Bilingual
from tests.unit.responses.notices import a_coaching, a_notice, an_agreement, from_browser

pytestmark = pytest.mark.needs("chromium")

ADDRESS = "https://social.example/post"
LONG = Bilingual("Confidentiality " + "w" * 60, "Confidentialité " + "m" * 60)
PAGES = {
    "coach": notice_page(from_browser(), a_coaching(title=LONG)),
    "block": notice_page(from_browser(), a_notice()),
    "fault": notice_page(from_browser(), a_notice(action="fault")),
    "agreement": agreement_page(from_browser(), an_agreement()),
    "sent": sent_page(from_browser(), number="7Q3F-ABCD", window=timedelta(minutes=10)),
}


class Seen(NamedTuple):
    """What the browser complained of, and the forms that it sent: address and body."""

    complaints: list[str]
    forms: list[tuple[str, str]]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def show(page: Page, response: Response, *, width: int = 1280, scheme: Literal["light", "dark"] = "light") -> Seen:
    """Shows the answer at the platform's address."""
    seen = Seen([], [])

    def serve(route: Route) -> None:
        if route.request.method == "POST":
            seen.forms.append((route.request.url, route.request.post_data or ""))
        route.fulfill(status=response.status, headers=dict(response.headers), body=response.body)

    page.route("**/*", serve)
    page.on("console", lambda message: seen.complaints.append(message.text))
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(ADDRESS)
    return seen


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_has_to_be_scrolled_sideways(page: Page, name: str, width: int) -> None:
    show(page, PAGES[name], width=width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_applies_under_the_policy(page: Page, scheme: Literal["light", "dark"]) -> None:
    seen = show(page, PAGES["coach"], scheme=scheme)
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 24, 29)"}[scheme]
    assert not [complaint for complaint in seen.complaints if "Content Security Policy" in complaint]


def test_the_first_stop_of_the_keyboard_is_a_way_past(page: Page) -> None:
    show(page, PAGES["coach"])
    skip = page.get_by_role("link", name="Skip to English")
    page.keyboard.press("Tab")
    assert skip.evaluate("element => element === document.activeElement")
    assert skip.evaluate("element => element.getBoundingClientRect().height") > 10
    outline = skip.evaluate("element => getComputedStyle(element).outlineStyle")
    assert outline == "solid"


def places(page: Page) -> tuple[FloatRect, FloatRect]:
    english, french = (page.locator(f"section[lang={language}]").bounding_box() for language in ("en", "fr"))
    assert english is not None
    assert french is not None
    return english, french


def test_the_languages_stand_side_by_side_and_on_a_phone_one_after_the_other(page: Page) -> None:
    show(page, PAGES["block"])
    english, french = places(page)
    assert english["y"] == french["y"]
    assert english["x"] < french["x"]
    show(page, PAGES["block"], width=320)
    english, french = places(page)
    assert english["y"] < french["y"]


def test_going_on_needs_a_reason_and_sends_the_form_to_the_gateway(page: Page) -> None:
    seen = show(page, PAGES["coach"])
    go_on = page.get_by_role("button", name="Record my reason and go on")
    go_on.click()
    assert not seen.forms  # the browser asks for a reason first
    page.get_by_role("radio", name="The information is public").check()
    page.get_by_label("In your own words").fill("It was in the release.")
    with page.expect_navigation():
        go_on.click()
    ((address, form),) = seen.forms
    assert address == "https://social.example/.well-known/gatepost/7Q3F-ABCD"
    assert parse_qs(form) == {
        "token": ["t0k3n"],
        "reason": ["public"],
        "words": ["It was in the release."],
        "choice": ["go-on"],
    }


def test_going_back_needs_no_reason(page: Page) -> None:
    seen = show(page, PAGES["coach"])
    with page.expect_navigation():
        page.get_by_role("button", name="Do not send it").click()
    assert "choice=back" in seen.forms[0][1]
