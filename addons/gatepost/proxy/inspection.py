"""One request or websocket message on its way through the gate: the shell's half of the story in `pipeline.py`.

Between the pure steps it looks up what went before, takes the post's place in the window, writes the record before
anything is answered or forwarded, and remembers refusals so that a repeat is an attempt of the same incident.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from gatepost import metrics
from gatepost.content.expand import IN_LOOP_BYTES, expand
from gatepost.content.thread import is_threaded, text_of
from gatepost.errors import GatepostFault
from gatepost.events.record import number_of, outcome_event
from gatepost.evidence.chosen import chosen
from gatepost.identity.accounts import completed, session_key
from gatepost.model import (
    Account,
    Action,
    Counts,
    Finding,
    Past,
    Post,
    Request,
    Response,
)
from gatepost.pipeline import UNREAD, Effects, Gate, Judged, Stamp, answer, inspect, reached_by
from gatepost.platforms import session_secret
from gatepost.policy.asked import lacks_agreement
from gatepost.policy.decide import decide, with_official
from gatepost.policy.document import Policy
from gatepost.policy.known import keyed, with_known_content
from gatepost.policy.use import use_of
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.incidents import coach_counts, refused
from gatepost.proxy.own_pages import agreement, form_of, page_address
from gatepost.state import Attempt, Incident, StoredPast, content_key
from gatepost.usage.calendar import standing
from gatepost.usage.window import counts


@dataclass(slots=True)
class Passage:
    """What is still to be done when the platform has answered: settle the count, record the outcome."""

    event_id: str | None
    attempt: Attempt
    holds: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with a post, and what to remember until the platform has answered.

    A refusal is `response`; on a websocket `frame` stands for it (None: nothing that its client would understand).
    """

    response: Response | None
    frame: bytes | None
    passage: Passage
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was found in the uploads that a post refers to; `justified`: their person was coached and sent them all the same."""

    findings: tuple[Finding, ...] = ()
    justified: bool = False


NOTHING_BEFORE = Before()


@dataclass(frozen=True, slots=True)
class _LookedInto:
    """Everything that takes time with the length of a post: what is in it, the key of its content, and its text."""

    findings: tuple[Finding, ...]
    content: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Place:
    """A post's place in the window, and what went before it; whether it is refused only for want of the agreement."""

    attempt: Attempt
    stored: StoredPast
    work_time: bool
    lacks_agreement: bool


async def beside[T](size: int, work: Callable[[], T]) -> T:
    """Do this work: at once when it is short, beside the event loop when it is not."""
    if size <= IN_LOOP_BYTES:
        return work()
    with metrics.queued():
        return await asyncio.to_thread(work)


async def weigh(gateway: Gateway, gate: Gate, request: Request, post: Post, before: Before = NOTHING_BEFORE) -> Verdict:
    """Judge one post: record it, and say whether it goes on or what it is answered with."""
    started = time.perf_counter()
    post = await with_account(gateway, gate, request, post)
    with metrics.timed("detect"):
        found = await _read_elsewhere(gateway, gate, post)
        looked_into = _looked_into(gateway, gate, post, found)
    with metrics.timed("state"):
        judged, place = await _decide(gateway, gate, post, looked_into, before)
    try:
        verdict = await _carry_out(gateway, gate, request, judged, place, started=started)
    except Exception:
        gateway.counting.settle(place.attempt, kept=False)  # a fault of ours does not count against the person
        raise
    if verdict.response is None:
        gateway.recent.keep(post, looked_into.text, gate.policy.threads)
    return verdict


async def _carry_out(
    gateway: Gateway, gate: Gate, request: Request, judged: Judged, place: _Place, *, started: float
) -> Verdict:
    """Put a decision on record, and make of it what is answered or forwarded."""
    post, decision, stored = judged.post, judged.decision, place.stored
    incident = await refused(gateway, gate, request, judged, place.attempt) if decision.refuses else None
    event_id = incident.event if incident else post.id
    number = incident.number if incident else number_of(event_id)
    stamp = Stamp(
        event_id=event_id,
        number=number,
        work_time=place.work_time,
        elapsed_ms=(time.perf_counter() - started) * 1000,
        gateway=gateway.names,
        pseudonyms=gateway.naming.of(post.principal.id),
        page=page_address(number),
        agreement=page_address(agreement.NAME) if place.lacks_agreement else "",
        form=form_of(number, post.principal.id, gate.policy, gateway.keys.content, asks=decision.action is Action.COACH)
        if decision.refuses
        else None,
        justification=stored.incident.number if decision.justified and stored.incident else "",
        content=keyed(place.attempt.content),
        evidence=await _kept_evidence(gateway, gate, judged, event_id)
        if incident is None or incident.attempts == 1
        else (),
    )
    effects = answer(request, judged, stamp, gate)
    await _record(gateway, effects, incident, post.at)
    if effects.response is not None and stored.holds:
        gateway.counting.settle(place.attempt, kept=False)
    metrics.decided(post, decision, judged.findings)
    passage = Passage(
        event_id=event_id if effects.event else None,
        attempt=place.attempt,
        holds=stored.holds and effects.response is None,
    )
    return Verdict(response=effects.response, frame=effects.frame, passage=passage, judged=judged)


