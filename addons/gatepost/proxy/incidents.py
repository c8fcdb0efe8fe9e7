"""A refusal becomes an incident of its person: opened when it is new, one more attempt when it is the same again.

What an incident remembers for its page are kinds and places, never what was written; and whether the person has
surely been told, so that who was not finds the notice in place of the next page of the platform that they open.
"""

from collections.abc import Mapping
from datetime import datetime

from gatepost import metrics
from gatepost.events.record import number_of, outcome_event
from gatepost.model import Client, Post, Request
from gatepost.pipeline import Gate, Judged, found_by, refusing
from gatepost.platforms import refusal_of
from gatepost.policy.document import Policy
from gatepost.proxy.gateway import Gateway
from gatepost.state import Attempt, Incident, StoredPast

_UNSEEN_MODES = frozenset({"no-cors"})  # beacons and the like: the page's own script sees no answer, whatever it is


async def refused(gateway: Gateway, gate: Gate, request: Request, judged: Judged, attempt: Attempt) -> Incident:
    """The incident of this refusal, opened now or repeated."""
    matches, policy = refusing(judged.decision), gate.policy
    return await gateway.state.refuse(
        Incident(
            number=number_of(attempt.token),
            event=attempt.token,
            principal=attempt.principal,
            platform=attempt.platform,
            account=attempt.account,
            content=attempt.content,
            action=judged.decision.action,
            rules=tuple(match.rule for match in matches),
            notices=tuple(match.notice for match in matches),
            found=tuple((one.kind.en, one.kind.fr, one.part.en, one.part.fr) for one in found_by(judged)),
            at=attempt.at,
            expires=attempt.at + max(policy.repeat_window, policy.coaching.window),
            told=_is_shown(request, judged.post, gate),
        )
    )


def coach_counts(stored: StoredPast, policy: Policy, at: datetime) -> Mapping[str, int]:
    """How often each rule coached this person within its own period.

    The coaching that is still open for this very content is not one of them: whoever sends it again is not past it.
    """
    if not stored.coachings:
        return {}
    periods = {rule.id: rule.coach_at_most.per for rule in policy.rules if rule.coach_at_most}
    still_open = stored.incident.at if stored.incident else None
    return {
        rule: sum(at - when < periods[rule] and when != still_open for when in times)
        for rule, times in stored.coachings.items()
        if rule in periods
    }


async def notice_lapsed(gateway: Gateway) -> None:
    """Put on record that nobody answered: leaving it is going back."""
    now = gateway.clock.now()
    for incident in await gateway.state.lapsed(at=now):
        await gateway.record(outcome_event(incident.event, at=now, answer="lapsed"))
        metrics.coaching("lapsed")


def _is_shown(request: Request, post: Post, gate: Gate) -> bool:
    """Whether the person surely sees the refusal: as a page, or because the platform's clients are known to show it."""
    if request.client is Client.BROWSER:
        return True
    return refusal_of(post, gate.platforms).shown and request.header("sec-fetch-mode") not in _UNSEEN_MODES
