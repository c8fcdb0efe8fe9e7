"""The agreement on the wire: the page that is asked for waits, the form never reaches the platform, and the person goes on."""

import re
from html import unescape
from urllib.parse import urlencode

from gatepost.errors import GatepostFault
from tests.proxy.gateways import CLEAN, asking_for_the_agreement, records, tweet
from tests.proxy.wire import Wire, request

HOME = "http://x.com/home?tab=1"
HTML = "Accept: text/html"


async def load(wire: Wire, target: str = HOME, *headers: str) -> tuple[bytes, bytes]:
    host = target.split("/")[2]
    return await wire.send(request(b"", *(headers or (HTML,)), method="GET", target=target, host=host))


def form(page: bytes) -> dict[str, str]:
    language = page.decode().partition('<form id="accept-fr"')[2].partition("</form>")[0]
    return {name: unescape(value) for name, value in re.findall(r'name="([a-z]+)" value="([^"]*)">', language)}


async def test_it_stands_in_place_of_the_first_page_and_leads_on_to_it(wire: Wire):
    asking_for_the_agreement(wire.addon.gateway)
    head, page = await load(wire)
    assert head.startswith(b"HTTP/1.1 511 ")
    body = urlencode(form(page) | {"choice": "accept"}).encode()
    target = "http://x.com/.well-known/gatepost/agreement"
    head, _ = await wire.send(request(body, HTML, target=target))
    assert head.startswith(b"HTTP/1.1 303 ")
    assert b"location: http://x.com/home?tab=1\r\n" in head.lower()
    assert not wire.origin.received
    head, _ = await load(wire)
    assert head.startswith(b"HTTP/1.1 200 ")
    assert len(wire.origin.received) == 1
    assert [one["language"] for one in records(wire.addon.gateway, "agreement")] == ["fr"]
    head, _ = await wire.send(request(tweet(CLEAN)))
    assert b" 200 " in head


async def test_what_is_no_page_of_a_platform_goes_on_unasked(wire: Wire):
    asking_for_the_agreement(wire.addon.gateway)
    for target, *headers in (
        ("http://forms.example/", HTML),
        ("http://www.googleapis.com/", HTML),
        (HOME, "Accept: */*"),
        (HOME, HTML, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"),
        (HOME, HTML, "Sec-Purpose: prefetch"),
    ):
        head, _ = await load(wire, target, *headers)
        assert head.startswith(b"HTTP/1.1 200 "), target


async def test_a_page_can_be_read_while_the_state_is_gone(wire: Wire, monkeypatch):
    async def gone(_principal: str) -> None:
        raise GatepostFault("the state is gone", stage="state", reason="gone")

    asking_for_the_agreement(wire.addon.gateway)
    monkeypatch.setattr(wire.addon.gateway.state, "agreement_of", gone)
    head, _ = await load(wire)
    assert head.startswith(b"HTTP/1.1 200 ")
    assert [one["outcome"] for one in records(wire.addon.gateway, "fault")] == ["failed-open"]
