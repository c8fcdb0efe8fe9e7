"""What the gate has on record of a post -> a form of it, which millions of posts alike fill in.

The event is what `decision_event` makes of rules of the shipped policy. What differs between two posts alike (id, time,
number, person) has its place in the form; all else is made and put into its canonical order once.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from gatepost.events.chain import payload, rfc3339
from gatepost.events.pseudonyms import Pseudonyms
from gatepost.events.record import decision_event
from gatepost.model import Account, Action, Activity, Decision, Event, Finding, Match, Use, Where
from gatepost.policy.document import Policy, Rule
from gatepost.testing import A_TUESDAY, a_post, a_principal

PERIOD_KEY = b"key of the pseudonyms of a model agency"
_GATEWAY = {"node": "gateway-1", "worker": "1"}
_ID, _NUMBER, _SOMEBODY, _DIVISION = "00000000-0000-7000-8000-000000000000", "0000-0000", "somebody", "a division"
_PSEUDONYMS = Pseudonyms(PERIOD_KEY, "a period")
_PLACES = {
    b"id": _ID,
    b"number": _NUMBER,
    b"at": rfc3339(A_TUESDAY),
    b"division": _DIVISION,
    b"period": _PSEUDONYMS.period,
    b"principal": _PSEUDONYMS.of("principal", _SOMEBODY),
}
_USES = (Use.PERSONAL, Use.PROFESSIONAL, Use.OFFICIAL, Use.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Kind:
    """Posts alike. `form` is their canonical JSON, with a place of each name in `_PLACES`."""

    form: bytes
    action: Action
    refused: bool


def a_kind(
    chance: random.Random, policy: Policy, *, platform: str, rules: Sequence[Rule] = (), noticed: Sequence[str] = ()
) -> Kind:
    """A kind of post that these rules match, or in which something was noticed that no rule minds."""
    use = chance.choices(_USES, (60, 25, 10, 5))[0]
    findings = [_found(label) for label in (*(label for rule in rules for label in sorted(rule.because)[:1]), *noticed)]
    matched = [_match(rule, use, findings) for rule in (*rules, policy.rules[-1])]
    action = max(match.action for match in matched)
    decision = Decision(action=action, enforced=True, use=use, matched=tuple(matched), policy=policy.id)
    activity = chance.choice((Activity.POST, Activity.POST, Activity.REPLY, Activity.MESSAGE))
    event = decision_event(
        id=_ID,
        number=_NUMBER,
        post=a_post(
            platform=platform,
            endpoint="create-post",
            activity=activity,
            principal=a_principal(id=_SOMEBODY, division=_DIVISION),
            account=Account(platform=platform, handle=f"@maple{chance.randrange(9000)}"),
        ),
        findings=findings,
        decision=decision,
        work_time=chance.random() < 0.6,
        elapsed_ms=chance.uniform(0.4, 6),
        outcome="refused" if decision.refuses else "forwarded",
        gateway=_GATEWAY,
        pseudonyms=_PSEUDONYMS,
    )
    return Kind(_form(event), action, decision.refuses)


def _found(name: str) -> Finding:
    label, _, value = name.partition(":")
    return Finding(
        detector=label,
        label=label,
        value=value,
        confidence=0.94,
        where=Where(part="text", span=(12, 40)),
        excerpt=f"the words around [{label}] as they stood there",
    )


def _match(rule: Rule, use: Use, findings: Sequence[Finding]) -> Match:
    return Match(
        rule=rule.id,
        guideline=rule.guideline,
        action=rule.actions.get(use, Action.LOG),
        severity=rule.severity,
        notice=rule.notice,
        findings=tuple(findings),
        catch_all=rule.catch_all,
    )


def _form(event: Event) -> bytes:
    form = payload(event).replace(b"%", b"%%")
    for name, stands in _PLACES.items():
        form = form.replace(b'"%b"' % stands.encode(), b'"%%(%b)b"' % name)
    return form
