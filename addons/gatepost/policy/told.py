"""The rules of a policy -> what its event says of them, so that a decision can be explained by the very policy that made it.

A title, and the conditions as the operator wrote them. The rule to keep: the same policy is told in the same words by every
process, so what was written in no order is told in alphabetical order.
"""

from collections.abc import Mapping
from typing import Any

from gatepost.policy.document import Policy, Rule


def rules_told(policy: Policy) -> list[Mapping[str, Any]]:
    """Every rule, in policy order, as JSON values."""
    return [_told(rule) for rule in policy.rules]


def _told(rule: Rule) -> Mapping[str, Any]:
    written = rule.when.model_dump(mode="json", exclude_unset=True)
    when = {name: sorted(value) if isinstance(value, list) else value for name, value in written.items()}
    return {"rule": rule.id, "title": {"en": rule.title.en, "fr": rule.title.fr}, "when": when}
