"""Which page answers at which of the gateway's own addresses.

A page is named by the whole rest of its address. What has no name here is the number of an incident, or nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from gatepost.events.numbers import read_number
from gatepost.model import Request, Response
from gatepost.platforms.address import parse_address
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement, home, incident
from gatepost.proxy.own_pages.addresses import HOST, page_named
from gatepost.responses.page import not_found_page

type Page = Callable[[Gateway, Request], Awaitable[Response]]

PAGES: Mapping[str, Page] = MappingProxyType({home.NAME: home.serve, agreement.NAME: agreement.serve})


_AT_HOME = frozenset({home.NAME})  # what no platform has a part in


async def serve(gateway: Gateway, request: Request) -> Response:
    """The page at this address for this person."""
    name = page_named(request.url)
    if not (_is_looked_at(request) and _stands_at(gateway, request.url, name)):
        return not_found_page(request)
    if page := PAGES.get(name):
        return await page(gateway, request)
    number = read_number(name)
    return await incident.serve(gateway, request, number) if number else not_found_page(request)


def _is_looked_at(request: Request) -> bool:
    """Whether a tab or window shows the answer: a platform's script has the same origin, and neither reads nor sends a form."""
    mode, dest = request.header("sec-fetch-mode"), request.header("sec-fetch-dest")
    return mode in ("", "navigate") and dest in ("", "document")


def _stands_at(gateway: Gateway, url: str, name: str) -> bool:
    """All pages stand at the reserved host. On a platform's there are those alone that its own page may have led to."""
    host = parse_address(url).host
    return host == HOST or (name not in _AT_HOME and gateway.gate.platforms.listed(host))
