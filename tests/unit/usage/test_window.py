import pytest

from gatepost.model import Activity, Usage, Use
from gatepost.testing import a_part, a_post
from gatepost.usage.window import counts


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
    assert counts(post, Use.PERSONAL) == Usage(posts=posts, uploads=uploads, bytes=8)


@pytest.mark.parametrize("activity", [Activity.MESSAGE, Activity.DRAFT, Activity.DELETE])
def test_messages_drafts_and_undoing_never_count(activity: Activity) -> None:
    assert counts(a_post(activity=activity), Use.PERSONAL) is None


def test_official_use_never_counts() -> None:
    assert counts(a_post(), Use.OFFICIAL) is None
