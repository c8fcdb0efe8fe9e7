"""Which page answers at which of the gateway's own addresses.

A page is named by the whole rest of its address. What has no name here is the number of an incident, or nothing.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from gatepost.events.numbers import read_number
from gatepost.model import Request, Response
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement, incident
from gatepost.proxy.own_pages.addresses import page_named
from gatepost.responses.page import not_found_page

type Page = Callable[[Gateway, Request], Awaitable[Response]]

PAGES: Mapping[str, Page] = MappingProxyType({agreement.NAME: agreement.serve})


async def serve(gateway: Gateway, request: Request) -> Response:
    """The page at this address for this person."""
    name = page_named(request.url)
    if page := PAGES.get(name):
        return await page(gateway, request)
    number = read_number(name)
    return await incident.serve(gateway, request, number) if number else not_found_page(request)
