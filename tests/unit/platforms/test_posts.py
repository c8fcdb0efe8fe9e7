"""What the fragments of a request are together."""

import pytest

from gatepost.model import Activity, Audience
from gatepost.platforms.posts import MAX_MEDIA
from tests.unit.platforms.definitions import a_read_post


@pytest.mark.parametrize(
    ("visibility", "audience"),
    [(None, Audience.PUBLIC), ("all", Audience.PUBLIC), ("friends", Audience.FOLLOWERS), ("club", Audience.GROUP)],
)
def test_an_audience_is_mapped_from_the_platforms_word(visibility: str | None, audience: Audience) -> None:
    assert a_read_post(json={"text": "x", "visibility": visibility}).audience is audience


def test_several_operations_reach_as_far_as_the_widest() -> None:
    post = a_read_post(json=[{"visibility": "club", "text": "a"}, {"visibility": "friends", "text": "b"}])
    assert post.audience is Audience.FOLLOWERS


def test_several_operations_count_as_the_most_serious() -> None:
    post = a_read_post(json=[{"visibility": "direct", "text": "a"}, {"text": "b", "answer_to": 5}, {"text": "c"}])
    assert (post.activity, post.endpoint) == (Activity.POST, "post")


def test_the_endpoint_knows_the_account_before_the_platform_does() -> None:
    body = {"operationName": "CreatePost", "variables": {"actor": "page-1"}}
    post = a_read_post("/graphql", headers={"cookie": "me=u-1"}, json=body)
    assert post.account is not None
    assert post.account.id == "page-1"
    assert a_read_post("/unheard", json={}).account is None


def test_ids_are_bounded() -> None:
    post = a_read_post(json={"group": "g" * 3000, "media": [str(number) for number in range(900)]})
    assert len(post.target) == 512
    assert len(post.media) == MAX_MEDIA


def test_a_professional_network_says_so() -> None:
    assert a_read_post("/posts", at="trill.example", json={"text": "x"}).professional
