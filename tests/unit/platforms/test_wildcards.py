"""Names with stars, and sets of hosts."""

import pytest

from gatepost.platforms.wildcards import HostSet, wildcard


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("CreateTweet", "CreateTweet", True),
        ("CreateTweet", "createTweet", False),
        ("*Query", "FeedQuery", True),
        ("*Query", "FeedQueryMutation", False),
        ("Get*", "GetUser", True),
        ("*Timeline*", "HomeTimelineV2", True),
        ("*Timeline*", "HomeTimelin", False),
        ("a*b*c", "a-b-c", True),
        ("a*b*c", "abc", True),
        ("a*b*c", "acb", False),
        ("ab*ba", "aba", False),
        ("*", "", True),
    ],
)
def test_a_star_stands_for_anything(pattern: str, name: str, fits: bool) -> None:
    assert wildcard(pattern)(name) is fits


def test_hostile_names_take_linear_time() -> None:
    assert not wildcard("*a*a*a*a*a*a*a*b")("a" * 100_000)


def test_a_host_wildcard_is_for_all_below_and_not_for_itself() -> None:
    hosts = HostSet.of(["a.example", "*.b.example"])
    assert "a.example" in hosts
    assert "x.y.b.example" in hosts
    assert "b.example" not in hosts
    assert "xb.example" not in hosts
    assert "x.a.example" not in hosts
