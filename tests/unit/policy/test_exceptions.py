"""What rules let pass: what may be written, and what decides."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gatepost.errors import PolicyErrors
from gatepost.model import Action, Decision, ExceptionUsed, Finding, Past
from gatepost.policy.decide import decide
from gatepost.policy.document import Policy
from gatepost.policy.exceptions import FILE, MOST, folded_phrase, over
from gatepost.policy.load import load_policy
from gatepost.testing import A_TUESDAY, a_finding, a_post
from tests.unit.policy.folder import a_catch_all, a_folder, a_rule

DAY = timedelta(days=1)
DIGEST = f"sha256:{'ab' * 32}"
RULES = [
    a_rule(),
    a_rule(id="again", when={"all_findings": ["classification"], "no_finding": ["disclaimer"]}, action="coach"),
    a_rule(id="agreement", when={"agreement": ["missing"]}, action="coach"),
    a_catch_all(),
]


def an_exception(**changes: Any) -> dict[str, Any]:
    values = {
        "id": "bike-lanes",
        "rule": "markings",
        "phrase": "Protected B.C. bike lanes",
        "owner": "Web2Social",
        "reason": "A street, and no marking",
        "since": "2026-11-24",
        "until": "2026-12-23",
        "event": "0190a1b2-0000-7000-8000-000000000000",
    }
    return {name: value for name, value in (values | changes).items() if value is not None}


def files_with(*exceptions: dict[str, Any], **changes: Any) -> dict[str, str]:
    return a_folder(RULES, **changes) | {FILE: json.dumps({"exceptions": exceptions})}


def policy_with(*exceptions: dict[str, Any], **changes: Any) -> Policy:
    return load_policy(files_with(*exceptions, **changes))


def mistakes(*exceptions: dict[str, Any], **changes: Any) -> list[str]:
    with pytest.raises(PolicyErrors) as found:
        policy_with(*exceptions, **changes)
    assert {error.file for error in found.value.errors} == {FILE}
    return [error.message for error in found.value.errors]


# What may be written


def test_a_folder_without_the_file_has_none_and_the_file_is_part_of_what_the_policy_is() -> None:
    without = load_policy(a_folder(RULES))
    assert without.exceptions.by_id == {}
    assert policy_with().id != without.id
    assert policy_with(an_exception()).id != policy_with().id


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"rule": "marking"}, "there is no rule 'marking'; did you mean 'markings'?"),
        ({"rule": "agreement"}, "is about no finding"),
        ({"rule": "anything-else"}, "is about no finding"),
        ({"digest": DIGEST}, "one of them"),
        ({"phrase": None}, "one of them"),
        ({"phrase": None, "digest": "ab" * 32}, "write a digest as the record has it"),
        ({"phrase": None, "digest": f"md5:{'ab' * 16}"}, "write a digest as the record has it"),
        ({"phrase": "   "}, "at least 8 letters or digits"),
        ({"phrase": "a b.c-d*"}, "`*` stands for nothing"),
        ({"phrase": "é\u200b\u200b\u200b\u200b\u200b\u200b\u200b\u200b bc"}, "at least 8 letters or digits"),
        ({"phrase": "!?!?!?!?!?!?"}, "at least 8 letters or digits"),
        ({"phrase": "protected " * 21}, "at most 200 characters"),
        ({"owner": ""}, "write something here"),
        ({"reason": None}, "`reason` is missing"),
        ({"until": "2026-11-23"}, "`until` is before `since`"),
        ({"until": "2027-02-22"}, "at most 90 days (`longest_exception`): write 2027-02-21"),
        ({"since": "9999-12-01", "until": "9999-12-31"}, "less than"),
        ({"until": "next week"}, "write a date"),
        ({"forever": True}, "unknown key `forever`"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes: dict[str, Any], told: str) -> None:
    assert any(told in message for message in mistakes(an_exception(**changes))), mistakes(an_exception(**changes))


def test_two_with_one_name_and_more_than_anybody_reviews_are_refused() -> None:
    assert "another exception is called 'bike-lanes'" in mistakes(an_exception(), an_exception())[0]
    many = [an_exception(id=f"e-{number}") for number in range(MOST + 1)]
    assert str(MOST) in mistakes(*many)[0]
    assert len(policy_with(*many[:-1]).exceptions.phrases) == MOST


def test_an_agency_says_how_long_an_exception_may_be() -> None:
    assert "at most 7 days" in mistakes(an_exception(), longest_exception="7d")[0]
    assert policy_with(an_exception(until="2027-10-01"), longest_exception="365d").exceptions.by_id


def test_a_mistake_has_its_place() -> None:
    files = a_folder(RULES) | {FILE: "exceptions:\n  - {id: a, rule: b, phrase: protected bike lanes,\n"}
    files[FILE] += "     owner: us, reason: none, since: 2026-11-24, until: 2026-11-25}\n"
    with pytest.raises(PolicyErrors) as found:
        load_policy(files)
    assert [(error.line, error.column) for error in found.value.errors] == [(2, 19)]


def test_a_phrase_is_compared_as_texts_are_folded() -> None:
    assert folded_phrase(" PROTÉGÉ\n  B\u200b  en vélo ") == "protege b en velo"


def test_those_that_are_over_are_told_and_do_no_harm() -> None:
    files = files_with(an_exception(), an_exception(id="later", until="2026-12-24"))
    (warning,) = over(files, date(2026, 12, 24))
    assert "'bike-lanes' ended on 2026-12-23" in warning.message
    assert list(over(files, date(2026, 12, 23))) == []
    assert list(over(a_folder(RULES), date(2026, 12, 24))) == []


# What decides


def decided(finding: Finding, *more: Finding, policy: Policy, at: datetime = A_TUESDAY) -> Decision:
    return decide(a_post(at=at), [finding, *more], Past(), policy)


def marking(*ids: str, **changes: Any) -> Finding:
    return a_finding("classification:protected-b", excepted=ids, **changes)


def rules(decision: Decision) -> list[str]:
    return [match.rule for match in decision.matched]


def test_a_rule_whose_findings_are_all_excepted_does_not_match_and_the_decision_says_so() -> None:
    policy = policy_with(an_exception(), an_exception(id="other", rule="again"))
    decision = decided(marking("bike-lanes", "other"), policy=policy)
    assert (decision.action, rules(decision)) == (Action.LOG, ["anything-else"])
    assert decision.exceptions == (
        ExceptionUsed(id="bike-lanes", rule="markings", findings=1),
        ExceptionUsed(id="other", rule="again", findings=1),
    )


def test_an_exception_is_for_its_own_rule() -> None:
    decision = decided(marking("bike-lanes"), policy=policy_with(an_exception()))
    assert (decision.action, rules(decision)) == (Action.COACH, ["again"])


def test_one_finding_that_is_not_excepted_is_enough() -> None:
    decision = decided(marking("bike-lanes"), marking(), policy=policy_with(an_exception()))
    assert rules(decision) == ["markings", "again"]
    assert decision.matched[0].findings == (marking(),)
    assert decision.exceptions[0].findings == 1


def test_what_excuses_a_post_is_not_taken_away() -> None:
    policy = policy_with(an_exception(rule="again"))
    disclaimer = a_finding("disclaimer", excepted=("bike-lanes",))
    assert rules(decided(marking(), disclaimer, policy=policy)) == ["markings"]


def test_it_is_in_force_from_its_first_day_to_its_last_by_the_agencys_clocks() -> None:
    policy = policy_with(an_exception())
    first, end = datetime(2026, 11, 24, 5, tzinfo=UTC), datetime(2026, 12, 24, 5, tzinfo=UTC)
    for at, action in (
        (first - timedelta(seconds=1), Action.BLOCK),
        (first, Action.COACH),
        (end - timedelta(seconds=1), Action.COACH),
        (end, Action.BLOCK),
    ):
        assert decided(marking("bike-lanes"), policy=policy, at=at).action is action, at


def test_an_exception_that_was_withdrawn_counts_no_more_for_what_was_found_before() -> None:
    assert decided(marking("bike-lanes"), policy=policy_with()).action is Action.BLOCK
    assert decided(marking("bike-lanes"), policy=policy_with()).exceptions == ()
