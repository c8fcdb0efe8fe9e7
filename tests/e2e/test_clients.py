"""Every real client: a clean post arrives byte for byte, a marked one never does, and the client says why."""

import pytest

from demo.clients import Clients
from demo.drivers import DRIVERS
from demo.gateway import Gateway
from demo.journal import did
from demo.standin import StandIn
from tests.e2e.lab import INCIDENT, clean_text, counted, decisions, marked_text, marked_text_fr

pytestmark = pytest.mark.needs("curl")

POSTING = sorted(DRIVERS.keys() - {"elsewhere", "websockets"})


@pytest.mark.parametrize("client", POSTING)
def test_a_clean_post_arrives_byte_for_byte(clients: Clients, standin: StandIn, client: str):
    outcome = clients.post(client, clean_text())
    assert outcome.ok, outcome.trace
    assert outcome.arrived(standin.received())


@pytest.mark.parametrize("text", [marked_text, marked_text_fr], ids=["en", "fr"])
@pytest.mark.parametrize("client", POSTING)
def test_a_marked_post_never_arrives_and_its_client_says_why(
    gateway: Gateway, clients: Clients, standin: StandIn, client: str, text
):
    refused_before = counted(gateway, "gatepost_posts_total", action="block", enforced="true")
    outcome = clients.post(client, text())
    assert not outcome.ok
    assert not outcome.arrived(standin.received())

    number = INCIDENT.search(outcome.said)
    assert number, f"the client's own message does not name the incident: {outcome.said}"
    event = next(event for event in decisions(gateway) if event["number"] == number[0])
    assert (event["action"], event["outcome"], event["guideline"]) == ("block", "refused", "2.6")
    assert "classification" in {finding["label"] for finding in event["findings"]}
    assert counted(gateway, "gatepost_posts_total", action="block", enforced="true") == refused_before + 1


def test_what_goes_elsewhere_is_neither_judged_nor_counted(gateway: Gateway, clients: Clients, standin: StandIn):
    judged = len(decisions(gateway)), counted(gateway, "gatepost_posts_total")
    outcome = clients.post("elsewhere", marked_text())
    assert outcome.ok, outcome.trace
    assert outcome.arrived(standin.received())
    assert (len(decisions(gateway)), counted(gateway, "gatepost_posts_total")) == judged


def test_a_clean_post_is_on_record_without_its_account(gateway: Gateway, clients: Clients):
    known = {event["id"] for event in decisions(gateway)}
    clients.post("requests", clean_text())
    (event,) = (event for event in decisions(gateway) if event["id"] not in known)
    assert (did(event), event["platform"], event["findings"]) == ("log", "x", [])
    assert not event.get("account")
