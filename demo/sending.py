"""What a client library hands to its connection, noted on the way: method, host, path, digest and length of the body.

Only so can a test say "byte-identical" of a library that chooses its own boundary and its own key order. The notes are
taken at the lowest layer of requests and httpx, below everything that the libraries built on them do.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import httpx
import requests

from demo.records import Received, digest


class Sent(NamedTuple):
    method: str
    host: str
    path: str
    sha256: str
    length: int

    @classmethod
    def of(cls, method: str, url: str, body: bytes) -> "Sent":
        parts = urlsplit(url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(method, parts.hostname or "", path, digest(body), len(body))

    @classmethod
    def as_received(cls, received: Received) -> "Sent":
        return cls(received.method, received.host, received.path, received.sha256, received.length)


class Pieces:
    """A body that is sent in pieces of unknown number, and whose whole is known to us."""

    def __init__(self, whole: bytes, size: int = 100) -> None:
        self.whole, self._size = whole, size

    def __iter__(self) -> Iterator[bytes]:
        return (self.whole[at : at + self._size] for at in range(0, len(self.whole), self._size))


notes: list[Sent] = []


def listen_in() -> None:
    """From now on every request of requests and httpx in this process is noted."""
    requests_send = requests.adapters.HTTPAdapter.send
    httpx_send = httpx.HTTPTransport.handle_request

    def send(adapter: Any, request: requests.PreparedRequest, *args: Any, **options: Any) -> requests.Response:
        notes.append(Sent.of(request.method or "", request.url or "", _bytes(request.body)))
        return requests_send(adapter, request, *args, **options)

    def handle_request(transport: Any, request: httpx.Request) -> httpx.Response:
        whole = _bytes(getattr(request.stream, "_stream", None)) or request.read()
        notes.append(Sent.of(request.method, str(request.url), whole))
        return httpx_send(transport, request)

    requests.adapters.HTTPAdapter.send = send  # type: ignore[method-assign,assignment] # that is the listening
    httpx.HTTPTransport.handle_request = handle_request  # type: ignore[method-assign,assignment] # as above


def _bytes(body: object) -> bytes:
    match body:
        case None:
            return b""
        case Pieces():
            return body.whole
        case str():
            return body.encode()
        case bytes():
            return body
        case _:
            return b""
