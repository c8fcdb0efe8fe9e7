import pytest

from gatepost.model import Action, Activity, Decision, PolicyId, Use
from gatepost.testing import a_part, a_post
from gatepost.usage.window import Counted, counted


def a_decision(action: Action = Action.LOG, use: Use = Use.PERSONAL, enforced: bool = True) -> Decision:
    return Decision(action=action, enforced=enforced, use=use, policy=PolicyId(version="1", digest="d"))


@pytest.mark.parametrize(
    ("activity", "posts", "uploads"),
    [
        (Activity.POST, 1, 0),
        (Activity.REPLY, 1, 0),
        (Activity.COMMENT, 1, 0),
        (Activity.EDIT, 1, 0),
        (Activity.UPLOAD, 0, 1),
        (Activity.REACTION, 0, 0),
        (Activity.PROFILE, 0, 0),
        (Activity.OTHER, 0, 0),
    ],
)
def test_what_is_let_through_counts_as_what_it_is(activity: Activity, posts: int, uploads: int) -> None:
    post = a_post(activity=activity, parts=(a_part("12345"), a_part("678", name="title")))
    assert counted(post, a_decision()) == Counted(use=Use.PERSONAL, posts=posts, uploads=uploads, bytes=8)


@pytest.mark.parametrize("activity", [Activity.MESSAGE, Activity.DRAFT, Activity.DELETE])
def test_messages_drafts_and_undoing_never_count(activity: Activity) -> None:
    assert counted(a_post(activity=activity), a_decision()) is None


def test_official_use_never_counts() -> None:
    assert counted(a_post(), a_decision(use=Use.OFFICIAL)) is None


@pytest.mark.parametrize("action", [Action.COACH, Action.BLOCK])
def test_what_is_refused_never_counts_and_what_is_only_observed_does(action: Action) -> None:
    assert counted(a_post(), a_decision(action)) is None
    assert counted(a_post(), a_decision(action, enforced=False)) is not None


@pytest.mark.parametrize("use", [Use.PROFESSIONAL, Use.UNKNOWN])
def test_a_post_counts_for_its_own_use(use: Use) -> None:
    count = counted(a_post(), a_decision(use=use))
    assert count is not None
    assert count.use is use
