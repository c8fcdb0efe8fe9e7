"""How tests look at a page: on a phone or at a desk, light or dark, in either language, with the keyboard alone.

What a program can tell of WCAG 2.1 AA is told by axe; that nothing is cut off, and that French has its spaces, by us.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from typing import Literal, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from gatepost.console.translation import catalogue

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_WIDTHS = (320, 400, 768, 1280)  # the narrowest is what WCAG's 1.4.10 asks for
_MOST_TABS = 150
_QUOTED = "code, kbd, time, textarea, blockquote, .said, .note, [lang=en], script"  # what somebody else wrote
_WORDS = f"""() => {{
  const shown = document.body.cloneNode(true);
  shown.querySelectorAll("{_QUOTED}").forEach((quoted) => quoted.remove());
  return shown.textContent;
}}"""
_WRONG_SPACE = re.compile(r"\w:\s|\w \?|\w [;!]|« |[^\u00a0]»|\d %|\w'\w")


class Look(NamedTuple):
    width: int
    height: int
    scheme: Literal["light", "dark"]
    locale: str

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}-{self.locale}"


PHONE = Look(360, 740, "light", "en-CA")
DESK = Look(1280, 860, "dark", "fr-CA")


@contextmanager
def opened(browser: Browser, look: Look, url: str) -> Iterator[Page]:
    """A browser of somebody's own, where whatever the console's pages complain of fails the test."""
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        locale=look.locale,
        base_url=url,
    )
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    left = [text for text in complaints if "status of" not in text]  # that an answer is a refusal is no complaint
    assert not left, left


def hold_to_the_standard(page: Page, name: str) -> None:
    """WCAG 2.1 AA as far as a program can tell, nothing to the right of the screen, and French as it is written."""
    page.evaluate(f"() => {{ {_AXE} }}")  # by the debugger: the console's own policy allows no script in a page
    found = page.evaluate("async (levels) => (await axe.run({runOnly: levels})).violations", _LEVELS)
    assert not found, (name, found)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert not wide, f"{name} is wider than the screen"
    if page.locator("html").get_attribute("lang") == "fr":
        wrong = _WRONG_SPACE.search(page.evaluate(_WORDS))
        assert not wrong, f"{name}: {wrong.string[max(wrong.start() - 40, 0) : wrong.end() + 10]!r}"


def fit_every_screen(page: Page, name: str) -> None:
    """The page as it is, on screens of any width: nothing to the right of any."""
    for width in _WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
        assert not wide, f"{name} is wider than {width} pixels"


def sign_in(page: Page, login: str, password: str) -> None:
    """By the keyboard, from the page that asks."""
    page.goto("/sign-in")
    tab_to(page, "#login")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")


def said(page: Page, message: str) -> str:
    """A message of the console, in the language of the page."""
    return catalogue("fr" if page.locator("html[lang=fr]").count() else "en").gettext(message)


def tab_to(page: Page, selector: str) -> None:
    """Tab to an element, as somebody without a mouse does, and see where one is."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {selector} does not show"
            return
    pytest.fail(f"the keyboard does not reach {selector}")


def follow(page: Page, selector: str) -> None:
    """Tab to a link or a button, use it, and wait for the page that it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
