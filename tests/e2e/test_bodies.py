"""Whatever way a body travels, the gateway reads what the platform would, and passes on what the client sent."""

from typing import Any, NamedTuple

import pytest

from demo.clients import Clients
from demo.drivers import CODINGS
from demo.standin import StandIn
from tests.e2e.lab import INCIDENT, clean_text, marked_text

pytestmark = pytest.mark.needs("curl")


class Way(NamedTuple):
    client: str
    options: dict[str, Any]
    http: str
    framing: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, (self.client, f"h{self.http}", self.framing)))


WAYS = (
    Way("httpx-h2", {}, "2"),
    Way("httpx-h2", {}, "2", "chunked"),
    Way("httpx-h1", {}, "1.1"),
    Way("httpx-h1", {}, "1.1", "chunked"),
    Way("requests", {}, "1.1"),
    Way("requests", {}, "1.1", "chunked"),
    Way("curl", {"http": "1.1"}, "1.1"),
    Way("curl", {"http": "1.1"}, "1.1", "chunked"),
    Way("curl", {"http": "1.1"}, "1.1", "expect"),
    Way("curl", {"http": "2"}, "2"),
)


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_clean_body_arrives_as_it_was_sent(clients: Clients, standin: StandIn, way: Way, coding: str):
    outcome = clients.post(way.client, clean_text(), coding=coding, framing=way.framing, **way.options)
    assert outcome.ok, outcome.trace
    assert way.client == "requests" or outcome.said.startswith(f"HTTP/{way.http} "), "the client's side of it"
    received = [one for one in standin.received() if one.sha256 == outcome.post.sha256]
    assert [(one.length, one.header("content-encoding"), one.http) for one in received] == [
        (outcome.post.length, coding, way.http)
    ]


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_marked_body_is_seen_through_every_coding(clients: Clients, standin: StandIn, way: Way, coding: str):
    outcome = clients.post(way.client, marked_text(), coding=coding, framing=way.framing, **way.options)
    assert not outcome.ok
    assert INCIDENT.search(outcome.said)
    assert not outcome.arrived(standin.received())
