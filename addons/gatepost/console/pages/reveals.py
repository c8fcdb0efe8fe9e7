"""Requests to know who it was, or to have a person's record: asked by one, answered by others, carried out by who asked.

Everything that is decided here is decided by the desk (`reveal/desk.py`), from the record. The rule to keep: a name is
in the answer to the one form that asked for it, and nowhere else.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.responses import Response

from gatepost.console import accounts
from gatepost.console.accounts import Account
from gatepost.console.pages.incident import the_incident
from gatepost.console.people import LONGEST_PERSON, pseudonyms_of_person
from gatepost.console.roles import Role, may_approve
from gatepost.console.translation import N_
from gatepost.console.unlocking import WRONG_KEYS, WrongKey, private_key
from gatepost.console.visit import Visit, sent_to
from gatepost.proxy.naming import revealers_in
from gatepost.reveal.desk import Desk
from gatepost.reveal.requests import APPROVALS, LONGEST_REASON, SHORTEST_REASON, Refused, Request

STANDINGS = {
    "waiting": N_("waits for approval"),
    "approved": N_("approved"),
    "refused": N_("refused by the second person"),
    "over": N_("its time is over"),
}
# What the desk says, in the words of a page.
_REFUSALS: Mapping[str, str] = {
    "this request is over": N_("This request is over."),
    "who asks does not approve: a second person does": N_("Who asks does not approve: a second person does."),
    "the same person does not approve twice": N_("You have approved this already: somebody else must, too."),
    "this may be opened by who asked for it, once it is approved and until it ends": N_(
        "Only who asked may do this, once it is approved and until it ends."
    ),
}
_NOT_DONE = N_("This cannot be done. A request needs a person on record and a reason of 10 to 1,000 characters.")
_ANOTHER = N_("This is not the person whose record was asked for. Nothing was approved.")
_NO_NAME = N_("No name was sealed to this key, or the names of that period were destroyed.")
_MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A request as somebody sees it."""

    request: Request
    standing: str
    needed: int
    mine: bool
    may_answer: bool
    may_use: bool


def show(visit: Visit) -> Response:
    visit.record("viewed", page="/requests")
    return page(visit)


def ask(visit: Visit) -> Response:
    """Who was it? Asked from an incident."""
    event = the_incident(visit)
    people = [(event["principal"], event["period"])] if event.get("principal") and event.get("period") else []
    reason, by = visit.field("reason", LONGEST_REASON + 1), visit.known.id
    try:
        desk(visit).ask("reveal", people, reason=reason, by=by, incident=event["id"])
    except Refused as error:
        return page(visit, in_words(error))
    return sent_to("/requests")


def answer(visit: Visit) -> Response:
    """A second person's word. Who approves an export names the person, so that all speak of the same one."""
    found, approves = the_request(visit), visit.field("answer") == "approve"
    if not may_approve(visit.known.roles):
        visit.record("denied", page="/requests", about=found.id)
        raise HTTPException(403)
    if found.purpose == "export" and approves and not _names(visit, found):
        visit.record("denied", page="/requests", about=found.id)
        return page(visit, _ANOTHER)
    try:
        desk(visit).answer(found.id, approves=approves, by=visit.known.id)
    except Refused as error:
        return page(visit, in_words(error))
    return sent_to("/requests")


def reveal(visit: Visit) -> Response:
    found, admitted = the_request(visit), revealers_in(visit.console.var)
    if found.by != visit.known.id:
        raise HTTPException(404)
    try:
        name = desk(visit).reveal(found.id, private_key(visit, admitted), by=visit.known.id)
    except WrongKey as error:
        visit.record("reveal-failed", about=found.id, why=error.why)
        return page(visit, WRONG_KEYS[error.why])
    except Refused as error:
        visit.record("reveal-failed", about=found.id, why="refused")
        return page(visit, in_words(error))
    if name is None:
        return page(visit, _NO_NAME)
    return visit.page("revealed.html", request=found, name=name)


def page(visit: Visit, wrong: str = "") -> Response:
    """All requests of the last days, those that wait for this person first."""
    now, account = visit.console.clock.now(), visit.known
    found = [_shown(request, account, visit) for request in desk(visit).requests().values()]
    found.sort(key=lambda shown: (not shown.may_answer, not shown.may_use, now - shown.request.expires))
    return visit.page(
        "requests.html",
        status=422 if wrong else 200,
        wrong=wrong,
        found=found[:_MOST_SHOWN],
        reviewer=Role.REVIEWER in account.roles,
        logins=accounts.logins(visit.console.db),
        STANDINGS=STANDINGS,
        SHORTEST_REASON=SHORTEST_REASON,
        LONGEST_REASON=LONGEST_REASON,
        LONGEST_PERSON=LONGEST_PERSON,
    )


def desk(visit: Visit) -> Desk:
    return Desk(visit.console.var, visit.console.access, visit.console.clock)


def the_request(visit: Visit) -> Request:
    """The one that the address names."""
    found = desk(visit).requests().get(str(visit.request.path_params["request"]))
    if found is None:
        raise HTTPException(404)
    return found


def in_words(error: Refused) -> str:
    return _REFUSALS.get(str(error), _NOT_DONE)


def _shown(request: Request, account: Account, visit: Visit) -> Shown:
    now, mine = visit.console.clock.now(), request.by == account.id
    granted, is_open = request.granted(now), request.open(now)
    over = "refused" if request.refused else "over"
    return Shown(
        request=request,
        standing=("approved" if granted else "waiting") if is_open else over,
        needed=APPROVALS[request.purpose],
        mine=mine,
        may_answer=is_open and not mine and account.id not in request.approved_by and may_approve(account.roles),
        may_use=granted and mine,
    )


def _names(visit: Visit, request: Request) -> bool:
    """Whether the form names the person that the request is about."""
    person = visit.field("person", LONGEST_PERSON).strip()
    return bool(person) and set(request.people) <= set(pseudonyms_of_person(visit.console.var, person))
