"""Whatever is sent, there is an answer or it goes on: never an exception, and never a word of the content."""

import asyncio
import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mitmproxy.http import HTTPFlow  # noqa: TID251 - what its hooks are given

from gatepost.clock import SystemClock
from gatepost.proxy.addon import Gatepost
from gatepost.proxy.bounded import bound_of
from tests.proxy.gateways import CREATE_TWEET, a_flow, a_gateway, a_websocket, loaded

HOSTS = (
    "x.com",
    "www.facebook.com",
    "bsky.social",
    "oauth.reddit.com",
    "mastodon.social",
    "forms.example",
    "gatepost.internal",
)
PATHS = (
    CREATE_TWEET,
    "/api/graphql/",
    "/xrpc/com.atproto.repo.createRecord",
    "/api/comment",
    "/.well-known/gatepost/",
    "/",
)
NAMES = (
    "content-type",
    "content-encoding",
    "transfer-encoding",
    "cookie",
    "accept",
    "origin",
    "x-fb-friendly-name",
    "host",
)
VALUES = (
    "application/json",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=b",
    "gzip",
    "br, zstd",
    "twid=u%3D77; auth_token=a",
    "text/html",
    "null",
)
SEEDS = (
    b'{"variables": {"tweet_text": "PROTECTED B\\n\\nSurvey tables"}}',
    b"doc_id=1&variables=%7B%22message%22%3A%7B%22text%22%3A%22hello%22%7D%7D&text=hello",
    b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nhello\r\n--b--\r\n',
    json.dumps({"collection": "app.bsky.feed.post", "record": {"text": "hello"}, "repo": "did:plc:a"}).encode(),
)

bodies = st.one_of(
    st.binary(max_size=300),
    st.sampled_from(SEEDS),
    st.builds(
        lambda seed, end, more: seed[:end] + more, st.sampled_from(SEEDS), st.integers(0, 90), st.binary(max_size=9)
    ),
)
header_values = st.one_of(
    st.sampled_from(VALUES).map(str.encode), st.binary(max_size=30).filter(lambda one: b"\n" not in one)
)
fields = st.lists(st.tuples(st.sampled_from(NAMES).map(str.encode), header_values), max_size=6)
methods = st.one_of(
    st.sampled_from(["POST", "PUT", "PATCH", "DELETE", "GET", "HEAD"]), st.text("ABCpost", min_size=1, max_size=5)
)
paths = st.one_of(st.sampled_from(PATHS), st.text(max_size=40), st.text("/.%2ea@:?#\\[]", max_size=30))


class Watched(Gatepost):
    """The add-on, and what went wrong in its hooks."""

    def __init__(self) -> None:
        super().__init__()
        self.failed: list[Exception] = []

    def fail(self, flow: HTTPFlow, hook: str, error: Exception) -> None:
        self.failed.append(error)
        super().fail(flow, hook, error)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    gate = Watched()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gatepost.proxy.gateway.load", loaded)
        gate.gateway = a_gateway(tmp_path_factory.mktemp("pipeline") / "var", SystemClock())
    yield gate
    asyncio.run(gate.gateway.close())


async def through(gate: Gatepost, flow: HTTPFlow) -> None:
    """The way of a request through the hooks, as mitmproxy goes it."""
    await gate.requestheaders(flow)
    await gate.request(flow)
    await (gate.response if flow.response else gate.error)(flow)


@settings(max_examples=300, deadline=None)
@given(body=bodies, headers=fields, method=methods, host=st.sampled_from(HOSTS), path=paths)
def test_any_request_is_answered_or_goes_on(
    gate: Watched, *, body: bytes, headers: list[tuple[bytes, bytes]], method: str, host: str, path: str
):
    flow = a_flow(body, url=f"https://{host}/", method=method)
    flow.request.headers.fields = (*flow.request.headers.fields, *headers)
    flow.request.data.path = path.encode("utf-8", "surrogatepass")
    asyncio.run(through(gate, flow))
    assert gate.failed == []
    assert not gate.visits
    bound = bound_of(flow)
    assert bound is None or bound.held == 0
    if flow.response:
        assert 200 <= flow.response.status_code < 600
        assert b"Survey tables" not in (flow.response.raw_content or b"")


@settings(max_examples=200, deadline=None)
@given(content=st.one_of(bodies, st.text(max_size=80).map(str.encode)), from_client=st.booleans(), text=st.booleans())
def test_any_message_is_dropped_or_goes_on(gate: Watched, content: bytes, from_client: bool, text: bool):
    flow = a_websocket("https://gateway.facebook.com/ws/lightspeed", content, from_client=from_client, text=text)
    asyncio.run(message_through(gate, flow))
    assert gate.failed == []
    assert flow.websocket
    assert len(flow.websocket.messages) == 1


async def message_through(gate: Gatepost, flow: HTTPFlow) -> None:
    await gate.requestheaders(flow)
    await gate.websocket_message(flow)
