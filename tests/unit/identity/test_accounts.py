"""Accounts: which ways of writing one mean the same, and what a session is remembered by."""

import pytest

from gatepost.identity.accounts import completed, plain_handle, same_account, session_key
from gatepost.model import Account


def account(written: str, platform: str = "x", id_: str = "") -> Account:
    return Account(platform=platform, handle=written, id=id_)


@pytest.mark.parametrize(
    ("one", "other", "platform"),
    [
        ("@StatCan_eng", "statcan_ENG", "x"),
        ("@maplefan77", "https://x.com/MapleFan77", "x"),
        ("maplefan77", "x.com/maplefan77/", "x"),
        ("u/maplefan", "https://www.reddit.com/user/maplefan/?tab=posts", "reddit"),
        ("/u/maplefan", "MapleFan", "reddit"),
        ("statistics-example", "https://ca.linkedin.com/company/statistics-example/about", "linkedin"),
        ("ada-roy", "https://www.linkedin.com/in/ada-roy", "linkedin"),
        ("@ada", "https://www.youtube.com/@ada/videos", "youtube"),
        ("UCabc123", "https://www.youtube.com/channel/UCabc123", "youtube"),
        ("10001", "https://www.facebook.com/profile.php?id=10001&sk=about", "facebook"),
        ("ada.bsky.example", "https://bsky.app/profile/ada.bsky.example", "bluesky"),
        ("@ada@mstdn.example", "https://mstdn.example/@Ada", "mastodon"),
        ("ada@mstdn.example", "@ada@MSTDN.example", "mastodon"),
        ("＠ada", "@ada", "threads"),
        ("zoé", "https://x.com/zo%C3%A9", "x"),
    ],
)
def test_these_are_the_same_account(one: str, other: str, platform: str) -> None:
    assert same_account(account(one, platform), account(other, platform))
    assert same_account(account(other, platform), account(one, platform))


@pytest.mark.parametrize(
    ("one", "other", "platform"),
    [
        ("@statcan", "@statcan_fan", "x"),
        ("@ada@one.example", "@ada@other.example", "mastodon"),
        ("@ada", "https://mstdn.example/@ada", "mastodon"),
        ("x.com", "https://x.com/", "x"),
        ("https://x.com", "https://x.com/", "x"),
        ("in", "https://www.linkedin.com/in/ada", "linkedin"),
        ("10001", "https://www.facebook.com/profile.php", "facebook"),
    ],
)
def test_these_are_not(one: str, other: str, platform: str) -> None:
    assert not same_account(account(one, platform), account(other, platform))


def test_the_same_handle_elsewhere_is_another_account() -> None:
    assert not same_account(account("@ada", "x"), account("@ada", "threads"))


def test_two_ids_decide_over_handles() -> None:
    assert same_account(account("@old", id_="17"), account("@new", id_="17"))
    assert not same_account(account("@ada", id_="17"), account("@ada", id_="18"))


def test_an_id_may_be_written_where_a_handle_stands() -> None:
    assert same_account(Account(platform="x", id="17"), account("17"))


def test_a_hostile_handle_is_cut_and_read() -> None:
    assert len(plain_handle("https://x.com/" + "a" * 10_000)) < 600
    assert plain_handle("https://[") == "https://["
    assert plain_handle("") == ""


def test_a_session_key_depends_on_secret_key_and_platform() -> None:
    keys = {
        session_key(secret, key, platform)
        for secret in ("s1", "s2")
        for key in (b"k1", b"k2")
        for platform in ("x", "reddit")
    }
    assert len(keys) == 8
    assert session_key("s1", b"k1", "x") == session_key("s1", b"k1", "x")


def test_a_session_key_shows_nothing_of_the_secret() -> None:
    assert "secret" not in session_key("secret", b"k", "x")
    assert len(session_key("\udcff", b"k", "x")) == 64


ID_ONLY = Account(platform="x", id="900")


@pytest.mark.parametrize(
    ("told", "learnt", "expected"),
    [
        pytest.param(None, Account(platform="x", id="900", handle="a"), ("900", "a"), id="nothing told"),
        pytest.param(ID_ONLY, Account(platform="x", id="900", handle="a"), ("900", "a"), id="the same id"),
        pytest.param(ID_ONLY, Account(platform="x", handle="a"), ("900", "a"), id="only a handle learnt"),
        pytest.param(ID_ONLY, Account(platform="x", id="901", handle="b"), ("900", ""), id="another account by now"),
        pytest.param(
            Account(platform="x", handle="@c"), Account(platform="x", handle="a"), ("", "@c"), id="a handle told"
        ),
    ],
)
def test_what_was_learnt_completes_what_the_request_tells(
    told: Account | None, learnt: Account, expected: tuple[str, str]
) -> None:
    account = completed(told, learnt)
    assert (account.id, account.handle) == expected
