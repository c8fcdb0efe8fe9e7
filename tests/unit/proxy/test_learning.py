"""Who is signed in, learnt from an answer as it streams by: at once, bounded, and without keeping the session."""

import gzip
import json

import pytest

from gatepost.identity.accounts import session_key
from gatepost.proxy.gateway import Gateway
from gatepost.proxy.learning import ANSWER_BYTES, Kept, learn_session
from tests.proxy.gateways import a_flow, answered

WHO_AM_I = "https://api.x.com/1.1/account/verify_credentials.json"
ANSWER = json.dumps({"id_str": "77", "screen_name": "maplefan77"}).encode()
SECRET = "a-session-cookie-of-forty-characters-abc"


def kept(*chunks: bytes, limit: int = ANSWER_BYTES) -> Kept:
    stream = Kept(limit)
    assert [stream(chunk) for chunk in chunks] == list(chunks), "passed on at once, as they are"
    return stream


def test_every_chunk_goes_on_at_once_and_a_copy_stays():
    assert kept(b'{"a":', b"1}", b"").answer("") == b'{"a":1}'


def test_an_answer_over_the_limit_leaves_nothing():
    assert kept(b"abc", b"def", b"g", limit=5).answer("") is None
    assert kept(b"abc", b"de", limit=5).answer("") == b"abcde"


def test_an_answer_is_seen_through_its_coding():
    assert kept(gzip.compress(ANSWER)).answer("gzip") == ANSWER


@pytest.mark.parametrize(
    ("body", "coding", "limit"),
    [(b"not gzip", "gzip", 100), (gzip.compress(bytes(1000), mtime=0), "gzip", 100), (b"x", "klingon", 100)],
)
def test_an_answer_that_is_not_what_it_says_leaves_nothing(body: bytes, coding: str, limit: int):
    assert kept(body, limit=limit).answer(coding) is None


async def learn(
    gateway: Gateway, body: bytes = ANSWER, status: int = 200, cookie: str = f"auth_token={SECRET}"
) -> None:
    flow = answered(a_flow(url=WHO_AM_I, method="GET", cookie=cookie), status, content_type="application/json")
    await learn_session(gateway, flow, WHO_AM_I, kept(body))


def key(gateway: Gateway) -> str:
    return session_key(SECRET, gateway.keys.sessions, "x")


async def test_the_account_is_remembered_under_a_hash_of_the_session(gateway: Gateway):
    await learn(gateway)
    learnt = await gateway.state.account_of("x", key(gateway))
    assert learnt
    assert "maplefan77" in learnt[1]


async def test_the_session_itself_is_nowhere(gateway: Gateway):
    await learn(gateway)
    files = [path for path in gateway.settings.var.rglob("*") if path.is_file()]
    assert files
    assert not [path.name for path in files if SECRET.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    "changes", [{"body": b"{}"}, {"body": b""}, {"body": b"[" * 9999}, {"status": 401}, {"cookie": ""}], ids=str
)
async def test_what_names_nobody_is_not_remembered(gateway: Gateway, changes: dict):
    await learn(gateway, **changes)
    assert await gateway.state.account_of("x", key(gateway)) is None
