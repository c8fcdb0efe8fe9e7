"""Messages in websockets: those that a platform definition names are judged one by one, others pass."""

import pytest

from demo.clients import Clients
from demo.gateway import Gateway
from demo.standin import StandIn
from tests.e2e.lab import clean_text, decisions, marked_text


def test_a_clean_message_arrives_as_it_was_sent(clients: Clients, standin: StandIn):
    outcome = clients.post("websockets", clean_text())
    assert outcome.ok, outcome.trace
    assert outcome.arrived(standin.received())


def test_a_marked_message_never_arrives_and_is_on_record(gateway: Gateway, clients: Clients, standin: StandIn):
    known = {event["id"] for event in decisions(gateway)}
    outcome = clients.post("websockets", marked_text())
    assert not outcome.ok
    assert not outcome.arrived(standin.received())
    (event,) = (event for event in decisions(gateway) if event["id"] not in known)
    assert (event["action"], event["outcome"], event["activity"]) == ("block", "refused", "message")


@pytest.mark.parametrize(
    "url",
    ["wss://forms.example.org/socket", "wss://mastodon.social/api/v1/streaming"],
    ids=["no platform", "no named socket of a platform"],
)
def test_other_sockets_are_left_alone(clients: Clients, standin: StandIn, url: str):
    outcome = clients.post("websockets", marked_text(), url=url)
    assert outcome.ok, outcome.trace
    assert outcome.arrived(standin.received())
