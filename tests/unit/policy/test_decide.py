from typing import Any

import pytest

from gatepost.model import Account, Action, Activity, Agreement, Counted, Decision, Past, Post, Usage, Use, Window
from gatepost.policy.decide import decide, with_official
from gatepost.policy.document import Policy
from gatepost.testing import a_finding, a_post, a_principal
from tests.unit.policy.folder import a_catch_all, a_policy, a_rule

MARKING = a_finding("classification:protected-b")
MENTION = a_finding("agency-mention")
SWEARING = a_finding("profanity:strong")


def coach(**changes: Any) -> dict[str, Any]:
    return a_rule(id="respect", when={"finding": ["profanity:strong"]}, action="coach") | changes


def matched(decision: Decision) -> list[tuple[str, Action]]:
    return [(match.rule, match.action) for match in decision.matched]


def test_a_post_that_no_rule_is_about_meets_the_catch_all() -> None:
    decision = decide(a_post(), [], Past(), a_policy())
    assert (decision.action, decision.use, decision.enforced) == (Action.LOG, Use.PERSONAL, True)
    assert matched(decision) == [("anything-else", Action.LOG)]
    assert decision.matched[0].catch_all


def test_a_post_that_another_rule_is_about_does_not_meet_the_catch_all() -> None:
    assert matched(decide(a_post(), [MARKING], Past(), a_policy())) == [("markings", Action.BLOCK)]


def test_a_post_that_no_rule_is_about_is_allowed_when_there_is_no_catch_all() -> None:
    decision = decide(a_post(), [], Past(), a_policy([a_rule()]))
    assert (decision.action, decision.matched, decision.strongest) == (Action.ALLOW, (), None)


def test_the_strongest_action_wins_and_every_rule_is_recorded() -> None:
    policy = a_policy([coach(), a_rule()])
    decision = decide(a_post(), [MARKING, SWEARING], Past(), policy)
    assert decision.action is Action.BLOCK
    assert matched(decision) == [("respect", Action.COACH), ("markings", Action.BLOCK)]
    assert decision.strongest is not None
    assert decision.strongest.rule == "markings"


def test_a_match_says_which_findings_it_is_about() -> None:
    decision = decide(a_post(), [MENTION, MARKING], Past(), a_policy())
    assert decision.matched[0].findings == (MARKING,)


def test_a_decision_names_the_policy_that_made_it() -> None:
    policy = a_policy()
    assert decide(a_post(), [], Past(), policy).policy == policy.id


# What is not enforced


def test_in_observe_mode_nothing_is_enforced_except_for_the_pilots() -> None:
    policy = a_policy(mode="observe", enforce_groups=["pilot"])
    pilot = a_post(principal=a_principal(groups=frozenset({"pilot"})))
    assert not decide(a_post(), [MARKING], Past(), policy).refuses
    assert decide(a_post(), [MARKING], Past(), policy).action is Action.BLOCK
    assert decide(pilot, [MARKING], Past(), policy).refuses


def test_a_shadow_rule_is_recorded_and_not_enforced() -> None:
    decision = decide(a_post(), [MARKING], Past(), a_policy([a_rule(shadow=True), a_catch_all()]))
    assert (decision.action, decision.enforced, decision.refuses) == (Action.BLOCK, False, False)
    assert decision.matched[0].shadow


def test_a_shadow_rule_changes_nothing_about_what_other_rules_say() -> None:
    decision = decide(a_post(), [MARKING, SWEARING], Past(), a_policy([a_rule(shadow=True), coach()]))
    assert (decision.action, decision.enforced) == (Action.COACH, True)
    assert decision.strongest is not None
    assert decision.strongest.rule == "respect"


@pytest.mark.parametrize(("limit", "refused"), [({"groups": ["pilot"]}, False), ({"groups": ["employees"]}, True)])
def test_a_rule_may_be_enforced_for_some_groups_first(limit: dict[str, Any], refused: bool) -> None:
    decision = decide(a_post(), [MARKING], Past(), a_policy([a_rule(**limit)]))
    assert (decision.action, decision.refuses) == (Action.BLOCK, refused)


@pytest.mark.parametrize(("platforms", "refused"), [(["reddit"], False), (["x", "reddit"], True)])
def test_a_rule_may_be_enforced_on_some_platforms_first(platforms: list[str], refused: bool) -> None:
    decision = decide(a_post(), [MARKING], Past(), a_policy([a_rule(platforms=platforms)]))
    assert (decision.action, decision.refuses) == (Action.BLOCK, refused)


