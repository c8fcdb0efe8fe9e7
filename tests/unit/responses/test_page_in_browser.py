"""The pages in a real browser, on a platform's own origin and under their own Content-Security-Policy."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from importlib.resources import files
from typing import Literal, NamedTuple
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, FloatRect, Page, Route, sync_playwright

from gatepost.model import Response, Window
from gatepost.responses.agreement import agreement_page
from gatepost.responses.answered import sent_page
from gatepost.responses.notice import Advice
from gatepost.responses.overview import Counts, Entry, Overview, overview_page
from gatepost.responses.page import incident_page, notice_page
from gatepost.responses.words import Bilingual
from tests.unit.responses.notices import a_coaching, a_form, a_notice, an_agreement, from_browser

pytestmark = pytest.mark.needs("chromium")

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
ADDRESS = "https://social.example/post"
LONG = Bilingual("Confidentiality " + "w" * 60, "Confidentialité " + "m" * 60)
ALSO = Advice(Bilingual("Your own opinion", "Votre opinion"), Bilingual("Say *so*.", "Dites-*le*."), "2.3")
ANSWERED = a_notice(
    form=a_form(reasons=(), reported=True), answered=(Bilingual("You left it.", "Vous en êtes resté là."),)
)
ENTRY = Entry(
    number="7Q3F-ABCD",
    address="http://gatepost.internal/7Q3F-ABCD",
    at=Bilingual("24 November 2026, 10:15", "24 novembre 2026, 10 h 15"),
    platform="LinkedIn",
    title=LONG,
    standing=(Bilingual("You left it at that.", "Vous en êtes resté là."),),
    reason="The information is public: it is in The Daily",
)
OVERVIEW = Overview(
    signed_in=True,
    now=Bilingual("This is work time.", "C’est du temps de travail."),
    counts=(
        Counts(
            use=Bilingual("personal", "personnel"),
            amounts=((Window.DAY, (Bilingual("12 posts", "12 publications"),)),),
        ),
    ),
    thresholds=(Bilingual("From 10 posts: you are asked first.", "À partir de 10 publications : on vous demande."),),
    open=(ENTRY,),
    earlier=(ENTRY,),
    agreement="http://gatepost.internal/agreement",
    contact=Bilingual("Web2Social team", "Équipe Web2Social"),
    contact_link="mailto:web2social@agency.example",
    help_url="https://intranet.agency.example/social-media",
)
PAGES = {
    "coach": notice_page(from_browser(), a_coaching(title=LONG)),
    "block": notice_page(from_browser(), a_notice()),
    "fault": notice_page(from_browser(), a_notice(action="fault")),
    "agreement": agreement_page(from_browser(), an_agreement()),
    "in place": incident_page(from_browser(), a_coaching(also=(ALSO,)), onward="https://social.example/home"),
    "answered": incident_page(from_browser(), ANSWERED, still_open=False),
    "overview": overview_page(from_browser(), OVERVIEW),
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


def show(
    page: Page,
    response: Response,
    *,
    width: int = 1280,
    scheme: Literal["light", "dark"] = "light",
    sandboxed: bool = True,
) -> Seen:
    """Shows the answer at the platform's address; without its sandbox for a tool that brings a script of its own."""
    seen, headers = Seen([], []), dict(response.headers)
    if not sandboxed:
        headers["Content-Security-Policy"] = headers["Content-Security-Policy"].partition("; sandbox")[0]

    def serve(route: Route) -> None:
        if route.request.method == "POST":
            seen.forms.append((route.request.url, route.request.post_data or ""))
        route.fulfill(status=response.status, headers=headers, body=response.body)

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


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_against_the_guidelines_for_accessibility(page: Page, name: str) -> None:
    """WCAG 2.1, A and AA; in both themes, because colours are looked at too."""
    for scheme in THEMES:
        show(page, PAGES[name], scheme=scheme, sandboxed=False)
        page.evaluate(AXE)
        found = page.evaluate("async (levels) => (await axe.run({runOnly: levels})).violations", LEVELS)
        assert not [(one["id"], one["impact"], [node["html"] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("name", PAGES)
def test_each_language_can_be_read_alone(page: Page, name: str) -> None:
    show(page, PAGES[name])
    for language, button, other in (("fr", "Français", "en"), ("en", "English", "fr")):
        page.get_by_role("radio", name=button).check()
        assert page.locator(f"main [lang={language}]:visible").count()
        assert not page.locator(f"main [lang={other}]:visible").count()


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
