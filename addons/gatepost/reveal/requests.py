"""What was asked for, approved and done, as events -> whether a person may be revealed, or their record exported, now.

A request names a pseudonym and a reason, is approved by others than who asked, and ends by itself. Everything is folded
from `access` events, so what the record says is what holds: there is no other state to change.

The rule to keep: nobody approves what they asked for, nor twice.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from gatepost.errors import GatepostError
from gatepost.events.chain import rfc3339
from gatepost.events.numbers import new_id
from gatepost.model import Event

type Purpose = Literal["reveal", "export"]
APPROVALS: Mapping[Purpose, int] = {"reveal": 1, "export": 2}
OPEN_FOR = timedelta(days=3)  # a request that nobody approved, and an approval that nobody used, end together
SHORTEST_REASON, LONGEST_REASON = 10, 1000


class Refused(GatepostError):
    """What may not be done: by this person, now, or at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as it stands. `people` are pseudonyms with their periods: a reveal has one, from an incident."""

    id: str
    purpose: Purpose
    people: tuple[tuple[str, str], ...]
    reason: str
    by: str
    expires: datetime
    incident: str = ""
    approved_by: tuple[str, ...] = ()
    refused: bool = False

    def granted(self, now: datetime) -> bool:
        """Whether enough others approved it, nobody refused it, and it is not over."""
        return self.open(now) and len(self.approved_by) >= APPROVALS[self.purpose]

    def open(self, now: datetime) -> bool:
        return not self.refused and now < self.expires


def ask(
    purpose: Purpose, people: Iterable[tuple[str, str]], *, reason: str, by: str, now: datetime, incident: str = ""
) -> Event:
    """The event of a request; its id is the request's."""
    named = [{"principal": pseudonym, "period": period} for pseudonym, period in people]
    if not named or (purpose == "reveal" and len(named) > 1):
        raise Refused("a reveal is of one pseudonym, an export of at least one")
    if not SHORTEST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        raise Refused(f"a reason has from {SHORTEST_REASON} to {LONGEST_REASON} characters")
    fields = {"people": named, "reason": reason.strip(), "expires": rfc3339(now + OPEN_FOR)}
    return _event(f"{purpose}-asked", "", by, now, fields | ({"incident": incident} if incident else {}))


def answer(request: Request, *, approves: bool, by: str, now: datetime) -> Event:
    """The event of an approval or a refusal. Refused for who asked, for who approved before, and when it is over."""
    if not request.open(now):
        raise Refused("this request is over")
    if by == request.by:
        raise Refused("who asks does not approve: a second person does")
    if by in request.approved_by:
        raise Refused("the same person does not approve twice")
    return _event(f"{request.purpose}-{'approved' if approves else 'refused'}", request.id, by, now, {})


def use(request: Request, *, by: str, now: datetime) -> Event:
    """The event of carrying it out, to be on record before anything is shown. Only who asked may, and only in time."""
    if by != request.by or not request.granted(now):
        raise Refused("this may be opened by who asked for it, once it is approved and until it ends")
    return _event(f"{request.purpose}-used", request.id, by, now, {})


def requests(events: Iterable[Mapping[str, object]]) -> dict[str, Request]:
    """All requests by id, from events in the order they were recorded. What an event may not do, it does not."""
    found: dict[str, Request] = {}
    for event in events:
        purpose, _, step = str(event.get("did", "")).partition("-")
        if purpose not in APPROVALS:
            continue
        if step == "asked":
            request = _asked(event)
            found[request.id] = request
        elif request_of := found.get(str(event.get("about", ""))):
            found[request_of.id] = _answered(request_of, step, event)
    return found


def _asked(event: Mapping[str, object]) -> Request:
    people = event["people"]
    purpose: Purpose = "export" if str(event["did"]).startswith("export") else "reveal"
    return Request(
        id=str(event["id"]),
        purpose=purpose,
        people=tuple((one["principal"], one["period"]) for one in people) if isinstance(people, list) else (),
        reason=str(event["reason"]),
        by=str(event["by"]),
        expires=datetime.fromisoformat(str(event["expires"])),
        incident=str(event.get("incident", "")),
    )


def _answered(request: Request, step: str, event: Mapping[str, object]) -> Request:
    by, at = str(event["by"]), datetime.fromisoformat(str(event["at"]))
    if by == request.by or by in request.approved_by or not request.open(at):
        return request
    approved = (*request.approved_by, by) if step == "approved" else request.approved_by
    return replace(request, approved_by=approved, refused=request.refused or step == "refused")


def _event(did: str, about: str, by: str, now: datetime, fields: Mapping[str, object]) -> Event:
    return Event(id=new_id(now), kind="access", at=now, about=about, fields={"did": did, "by": by, **fields})
