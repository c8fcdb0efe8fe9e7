"""A decided post -> the parts of it that are kept as evidence.

Only attachments, of rules that say `evidence: true`, in which such a rule found something. Never anything of a private
message: of those no evidence is kept, whatever the policy says.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from gatepost.model import Activity, Decision, Finding, Part, Post, Role
from gatepost.policy.document import Policy, Rule

_MOST_PARTS = 20


def chosen(post: Post, decision: Decision, findings: Sequence[Finding], policy: Policy) -> tuple[Part, ...]:
    """As many parts, whole, as the policy's `limits.evidence` allows together."""
    if post.activity is Activity.MESSAGE:
        return ()
    found = {name for rule in _rules(decision, policy) for name in _parts(rule, findings)}
    parts = [part for part in post.parts if part.role is Role.ATTACHMENT and part.name in found and part.size]
    sizes = accumulate(part.size for part in parts)
    kept = (part for part, size in zip(parts, sizes, strict=True) if size <= policy.limits.evidence)
    return tuple(kept)[:_MOST_PARTS]


def _rules(decision: Decision, policy: Policy) -> Iterator[Rule]:
    matched = {match.rule for match in decision.matched}
    return (rule for rule in policy.rules if rule.evidence and rule.id in matched)


def _parts(rule: Rule, findings: Sequence[Finding]) -> Iterator[str]:
    """The parts in which a rule found something: a file within a file is part of the outermost."""
    return (finding.where.part.partition("/")[0] for finding in findings if rule.explained_by(finding))
