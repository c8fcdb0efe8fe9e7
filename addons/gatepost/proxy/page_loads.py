"""A page of ours in place of the page of a platform that a person's browser opens.

It is the one moment at which a person can be told something and nothing is lost: they have written nothing yet. Whatever
must be seen stands in `INSTEAD`; the first that has something for this person answers, and leads on to the page that they
wanted. The rule to keep: only top-level page loads, because a page inside another, a script or a program shows no page of
ours to anybody; and a fault of ours never keeps anybody from reading.
"""

from collections.abc import Awaitable, Callable, Sequence

from gatepost.errors import GatepostFault
from gatepost.model import Request, Response
from gatepost.proxy.faults import fault_of, record_fault
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages import agreement, incident
from gatepost.responses.crossorigin import Headers

type Instead = Callable[[Gateway, Request, str], Awaitable[Response | None]]
"""Asked with the request and the name of the platform that its host belongs to; None: let the page through."""

INSTEAD: Sequence[Instead] = (agreement.in_place, incident.in_place)

_AHEAD = ("sec-purpose", "purpose", "x-purpose", "x-moz")  # how browsers say that nobody looks at the page yet


def is_page_load(method: str, headers: Headers) -> bool:
    """Whether a browser opens a page in a tab or window of its own, as far as a request's head says (names in lower case).

    Browsers say so themselves, on https (Fetch Metadata). Without it, only a page load asks for HTML first.
    """
    said = dict(reversed(headers))
    if method != "GET" or "upgrade" in said or any("pre" in said.get(name, "").lower() for name in _AHEAD):
        return False
    if "sec-fetch-mode" in said:
        return said["sec-fetch-mode"] == "navigate" and said.get("sec-fetch-dest") == "document"
    return said.get("accept", "").lower().lstrip().startswith("text/html") and "x-requested-with" not in said


async def instead(gateway: Gateway, request: Request, platform: str) -> Response | None:
    """What stands in place of this page; None: the page itself."""
    try:
        for ask in INSTEAD:
            if (response := await ask(gateway, request, platform)) is not None:
                return response
    except GatepostFault as fault:
        record_fault(gateway, fault_of("page_load", fault), closed=False)
    return None