async def _kept_evidence(gateway: Gateway, gate: Gate, judged: Judged, event_id: str) -> list[dict[str, object]]:
    """Seal what a reviewer must see of an incident, beside the loop. That it cannot be kept hinders nothing."""
    if not (parts := chosen(judged.post, judged.decision, judged.findings, gate.policy)):
        return []
    try:
        return await asyncio.to_thread(gateway.keep_evidence, event_id, parts)
    except (OSError, GatepostFault):
        metrics.fault("evidence", "io")
        return []


async def _read_elsewhere(gateway: Gateway, gate: Gate, post: Post) -> Mapping[str, Sequence[Finding]]:
    """What readers find in the files and long texts of a post."""
    parts = expand(post).handed_over
    if not parts:
        return UNREAD
    return await gateway.readers.look_into(parts, gate.policy.labels_wanted(post), post.principal.id)


def _looked_into(gateway: Gateway, gate: Gate, post: Post, found: Mapping[str, Sequence[Finding]]) -> _LookedInto:
    earlier = gateway.recent.before(post, gate.policy.threads)
    content = content_key(gateway.keys.content, post)
    return _LookedInto(
        findings=with_known_content(inspect(post, gate, earlier, found), keyed(content), gate.policy.exceptions),
        content=content,
        text=text_of(post) if is_threaded(post) else "",
    )


async def with_account(gateway: Gateway, gate: Gate, request: Request, post: Post) -> Post:
    """The post with all that is known of the account that acts: told by the request, or learnt for its session."""
    if post.account is not None and post.account.handle:
        return post
    secret = session_secret(request, gate.platforms.specs[post.platform])
    if not secret:
        return post
    key = session_key(secret, gateway.keys.sessions, post.platform)
    learnt = await gateway.state.account_of(post.platform, key)
    if not learnt:
        return post
    account = Account(platform=post.platform, id=learnt[0], handle=learnt[1])
    return with_official(replace(post, account=completed(post.account, account)), gate.policy)


async def _decide(
    gateway: Gateway, gate: Gate, post: Post, looked_into: _LookedInto, before: Before
) -> tuple[Judged, _Place]:
    """The decision, and the post's place in the window.

    The place is taken in the same step that says what went before, so that two workers cannot both let the last one
    through; what is then refused gives it back.
    """
    policy, person = gate.policy, post.principal
    findings = (*looked_into.findings, *before.findings)
    now = standing(policy.calendar, person, post.at)
    use = policy.treated_as(use_of(post, findings))
    adds = counts(post, use, policy.weights) if now.is_scheduled else None
    attempt = Attempt(
        token=post.id,
        principal=person.id,
        platform=post.platform,
        account=_account_key(post),
        content=looked_into.content,
        at=post.at,
        work_day=now.work_day,
        use=use if adds else None,
        counts=adds or Counts(),
        groups=policy.groups_of(post.platform),
        own_time=now.own_time,
    )
    stored = await gateway.counting.begin(attempt)
    if stored.own_time:
        attempt = replace(attempt, use=None)  # it took no place, and so is not counted when it is settled late either
    work_time = now.is_scheduled and not stored.own_time
    past, paused = past_of(stored, policy, post.at, work_time=work_time), gateway.paused_for(post.platform)
    if before.justified and not decide(post, looked_into.findings, past, policy, paused=paused).action.refuses:
        past = replace(past, coached=True)  # nobody is asked again why they post what they said they had to upload
    decision = decide(post, findings, past, policy, paused=paused)
    lacks = decision.refuses and lacks_agreement(post, findings, past, policy, paused=paused)
    reached = reached_by(post, decision, past, policy)
    judged = Judged(post=post, findings=findings, decision=decision, reached=reached)
    return judged, _Place(attempt, stored, work_time, lacks)


def past_of(stored: StoredPast, policy: Policy, at: datetime, *, work_time: bool) -> Past:
    """What is stored, as the policy asks for it."""
    return Past(
        usage=stored.volume.usage,
        coached=stored.passes,
        coach_counts=coach_counts(stored, policy, at),
        agreement=policy.agreement.standing(stored.agreement, at),
        work_time=work_time,
    )


def _account_key(post: Post) -> str:
    return (post.account.id or post.account.handle) if post.account else ""


async def _record(gateway: Gateway, effects: Effects, incident: Incident | None, at: datetime) -> None:
    """One event for each decision; a repeat of the same refused content is one more attempt of the first."""
    if effects.event is None:
        return
    event = effects.event
    if incident is not None and incident.attempts > 1:
        event = outcome_event(event.id, at=at, attempts=incident.attempts)
    with metrics.timed("journal"):
        await gateway.record(event)
