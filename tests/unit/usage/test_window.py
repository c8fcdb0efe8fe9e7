import pytest

from gatepost.model import Activity, Counts, Use
from gatepost.policy.usage import Weights
from gatepost.testing import a_part, a_post
from gatepost.usage.window import counts

WEIGHTS = Weights().hundredths()


@pytest.mark.parametrize(
    ("activity", "weight", "uploads"),
    [
        (Activity.POST, 100, 0),
        (Activity.REPLY, 100, 0),
        (Activity.COMMENT, 100, 0),
        (Activity.EDIT, 100, 0),
        (Activity.UPLOAD, 0, 1),
        (Activity.REACTION, 10, 0),
        (Activity.PROFILE, 0, 0),
        (Activity.OTHER, 0, 0),
    ],
)
def test_what_is_let_through_counts_as_what_it_is(activity: Activity, weight: int, uploads: int) -> None:
    post = a_post(activity=activity, parts=(a_part("12345"), a_part("678", name="title")))
    assert counts(post, Use.PERSONAL, WEIGHTS) == Counts(weight=weight, uploads=uploads, bytes=8)


@pytest.mark.parametrize("activity", [Activity.DRAFT, Activity.DELETE])
def test_drafts_and_undoing_never_count(activity: Activity) -> None:
    assert counts(a_post(activity=activity), Use.PERSONAL, dict.fromkeys(Activity, 100)) is None


def test_messages_count_where_the_policy_says_what_they_weigh() -> None:
    message = a_post(activity=Activity.MESSAGE)
    assert counts(message, Use.PERSONAL, WEIGHTS) is None
    assert counts(message, Use.PERSONAL, {Activity.MESSAGE: 50}) == Counts(weight=50, bytes=message.parts[0].size)


def test_official_use_never_counts() -> None:
    assert counts(a_post(), Use.OFFICIAL, WEIGHTS) is None
