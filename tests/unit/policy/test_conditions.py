from dataclasses import replace
from typing import Any

import pytest

from gatepost.model import Activity, Agreement, Audience, Counted, Past, Usage, Use, Window
from gatepost.policy.conditions import CONDITIONS, Circumstances, reached
from gatepost.policy.rule import When
from gatepost.policy.thresholds import MEASURES
from gatepost.testing import a_post, a_principal

POST = a_post(
    platform="x",
    activity=Activity.REPLY,
    audience=Audience.FOLLOWERS,
    principal=a_principal(groups=frozenset({"employees", "pilot"})),
)
USAGE = {
    Counted(Use.PERSONAL, Window.HOUR): Usage(posts=4),
    Counted(Use.PERSONAL): Usage(posts=10, uploads=3, bytes=2048, active_minutes=9),
    Counted(Use.PERSONAL, Window.WEEK): Usage(posts=30),
    Counted(Use.PERSONAL, group="video"): Usage(uploads=2),
}
CASE = Circumstances(
    post=POST,
    names=frozenset({"profanity", "profanity:mild", "agency-mention"}),
    use=Use.PERSONAL,
    past=Past(usage=USAGE, work_time=True, agreement=Agreement.EXPIRED),
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
        ("agreement", {Agreement.EXPIRED, Agreement.MISSING}, {Agreement.MISSING}),
    ],
)
def test_a_condition_says_yes_and_no(keyword: str, yes: Any, no: Any) -> None:
    assert CONDITIONS[keyword](yes)(CASE)
    assert not CONDITIONS[keyword](no)(CASE)


@pytest.mark.parametrize(
    ("when", "least"),
    [
        ({"posts_at_least": {"personal": 10}}, 10),
        ({"posts_at_least": {"personal": 4}, "window": "hour"}, 4),
        ({"posts_at_least": {"personal": 30}, "window": "week"}, 30),
        ({"uploads_at_least": {"personal": 3}}, 3),
        ({"bytes_at_least": {"personal": "2KiB"}}, 2048),
        ({"active_minutes_at_least": {"personal": 9}}, 9),
        ({"uploads_at_least": {"personal": 2}, "platform_group": "video"}, 2),
    ],
    ids=lambda value: "-".join(map(str, value)) if isinstance(value, dict) else None,
)
def test_a_threshold_is_reached_by_what_went_before_and_by_no_less(when: dict[str, Any], least: int) -> None:
    (threshold,) = When.model_validate(when).thresholds()
    assert threshold.at_least == {Use.PERSONAL: least}
    assert threshold.used(CASE.past, Use.PERSONAL) == least
    assert reached(threshold)(CASE)
    assert not reached(replace(threshold, at_least={Use.PERSONAL: least + 1}))(CASE)


def test_thresholds_of_one_rule_must_all_be_reached() -> None:
    both = When.model_validate({"posts_at_least": {"personal": 1}, "uploads_at_least": {"personal": 4}})
    assert [reached(threshold)(CASE) for threshold in both.thresholds()] == [True, False]


def test_posts_only_count_against_a_person_in_work_time() -> None:
    own_time = replace(CASE, past=replace(CASE.past, work_time=False))
    (threshold,) = When.model_validate({"posts_at_least": {"personal": 1, "professional": 1}}).thresholds()
    assert reached(threshold)(CASE)
    assert not reached(threshold)(own_time)
    assert not reached(threshold)(replace(CASE, use=Use.PROFESSIONAL))
    assert not reached(threshold)(replace(CASE, use=Use.OFFICIAL))


def test_every_keyword_that_can_be_written_has_a_condition() -> None:
    # the catch-all has none; two choose the findings; one says what thresholds are counted over, one that and a platform
    not_conditions = {"always", "ignoring", "min_confidence", "window", "platform_group"}
    assert CONDITIONS.keys() | MEASURES.keys() == When.model_fields.keys() - not_conditions


def test_every_condition_says_what_it_means() -> None:
    assert all(condition.__doc__ for condition in CONDITIONS.values())
