"""Requests made to break the reader: each gets an answer or an end, and the next clean post works as ever."""

import gzip
import hashlib
import json
import ssl
from collections.abc import Iterator
from contextlib import suppress

import pytest

from demo.clients import Clients
from demo.gateway import Gateway
from demo.standin import StandIn
from tests.e2e.lab import CREATE_TWEET, INCIDENT, clean_text, exchange, tls

HOST, PATH = "x.com", CREATE_TWEET
FORM_HOST, FORM_PATH = "www.facebook.com", "/api/graphql/"
MULTIPART = 'Content-Type: multipart/form-data; boundary="b"'
MIB = 1 << 20


def _request(body: bytes, *headers: str, host: str = HOST, path: str = PATH, length: int | None = None) -> bytes:
    size = len(body) if length is None else length
    head = (f"POST {path} HTTP/1.1", f"Host: {host}", *headers, f"Content-Length: {size}", "", "")
    return "\r\n".join(head).encode() + body


def _chunk(piece: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(piece), piece)


JSON = "Content-Type: application/json"
BODIES = {
    "JSON of depth 100,000": _request(b"[" * 100_000 + b"]" * 100_000, JSON),
    "JSON objects of depth 100,000": _request(b'{"a":' * 100_000 + b"1" + b"}" * 100_000, JSON),
    "JSON that never closes": _request(b'{"variables":{"tweet_text":"' + b"a" * MIB, JSON),
    "a form of 1,000,000 keys": _request(
        b"&".join(b"k%d=v" % number for number in range(1_000_000)),
        "Content-Type: application/x-www-form-urlencoded",
        host=FORM_HOST,
        path=FORM_PATH,
    ),
    "100,000 empty parts": _request(b"--b\r\n\r\n\r\n" * 100_000, MULTIPART),
    "multipart without a boundary": _request(b"--x\r\n\r\nhello", "Content-Type: multipart/form-data"),
    "a charset that does not exist": _request(b'{"variables": {}}', "Content-Type: application/json; charset=klingon"),
    "UTF-16 that says it is UTF-8": _request(
        '{"variables": {"tweet_text": "fog"}}'.encode("utf-16"), "Content-Type: application/json; charset=utf-8"
    ),
    "bytes that are no text": _request(bytes(range(256)) * 64, JSON),
    "gzip that is none": _request(b"not gzip at all", JSON, "Content-Encoding: gzip"),
    "a bomb of gzip": _request(gzip.compress(bytes(64 * MIB)), JSON, "Content-Encoding: gzip"),
    "six codings one over the other": _request(b"x", JSON, "Content-Encoding: gzip, br, gzip, zstd, deflate, gzip"),
    "a number of a million digits": _request(b'{"variables": %s}' % (b"9" * MIB), JSON),
    "many headers": _request(b"{}", JSON, *(f"X-{number}: a" for number in range(2000))),
    "two lengths": _request(b"{}", JSON, "Content-Length: 5"),
    "a length that is no number": b"POST / HTTP/1.1\r\nHost: x.com\r\nContent-Length: many\r\n\r\n{}",
    "both a length and chunks": _request(b"0\r\n\r\n", JSON, "Transfer-Encoding: chunked"),
    "chunks that are none": f"POST {PATH} HTTP/1.1\r\nHost: x.com\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".encode(),
    "another host than the tunnel's": _request(b"{}", JSON, host="www.facebook.com"),
}


@pytest.fixture
def still_works(clients: Clients, standin: StandIn) -> Iterator[None]:
    yield
    outcome = clients.post("curl", clean_text())
    assert outcome.ok, outcome.said
    assert outcome.arrived(standin.received())


@pytest.mark.usefixtures("still_works")
@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_gets_an_answer_or_an_end(gateway: Gateway, name: str):
    host = FORM_HOST if "form" in name else HOST
    with tls(gateway, host, gateway.ca) as connection:
        status, _ = exchange(connection, BODIES[name])
    assert status == 0 or 200 <= status < 600


@pytest.mark.usefixtures("still_works")
def test_a_body_shorter_than_its_length_waits_for_the_client_alone(gateway: Gateway):
    """The rest never comes: the connection ends with the client, and nobody else waits for it."""
    with tls(gateway, HOST, gateway.ca) as connection:
        connection.sendall(_request(b'{"variables":', JSON, length=5000))


@pytest.mark.usefixtures("still_works")
@pytest.mark.parametrize("head", ["", "--b\r\nContent-Disposition: form-data; name=media; filename=a.bin\r\n\r\n"])
def test_an_endless_multipart_body_is_refused_before_its_end(gateway: Gateway, standin: StandIn, head: str):
    """What is over the limit is answered while the client still sends, and is not held in memory."""
    before = len(standin.received())
    with tls(gateway, HOST, gateway.ca) as connection:
        sent, answer = _send_until_answered(connection, head.encode())
    assert INCIDENT.search(answer.decode())
    assert sent < ENOUGH
    assert not [one for one in standin.received()[before:] if one.method == "POST"]


ENOUGH = 256 * MIB


def _send_until_answered(connection: ssl.SSLSocket, head: bytes) -> tuple[int, bytes]:
    """Send a multipart body without end: how many bytes were sent until an answer began, and what it said."""
    sent, answer = 0, b""
    start = f"POST {PATH} HTTP/1.1\r\nHost: {HOST}\r\n{MULTIPART}\r\nTransfer-Encoding: chunked\r\n\r\n"
    with suppress(ConnectionError, ssl.SSLError):  # cut off, as it may be
        connection.sendall(start.encode() + (_chunk(head) if head else b""))
        while sent < ENOUGH and not answer:
            connection.sendall(_chunk(bytes(MIB)))
            sent += MIB
            answer = _what_is_there(connection)
    return sent, answer


def _what_is_there(connection: ssl.SSLSocket) -> bytes:
    connection.setblocking(False)
    try:
        return connection.recv(65536)
    except ssl.SSLWantReadError:
        return b""
    finally:
        connection.settimeout(30)


@pytest.mark.usefixtures("still_works")
def test_a_hidden_second_key_is_judged_too(gateway: Gateway, standin: StandIn):
    """Duplicate keys: readers differ in which one counts, so both do."""
    clean, marked = json.dumps("A fine day"), json.dumps("PROTECTED B\n\nSurvey tables, second draft")
    for first, second in ((clean, marked), (marked, clean)):
        body = f'{{"variables": {{"tweet_text": {first}, "tweet_text": {second}}}}}'.encode()
        with tls(gateway, HOST, gateway.ca) as connection:
            exchange(connection, _request(body, JSON))
        assert hashlib.sha256(body).hexdigest() not in {one.sha256 for one in standin.received()}
