from typing import Any

import pytest
from pydantic import ValidationError

from gatepost.model import Action, Use
from gatepost.policy.rule import Actions, RuleFile, When
from tests.unit.policy.folder import a_rule


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"when": {}}, "say when the rule applies"),
        ({"when": {"min_confidence": 0.9}}, "say when the rule applies"),
        ({"when": {"always": True, "use": ["personal"]}}, "`always` stands alone"),
        ({"when": {"always": False}}, "True"),
        ({"when": {"finding": []}}, "at least one"),
        ({"when": {"posts_at_least": {"personal": 0}}}, "greater than or equal to 1"),
        ({"when": {"uploads_at_least": {}}}, "at least one"),
        ({"when": {"bytes_at_least": {"personal": 4}}}, "a number and a unit"),
        ({"when": {"use": ["personal"], "window": "hour"}}, "`window` is for thresholds"),
        ({"when": {"platform": ["x"], "platform_group": "video"}}, "write `platform` or `platform_group`"),
        ({"notice": None}, "needs a notice"),
        ({"action": {"official": "coach"}, "notice": None}, "needs a notice"),
        ({"id": "Not Kebab"}, "small letters"),
        ({"id": "a" * 61}, "at most 60"),
        ({"coach_at_most": {"times": 0, "per": "30d"}}, "greater than or equal to 1"),
    ],
)
def test_a_mistake_in_a_rule_is_told(change: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        RuleFile.model_validate(a_rule(**change))


def test_a_rule_that_only_logs_needs_no_notice() -> None:
    assert RuleFile.model_validate(a_rule(action="log", notice=None)).notice is None


def test_one_action_is_for_every_use() -> None:
    rule = RuleFile.model_validate(a_rule(action="coach"))
    assert rule.action.by_use(Use.PERSONAL) == dict.fromkeys(Use, Action.COACH)


def test_a_use_without_an_action_does_not_meet_the_rule() -> None:
    assert Actions(official=Action.BLOCK).by_use(Use.PERSONAL) == {Use.OFFICIAL: Action.BLOCK}


def test_an_unknown_account_is_treated_as_the_policy_says() -> None:
    actions = Actions(professional=Action.LOG, personal=Action.COACH)
    assert actions.by_use(Use.PERSONAL)[Use.UNKNOWN] is Action.COACH
    assert actions.by_use(Use.PROFESSIONAL)[Use.UNKNOWN] is Action.LOG


def test_an_action_for_unknown_accounts_wins_over_how_they_are_treated() -> None:
    actions = Actions(personal=Action.COACH, unknown=Action.BLOCK)
    assert actions.by_use(Use.PERSONAL)[Use.UNKNOWN] is Action.BLOCK


def test_a_default_is_for_the_uses_that_are_not_named() -> None:
    actions = Actions(official=Action.LOG, default=Action.BLOCK)
    assert actions.by_use(Use.PERSONAL) == {
        Use.OFFICIAL: Action.LOG,
        Use.PROFESSIONAL: Action.BLOCK,
        Use.PERSONAL: Action.BLOCK,
        Use.UNKNOWN: Action.BLOCK,
    }


def test_conditions_may_be_combined() -> None:
    When.model_validate({"finding": ["abuse"], "use": ["personal"], "activity": ["post"], "min_confidence": 0.5})
