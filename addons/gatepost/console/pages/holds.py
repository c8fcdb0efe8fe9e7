"""Holding an incident, or what its person has on record, from the incident's own page; and letting go of it again.

What is held as a whole (`gatepost events hold all`) is released where it was put: at the gateway.
"""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console.beside import beside
from gatepost.console.pages.incident import the_incident
from gatepost.console.translation import N_
from gatepost.console.visit import Visit, sent_to
from gatepost.errors import GatepostError
from gatepost.events.holds import Hold, Scope, add_hold, end_hold
from gatepost.events.numbers import new_id
from gatepost.events.record import PolicyChange, policy_event
from gatepost.events.stored import StoredEvent

LONGEST_REASON = 500
_NO_REASON = N_("Say why: the reason goes on record.")
_NOT_NOW = N_("The holds cannot be changed at the moment: their file cannot be read, or there are too many.")


def put(visit: Visit) -> Response:
    event, now = the_incident(visit), visit.console.clock.now()
    scope, of = _held(visit, event)
    if not (reason := _reason(visit)):
        return _refused(visit, _NO_REASON)
    hold = Hold(id=new_id(now)[-8:], scope=scope, of=of, reason=reason, by=visit.known.id, at=now)
    about = {"hold": hold.id, "scope": scope, "of": of, "reason": reason}
    try:
        add_hold(visit.console.var, hold, lambda: _record(visit, "held", about))
    except GatepostError:
        return _refused(visit, _NOT_NOW)
    return sent_to(f"/incidents/{event['id']}")


def release(visit: Visit) -> Response:
    event, wanted = the_incident(visit), visit.field("hold", 40)
    held = beside(visit.console.var, event).holds or ()
    if wanted not in {hold.id for hold in held if hold.scope != "all"}:
        raise HTTPException(404)
    if not (reason := _reason(visit)):
        return _refused(visit, _NO_REASON)
    about = {"hold": wanted, "reason": reason}
    try:
        end_hold(visit.console.var, wanted, lambda: _record(visit, "released", about))
    except GatepostError:
        return _refused(visit, _NOT_NOW)
    return sent_to(f"/incidents/{event['id']}")


def _held(visit: Visit, event: StoredEvent) -> tuple[Scope, str]:
    match visit.field("scope"):
        case "incident":
            return "incident", event["id"]
        case "person" if event.get("principal"):
            return "person", event["principal"]
    raise HTTPException(404)


def _reason(visit: Visit) -> str:
    return visit.field("reason", LONGEST_REASON).strip()


def _record(visit: Visit, change: PolicyChange, about: dict[str, str]) -> None:
    details = about | {"by": visit.known.id}
    at = visit.console.clock.now()
    visit.console.access.append(policy_event(change, at=at, gateway={}, details=details))


def _refused(visit: Visit, why: str) -> Response:
    return visit.page("refused.html", status=422, heading=why)