@pytest.mark.parametrize("name", ["markings", "x"])
def test_a_paused_rule_or_platform_only_records(name: str) -> None:
    decision = decide(a_post(), [MARKING], Past(), a_policy(), paused=frozenset({name}))
    assert (decision.action, decision.refuses) == (Action.BLOCK, False)


def test_a_pause_of_something_else_changes_nothing() -> None:
    assert decide(a_post(), [MARKING], Past(), a_policy(), paused=frozenset({"reddit", "respect"})).refuses


# Coaching


def test_justified_content_passes_once_and_the_decision_says_so() -> None:
    decision = decide(a_post(), [SWEARING], Past(coached=True), a_policy([coach()]))
    assert (decision.action, decision.justified) == (Action.LOG, True)


def test_a_justification_never_weakens_a_block() -> None:
    decision = decide(a_post(), [SWEARING, MARKING], Past(coached=True), a_policy([coach(), a_rule()]))
    assert (decision.action, decision.refuses, decision.justified) == (Action.BLOCK, True, False)


def test_a_justification_that_was_not_needed_is_not_used_up() -> None:
    assert not decide(a_post(), [], Past(coached=True), a_policy([coach(), a_catch_all()])).justified
    assert not decide(a_post(), [SWEARING], Past(coached=True), a_policy([coach(shadow=True)])).justified
    draft = a_post(activity=Activity.DRAFT)
    assert not decide(draft, [SWEARING], Past(coached=True), a_policy([coach()])).justified


@pytest.mark.parametrize(("times", "action"), [(0, Action.COACH), (1, Action.COACH), (2, Action.LOG), (9, Action.LOG)])
def test_a_person_is_coached_by_a_rule_only_so_often(times: int, action: Action) -> None:
    policy = a_policy([coach(coach_at_most={"times": 2, "per": "30d"})])
    decision = decide(a_post(), [SWEARING], Past(coach_counts={"respect": times, "markings": 9}), policy)
    assert (decision.action, decision.justified) == (action, False)


def test_a_block_does_not_wear_off() -> None:
    policy = a_policy([a_rule(coach_at_most={"times": 1, "per": "30d"})])
    assert decide(a_post(), [MARKING], Past(coach_counts={"markings": 9}), policy).action is Action.BLOCK


# Activities


def test_undoing_is_never_refused() -> None:
    delete = a_post(activity=Activity.DELETE)
    decision = decide(delete, [MARKING, SWEARING], Past(), a_policy([a_rule(), coach()]))
    assert decision.action is Action.LOG


def test_a_draft_is_not_coached_but_what_would_block_is_refused() -> None:
    policy = a_policy([a_rule(), coach()])
    draft = a_post(activity=Activity.DRAFT)
    assert decide(draft, [SWEARING], Past(), policy).action is Action.LOG
    assert decide(draft, [MARKING], Past(), policy).action is Action.BLOCK


@pytest.mark.parametrize("activity", [Activity.EDIT, Activity.REPLY, Activity.COMMENT, Activity.OTHER])
def test_an_edit_and_other_writes_are_judged_as_posts(activity: Activity) -> None:
    assert decide(a_post(activity=activity), [MARKING], Past(), a_policy()).action is Action.BLOCK


def test_a_private_message_only_meets_what_is_looked_for_in_messages() -> None:
    policy = a_policy([a_rule(), coach(), a_catch_all()])
    message = a_post(activity=Activity.MESSAGE)
    assert decide(message, [MARKING], Past(), policy).action is Action.BLOCK
    assert matched(decide(message, [SWEARING], Past(), policy)) == []
    assert decide(message, [SWEARING], Past(), policy).action is Action.ALLOW


def test_what_was_found_in_a_message_and_is_not_looked_for_does_not_decide_its_use() -> None:
    assert decide(a_post(activity=Activity.MESSAGE), [MENTION], Past(), a_policy()).use is Use.PERSONAL


def test_a_private_message_neither_meets_thresholds_nor_the_agreement() -> None:
    policy = a_policy(
        [
            a_rule(id="many", when={"posts_at_least": {"personal": 1}}),
            a_rule(id="agreement", when={"agreement": ["missing"]}),
            a_rule(id="account", when={"use": ["personal"]}),
        ]
    )
    past = Past(usage={Counted(Use.PERSONAL): Usage(posts=50)}, work_time=True, agreement=Agreement.MISSING)
    assert decide(a_post(activity=Activity.MESSAGE), [], past, policy).action is Action.ALLOW
    assert decide(a_post(), [], past, policy).action is Action.BLOCK


