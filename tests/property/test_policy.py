"""What holds for every post, every set of findings and every past under the shipped policy."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gatepost.model import Account, Action, Activity, Agreement, Counted, Finding, Past, Post, Usage, Use
from gatepost.policy.decide import decide
from gatepost.policy.vocabulary import LABELS
from gatepost.testing import a_finding, a_post, a_principal
from tests.policy.shipped import shipped_policy

POLICY = shipped_policy()
WEAKENS = {"disclaimer", "source-cited"}  # what a post may say to be let through
ACCOUNTS = (Account(platform="x", handle="@maplefan77"), Account(platform="x", handle="@StatCan_fra"), None)


def names_of(label: str) -> list[str]:
    return [f"{label}:{value}" for value in LABELS[label] or ()] or [label, f"{label}:any"][: 2 - bool(LABELS[label])]


NAMES = sorted(name for label in LABELS for name in names_of(label))
finding = st.builds(a_finding, st.sampled_from(NAMES), confidence=st.floats(0, 1))
findings = st.lists(finding, max_size=8)
posts = st.builds(
    a_post,
    activity=st.sampled_from(Activity),
    account=st.sampled_from(ACCOUNTS),
    professional=st.booleans(),
    principal=st.sampled_from(
        [a_principal(), a_principal(groups=frozenset({"communications"})), a_principal(groups=frozenset())]
    ),
)
pasts = st.builds(
    Past,
    usage=st.dictionaries(st.builds(Counted, st.sampled_from(Use)), st.builds(Usage, posts=st.integers(0, 50))),
    coached=st.booleans(),
    coach_counts=st.dictionaries(st.sampled_from([rule.id for rule in POLICY.rules]), st.integers(0, 3)),
    agreement=st.sampled_from(Agreement),
    work_time=st.booleans(),
)


@given(posts, findings, pasts, st.randoms(use_true_random=False))
def test_the_order_of_rules_and_findings_says_nothing(post: Post, found: list[Finding], past: Past, random) -> None:
    rules = list(POLICY.rules)
    random.shuffle(rules)
    shuffled = random.sample(found, len(found))
    one = decide(post, found, past, POLICY)
    other = decide(post, shuffled, past, replace(POLICY, rules=tuple(rules)))
    assert (one.action, one.enforced, one.use, one.justified) == (
        other.action,
        other.enforced,
        other.use,
        other.justified,
    )
    assert {match.rule for match in one.matched} == {match.rule for match in other.matched}


@given(posts, findings, finding, pasts)
def test_one_more_finding_never_lets_more_through(post: Post, found: list[Finding], more: Finding, past: Past) -> None:
    """A finding that makes a personal post professional changes which thresholds it meets, so the use is held."""
    if more.label in WEAKENS:
        return
    before, after = decide(post, found, past, POLICY), decide(post, [*found, more], past, POLICY)
    if before.use is after.use:
        assert enforced(after) >= enforced(before)


def enforced(decision) -> Action:
    """What happens to the post: the strongest action that is carried out."""
    return decision.action if decision.enforced else Action.LOG


@given(posts, findings, pasts)
def test_an_unknown_account_is_treated_as_a_personal_one(post: Post, found: list[Finding], past: Past) -> None:
    apart = [each for each in found if each.label not in {"self-identification", "agency-mention", "statistic"}]
    unknown = replace(post, account=None, professional=False)
    personal = replace(post, account=ACCOUNTS[0], professional=False)
    counted = replace(past, usage={Counted(Use.PERSONAL): past.used(Counted(Use.PERSONAL))})
    if not any(each.label == "on-behalf" for each in apart):
        one, other = decide(unknown, apart, counted, POLICY), decide(personal, apart, counted, POLICY)
        assert one.use is Use.UNKNOWN
        assert (one.action, one.enforced) == (other.action, other.enforced)


@given(posts, findings, pasts)
def test_undoing_is_never_refused(post: Post, found: list[Finding], past: Past) -> None:
    assert decide(replace(post, activity=Activity.DELETE), found, past, POLICY).action <= Action.LOG


@given(posts, findings, pasts)
def test_a_draft_is_never_coached(post: Post, found: list[Finding], past: Past) -> None:
    assert decide(replace(post, activity=Activity.DRAFT), found, past, POLICY).action is not Action.COACH


@given(posts, findings, pasts)
def test_a_justification_weakens_coaching_and_nothing_else(post: Post, found: list[Finding], past: Past) -> None:
    without = decide(post, found, replace(past, coached=False), POLICY)
    having = decide(post, found, replace(past, coached=True), POLICY)
    if without.action is Action.COACH:
        assert having.action is Action.LOG
        assert having.justified is without.enforced
    else:
        assert having.action is without.action
        assert not having.justified


@given(posts, findings, pasts)
def test_in_a_private_message_only_what_is_listed_counts(post: Post, found: list[Finding], past: Past) -> None:
    message = replace(post, activity=Activity.MESSAGE)
    listed = [each for each in found if each.label in POLICY.messages]
    decision = decide(message, found, past, POLICY)
    assert decision == decide(message, listed, past, POLICY)
    assert bool(decision.matched) <= bool(listed)


@given(posts, findings, pasts)
def test_a_decision_is_explained_by_its_matches(post: Post, found: list[Finding], past: Past) -> None:
    decision = decide(post, found, past, POLICY)
    strongest = decision.strongest
    assert decision.action is (strongest.action if strongest else Action.ALLOW)
    assert all(finding in found for match in decision.matched for finding in match.findings)
