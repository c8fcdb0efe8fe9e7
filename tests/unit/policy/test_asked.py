"""Who is asked for the agreement: those whom the rules would stop, and would let go on if they had accepted it."""

from typing import Any

import pytest

from gatepost.model import Activity, Agreement, Past
from gatepost.policy.asked import is_asked, lacks_agreement
from gatepost.policy.document import Policy
from gatepost.testing import A_TUESDAY, a_finding, a_post, a_principal
from tests.policy.shipped import shipped_policy
from tests.unit.policy.folder import a_catch_all, a_policy, a_rule

MISSING, EXPIRED = Agreement.MISSING, Agreement.EXPIRED


def asking(**rule: Any) -> Policy:
    mode = rule.pop("mode", "enforce")
    groups = rule.pop("enforce_groups", [])
    rules = [a_rule(), a_rule(id="agreement", **{"when": {"agreement": ["missing"]}} | rule), a_catch_all()]
    return a_policy(rules, mode=mode, enforce_groups=groups)


def asked(policy: Policy, *groups: str, standing: Agreement = MISSING, paused: frozenset[str] = frozenset()) -> bool:
    person = a_principal(groups=frozenset(groups or ("employees",)))
    return is_asked(person, "x", standing, policy, at=A_TUESDAY, paused=paused)


@pytest.mark.parametrize("action", ["coach", "block", {"personal": "coach"}])
def test_whoever_a_rule_stops_without_it_is_asked(action: Any):
    assert asked(asking(action=action))


def test_the_shipped_rule_asks_everybody_who_has_none_or_whose_own_ran_out():
    for standing in (MISSING, EXPIRED):
        assert asked(shipped_policy(), standing=standing)
        assert asked(shipped_policy(), "employees", "communications", standing=standing)
    assert not asked(shipped_policy(), standing=Agreement.ACCEPTED)


@pytest.mark.parametrize(
    "rule",
    [
        {"action": "log"},
        {"shadow": True},
        {"when": {"agreement": ["expired"]}},
        {"when": {"agreement": ["missing"], "not_group": ["employees"]}},
        {"when": {"agreement": ["missing"], "platform": ["reddit"]}},
        {"platforms": ["reddit"]},
        {"groups": ["pilot"]},
        {"mode": "observe"},
    ],
)
def test_whoever_no_rule_stops_is_not_asked(rule: dict[str, Any]):
    assert not asked(asking(**rule))


def test_in_observe_mode_only_the_pilot_group_is_asked():
    policy = asking(mode="observe", enforce_groups=["pilot"])
    assert asked(policy, "employees", "pilot")
    assert not asked(policy, "employees")


@pytest.mark.parametrize(("name", "still"), [("agreement", False), ("x", False), ("reddit", True), ("markings", True)])
def test_a_pause_of_the_rule_or_the_platform_is_honoured(name: str, still: bool):
    assert asked(asking(), paused=frozenset({name})) is still


def test_where_everything_is_refused_anyway_nobody_is_asked():
    rules = [a_rule(id="agreement", when={"agreement": ["missing"]}), a_rule(id="closed", when={"platform": ["x"]})]
    assert not asked(a_policy([*rules, a_catch_all()]))


def test_a_post_lacks_the_agreement_when_that_is_all_that_stops_it():
    def lacks(*findings: str, activity: Activity = Activity.POST, standing: Agreement = MISSING) -> bool:
        found = [a_finding(name) for name in findings]
        post, past = a_post(activity=activity), Past(agreement=standing)
        return lacks_agreement(post, found, past, asking(action="coach"), paused=frozenset())

    assert lacks()
    assert not lacks("classification:protected-b")
    assert not lacks(standing=Agreement.ACCEPTED)
    assert not lacks(standing=EXPIRED)
    assert not lacks(activity=Activity.MESSAGE)
    assert not lacks(activity=Activity.DELETE)
