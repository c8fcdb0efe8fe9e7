"""What people published in the last minutes is held for their next post, and no longer, no more, and of nobody else."""

from datetime import timedelta
from typing import Any

import pytest

from gatepost.content.thread import MAX_POSTS
from gatepost.model import Account, Activity, Audience, Post
from gatepost.policy.agency import Threads
from gatepost.proxy.recent import RecentPosts
from gatepost.testing import A_TUESDAY, a_post, a_principal

POLICY = Threads()
OFF = Threads(labels=frozenset())
MINUTE = timedelta(minutes=1)


def after(minutes: float, **changes: Any) -> Post:
    return a_post(at=A_TUESDAY + minutes * MINUTE, **changes)


def holding(*texts: str, policy: Threads = POLICY) -> RecentPosts:
    """The memory after these posts, one a minute from minute 0."""
    recent = RecentPosts()
    for minute, text in enumerate(texts):
        recent.keep(after(minute), text, policy)
    return recent


def test_posts_are_told_oldest_first():
    assert holding("one", "two").before(after(2), POLICY) == ("one", "two")


def test_after_the_window_a_post_is_not_read_any_more():
    recent = holding("one", "two")
    assert recent.before(after(10), POLICY) == ("two",)
    assert recent.before(after(2), Threads.model_validate({"window": "2m"})) == ("two",)
    assert recent.before(after(11), POLICY) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"platform": "reddit"},
        {"principal": a_principal(id="emp-105")},
        {"account": Account(platform="x", handle="@another")},
        {"account": None},
        {"activity": Activity.MESSAGE},
        {"activity": Activity.EDIT},
        {"activity": Activity.DRAFT},
        {"audience": Audience.DIRECT},
    ],
)
def test_other_people_accounts_and_platforms_are_other_threads_and_messages_none(changes: dict[str, Any]):
    assert holding("one").before(after(1, **changes), POLICY) == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"activity": Activity.MESSAGE},
        {"activity": Activity.DRAFT},
        {"activity": Activity.UPLOAD},
        {"audience": Audience.DIRECT},
        {"account": None, "principal": a_principal(id="unknown:0011223344556677")},
    ],
)
def test_what_nobody_reads_with_others_or_is_nobody_s_is_not_held(changes: dict[str, Any]):
    recent = RecentPosts()
    recent.keep(after(0, **changes), "one", POLICY)
    assert len(recent) == 0


def test_an_unknown_person_is_told_by_the_account():
    recent = RecentPosts()
    stranger = {"principal": a_principal(id="unknown:0011223344556677")}
    recent.keep(after(0, **stranger), "one", POLICY)
    assert recent.before(after(1, **stranger), POLICY) == ("one",)


def test_a_post_over_again_takes_the_place_of_the_first():
    recent = holding("Lovely fog over the cnaal", "two", "Lovely fog over the canal")
    assert recent.before(after(3), POLICY) == ("two", "Lovely fog over the canal")


def test_a_post_without_text_leaves_nothing():
    assert len(holding("", "two")) == 1


def test_of_one_person_no_more_is_held_than_the_policy_says():
    small = Threads.model_validate({"size": "1KiB"})
    recent = holding("a" * 1000, "b" * 1000, policy=small)
    assert recent.before(after(2), small) == ("a" * 24, "b" * 1000)
    assert len(holding(*map(str, range(100)), policy=POLICY)) <= MAX_POSTS


def test_a_smaller_size_holds_at_once():
    assert holding("a" * 2000, "b").before(after(2), Threads.model_validate({"size": "1KiB"})) == ("a" * 1023, "b")


def test_of_too_many_people_the_one_who_posted_longest_ago_is_forgotten():
    recent = RecentPosts(most=2)
    people = [a_principal(id=f"emp-{number}") for number in range(3)]
    for minute, person in enumerate([people[0], people[1], people[0], people[2]]):
        recent.keep(after(minute, principal=person), f"said {minute}", POLICY)
    told = [recent.before(after(4, principal=person), POLICY) for person in people]
    assert told == [("said 0", "said 2"), (), ("said 3",)]


def test_what_is_too_old_is_forgotten_though_nobody_asks():
    recent = holding("one", "two")
    recent.forget(A_TUESDAY + 10 * MINUTE, POLICY)
    assert len(recent) == 1
    recent.forget(A_TUESDAY + 11 * MINUTE, POLICY)
    assert len(recent) == 0


def test_a_policy_that_looks_for_nothing_forgets_all_and_holds_nothing():
    recent = holding("one")
    assert recent.before(after(1), OFF) == ()
    recent.keep(after(1), "two", OFF)
    recent.forget(A_TUESDAY + MINUTE, OFF)
    assert len(recent) == 0


def test_it_does_not_show_what_it_holds():
    recent = holding("a secret of mine")
    assert "secret" not in repr(recent) + repr(vars(recent))
