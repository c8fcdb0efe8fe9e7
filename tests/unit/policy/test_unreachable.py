from typing import Any

import pytest

from gatepost.policy.rule import RuleFile
from gatepost.policy.unreachable import why_unreachable
from tests.unit.policy.folder import a_catch_all, a_rule

MESSAGES = frozenset({"classification"})


def reasons(rule: dict[str, Any]) -> tuple[str, ...]:
    return why_unreachable(RuleFile.model_validate(rule), MESSAGES)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"when": {"finding": ["abuse:agency"], "no_finding": ["abuse"]}}, "excluded by `no_finding`"),
        ({"when": {"all_findings": ["abuse", "embargo"], "no_finding": ["embargo"]}}, "one of `all_findings`"),
        ({"when": {"finding": ["abuse:agency"], "ignoring": ["abuse"]}}, "left out by `ignoring`"),
        ({"when": {"all_findings": ["abuse"], "ignoring": ["abuse"]}}, "leaves out one of `all_findings`"),
        ({"when": {"activity": ["post"], "not_activity": ["post", "edit"]}}, "has every `activity`"),
        ({"when": {"group": ["pilot"], "not_group": ["pilot"]}}, "has every `group`"),
        ({"when": {"use": ["official"]}, "action": {"personal": "log"}}, "no use"),
        ({"when": {"posts_at_least": {"personal": 3}}, "action": {"official": "log"}}, "no use"),
        ({"action": {}}, "no use"),
        ({"when": {"activity": ["message"], "finding": ["abuse"]}}, "a private message"),
        ({"when": {"activity": ["message"]}}, "a private message"),
        ({"when": {"platform": ["x"]}, "platforms": ["reddit"]}, "enforced on none"),
    ],
)
def test_a_rule_that_contradicts_itself_can_never_apply(change: dict[str, Any], reason: str) -> None:
    (found,) = reasons(a_rule(**change))
    assert reason in found


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"when": {"finding": ["abuse", "embargo"], "no_finding": ["abuse"]}},
        {"when": {"finding": ["abuse"], "no_finding": ["abuse:agency"]}},
        {"when": {"activity": ["message", "post"], "finding": ["abuse"]}},
        {"when": {"activity": ["message"], "finding": ["classification:secret"]}},
        {"when": {"use": ["unknown"]}, "action": {"personal": "log"}},
        {"when": {"group": ["pilot", "employees"], "not_group": ["pilot"]}},
        a_catch_all(),
    ],
)
def test_a_rule_that_may_apply_is_left_alone(change: dict[str, Any]) -> None:
    assert reasons(a_rule(**change)) == ()
