"""A post, what was found in it and what went before, into a decision.

Every rule that matches is recorded and the strongest action wins, so the order of rules says nothing. What is
softened, and why: undoing is never refused; a draft is not coached, because it is not published; a person is coached
by a rule only so often; and content that its author justified may pass once. Nothing softens a block but the first.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from gatepost.model import Action, Activity, Decision, ExceptionUsed, Finding, Match, Past, Post, Use
from gatepost.policy.conditions import Circumstances
from gatepost.policy.document import Policy, Rule
from gatepost.policy.exceptions import used
from gatepost.policy.use import use_of

type _SeenBy = Callable[[Rule], Sequence[Finding]]  # what a rule looks at: the findings themselves when that is all

_NOTHING: frozenset[str] = frozenset()


def decide(
    post: Post, findings: Sequence[Finding], past: Past, policy: Policy, *, paused: frozenset[str] = _NOTHING
) -> Decision:
    """What the policy says of this post. `paused` holds ids of rules and names of platforms that only record now."""
    post = with_official(post, policy)
    findings = _looked_at(post, findings, policy)
    use = use_of(post, findings)
    case = Circumstances(post=post, names=_names(findings), use=policy.treated_as(use), past=past)
    seen = _seen_by(findings, post, policy)
    rules = _matching(policy, use, case, findings, seen)
    matched = tuple(_match(rule, use, case, seen(rule), paused) for rule in rules)
    live = [match for match in matched if not match.shadow]
    action = max((match.action for match in live or matched), default=Action.ALLOW)
    return Decision(
        action=action,
        enforced=bool(live or not matched) and post.platform not in paused and policy.enforced_for(post.principal),
        use=use,
        matched=matched,
        policy=policy.id,
        justified=past.coached
        and not action.refuses
        and any(_coaches(rule, use, post, past) and rule.live(post, paused) for rule in rules),
        exceptions=_exceptions_used(findings, post, policy),
    )


def with_official(post: Post, policy: Policy) -> Post:
    """The post with its account marked as official when the policy lists it."""
    if post.account is None or post.account.official or not policy.official(post.account):
        return post
    return replace(post, account=replace(post.account, official=True))


def _looked_at(post: Post, findings: Sequence[Finding], policy: Policy) -> Sequence[Finding]:
    """In a private message only what the policy says is looked at, whatever was found."""
    if post.activity is not Activity.MESSAGE:
        return findings
    return [finding for finding in findings if finding.label in policy.messages]


def _names(findings: Sequence[Finding]) -> frozenset[str]:
    return frozenset(name for finding in findings for name in (finding.label, finding.name)) if findings else _NOTHING


def _seen_by(findings: Sequence[Finding], post: Post, policy: Policy) -> _SeenBy:
    """An exception takes from its rule what would be held against the post, and never what excuses it."""
    if not any(finding.excepted for finding in findings):
        return lambda rule: [finding for finding in findings if rule.looks_at(finding)] if rule.looks_away else findings
    taken = policy.exceptions.for_rule
    return lambda rule: [
        finding
        for finding in findings
        if rule.looks_at(finding) and not (rule.explained_by(finding) and any(taken(finding, rule.id, post.at)))
    ]


def _exceptions_used(findings: Sequence[Finding], post: Post, policy: Policy) -> tuple[ExceptionUsed, ...]:
    excepted = [finding for finding in findings if finding.excepted]
    return used(
        (name, rule.id)
        for rule in (policy.rules if excepted else ())
        for finding in excepted
        if rule.explained_by(finding)
        for name in policy.exceptions.for_rule(finding, rule.id, post.at)
    )


def _matching(policy: Policy, use: Use, case: Circumstances, findings: Sequence[Finding], seen: _SeenBy) -> list[Rule]:
    """The rules that match; the catch-all is for what no other rule is about."""
    matching = [rule for rule in policy.rules if use in rule.actions and _applies(rule, case, findings, seen)]
    return [rule for rule in matching if not rule.catch_all] or matching


def _applies(rule: Rule, case: Circumstances, findings: Sequence[Finding], seen: _SeenBy) -> bool:
    if case.post.activity is Activity.MESSAGE and not rule.because:
        return False  # only what is found in a message can be held against it
    if findings and (left := seen(rule)) is not findings:
        case = replace(case, names=_names(left))
    for condition in rule.conditions:  # noqa: SIM110 - `all` with a generator takes twice as long, for every rule and post
        if not condition(case):
            return False
    return True


def _match(rule: Rule, use: Use, case: Circumstances, findings: Sequence[Finding], paused: frozenset[str]) -> Match:
    return Match(
        rule=rule.id,
        guideline=rule.guideline,
        action=_softened(rule, use, case.post, case.past),
        severity=rule.severity,
        notice=rule.notice,
        findings=tuple(finding for finding in findings if rule.explained_by(finding)),
        shadow=not rule.live(case.post, paused),
        catch_all=rule.catch_all,
    )


def _softened(rule: Rule, use: Use, post: Post, past: Past) -> Action:
    action = rule.actions[use]
    if post.activity is Activity.DELETE:
        return min(action, Action.LOG)
    if action is Action.COACH and (past.coached or not _coaches(rule, use, post, past)):
        return Action.LOG
    return action


def _coaches(rule: Rule, use: Use, post: Post, past: Past) -> bool:
    """Whether the rule would coach this post if nothing had been justified."""
    often = rule.coach_at_most is not None and past.coach_counts.get(rule.id, 0) >= rule.coach_at_most.times
    unpublished = post.activity in (Activity.DRAFT, Activity.DELETE)
    return rule.actions[use] is Action.COACH and not often and not unpublished
