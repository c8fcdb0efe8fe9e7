"""One incident as its person reads it later, and what they answer.

Another person's incident looks like none, and an answer is on record before it takes effect.
"""

from gatepost import metrics
from gatepost.detectors import detect_all
from gatepost.events.record import justification_event
from gatepost.folding import text_item
from gatepost.model import Action, Request, Response, Where
from gatepost.pipeline import Gate, wording
from gatepost.policy.document import Policy
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.own_pages.addresses import PREFIX
from gatepost.proxy.own_pages.tokens import is_token, token_of
from gatepost.responses.answer import read_answer
from gatepost.responses.notice import Form, Notice, Reason, build_notice
from gatepost.responses.page import incident_page, kept_back_page, not_found_page, sent_page
from gatepost.responses.words import Bilingual
from gatepost.state import Incident


def form_of(number: str, principal: str, policy: Policy, key: bytes) -> Form:
    """The form of a coached incident. Its token proves that whoever sends it was shown it (no cookie, no session)."""
    return Form(
        action=f"{PREFIX}{number}",
        token=token_of(number, principal, key),
        window=policy.coaching.window,
        reasons=tuple(Reason(reason.id, Bilingual(reason.en, reason.fr)) for reason in policy.coaching.reasons),
    )


async def serve(gateway: Gateway, request: Request, number: str) -> Response:
    """The incident of this number for this person; another person's looks like none."""
    incident = await gateway.state.incident(number, request.principal.id)
    if incident is None:
        return not_found_page(request)
    if request.method == "POST":
        return await _answered(gateway, request, incident)
    return incident_page(request, _notice(gateway, incident))


async def _answered(gateway: Gateway, request: Request, incident: Incident) -> Response:
    """What the person answered, on record before it takes effect."""
    policy, now = gateway.policy, gateway.clock.now()
    form = form_of(incident.number, incident.principal, policy, gateway.keys.content)
    given = read_answer(request.body, form.reasons)
    if given is None or not is_token(given.token, incident.number, incident.principal, gateway.keys.content):
        return incident_page(request, _notice(gateway, incident))
    if not given.goes_on:
        return kept_back_page(request, number=incident.number)
    if incident.action is not Action.COACH:
        return not_found_page(request)
    reason = f"{given.reason}: {_redacted(given.words, gateway.gate)}".rstrip(": ")
    await gateway.record(
        justification_event(
            incident.event,
            at=now,
            number=incident.number,
            reason=reason,
            principal=incident.principal,
            pseudonyms=gateway.pseudonyms,
        )
    )
    until = now + policy.coaching.window
    if not await gateway.state.justify(incident.number, incident.principal, reason=reason, at=now, until=until):
        return not_found_page(request)
    metrics.coaching("justified")
    return sent_page(request, number=incident.number, window=policy.coaching.window)


def _notice(gateway: Gateway, incident: Incident) -> Notice:
    policy = gateway.policy
    coached = incident.action is Action.COACH
    rule = next((rule for rule in policy.rules if rule.id in incident.rules), policy.rules[0])
    return build_notice(
        number=incident.number,
        action="coach" if coached else "block",
        title=rule.title,
        message=wording(policy, rule.notice),
        guideline=rule.guideline,
        contact=policy.contact,
        contact_link=f"mailto:{policy.contact.email}",
        kept=policy.retention.coach if coached else policy.retention.block,
        help_url=policy.help_url,
        form=form_of(incident.number, incident.principal, policy, gateway.keys.content)
        if coached and not incident.justified
        else None,
    )


def _redacted(words: str, gate: Gate) -> str:
    """A person's own words for the record; words that hold confidential matter themselves are only said to do so."""
    items = (text_item(Where(part="words"), words),)
    found = {finding.label for finding in detect_all(items, gate.detectors, gate.policy.messages)}
    return f"[{', '.join(sorted(found))}]" if found else words
