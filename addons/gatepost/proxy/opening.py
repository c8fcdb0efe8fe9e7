"""A flow whose body is here as the core's request, its codings undone within bounds of time and memory.

The rule to keep: what a body becomes is held against the same budget as what the client sent, and what is more than
a little is undone beside the event loop. Some hundred bytes can become as much as the limit allows.
"""

import asyncio
from functools import partial

from mitmproxy import http

from gatepost.content.expand import IN_LOOP_BYTES
from gatepost.model import Request
from gatepost.proxy.translate import codings_of, request_of
from gatepost.proxy.visit import Visit


async def open_request(flow: http.HTTPFlow, visit: Visit, request_id: str) -> tuple[Request, str] | None:
    """The request and why its body could not be had (a value of `uninspectable`, or empty); None: there is no room."""
    bound = visit.bound
    if bound is None or bound.no_room:
        return None
    work = partial(request_of, flow, url=visit.url, request_id=request_id, principal=visit.principal, cut=bound.cut)
    if not codings_of(flow.request):
        return work(limit=bound.limit)
    little, problem = work(limit=min(bound.limit, IN_LOOP_BYTES))
    if not (problem or little.truncated):
        return little, problem
    if not bound.hold(bound.limit):
        return None
    request, problem = await asyncio.to_thread(work, limit=bound.limit)
    bound.give_back(bound.limit - len(request.body))
    return request, problem
