import pytest

from gatepost.model import Activity, Use
from gatepost.policy.agency import Fault
from gatepost.policy.document import plain_handle
from gatepost.testing import a_post
from tests.unit.policy.folder import a_catch_all, a_policy, a_rule


@pytest.mark.parametrize("written", ["@Agency_ENG", "agency_eng", "u/agency_eng", "/u/Agency_eng", "AGENCY_ENG"])
def test_handles_are_compared_without_case_and_prefix(written: str) -> None:
    assert plain_handle(written) == "agency_eng"


def test_detectors_are_given_the_accounts_as_written_in_lower_case() -> None:
    assert a_policy().agency_accounts == {"@agency_eng", "90210", "u/agencycanada"}


def test_what_no_rule_can_use_need_not_be_looked_for() -> None:
    policy = a_policy([a_rule(when={"finding": ["abuse:agency"], "no_finding": ["disclaimer"]}), a_catch_all()])
    assert {"abuse", "disclaimer"} <= policy.labels_wanted(a_post())
    assert "credential" not in policy.labels_wanted(a_post())


def test_what_decides_the_use_is_always_looked_for_in_posts() -> None:
    assert {"self-identification", "agency-mention", "statistic", "on-behalf"} <= a_policy().labels_wanted(a_post())


def test_in_messages_only_what_the_policy_lists_is_looked_for() -> None:
    policy = a_policy([a_rule(when={"finding": ["classification", "abuse"]})])
    assert policy.labels_wanted(a_post(activity=Activity.MESSAGE)) == {"classification"}


def test_a_fault_follows_the_policy_by_use() -> None:
    policy = a_policy(on_fault={"official": "open", "default": "closed"})
    assert policy.fault(Use.OFFICIAL, Activity.POST) is Fault.OPEN
    assert policy.fault(Use.UNKNOWN, Activity.POST) is Fault.CLOSED


def test_a_fault_never_hinders_undoing() -> None:
    assert a_policy(on_fault={"default": "closed"}).fault(Use.PERSONAL, Activity.DELETE) is Fault.OPEN


def test_a_notice_is_there_in_both_languages() -> None:
    policy = a_policy()
    assert policy.notice("privacy", "en") == policy.notice("privacy", "fr") == "About privacy."
