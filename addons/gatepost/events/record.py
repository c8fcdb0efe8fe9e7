"""What happened -> an Event, with the fields that `docs/events.md` lists.

The rule to keep: nothing that a person wrote is in an event, except the redacted excerpts of findings and the reason
that they gave for going on. Who it was is a pseudonym. A post without findings leaves neither account nor reply
target; a private message leaves neither these nor an excerpt.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Literal

from gatepost.events.numbers import new_id, number_of
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.facts import is_fact
from gatepost.model import Activity, Decision, Event, Finding, Match, Part, Post, Role, Where

__all__ = [
    "Pseudonyms",
    "agreement_event",
    "decision_event",
    "fault_event",
    "finding_fields",
    "justification_event",
    "mistake_event",
    "new_id",
    "number_of",
    "outcome_event",
    "policy_event",
]

type Outcome = Literal["forwarded", "refused", "observed", "justified", "failed-open", "failed-closed"]

type PolicyChange = Literal[
    "loaded",
    "refused",
    "paused",
    "resumed",
    "purged",
    "held",
    "released",
    "key-destroyed",
    "reader-added",
    "exceptions-written",
]

_MOST_FINDINGS = 100
_MOST_MEDIA = 50
_LONGEST_EXCERPT = 240
_LONGEST_NAME = 200
_LONGEST_REASON = 1000
_GUESSABLE_BYTES = 4096  # a text file shorter than this has a keyed digest


def decision_event(
    *,
    id: str,  # noqa: A002 - the event's own field
    post: Post,
    findings: Sequence[Finding],
    decision: Decision,
    work_time: bool,
    elapsed_ms: float,
    outcome: Outcome,
    gateway: Mapping[str, str],
    pseudonyms: Pseudonyms,
    number: str = "",
    official_accounts: Collection[str] = frozenset(),
    justification: str = "",
    content: str = "",
    evidence: Sequence[Mapping[str, object]] = (),
) -> Event:
    """The record of one decided post.

    `number` is the incident's, when it is not the event's own (`number_of(id)`); `justification` is the number of the
    refusal whose justification lets this post pass; `content` is the keyed digest of the whole of it; `evidence` is what was
    sealed of it. `official_accounts` are handles and ids in lower case.
    """
    strongest = decision.strongest
    fields: dict[str, object] = {
        "number": number or number_of(id),
        "action": str(decision.action),
        "enforced": decision.enforced,
        "rule": strongest.rule if strongest else "",
        "guideline": strongest.guideline if strongest else "",
        "severity": strongest.severity.value if strongest else "",
        "matched": [_match_fields(match, findings[:_MOST_FINDINGS]) for match in decision.matched],
        "use": decision.use.value,
        "platform": post.platform,
        "endpoint": post.endpoint[:_LONGEST_NAME],
        "activity": post.activity.value,
        **_person(post.principal.id, pseudonyms),
        "division": post.principal.division,
        "findings": [finding_fields(finding, excerpt=not _private(post)) for finding in findings[:_MOST_FINDINGS]],
        "media": [_media_fields(part, pseudonyms) for part in _attachments(post)[:_MOST_MEDIA]],
        "bytes": sum(part.size for part in post.parts),
        "work_time": work_time,
        "elapsed_ms": round(elapsed_ms, 3),
        "policy": {"version": decision.policy.version, "digest": decision.policy.digest},
        "gateway": dict(gateway),
        "outcome": outcome,
    }
    if findings and not _private(post):
        fields |= _parties(post, pseudonyms, official_accounts) | ({"content": content} if content else {})
    if len(findings) > _MOST_FINDINGS:
        fields["findings_omitted"] = len(findings) - _MOST_FINDINGS
    if decision.exceptions:
        fields["exceptions"] = [asdict(one) for one in decision.exceptions]
    if evidence:
        fields["evidence"] = [dict(sealed) for sealed in evidence]
    if justification:
        fields["justification"] = {"incident": justification}
    return Event(id=id, kind="decision", at=post.at, fields=fields)


def outcome_event(
    about: str,
    *,
    at: datetime,
    upstream_status: int | None = None,
    attempts: int | None = None,
    answer: Literal["back", "lapsed"] | None = None,
) -> Event:
    """What became of a decided post: the platform's answer, how often the same content was tried by now, or that the
    person left it at that."""
    known = {"upstream_status": upstream_status, "attempts": attempts, "answer": answer}
    fields = {name: value for name, value in known.items() if value is not None}
    return Event(id=new_id(at), kind="outcome", at=at, about=about, fields=fields)


def fault_event(
    *,
    at: datetime,
    stage: str,
    reason: str,
    outcome: Outcome,
    gateway: Mapping[str, str],
    about: str = "",
    platform: str = "",
) -> Event:
    """A failure of ours and what it did to the request. Nobody is named: it is not held against the person."""
    fields = {"stage": stage, "reason": reason, "outcome": outcome, "gateway": dict(gateway), "platform": platform}
    event_id = new_id(at)
    return Event(id=event_id, kind="fault", at=at, about=about, fields=fields | {"number": number_of(event_id)})


def policy_event(
    change: PolicyChange,
    *,
    at: datetime,
    gateway: Mapping[str, str],
    details: Mapping[str, object],
) -> Event:
    """Something about the rules or the record changed; `details` says what and by whom."""
    return Event(id=new_id(at), kind="policy", at=at, fields={"change": change, "gateway": dict(gateway), **details})


def justification_event(
    about: str, *, at: datetime, number: str, reason: str, principal: str, pseudonyms: Pseudonyms
) -> Event:
    """Why a person went on after a coaching. The caller redacts the reason as it does any text."""
    fields = {"number": number, **_person(principal, pseudonyms), "reason": reason[:_LONGEST_REASON]}
    return Event(id=new_id(at), kind="justification", at=at, about=about, fields=fields)


def mistake_event(
    about: str, *, at: datetime, number: str, comment: str, principal: str, pseudonyms: Pseudonyms
) -> Event:
    """A person says that a decision is wrong. The caller redacts the comment as it does any text."""
    fields = {"number": number, **_person(principal, pseudonyms), "comment": comment[:_LONGEST_REASON]}
    return Event(id=new_id(at), kind="mistake", at=at, about=about, fields=fields)


def agreement_event(*, at: datetime, version: str, language: str, principal: str, pseudonyms: Pseudonyms) -> Event:
    """A person accepted the Network Use Policy Agreement."""
    fields = {"version": version, "language": language, **_person(principal, pseudonyms)}
    return Event(id=new_id(at), kind="agreement", at=at, fields=fields)


def finding_fields(finding: Finding, *, excerpt: bool = True) -> dict[str, object]:
    """A finding as JSON values."""
    fields: dict[str, object] = {
        "label": finding.label,
        "value": finding.value,
        "confidence": round(finding.confidence, 3),
        "detector": finding.detector,
        "where": _where_fields(finding.where),
        "excerpt": finding.excerpt[:_LONGEST_EXCERPT] if excerpt and finding.excerpt else None,
    }
    details = {name: value for name, value in finding.details if is_fact(name, value)}
    return fields | ({"details": details} if details else {})


def _person(login: str, pseudonyms: Pseudonyms) -> dict[str, str]:
    """The name that a person has in the record, and the period whose key made it and all other pseudonyms beside it."""
    return {"principal": pseudonyms.of("principal", login), "period": pseudonyms.period}


def _where_fields(where: Where) -> dict[str, object]:
    seconds = where.time.total_seconds() if where.time is not None else None
    known = {"part": where.part, "page": where.page, "time_seconds": seconds, "box": where.box, "span": where.span}
    return {name: value for name, value in known.items() if value is not None}


def _match_fields(match: Match, findings: Sequence[Finding]) -> dict[str, object]:
    """One rule; `findings` are the places of those that made it match among the event's own."""
    fields: dict[str, object] = {"rule": match.rule, "guideline": match.guideline, "action": str(match.action)}
    fields["severity"] = match.severity.value
    told = frozenset(match.findings)
    if because := [place for place, finding in enumerate(findings) if finding in told]:
        fields["findings"] = because
    if match.shadow:
        fields["shadow"] = True
    if match.catch_all:
        fields["catch_all"] = True
    return fields


