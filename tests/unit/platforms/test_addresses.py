"""What is sent to the addresses that an opening call was given, in any notation that a client sends it in."""

import json

import pytest

from gatepost.model import Piece
from gatepost.platforms import address_key, addressed, sends_to, waits_for
from gatepost.testing import a_post
from tests.unit.platforms.definitions import a_read_post, platforms

URL = "https://up.chirp.example/files/a%2Fb/1?part=1&m=A%2D"
OTHER = "https://up.chirp.example/files/a%2Fb/1?part=2&m=A%2D"


def told(**asset: object) -> list[tuple[str, str, Piece | None]]:
    post = a_read_post("/v1/lease", json={})
    assert sends_to(post, platforms())
    body = json.dumps({"asset": asset}).encode()
    return [*addressed(post, body, "application/json", platforms())]


def test_a_whole_file_comes_to_one_address() -> None:
    assert told(id="u1", url=URL) == [(address_key(URL), "u1", None)]


def test_pieces_are_in_order_or_where_they_say() -> None:
    assert told(id=7, parts=[{"url": URL}, {"url": OTHER}]) == [
        (address_key(URL), "7", Piece(number=0)),
        (address_key(OTHER), "7", Piece(number=1)),
    ]
    assert told(id="u1", parts=[{"url": OTHER, "from": 10}, {"url": URL, "from": "0"}]) == [
        (address_key(OTHER), "u1", Piece(offset=10)),
        (address_key(URL), "u1", Piece(offset=0)),
    ]


@pytest.mark.parametrize("asset", [{"url": URL}, {"id": "u1"}, {"id": "u1", "parts": [{"from": 1}, "x", None]}])
def test_an_answer_without_a_name_or_an_address_says_nothing(asset: dict[str, object]) -> None:
    assert told(**asset) == []


@pytest.mark.parametrize("body", [b"", b"{", b"not json", b"[[[[", json.dumps({"asset": "x" * 300_000}).encode()])
def test_any_answer_is_read_or_not(body: bytes) -> None:
    assert addressed(a_read_post("/v1/lease", json={}), body, "application/json", platforms()) == ()


def test_more_addresses_than_a_file_has_pieces_say_nothing() -> None:
    assert len(told(id="u1", parts=[{"url": f"/{number}"} for number in range(2000)])) == 2000
    assert told(id="u1", parts=[{"url": f"/{number}"} for number in range(2001)]) == []


@pytest.mark.parametrize("again", [URL.replace("%2F", "/"), URL.replace("%2D", "-"), URL.replace("https", "http")])
def test_an_address_is_known_however_it_is_escaped(again: str) -> None:
    assert address_key(again) == address_key(URL) != address_key(OTHER)


def test_who_sends_nothing_anywhere_waits_for_nothing() -> None:
    assert not sends_to(a_read_post("/v1/posts", json={"text": "fog"}), platforms())
    assert waits_for(a_read_post("/v1/posts", json={"text": "fog"}), platforms())
    assert not waits_for(a_post("fog", platform="trill"), platforms())
