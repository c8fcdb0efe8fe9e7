"""The table of the guidelines, row by row: what the shipped rules decide when something is found."""

import pytest

from gatepost.model import Account, Action, Activity, Agreement, Counted, Decision, Finding, Past, Post, Usage, Use
from gatepost.policy.decide import decide
from gatepost.policy.vocabulary import LABELS
from gatepost.testing import a_finding, a_post, a_principal
from tests.policy.shipped import shipped_policy

LOG, COACH, BLOCK = Action.LOG, Action.COACH, Action.BLOCK
COMMUNICATIONS = a_principal(groups=frozenset({"employees", "communications"}))
OFFICIAL = Account(platform="x", handle="@StatCan_eng")
PROFESSIONAL = {"professional": True}


def decided(post: Post, *names: str, past: Past | None = None) -> Decision:
    findings: list[Finding] = [a_finding(name) for name in names]
    return decide(post, findings, past or Past(), shipped_policy())


def by_use(*names: str) -> tuple[Action, Action, Action]:
    """The actions for official, professional and personal use."""
    official = a_post(account=OFFICIAL, principal=COMMUNICATIONS)
    return (
        decided(official, *names).action,
        decided(a_post(professional=True), *names).action,
        decided(a_post(), *names).action,
    )


@pytest.mark.parametrize(
    ("names", "actions"),
    [
        (["reply-to-agency"], (LOG, BLOCK, BLOCK)),
        (["on-behalf"], (LOG, COACH, COACH)),
        (["on-behalf", "disclaimer"], (LOG, COACH, COACH)),
        (["agency-mention"], (LOG, COACH, COACH)),
        (["self-identification"], (LOG, COACH, COACH)),
        (["agency-mention", "disclaimer"], (LOG, LOG, LOG)),
        (["self-identification", "disclaimer"], (LOG, LOG, LOG)),
        (["corporate-symbol:canada-wordmark"], (LOG, BLOCK, BLOCK)),
        (["signature"], (LOG, BLOCK, BLOCK)),
        (["profanity:strong"], (BLOCK, COACH, COACH)),
        (["abuse:person"], (BLOCK, COACH, COACH)),
        (["abuse:group"], (BLOCK, COACH, COACH)),
        (["profanity:mild"], (LOG, LOG, LOG)),
        (["person-named"], (LOG, COACH, COACH)),
        (["person-named", "disclaimer"], (LOG, COACH, COACH)),
        (["person-pictured"], (LOG, COACH, COACH)),
        (["profanity:strong", "agency-mention", "disclaimer"], (BLOCK, BLOCK, BLOCK)),
        (["abuse:person", "agency-mention", "disclaimer"], (BLOCK, BLOCK, BLOCK)),
        (["abuse:agency"], (BLOCK, BLOCK, BLOCK)),
        (["profanity:mild", "agency-mention", "disclaimer"], (LOG, COACH, COACH)),
        (["statistic"], (LOG, COACH, COACH)),
        (["statistic", "source-cited"], (LOG, LOG, LOG)),
        (["fingerprint:release-7"], (BLOCK, BLOCK, BLOCK)),
        (["internal-only"], (BLOCK, BLOCK, BLOCK)),
        (["embargo"], (BLOCK, BLOCK, BLOCK)),
        (["confidential-when-completed"], (BLOCK, BLOCK, BLOCK)),
        (["sensitivity-label:protected-b"], (BLOCK, BLOCK, BLOCK)),
        (["sensitivity-label:unclassified"], (LOG, LOG, LOG)),
        (["microdata"], (BLOCK, BLOCK, BLOCK)),
        (["enrolled-record:businesses"], (BLOCK, BLOCK, BLOCK)),
        (["credential:password"], (BLOCK, BLOCK, BLOCK)),
        (["uninspectable:end-to-end"], (LOG, LOG, LOG)),
        (["disclaimer"], (LOG, LOG, LOG)),
        (["source-cited"], (LOG, LOG, LOG)),
        ([], (LOG, LOG, LOG)),
    ],
)
def test_a_row_of_the_guidelines(names: list[str], actions: tuple[Action, Action, Action]) -> None:
    assert by_use(*names) == actions


@pytest.mark.parametrize("value", sorted(LABELS["classification"] or ()))
def test_every_security_marking_is_refused(value: str) -> None:
    assert by_use(f"classification:{value}") == (BLOCK, BLOCK, BLOCK)


REFUSED = {"sin", "health-card", "passport", "payment-card", "business-number"}


@pytest.mark.parametrize("value", sorted(LABELS["personal-identifier"] or ()))
def test_identifiers_that_open_doors_are_refused_and_the_others_logged(value: str) -> None:
    expected = (BLOCK, BLOCK, BLOCK) if value in REFUSED else (LOG, LOG, LOG)
    assert by_use(f"personal-identifier:{value}") == expected


