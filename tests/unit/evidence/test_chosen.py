"""Evidence is kept of what a rule found something in, when the rule says so, and never of a private message."""

from dataclasses import replace
from typing import Any

import pytest

from gatepost.evidence.chosen import chosen
from gatepost.model import Activity, Decision, Finding, Part, Post, Role, Where
from gatepost.policy.document import Policy
from gatepost.policy.load import load_policy
from gatepost.testing import a_finding, a_part, a_post
from tests.policy.shipped import shipped_files
from tests.unit.events.making import a_decision, a_match

PICTURE = a_part(name="media[0]", role=Role.ATTACHMENT, media_type="image/png", data=b"p" * 100)
OTHER = a_part(name="media[1]", role=Role.ATTACHMENT, media_type="image/png", data=b"o" * 100)
RULE = "symbols"


def policy(*, evidence: bool = True, limit: int = 1000) -> Policy:
    shipped = load_policy(shipped_files())
    rules = tuple(replace(rule, evidence=evidence and rule.id == RULE) for rule in shipped.rules)
    return replace(shipped, rules=rules, limits=shipped.limits.model_copy(update={"evidence": limit}))


def found(part: str = "media[0]", label: str = "corporate-symbol") -> Finding:
    return a_finding(label=label, where=Where(part=part))


def names(
    *findings: Finding, post: Post | None = None, decision: Decision | None = None, **of_policy: Any
) -> list[str]:
    post = post or a_post(parts=(a_part(name="text"), PICTURE, OTHER))
    decision = decision or a_decision(matched=(a_match(RULE),))
    return [part.name for part in chosen(post, decision, findings, policy(**of_policy))]


def test_the_part_that_the_rule_found_something_in_is_kept_and_no_other():
    assert names(found()) == ["media[0]"]
    assert names(found("media[1]/page.png")) == ["media[1]"]
    assert names(found(label="profanity")) == []
    assert names(found("text")) == []


def test_without_a_word_in_the_policy_nothing_is_kept():
    assert names(found(), evidence=False) == []


def test_a_rule_that_did_not_match_keeps_nothing():
    assert names(found(), decision=a_decision(matched=(a_match("respect"),))) == []


def test_nothing_is_kept_of_a_private_message():
    message = a_post(activity=Activity.MESSAGE, parts=(PICTURE,))
    assert names(found(), post=message) == []


@pytest.mark.parametrize(
    ("limit", "kept"), [(99, []), (100, ["media[0]"]), (199, ["media[0]"]), (200, ["media[0]", "media[1]"])]
)
def test_what_is_beyond_the_limit_is_not_kept_not_even_in_part(limit: int, kept: list[str]):
    assert names(found(), found("media[1]"), limit=limit) == kept


def test_no_more_than_twenty_parts_are_kept():
    parts: tuple[Part, ...] = tuple(replace(PICTURE, name=f"media[{n}]") for n in range(30))
    assert len(names(*(found(part.name) for part in parts), post=a_post(parts=parts), limit=10_000)) == 20
