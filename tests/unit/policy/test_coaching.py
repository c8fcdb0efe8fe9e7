from datetime import UTC, datetime, timedelta

import pytest

from gatepost.model import Activity, Post, Role
from gatepost.policy.coaching import content_digest, holds
from gatepost.testing import a_part, a_post

KEY = b"a key of the gateway's own"
NOON = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


def test_the_same_content_has_the_same_digest_whatever_the_request() -> None:
    first, again = a_post(id="r-1", media=("111",)), a_post(id="r-2", media=("222",))
    assert content_digest(first, KEY) == content_digest(again, KEY)


@pytest.mark.parametrize(
    "other",
    [
        a_post("Lovely fog over the canal!"),
        a_post(reply_to="@someone"),
        a_post(target="group-7"),
        a_post(activity=Activity.REPLY),
        a_post(platform="reddit"),
        a_post(parts=(a_part(), a_part("", name="title", role=Role.TITLE))),
        a_post(parts=(a_part(role=Role.TITLE),)),
    ],
)
def test_other_content_has_another_digest(other: Post) -> None:
    assert content_digest(a_post(), KEY) != content_digest(other, KEY)


def test_text_that_moves_between_parts_is_other_content() -> None:
    one = a_post(parts=(a_part("ab"), a_part("c", name="text[1]")))
    other = a_post(parts=(a_part("a"), a_part("bc", name="text[1]")))
    assert content_digest(one, KEY) != content_digest(other, KEY)


def test_without_the_key_the_digest_cannot_be_made() -> None:
    assert content_digest(a_post(), KEY) != content_digest(a_post(), b"another key")


@pytest.mark.parametrize(("minutes", "still"), [(-1, False), (0, True), (10, True), (11, False)])
def test_a_justification_holds_for_minutes(minutes: int, still: bool) -> None:
    now = NOON + timedelta(minutes=minutes)
    assert holds(justified=NOON, now=now, window=timedelta(minutes=10)) is still