# Uses


def use_policy() -> Policy:
    return a_policy([a_rule(action={"official": "log", "professional": "coach", "personal": "block"}), a_catch_all()])


@pytest.mark.parametrize(
    ("post", "findings", "use", "action"),
    [
        (a_post(), [MARKING], Use.PERSONAL, Action.BLOCK),
        (a_post(), [MARKING, MENTION], Use.PROFESSIONAL, Action.COACH),
        (a_post(account=Account(platform="x", handle="@agency_ENG")), [MARKING], Use.OFFICIAL, Action.LOG),
        (a_post(account=Account(platform="x", id="90210")), [MARKING], Use.OFFICIAL, Action.LOG),
        (a_post(account=None), [MARKING], Use.UNKNOWN, Action.BLOCK),
    ],
)
def test_the_action_depends_on_the_use(post: Post, findings: list[Any], use: Use, action: Action) -> None:
    decision = decide(post, findings, Past(), use_policy())
    assert (decision.use, decision.action) == (use, action)


def test_a_rule_is_not_about_the_uses_it_has_no_action_for() -> None:
    policy = a_policy([a_rule(action={"official": "block"}), a_catch_all()])
    assert matched(decide(a_post(), [MARKING], Past(), policy)) == [("anything-else", Action.LOG)]


def test_a_post_of_an_unknown_account_is_held_to_the_counts_of_the_use_it_is_treated_as() -> None:
    policy = a_policy([a_rule(id="many", when={"posts_at_least": {"personal": 10}}), a_catch_all()])
    past = Past(usage={Counted(Use.PERSONAL): Usage(posts=10)}, work_time=True)
    assert decide(a_post(), [], past, policy).action is Action.BLOCK
    assert decide(a_post(account=None), [], past, policy).action is Action.BLOCK
    assert decide(a_post(professional=True), [], past, policy).action is Action.LOG


def test_a_threshold_of_a_group_of_platforms_is_for_what_goes_there() -> None:
    rule = a_rule(when={"uploads_at_least": {"personal": 2}, "platform_group": "video", "window": "hour"})
    policy = a_policy([rule, a_catch_all()], usage={"platform_groups": {"video": ["x", "reddit"]}})
    past = Past(usage={Counted(Use.PERSONAL, Window.HOUR, "video"): Usage(uploads=2)}, work_time=True)
    assert decide(a_post(), [], past, policy).action is Action.BLOCK
    assert decide(a_post(platform="reddit"), [], past, policy).action is Action.BLOCK
    assert decide(a_post(platform="tiktok"), [], past, policy).action is Action.LOG
    elsewhere = Past(usage={Counted(Use.PERSONAL, Window.HOUR): Usage(uploads=2)}, work_time=True)
    assert decide(a_post(), [], elsewhere, policy).action is Action.LOG


# Which findings a rule looks at


def test_a_rule_looks_away_from_what_it_ignores() -> None:
    policy = a_policy([a_rule(when={"finding": ["sensitivity-label"], "ignoring": ["sensitivity-label:unclassified"]})])
    open_label, secret_label = a_finding("sensitivity-label:unclassified"), a_finding("sensitivity-label:protected-b")
    assert decide(a_post(), [open_label], Past(), policy).action is Action.ALLOW
    decision = decide(a_post(), [open_label, secret_label], Past(), policy)
    assert decision.action is Action.BLOCK
    assert decision.matched[0].findings == (secret_label,)


def test_a_rule_may_ask_for_confidence() -> None:
    policy = a_policy([a_rule(when={"finding": ["classification"], "min_confidence": 0.8})])
    assert decide(a_post(), [a_finding(confidence=0.79)], Past(), policy).action is Action.ALLOW
    assert decide(a_post(), [a_finding(confidence=0.8)], Past(), policy).action is Action.BLOCK


# Marking the official account


def test_an_official_account_is_marked_by_handle_or_id_on_its_own_platform_only() -> None:
    policy = a_policy()
    official = [
        Account(platform="x", handle="Agency_eng"),
        Account(platform="x", id="90210"),
        Account(platform="reddit", handle="agencycanada"),
    ]
    others = [
        Account(platform="reddit", handle="@Agency_eng"),
        Account(platform="x", handle="@Agency_english"),
        Account(platform="mastodon", handle="@Agency_eng"),
    ]
    assert all(policy.official(account) for account in official)
    assert not any(policy.official(account) for account in others)
    marked = with_official(a_post(account=official[0]), policy)
    assert marked.account is not None
    assert marked.account.official
