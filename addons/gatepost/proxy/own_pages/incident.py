"""One incident as its person reads it later, and what they answer: go on, go back, or say that it is a mistake.

Another person's incident looks like none. An answer is on record before it takes effect, and sent twice it is one.
"""

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from gatepost import metrics
from gatepost.detectors import detect_all
from gatepost.events.record import justification_event, mistake_event, outcome_event
from gatepost.folding import text_item
from gatepost.model import Action, Principal, Request, Response, Where
from gatepost.pipeline import Gate, notice_about
from gatepost.policy.document import Policy
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages.addresses import PREFIX, page_address
from gatepost.proxy.own_pages.so_far import so_far
from gatepost.proxy.own_pages.tokens import is_token, token_of
from gatepost.responses.answer import Answer, Choice, read_answer
from gatepost.responses.answered import kept_back_page, over_page, reported_page, sent_page
from gatepost.responses.notice import Form, Found, Notice, Reason
from gatepost.responses.page import incident_page, not_found_page
from gatepost.responses.words import Bilingual
from gatepost.state import Incident
from gatepost.usage.calendar.shifts import zone_of

type Answered = Callable[[Gateway, Request, Incident, Answer], Awaitable[Response]]


def form_of(number: str, principal: str, policy: Policy, key: bytes, *, asks: bool, reported: bool = False) -> Form:
    """The form of an incident. Its token proves that whoever sends it was shown it; `asks`: it can be justified."""
    reasons = tuple(Reason(reason.id, Bilingual(reason.en, reason.fr)) for reason in policy.coaching.reasons)
    return Form(
        action=f"{PREFIX}{number}",
        token=token_of(number, principal, key),
        window=policy.coaching.window,
        reasons=reasons if asks else (),
        reported=reported,
    )


async def serve(gateway: Gateway, request: Request, number: str) -> Response:
    """The incident of this number for this person; another person's looks like none."""
    incident = await gateway.state.incident(number, request.principal.id)
    if incident is None:
        return not_found_page(request)
    if request.method == "POST":
        return await _answered(gateway, request, incident)
    return await shown(gateway, request, incident)


async def shown(gateway: Gateway, request: Request, incident: Incident) -> Response:
    """Its page; from now on the person was told."""
    if not incident.told:
        await gateway.state.tell(incident.number, incident.principal)
    still_open = incident.open_at(gateway.clock.now())
    return incident_page(request, _notice(gateway, request.principal, incident), still_open=still_open)


async def in_place(gateway: Gateway, request: Request, platform: str) -> Response | None:
    """The notice in place of a platform's page, once, for a person whose refusal there their client may not have shown."""
    person = request.principal
    incident = await gateway.state.untold(person.id, platform, at=gateway.clock.now())
    return incident_page(request, _notice(gateway, person, incident), onward=request.url) if incident else None


async def _answered(gateway: Gateway, request: Request, incident: Incident) -> Response:
    given = read_answer(request.body, _form(gateway, incident).reasons)
    if given is None or not is_token(given.token, incident.number, incident.principal, gateway.keys.content):
        return await shown(gateway, request, incident)
    return await _ANSWERS[given.choice](gateway, request, incident, given)


async def _go_on(gateway: Gateway, request: Request, incident: Incident, given: Answer) -> Response:
    now, window = gateway.clock.now(), gateway.policy.coaching.window
    reason = f"{given.reason}: {_redacted(given.words, gateway.gate)}".rstrip(": ")
    await gateway.record(
        justification_event(
            incident.event,
            at=now,
            number=incident.number,
            reason=reason,
            principal=incident.principal,
            pseudonyms=gateway.naming.of(incident.principal),
        )
    )
    person = incident.principal
    if not await gateway.state.justify(incident.number, person, reason=reason, at=now, until=now + window):
        return over_page(request, number=incident.number)
    metrics.coaching("justified")
    return sent_page(request, number=incident.number, window=window)


async def _go_back(gateway: Gateway, request: Request, incident: Incident, _given: Answer) -> Response:
    now = gateway.clock.now()
    if not incident.answer and incident.asks_at(now):
        await gateway.record(outcome_event(incident.event, at=now, answer="back"))
        await gateway.state.go_back(incident.number, incident.principal, at=now)
        metrics.coaching("back")
    return kept_back_page(request, number=incident.number)


async def _report(gateway: Gateway, request: Request, incident: Incident, given: Answer) -> Response:
    if not incident.reported:
        await gateway.record(
            mistake_event(
                incident.event,
                at=gateway.clock.now(),
                number=incident.number,
                comment=_redacted(given.words, gateway.gate),
                principal=incident.principal,
                pseudonyms=gateway.naming.of(incident.principal),
            )
        )
        await gateway.state.report_mistake(incident.number, incident.principal)
        metrics.coaching("mistake")
    return reported_page(request, number=incident.number, back=page_address(incident.number))


_ANSWERS: Mapping[Choice, Answered] = MappingProxyType({"go-on": _go_on, "back": _go_back, "mistake": _report})


def _notice(gateway: Gateway, person: Principal, incident: Incident) -> Notice:
    policy = gateway.policy
    return notice_about(
        incident.rules,
        action="coach" if incident.action is Action.COACH else "block",
        number=incident.number,
        found=tuple(
            Found(Bilingual(kind, genre), Bilingual(part, place)) for kind, genre, part, place in incident.found
        ),
        policy=policy,
        page=page_address(incident.number),
        form=_form(gateway, incident),
        answered=so_far(incident, gateway.clock.now(), zone_of(policy.calendar, person.work)),
    )


def _form(gateway: Gateway, incident: Incident) -> Form:
    return form_of(
        incident.number,
        incident.principal,
        gateway.policy,
        gateway.keys.content,
        asks=incident.asks_at(gateway.clock.now()),
        reported=incident.reported,
    )


def _redacted(words: str, gate: Gate) -> str:
    """A person's own words for the record; words that hold confidential matter themselves are only said to do so."""
    items = (text_item(Where(part="words"), words),)
    found = {finding.label for finding in detect_all(items, gate.detectors, gate.policy.messages)}
    return f"[{', '.join(sorted(found))}]" if found else words
