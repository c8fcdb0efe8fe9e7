"""Which requests are a page that a person opens, and what stands in its place."""

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import Request, Response
from gatepost.proxy import page_loads
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.page_loads import instead, is_page_load
from gatepost.testing import a_request
from tests.proxy.gateways import records

NAVIGATE = {"sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def opens(*fields: dict[str, str], method: str = "GET") -> bool:
    return is_page_load(method, tuple(pair for one in fields for pair in one.items()))


def test_a_browser_says_that_it_opens_a_page():
    assert opens(NAVIGATE, HTML)
    assert opens(NAVIGATE, {"accept": "*/*", "sec-fetch-site": "cross-site"})


@pytest.mark.parametrize(
    "said",
    [
        {"sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-mode": "navigate", "sec-fetch-dest": "embed"},
        {"sec-fetch-mode": "navigate"},
        {"sec-fetch-mode": "cors", "sec-fetch-dest": "empty"},
        {"sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
        {"sec-fetch-mode": "websocket", "sec-fetch-dest": "websocket"},
    ],
)
def test_what_is_no_page_in_a_tab_of_its_own_is_none(said: dict[str, str]):
    assert not opens(said, HTML)


def test_without_fetch_metadata_only_a_page_load_asks_for_html_first():
    assert opens(HTML)
    assert not opens({"accept": "application/json, text/html"})
    assert not opens({"accept": "*/*"})
    assert not opens()
    assert not opens(HTML, {"x-requested-with": "XMLHttpRequest"})
    assert not opens(HTML, {"upgrade": "websocket"})


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT", "get"])
def test_only_a_get_loads_a_page(method: str):
    assert not opens(NAVIGATE, HTML, method=method)


@pytest.mark.parametrize(
    "ahead", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}, {"x-purpose": "preview"}]
)
def test_a_page_that_nobody_looks_at_yet_is_none(ahead: dict[str, str]):
    """What must be seen once would be gone before anybody saw it."""
    assert not opens(NAVIGATE, HTML, ahead)


async def test_the_first_page_that_has_something_for_the_person_answers(
    gateway: Gateway, monkeypatch: pytest.MonkeyPatch
):
    asked: list[str] = []

    def page(name: str, status: int):
        async def ask(_gateway: Gateway, _request: Request, platform: str) -> Response | None:
            asked.append(f"{name} of {platform}")
            return Response(status=status) if status else None

        return ask

    monkeypatch.setattr(page_loads, "INSTEAD", (page("one", 0), page("two", 511), page("three", 200)))
    assert await instead(gateway, a_request(method="GET"), "x") == Response(status=511)
    assert asked == ["one of x", "two of x"]


async def test_a_fault_of_ours_keeps_nobody_from_reading(gateway: Gateway, monkeypatch: pytest.MonkeyPatch):
    async def gone(_gateway: Gateway, _request: Request, _platform: str) -> Response | None:
        raise GatepostFault("the state is gone", stage="state", reason="gone")

    monkeypatch.setattr(page_loads, "INSTEAD", (gone,))
    assert await instead(gateway, a_request(method="GET"), "x") is None
    (fault,) = records(gateway, "fault")
    assert (fault["stage"], fault["outcome"]) == ("state", "failed-open")
