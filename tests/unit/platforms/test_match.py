"""Which requests are ours, from their heads alone."""

import pytest

from tests.unit.platforms.definitions import platforms

PLATFORMS = platforms()


def recognised(method: str, url: str, headers: tuple[tuple[str, str], ...] = ()) -> list[str] | None:
    found = PLATFORMS.recognise(method, url, headers)
    return None if found is None else [endpoint.name for endpoint in found.endpoints]


@pytest.mark.parametrize(
    ("host", "platform"),
    [
        ("chirp.example", "chirp"),
        ("CHIRP.example.", "chirp"),
        ("chirp.example:443", "chirp"),
        ("a.b.chirp.example", "chirp"),
        ("my.server.example", "chirp"),
        ("trill.example", "trill"),
        ("api.trill.example", "trill"),
        ("static.chirp.example", None),
        ("union.chirp.example", None),
        ("a.law.chirp.example", None),
        ("xchirp.example", None),
        ("example", None),
        ("", None),
        ("a." * 1000 + "chirp.example", None),
    ],
)
def test_a_host_belongs_to_its_platform(host: str, platform: str | None) -> None:
    spec = PLATFORMS.platform_of(host)
    assert (spec and spec.platform) == platform
    assert PLATFORMS.listed(host) is (platform is not None)


def test_never_inspected_hosts_are_told_apart_from_unknown_ones() -> None:
    assert PLATFORMS.never_inspected_host("Union.chirp.example:443")
    assert not PLATFORMS.never_inspected_host("other.example")


def test_domains_are_all_hosts_of_all_definitions() -> None:
    assert PLATFORMS.domains() == (
        "*.chirp.example",
        "api.trill.example",
        "chirp.example",
        "my.server.example",
        "trill.example",
    )


def test_prohibited_platforms_are_named() -> None:
    assert PLATFORMS.prohibited == {"trill"}


@pytest.mark.parametrize(
    ("method", "path", "names"),
    [
        ("POST", "/v1/posts", ["whisper", "post", "other"]),
        ("post", "/V1/Posts/?x=1", ["whisper", "post", "other"]),
        ("POST", "/v2/users/77/posts", ["post", "other"]),
        ("PUT", "/v1/posts/9", ["edit", "other"]),
        ("DELETE", "/v1/posts/9", ["remove"]),
        ("DELETE", "/v1/other", None),
        ("GET", "/v1/posts", None),
        ("HEAD", "/v1/posts", None),
        ("OPTIONS", "/v1/posts", None),
        ("GET", "/ws", None),
        ("POST", "/t/any/where", None),
        ("POST", "/t", None),
        ("POST", "/v1/quiet?only=read", None),
        ("POST", "/v1/quiet?only=write", ["other"]),
        ("POST", "/unheard/of", ["other"]),
        ("POST", "/n/FeedQuery", None),
        ("POST", "/n/Post", ["n-post", "other"]),
        ("POST", "/n/Unknown", ["other"]),
        ("POST", "/graphql", ["gql-post", "gql-edit", "gql-undo", "other"]),
    ],
)
def test_a_head_says_what_a_request_may_be(method: str, path: str, names: list[str] | None) -> None:
    assert recognised(method, f"https://chirp.example{path}") == names


def test_an_endpoint_may_be_of_one_host() -> None:
    assert recognised("GET", "https://ws.chirp.example/ws") == ["socket"]


def test_other_hosts_are_nobodys() -> None:
    assert recognised("POST", "https://other.example/v1/posts") is None
    assert recognised("POST", "https://union.chirp.example/v1/posts") is None


def test_a_shared_host_knows_both_platforms_and_other_is_the_owners() -> None:
    found = PLATFORMS.recognise("POST", "https://api.trill.example/v1/posts", ())
    assert found is not None
    assert (found.spec.platform, found.endpoints[0].name) == ("chirp", "whisper")
    unknown = PLATFORMS.recognise("POST", "https://api.trill.example/unheard", ())
    assert unknown is not None
    assert unknown.spec.platform == "trill"


def test_answers_that_say_who_is_signed_in_are_named() -> None:
    learn = PLATFORMS.learns("get", "https://chirp.example/v1/me?x=1")
    assert learn is not None
    assert learn.name == "me"
    assert PLATFORMS.learns("POST", "https://chirp.example/v1/me") is None
    assert PLATFORMS.learns("GET", "https://chirp.example/v1/posts") is None


def test_sockets_whose_messages_are_named_are_known() -> None:
    frames = PLATFORMS.frames("wss://chirp.example/live?v=1")
    assert frames is not None
    assert frames.spec.platform == "chirp"
    assert PLATFORMS.frames("wss://chirp.example/ws") is None


def test_hostile_queries_are_answered() -> None:
    for query in ("only=read&" * 5000, "only=read&" + "a=b&" * 20_000, "only=" + "r" * 100_000):
        assert recognised("POST", f"https://chirp.example/v1/quiet?{query}") == ["other"]


@pytest.mark.parametrize(
    "url", ["", "https://", "https://chirp.example/" + "a/" * 50_000, "https://chirp.example/%", "\x00"]
)
def test_hostile_heads_are_answered(url: str) -> None:
    PLATFORMS.recognise("POST", url, (("content-type", "\ud800"),))
