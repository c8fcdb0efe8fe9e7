"""What people see and do in the console's frame, in a real Chromium."""

import os
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect

from gatepost.console.routes import PAGES
from tests.console.conftest import LOGIN, PASSWORD, Served

pytestmark = pytest.mark.needs("chromium")


class Look(NamedTuple):
    width: int
    height: int
    scheme: Literal["light", "dark"]
    locale: str


LOOKS = [
    Look(360, 740, "light", "en-CA"),
    Look(1280, 860, "dark", "fr-CA"),
]
SHOWN = [page.path for page in PAGES if page.method == "GET" and "{" not in page.path and not page.public]
_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look.width}-{look.scheme}-{look.locale}")
def page(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    look: Look = request.param
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        locale=look.locale,
        base_url=served.url,
    )
    page = context.new_page()
    page.on("console", lambda said: _fail(said.text) if said.type == "error" and "status of" not in said.text else None)
    yield page
    context.close()


def _fail(said: str) -> None:
    pytest.fail(f"the browser complains: {said}")


def _sign_in(page: Page) -> None:
    page.goto("/sign-in")
    page.locator("#login").fill(LOGIN)
    page.locator("#password").fill(PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/")


def _hold_to_the_standard(page: Page, name: str) -> None:
    """WCAG 2.1 AA as far as a program can tell, and nothing to the right of the screen."""
    page.evaluate(f"() => {{ {_AXE} }}")  # by the debugger: the console's own policy allows no script in a page
    found = page.evaluate("async (levels) => (await axe.run({runOnly: levels})).violations", _LEVELS)
    assert not found, (name, found)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name} is wider than the screen"
    if folder := os.environ.get("GATEPOST_SCREENSHOTS"):
        size = page.viewport_size or {"width": 0}
        page.screenshot(
            path=Path(folder) / f"{name.strip('/').replace('/', '-') or 'home'}-{size['width']}.png", full_page=True
        )


def test_every_page_holds_to_wcag_on_a_phone_and_a_desk_in_both_languages(page: Page):
    page.goto("/sign-in")
    _hold_to_the_standard(page, "sign-in")
    page.locator("#login").fill("nobody")
    page.locator("#password").fill("a password that is wrong")
    page.locator("main button").click()
    expect(page.locator("[role=alert]")).to_be_visible()
    _hold_to_the_standard(page, "sign-in-refused")
    _sign_in(page)
    for path in SHOWN:
        if page.request.get(path).headers["content-type"].startswith("text/html"):  # others are files
            page.goto(path)
            _hold_to_the_standard(page, path)
    page.goto("/accounts")
    page.locator("tbody a").first.click()
    _hold_to_the_standard(page, "account")
    page.goto("/chains")
    page.locator("main button").first.click()
    expect(page.locator("[role=status]")).to_be_visible()
    _hold_to_the_standard(page, "chain-verified")


def test_the_switch_of_languages_is_on_every_page_and_remembered(page: Page):
    page.goto("/sign-in")
    begun = page.locator("html").get_attribute("lang")
    page.locator("header button[name=language]").click()
    other = page.locator("html").get_attribute("lang")
    assert {begun, other} == {"en", "fr"}
    assert page.url.endswith("/sign-in")
    _sign_in(page)
    page.goto("/health")
    page.locator(f"header button[lang={'en' if page.locator('html').get_attribute('lang') == 'fr' else 'fr'}]").click()
    chosen = page.locator("html").get_attribute("lang")
    assert page.url.endswith("/health")
    page.context.clear_cookies()
    _sign_in(page)
    assert page.locator("html").get_attribute("lang") == chosen


def test_a_keyboard_is_enough(page: Page):
    page.goto("/sign-in")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    _press_until(page, "#login")
    page.keyboard.type(LOGIN)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    _press_until(page, "nav a[href='/accounts']")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid", "the focus does not show"
    page.keyboard.press("Enter")
    page.wait_for_url("**/accounts")
    _press_until(page, "header form[action='/sign-out'] button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in")


def _press_until(page: Page, selector: str) -> None:
    """Tab to an element, as somebody without a mouse does."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