@pytest.mark.parametrize("reason", ["corrupt", "encrypted", "too-large", "timeout"])
def test_what_could_not_be_read_is_refused(reason: str) -> None:
    name = f"uninspectable:{reason}"
    assert by_use(name) == (LOG, BLOCK, BLOCK)
    assert decided(a_post(activity=Activity.UPLOAD), name).refuses
    assert decided(a_post(activity=Activity.MESSAGE), name).refuses
    assert decided(a_post(activity=Activity.OTHER), name).action is LOG


def test_files_of_a_kind_that_is_not_read_are_only_recorded() -> None:
    for activity in (Activity.POST, Activity.UPLOAD, Activity.MESSAGE, Activity.OTHER):
        assert not decided(a_post(activity=activity), "uninspectable:unknown-format").refuses
    assert decided(a_post(), "uninspectable:unknown-format").action is BLOCK


def test_an_official_account_is_for_the_communications_group() -> None:
    assert decided(a_post(account=OFFICIAL)).action is BLOCK
    assert decided(a_post(account=OFFICIAL, principal=COMMUNICATIONS)).action is LOG
    assert decided(a_post(account=OFFICIAL, activity=Activity.DELETE)).action is LOG


@pytest.mark.parametrize(
    ("rule", "names"),
    [("ownership", ["agency-mention"]), ("person-pictured", ["person-pictured"]), ("statistic-source", ["statistic"])],
)
def test_some_reminders_are_given_once_in_thirty_days(rule: str, names: list[str]) -> None:
    assert decided(a_post(), *names).action is COACH
    assert decided(a_post(), *names, past=Past(coach_counts={rule: 1})).action is LOG
    (at_most,) = [each.coach_at_most for each in shipped_policy().rules if each.id == rule]
    assert at_most is not None
    assert (at_most.times, at_most.per.days) == (1, 30)


@pytest.mark.parametrize(
    ("posts", "personal", "professional"),
    [(9, LOG, LOG), (10, COACH, LOG), (15, COACH, LOG), (19, COACH, LOG), (20, BLOCK, LOG), (30, BLOCK, COACH)],
)
def test_many_posts_in_work_time_are_coached_and_then_refused(
    posts: int, personal: Action, professional: Action
) -> None:
    usage = {Counted(use): Usage(posts=posts) for use in (Use.PERSONAL, Use.PROFESSIONAL, Use.OFFICIAL)}
    past = Past(usage=usage, work_time=True)
    assert decided(a_post(), past=past).action is personal
    assert decided(a_post(professional=True), past=past).action is professional
    assert decided(a_post(account=OFFICIAL, principal=COMMUNICATIONS), past=past).action is LOG
    assert decided(a_post(), past=Past(usage=usage)).action is LOG


def test_at_the_soft_threshold_a_professional_post_is_recorded_under_the_rule() -> None:
    past = Past(usage={Counted(Use.PROFESSIONAL): Usage(posts=15)}, work_time=True)
    strongest = decided(a_post(professional=True), past=past).strongest
    assert strongest is not None
    assert strongest.rule == "day-job"


@pytest.mark.parametrize("state", [Agreement.MISSING, Agreement.EXPIRED])
def test_a_post_waits_for_the_agreement(state: Agreement) -> None:
    past = Past(agreement=state)
    for post in (a_post(), a_post(professional=True), a_post(account=OFFICIAL, principal=COMMUNICATIONS)):
        decision = decided(post, past=past)
        assert (decision.action, decision.refuses) == (COACH, True)
    assert decided(a_post(activity=Activity.MESSAGE), past=past).action is Action.ALLOW
    assert not decided(a_post(activity=Activity.OTHER), past=past).refuses


MESSAGES = {
    "classification",
    "confidential-when-completed",
    "sensitivity-label",
    "personal-identifier",
    "microdata",
    "enrolled-record",
    "credential",
    "uninspectable",
}


@pytest.mark.parametrize("label", sorted(set(LABELS) - MESSAGES))
def test_a_private_message_is_allowed_whatever_else_is_found(label: str) -> None:
    name = f"{label}:agency" if label == "abuse" else label
    decision = decided(a_post(activity=Activity.MESSAGE), name, "agency-mention", "profanity:strong")
    assert (decision.action, decision.matched) == (Action.ALLOW, ())


def test_only_what_private_messages_meet_is_looked_for_in_them() -> None:
    assert shipped_policy().labels_wanted(a_post(activity=Activity.MESSAGE)) == MESSAGES


def test_the_policy_depends_on_every_label_there_is() -> None:
    assert shipped_policy().labels_wanted(a_post()) == set(LABELS)


def test_an_account_that_could_not_be_told_is_treated_as_personal() -> None:
    decision = decided(a_post(account=None), "person-named")
    assert (decision.use, decision.action) == (Use.UNKNOWN, COACH)


def test_confidentiality_is_never_weakened_by_a_justification_or_a_draft() -> None:
    past = Past(coached=True)
    assert decided(a_post(), "classification:secret", past=past).action is BLOCK
    assert decided(a_post(activity=Activity.DRAFT), "classification:secret").action is BLOCK
    assert decided(a_post(activity=Activity.DRAFT), "agency-mention").action is LOG
