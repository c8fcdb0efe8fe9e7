from dataclasses import replace
from typing import Any

import pytest

from gatepost.model import Activity, Agreement, Audience, Counted, Past, Usage, Use
from gatepost.policy.conditions import CONDITIONS, Circumstances
from gatepost.policy.rule import When
from gatepost.testing import a_post, a_principal

POST = a_post(
    platform="x",
    activity=Activity.REPLY,
    audience=Audience.FOLLOWERS,
    principal=a_principal(groups=frozenset({"employees", "pilot"})),
)
CASE = Circumstances(
    post=POST,
    names=frozenset({"profanity", "profanity:mild", "agency-mention"}),
    use=Use.PERSONAL,
    past=Past(usage={Counted(Use.PERSONAL): Usage(posts=10)}, work_time=True, agreement=Agreement.EXPIRED),
)


@pytest.mark.parametrize(
    ("keyword", "yes", "no"),
    [
        ("finding", ("abuse", "profanity"), ("abuse", "profanity:strong")),
        ("finding", ("profanity:mild",), ("profanity:strong",)),
        ("all_findings", ("profanity", "agency-mention"), ("profanity", "abuse")),
        ("no_finding", ("disclaimer",), ("disclaimer", "agency-mention")),
        ("activity", {Activity.REPLY}, {Activity.POST}),
        ("not_activity", {Activity.POST}, {Activity.REPLY, Activity.POST}),
        ("platform", {"x", "reddit"}, {"reddit"}),
        ("use", {Use.PERSONAL}, {Use.OFFICIAL, Use.UNKNOWN}),
        ("group", {"pilot", "communications"}, {"communications"}),
        ("not_group", {"communications"}, {"pilot"}),
        ("audience", {Audience.FOLLOWERS}, {Audience.PUBLIC}),
        ("posts_at_least", {Use.PERSONAL: 10}, {Use.PERSONAL: 11}),
        ("posts_at_least", {Use.PERSONAL: 1}, {Use.PROFESSIONAL: 1}),
        ("agreement", {Agreement.EXPIRED, Agreement.MISSING}, {Agreement.MISSING}),
    ],
)
def test_a_condition_says_yes_and_no(keyword: str, yes: Any, no: Any) -> None:
    assert CONDITIONS[keyword](yes)(CASE)
    assert not CONDITIONS[keyword](no)(CASE)


def test_posts_only_count_against_a_person_in_work_time() -> None:
    own_time = replace(CASE, past=replace(CASE.past, work_time=False))
    assert not CONDITIONS["posts_at_least"]({Use.PERSONAL: 1})(own_time)


def test_every_keyword_that_can_be_written_has_a_condition() -> None:
    not_conditions = {"always", "ignoring", "min_confidence"}  # the catch-all has none; these two choose the findings
    assert CONDITIONS.keys() == When.model_fields.keys() - not_conditions


def test_every_condition_says_what_it_means() -> None:
    assert all(condition.__doc__ for condition in CONDITIONS.values())
