"""Our own failures: answered as the policy says, recorded, counted, and never held against the person.

An exception's message may hold a piece of what it failed on, so logs and events get its type and place, never its text.
"""

import logging
import traceback
from dataclasses import dataclass

from mitmproxy import http

from gatepost import metrics
from gatepost.errors import GatepostFault
from gatepost.events.record import fault_event
from gatepost.model import Activity, Response, Use
from gatepost.pipeline import fault_notice
from gatepost.platforms import refusal_of
from gatepost.policy.agency import Fault as Answer
from gatepost.proxy import own_pages
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.translate import put_response, request_of
from gatepost.proxy.visit import Visit
from gatepost.responses import respond

logger = logging.getLogger(__name__)

# When even the notice cannot be made, the person is still told whose fault it is.
LAST_RESORT = Response(
    status=503,
    headers=(("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")),
    body="This is our fault; nothing is held against you. / C’est notre faute; rien ne vous est reproché.\n".encode(),
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where and why, in words that are metric labels."""

    stage: str
    reason: str


def fault_of(hook: str, error: Exception) -> Fault:
    """A fault by its kind. Unforeseen ones are logged with the places they came through."""
    if isinstance(error, GatepostFault):
        logger.error("fault in %s: %s", hook, error)
        return Fault(error.stage, error.reason)
    logger.error("fault in %s: %s%s", hook, type(error).__name__, places_of(error))
    return Fault(hook, "exception")


def places_of(error: BaseException) -> str:
    """Where an exception came through, a line each."""
    frames = traceback.extract_tb(error.__traceback__)
    return "".join(f"\n  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames)


def must_close(gateway: Gateway, visit: Visit | None) -> bool:
    """Whether the request is refused. Until its account is known it is treated as unknown; undoing is never hindered.

    What was refused already stays so, and what people write on our own pages is nobody else's.
    """
    if visit and (visit.refused or own_pages.is_own(visit.url)):
        return True
    policy = visit.gate.policy if visit else gateway.policy
    post = visit.post if visit else None
    if post is None and visit and visit.recognised and visit.recognised.candidates:
        undoing = all(candidate.endpoint.activity is Activity.DELETE for candidate in visit.recognised.candidates)
    else:
        undoing = post is not None and post.activity is Activity.DELETE
    if undoing:
        return False
    official = post is not None and post.account is not None and policy.official(post.account)
    return policy.fault(Use.OFFICIAL if official else Use.UNKNOWN, Activity.OTHER) is Answer.CLOSED


def fault_response(flow: http.HTTPFlow, visit: Visit | None, number: str) -> Response:
    """What the person gets: it is our fault, and the number under which it is on record."""
    try:
        if visit is None:
            return LAST_RESORT
        request, _ = request_of(flow, url=visit.url, request_id="", principal=visit.principal, limit=0, cut=True)
        refusal = refusal_of(visit.post, visit.gate.platforms) if visit.post else None
        return respond(request=request, post=None, notice=fault_notice(number, visit.gate.policy), refusal=refusal)
    except Exception:  # noqa: BLE001 - the answer to a fault must not depend on what may have failed
        return LAST_RESORT


def shut(flow: http.HTTPFlow) -> None:
    """The last resort, which needs nothing of ours: whatever this is, it does not go on."""
    flow.request.stream = False
    if flow.websocket:
        flow.websocket.messages[-1].drop()
    else:
        put_response(flow, LAST_RESORT)


def record_fault(gateway: Gateway, fault: Fault, *, closed: bool, visit: Visit | None = None) -> str:
    """On record and counted, and its number; when the journal is what failed, the log and the metric have it."""
    metrics.fault(fault.stage, fault.reason)
    event = fault_event(
        at=gateway.clock.now(),
        stage=fault.stage,
        reason=fault.reason,
        outcome="failed-closed" if closed else "failed-open",
        gateway=gateway.names,
        platform=platform_of(visit),
    )
    try:
        gateway.write(event)
    except GatepostFault as error:
        logger.error("the journal did not take the record of a fault: %s", error)  # noqa: TRY400 - a fault explains itself
    return str(event.fields["number"])


def platform_of(visit: Visit | None) -> str:
    """The platform that a request is for, as far as is known; empty otherwise."""
    if visit is None:
        return ""
    if visit.post:
        return visit.post.platform
    return visit.recognised.spec.platform if visit.recognised else ""
