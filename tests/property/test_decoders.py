"""Any bytes to any decoder are a tree or Undecodable; any request is an answer; one post is one post in every encoding."""

import json
from functools import cache
from typing import Any
from urllib.parse import unquote_to_bytes

from hypothesis import given, settings
from hypothesis import strategies as st

from gatepost.errors import Undecodable
from gatepost.model import Post
from gatepost.platforms import Platforms, learn, read, read_frame
from gatepost.platforms.address import parse_address
from gatepost.platforms.body import DECODERS, read_body
from gatepost.platforms.decoders.urlencoded import pairs, percent_decoded
from gatepost.platforms.media_types import parse_header, sniff
from gatepost.platforms.paths import Context, parse_locator
from gatepost.platforms.tree import File, nodes
from gatepost.testing import a_request
from tests.platforms.fixture import request_of
from tests.unit.platforms.definitions import platforms, request

SEEDS = (
    b'{"text": "hello", "text": [1, null, {"a": "b"}]}',
    b'[{"operationName": "CreatePost", "variables": {"text": "x"}}]',
    b"text=hello&poll[options][]=a&poll[options][]=b&x=%E9%C3",
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--b--\r\n',
    b'--b\nContent-Type: application/json\n\n{"text": "x"}\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\n--c--\n--b--',
    b"\x0a\x05hello\x12\x03\x08\x96\x01",
    b"\x89PNG\r\n\x1a\n\0\0\0",
    'for (;;);{"a": "é"}'.encode("utf-16"),
)
CONTENT_TYPES = (
    "",
    "application/json",
    "application/json; charset=utf-16",
    "application/x-www-form-urlencoded; charset=iso-8859-1",
    "multipart/form-data; boundary=b",
    "multipart/related; boundary=b",
    "application/x-protobuf",
    "text/plain; charset=utf-7",
    "image/png",
    'a/b; c="',
)


@st.composite
def bodies(draw: st.DrawFn) -> bytes:
    """Random bytes, and real bodies that were cut, doubled or damaged."""
    body = draw(st.one_of(st.binary(max_size=300), st.sampled_from(SEEDS)))
    start = draw(st.integers(0, len(body)))
    damage = draw(st.one_of(st.just(b""), st.binary(max_size=12), st.sampled_from(SEEDS)))
    return body[:start] + damage + body[draw(st.integers(0, len(body))) :]


@cache
def loaded() -> Platforms:
    return platforms()


@given(st.sampled_from(sorted(DECODERS)), bodies(), st.sampled_from(CONTENT_TYPES))
def test_any_bytes_to_any_decoder_are_a_tree_or_undecodable(name: str, body: bytes, content_type: str) -> None:
    try:
        tree, reason = DECODERS[name].decode(body, parse_header(content_type)), "corrupt"
    except Undecodable as error:
        tree, reason = None, error.reason
    assert reason in {"corrupt", "too-large", "unknown-format"}
    assert all(isinstance(node, str | int | float | bytes | File) or node is None for node in nodes(tree))


@given(bodies(), st.text(max_size=60))
def test_any_body_is_read_whatever_it_is_declared_to_be(body: bytes, content_type: str) -> None:
    read_body(body, content_type)


@given(st.text(max_size=200))
def test_any_header_is_parsed(text: str) -> None:
    parse_header(text)


PATHS = (
    "/v1/posts",
    "/graphql",
    "/n/Post",
    "/v1/batch",
    "/files/a",
    "/v1/attach",
    "/wire",
    "/signed",
    "/e2e",
    "/unheard",
)


@settings(max_examples=300)
@given(
    st.sampled_from(["POST", "PUT", "PATCH", "DELETE", "GET", "", "\ud800"]),
    st.one_of(st.sampled_from(PATHS), st.text(max_size=40)),
    bodies(),
    st.lists(
        st.tuples(st.sampled_from(["content-type", "cookie", "x-operation", "x"]), st.text(max_size=40)), max_size=3
    ),
)
def test_any_request_is_answered(method: str, path: str, body: bytes, headers: list[tuple[str, str]]) -> None:
    asked = a_request(method=method, url=f"https://chirp.example{path}", body=body, headers=tuple(headers))
    post = read(asked, loaded())
    if post is not None:
        _is_writable(post)


def _is_writable(post: Post) -> None:
    """Everything that goes into records can be written as UTF-8."""
    account = post.account
    words = [post.target, post.reply_to, *post.media, *((account.id, account.handle) if account else ())]
    words += [word for part in post.parts for word in (part.filename, part.name)]
    assert all(word.encode() is not None for word in words)


@given(bodies())
def test_any_frame_is_answered(frame: bytes) -> None:
    read_frame(request("/live", method="GET"), frame, loaded())


@given(bodies(), st.sampled_from(CONTENT_TYPES))
def test_any_answer_says_somebody_or_nobody(body: bytes, content_type: str) -> None:
    learn("https://chirp.example/v1/me", body, (("content-type", content_type),), loaded())


@given(st.text(max_size=30))
def test_any_locator_is_parsed_or_refused(text: str) -> None:
    try:
        locator = parse_locator(text)
    except ValueError:
        return
    locator.find(Context(address=parse_address(""), body={"a": ["b"]}, unit={"a": ["b"]}))


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip()
)


@given(WORDS, st.lists(WORDS, max_size=3), st.lists(WORDS, max_size=3, unique=True))
def test_the_same_post_is_the_same_in_every_encoding(text: str, options: list[str], media: list[str]) -> None:
    fields = [
        ("text", text),
        *(("poll[options][]", option) for option in options),
        *(("media[]", one) for one in media),
    ]
    nested: dict[str, Any] = {"text": text, "poll": {"options": options}, "media": media}
    requests = (
        {"json": nested},
        {"body": json.dumps(nested), "headers": {"content-type": "text/plain"}},
        {"form": [list(field) for field in fields]},
        {"multipart": [{"name": name, "text": value} for name, value in fields]},
    )
    posts = {
        read(a_request(**request_of({"url": "https://chirp.example/v1/posts", **given})), loaded())
        for given in requests
    }
    assert len(posts) == 1


@given(st.lists(st.tuples(WORDS, st.text(st.characters(exclude_categories=["Cs"]), max_size=20)), max_size=8))
def test_a_form_gives_back_its_fields(fields: list[tuple[str, str]]) -> None:
    body: bytes = request_of({"url": "", "form": [list(field) for field in fields]})["body"]
    assert list(pairs(body)) == fields


@given(
    st.lists(
        st.sampled_from([b"%", b"=", b"+", b"4", b"1", b"F", b"g", b"_", b"\r\n", b" ", b"\n", b"\xff"]), max_size=30
    )
)
def test_percent_decoding_is_what_the_standard_library_makes_of_it(pieces: list[bytes]) -> None:
    assert percent_decoded(b"".join(pieces)) == unquote_to_bytes(b"".join(pieces))


@given(st.binary(max_size=200))
def test_an_upload_keeps_its_bytes(data: bytes) -> None:
    post = read(a_request(url="https://chirp.example/files/a", body=data), loaded())
    assert post is not None
    assert [part.data for part in post.parts] == ([data] if data else [])
    assert not data or sniff(data) in ("", post.parts[0].media_type)
