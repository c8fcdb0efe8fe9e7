"""What managers see of a week and of a month, in a real Chromium: charts of the table beside them, and sheets of paper."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]  # it has no types
import pytest
from playwright.sync_api import Browser, Page, expect

from gatepost.clock import SystemClock
from gatepost.console import accounts
from gatepost.console.roles import Role
from gatepost.console.visit import Console
from gatepost.store.opening import writing
from tests.console.seeing import DESK, PHONE, Look, fit_every_screen, follow, hold_to_the_standard, opened, tab_to
from tests.console.serving import be, serving
from tests.console.stage import a_console
from tests.unit.console.test_usage import two_weeks

pytestmark = pytest.mark.needs("chromium")
MANAGER = "a.manager"
_INK = """canvas => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const [red, green, blue] = getComputedStyle(canvas).getPropertyValue("--series-ours").match(/\\w\\w/g);
  const wanted = [red, green, blue].map((digits) => parseInt(digits, 16));
  return data.some((_, at) => at % 4 === 0 && wanted.every((part, of) => data[at + of] === part));
}"""


class Published(NamedTuple):
    url: str
    console: Console


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    var = tmp_path_factory.mktemp("usage") / "var"
    with a_console(var, SystemClock()) as console:
        two_weeks(console.db, console.journals)
        with writing(console.db) as db:
            now, roles = console.clock.now(), frozenset({Role.MANAGER})
            accounts.create(db, login=MANAGER, roles=roles, now=now, divisions=("Field",))
        with serving(console) as url:
            yield Published(url, console)


@contextmanager
def managing(browser: Browser, look: Look, published: Published) -> Iterator[Page]:
    with opened(browser, look, published.url) as page:
        be(page, MANAGER, published.console, published.url)
        yield page


def test_a_chart_draws_the_table_beside_it_in_the_colours_of_the_theme(browser: Browser, published: Published):
    with managing(browser, DESK, published) as page:
        page.goto("/usage")
        chart = page.locator(".chart canvas").first
        assert chart.evaluate(_INK)
        page.emulate_media(color_scheme="light")
        page.wait_for_function(f"canvas => ({_INK})(canvas)", arg=chart.element_handle())
        box = page.locator(".chart .u-over").first.bounding_box()
        assert box
        page.mouse.move(box["x"] + box["width"] - 2, box["y"] + box["height"] / 2)
        expect(page.locator("#weeks .pointed time")).to_have_attribute("datetime", "2026-11-16")


def test_the_level_above_holds_to_wcag_and_the_keyboard_reaches_the_report(browser: Browser, published: Published):
    with managing(browser, PHONE, published) as page:
        page.goto("/usage")
        tab_to(page, "#division")
        page.keyboard.type("Prices")
        tab_to(page, ".choosing button")
        page.keyboard.press("Enter")
        page.wait_for_url("**division=Prices**")
        expect(page.locator("h1")).to_have_text("Prices")
        hold_to_the_standard(page, "usage-above")
        follow(page, ".taking a")
        expect(page.locator("article")).to_have_count(2)
        expect(page.locator("[data-print]")).to_be_visible()
        fit_every_screen(page, "report-above")


def test_the_report_is_a_sheet_for_each_language(browser: Browser, published: Published, tmp_path: Path):
    with managing(browser, DESK, published) as page:
        page.goto("/usage/report?division=Labour")
        page.pdf(path=tmp_path / "report.pdf", format="Letter")
    sheets = [sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(tmp_path / "report.pdf")]
    assert len(sheets) == 2
    assert "They cannot tell who" in sheets[0]
    assert "Ils ne peuvent pas dire qui" in sheets[1]
    assert not re.search("Sign out|Fermer la session|Imprimer", "".join(sheets))
