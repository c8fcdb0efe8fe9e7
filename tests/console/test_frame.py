"""Every page of the console, as each who may see it sees it: in both languages, on every screen, light and dark."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page, expect

from gatepost.console import accounts
from gatepost.console.routes import PAGES
from gatepost.console.routes import Page as RoutePage
from gatepost.store.opening import writing
from tests.console.conftest import LOGIN, PASSWORD, Served, Staged
from tests.console.seeing import DESK, PHONE, Look, fit_every_screen, hold_to_the_standard, opened, sign_in
from tests.console.serving import be
from tests.console.stage import PEOPLE

pytestmark = pytest.mark.needs("chromium")
NARROW = Look(320, 700, "light", "fr-CA")
BROAD = DESK._replace(locale="en-CA")
NOT_BY_ITSELF = {
    "/incidents/arrivals/{after}",  # a sentence in the list, which has a test of its own
    "/invitation/{token}",  # the administrator's journey begins on it
    "/sign-in/provider",
    "/sign-in/provider/return",
    "/evidence/{opening}/{number}",  # a picture
    "/evidence/{opening}/{number}/file",
}
REFUSED = [("", "/no-such-page"), ("r.macisaac", "/incidents")]
OTHERWISE = [  # the same pages as somebody else sees them, or with something else to show
    ("m.lavoie", "/incidents?severity=critical&rule=unreleased"),
    ("m.lavoie", "/incidents?text=nothing"),
    ("s.pelletier", "/incidents/{number}"),
]


def _somebody(page: RoutePage) -> str:
    """The first on the stage whom a page is for."""
    return next((login for login, roles in PEOPLE.items() if roles & page.roles), "")


VISITS = [
    *((_somebody(page), page.path) for page in PAGES if page.method == "GET" and page.path not in NOT_BY_ITSELF),
    *OTHERWISE,
    *REFUSED,
]


@pytest.fixture(scope="module")
def looking(browser: Browser, staged: Staged) -> Iterator[tuple[Page, Page]]:
    """A narrow light screen in French and a broad dark one in English; what is narrow is as dark, and the other way round."""
    with opened(browser, NARROW, staged.url) as narrow, opened(browser, BROAD, staged.url) as broad:
        yield narrow, broad


@pytest.fixture(scope="module")
def named(staged: Staged) -> Mapping[str, str]:
    with writing(staged.console.db) as db:
        account = accounts.by_login(db, "j.beausoleil")
    assert account
    incident = staged.incidents[3]
    return {"incident": incident.id, "number": str(incident.fields["number"]), "account": account.id}


@pytest.mark.parametrize(("who", "path"), VISITS, ids=[f"{who or 'nobody'}:{path}" for who, path in VISITS])
def test_every_page_holds_to_wcag_on_every_screen(
    who: str, path: str, looking: tuple[Page, Page], staged: Staged, named: Mapping[str, str]
):
    for page in looking:
        be(page, who, staged.console, staged.url)
        answer = page.goto(path.format(**named))
        assert answer
        assert answer.ok != ((who, path) in REFUSED)
        expect(page.locator("h1")).to_have_count(1)
        hold_to_the_standard(page, path)
        fit_every_screen(page, path)


@pytest.mark.parametrize(("look", "other"), [(PHONE, "fr"), (DESK, "en")], ids=["from-en", "from-fr"])
def test_the_switch_of_languages_is_on_every_page_and_remembered(
    browser: Browser, served: Served, look: Look, other: str
):
    with opened(browser, look, served.url) as page:
        page.goto("/sign-in?next=/health")
        page.locator(f"header button[lang={other}]").click()
        expect(page.locator(f"html[lang={other}]")).to_have_count(1)
        assert page.url.endswith("/sign-in?next=/health")
        sign_in(page, LOGIN, PASSWORD)
        page.goto("/health")
        chosen = page.locator("header button[lang]").get_attribute("lang")
        page.locator("header button[lang]").click()
        expect(page.locator(f"html[lang={chosen}]")).to_have_count(1)
        assert page.url.endswith("/health")
        page.context.clear_cookies()
        sign_in(page, LOGIN, PASSWORD)
        expect(page.locator(f"html[lang={chosen}]")).to_have_count(1)


def test_the_first_key_skips_to_the_content(browser: Browser, served: Served):
    with opened(browser, PHONE, served.url) as page:
        page.goto("/sign-in")
        page.keyboard.press("Tab")
        expect(page.locator(".skip")).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("#main")).to_be_focused()