def _attachments(post: Post) -> list[Part]:
    return [part for part in post.parts if part.role is Role.ATTACHMENT]


def _media_fields(part: Part, pseudonyms: Pseudonyms) -> dict[str, object]:
    guessable = part.media_type.startswith("text/") and part.size < _GUESSABLE_BYTES
    digest = pseudonyms.digest(part.data) if guessable else f"sha256:{part.sha256}"
    return {"part": part.name, "type": part.media_type[:_LONGEST_NAME], "bytes": part.size, "digest": digest}


def _parties(post: Post, pseudonyms: Pseudonyms, official: Collection[str]) -> dict[str, object]:
    """The acting account and what is answered: in clear when they are the agency's own, otherwise by pseudonym."""
    parties: dict[str, object] = {}
    if post.account is not None:
        parties["account"] = (
            str(post.account)[:_LONGEST_NAME]
            if post.account.official
            else _account_pseudonym(post, str(post.account), pseudonyms)
        )
    if post.reply_to:
        parties["reply_to"] = (
            post.reply_to[:_LONGEST_NAME]
            if post.reply_to.lower() in official
            else _account_pseudonym(post, post.reply_to, pseudonyms)
        )
    return parties


def _account_pseudonym(post: Post, name: str, pseudonyms: Pseudonyms) -> str:
    return pseudonyms.of("account", f"{post.platform}\n{name.lower()}")


def _private(post: Post) -> bool:
    return post.activity is Activity.MESSAGE
