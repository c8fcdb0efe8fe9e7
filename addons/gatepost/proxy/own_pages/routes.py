"""Which page answers at which of the gateway's own addresses.

A page is named by the whole rest of its address. What has no name here is the number of an incident, or nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from gatepost.events.numbers import read_number
from gatepost.model import Request, Response
from gatepost.platforms.address import parse_address
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement, incident
from gatepost.proxy.own_pages.addresses import HOST, page_named
from gatepost.responses.page import not_found_page

type Page = Callable[[Gateway, Request], Awaitable[Response]]

PAGES: Mapping[str, Page] = MappingProxyType({agreement.NAME: agreement.serve})


async def serve(gateway: Gateway, request: Request) -> Response:
    """The page at this address for this person."""
    name = page_named(request.url)
    if not (_is_looked_at(request) and _stands_at(gateway, request.url)):
        return not_found_page(request)
    if page := PAGES.get(name):
        return await page(gateway, request)
    number = read_number(name)
    return await incident.serve(gateway, request, number) if number else not_found_page(request)


def _is_looked_at(request: Request) -> bool:
    """Whether a tab or window shows the answer: a platform's script has the same origin, and neither reads nor sends a form."""
    mode, dest = request.header("sec-fetch-mode"), request.header("sec-fetch-dest")
    return mode in ("", "navigate") and dest in ("", "document")


def _stands_at(gateway: Gateway, url: str) -> bool:
    """Whether there are pages of ours at this host: at the reserved one, and where a refusal may have led to them."""
    host = parse_address(url).host
    return host == HOST or gateway.gate.platforms.listed(host)
