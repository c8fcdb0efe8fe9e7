"""Faults of ours: answered as the policy says, on record, counted, and never a silent pass."""

import logging
from typing import Any

import pytest

from gatepost.errors import GatepostFault
from gatepost.policy.agency import Fault, OnFault
from gatepost.proxy import addon, authentication, inspection, own_pages
from tests.proxy.conftest import StartWire
from tests.proxy.gateways import CLEAN, number_of_page, records, tweet, with_policy
from tests.proxy.wire import Wire, eventually, request

DELETE = "http://x.com/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/DeleteTweet"
SECRET = "a-piece-of-what-it-failed-on"


def fails(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr(owner, name, fail)


def open_for_all(wire: Wire) -> None:
    with_policy(wire.addon.gateway, on_fault=OnFault(default=Fault.OPEN))


PLACES = {
    "resolve": authentication,
    "url_of": addon,
    "limit_of": addon,
    "open_request": addon,
    "read_recognised": addon,
    "inspect": inspection,
    "content_key": inspection,
    "decide": inspection,
    "answer": inspection,
}
EVERYWHERE = pytest.mark.parametrize("place", PLACES)


def is_our_fault(head: bytes, body: bytes) -> bool:
    """As a page or in the shape that the platform's clients show."""
    return head[9:12] in (b"503", b"403") and b"our fault" in body


@EVERYWHERE
async def test_a_fault_refuses_and_says_whose_it_is(wire: Wire, monkeypatch: pytest.MonkeyPatch, place: str):
    fails(monkeypatch, PLACES[place], place)
    assert is_our_fault(*await wire.send(request(tweet(CLEAN))))
    assert not wire.origin.received
    (event,) = records(wire.addon.gateway, "fault")
    assert event["outcome"] == "failed-closed"
    assert wire.addon.gateway.in_flight.held == 0
    assert not wire.addon.visits


@EVERYWHERE
async def test_where_the_policy_says_open_it_goes_on_and_is_on_record(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, place: str
):
    open_for_all(wire)
    fails(monkeypatch, PLACES[place], place)
    head, _ = await wire.send(request(tweet(CLEAN), "Proxy-Authorization: Basic cm9zYTpmb2c="))
    assert head.startswith(b"HTTP/1.1 200 ")
    (received,) = wire.origin.received
    assert received.body == tweet(CLEAN)
    assert "proxy-authorization" not in received.head.decode().lower()
    assert records(wire.addon.gateway, "fault")[0]["outcome"] == "failed-open"


async def test_undoing_is_not_hindered_by_a_fault(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    fails(monkeypatch, wire.addon.gateway.state, "begin")
    head, _ = await wire.send(request(tweet(CLEAN), target=DELETE))
    assert head.startswith(b"HTTP/1.1 200 ")


async def test_an_official_account_goes_on_where_others_do_not(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    gateway = wire.addon.gateway
    with_policy(gateway, accounts={"x": frozenset({"77"})})
    fails(monkeypatch, gateway.state, "begin")
    for account, refused in (("77", False), ("78", True)):
        answer = await wire.send(request(tweet(CLEAN), f"Cookie: twid=u%3D{account}"))
        assert is_our_fault(*answer) is refused


async def test_the_number_that_a_person_is_told_is_on_record(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    fails(monkeypatch, wire.addon.gateway.state, "begin")
    head, _ = await wire.send(request(tweet(CLEAN)))
    assert records(wire.addon.gateway, "fault")[0]["number"] == number_of_page(head)


async def test_no_log_and_no_record_has_the_text_of_an_exception(
    wire: Wire, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    fails(monkeypatch, wire.addon.gateway.state, "begin")
    with caplog.at_level(logging.DEBUG):
        await wire.send(request(tweet(CLEAN)))
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text
    assert SECRET not in str(records(wire.addon.gateway))


async def test_a_notice_that_cannot_be_made_is_a_plain_one(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    fails(monkeypatch, wire.addon.gateway.state, "begin")
    monkeypatch.setattr("gatepost.proxy.faults.fault_notice", None)
    head, body = await wire.send(request(tweet(CLEAN)))
    assert head.startswith(b"HTTP/1.1 503 ")
    assert body.startswith(b"This is our fault; nothing is held against you. / C\xe2\x80\x99est notre faute")


@pytest.mark.parametrize("answering", ["must_close", "record_fault", "fault_response"])
async def test_what_answers_for_faults_may_fail_too(wire: Wire, monkeypatch: pytest.MonkeyPatch, answering: str):
    fails(monkeypatch, wire.addon.gateway.state, "begin")
    fails(monkeypatch, addon, answering)
    head, _ = await wire.send(request(tweet(CLEAN)))
    assert head.startswith(b"HTTP/1.1 503 ")
    assert not wire.origin.received


async def test_a_journal_that_is_gone_refuses(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    def gone(_: object) -> None:
        raise GatepostFault("no space", stage="journal", reason="full")

    monkeypatch.setattr(wire.addon.gateway.journal, "append", gone)
    assert is_our_fault(*await wire.send(request(tweet(CLEAN))))
    assert not wire.origin.received


async def test_a_state_that_is_gone_refuses_until_it_is_back(wire: Wire):
    file = wire.var / "state.sqlite3"
    file.rename(wire.var / "elsewhere")
    assert is_our_fault(*await wire.send(request(tweet(CLEAN))))
    (wire.var / "elsewhere").rename(file)
    assert (await wire.send(request(tweet(CLEAN))))[0].startswith(b"HTTP/1.1 200 ")


async def test_a_fault_after_the_platform_took_it_changes_nothing_for_the_person(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
):
    fails(monkeypatch, addon, "outcome_event")
    head, body = await wire.send(request(tweet(CLEAN)))
    assert (head[:12], body) == (b"HTTP/1.1 200", b"{}")
    assert await eventually(lambda: records(wire.addon.gateway, "fault"))


async def test_a_fault_at_the_opening_of_a_tunnel_opens_none(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    fails(monkeypatch, wire.addon.gateway.authentication, "identify")
    head, _ = await wire.send(b"CONNECT x.com:443 HTTP/1.1\r\nHost: x.com:443\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 503 ")


async def test_what_a_person_writes_on_our_pages_goes_nowhere_else(wire: Wire, monkeypatch: pytest.MonkeyPatch):
    open_for_all(wire)
    fails(monkeypatch, own_pages, "serve")
    head, _ = await wire.send(request(b"words=private", target="http://x.com/.well-known/gatepost/K7QD-M2XR"))
    assert head.startswith(b"HTTP/1.1 503 ")
    assert not wire.origin.received


async def test_looking_after_the_policy_goes_on_after_a_fault(start_wire: StartWire, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("gatepost.proxy.addon.LOOK_EVERY_SECONDS", 0.01)
    async with start_wire() as wire:
        gateway = wire.addon.gateway
        with monkeypatch.context() as patch:
            fails(patch, gateway, "look_at_pauses")
            assert await eventually(lambda: records(gateway, "fault"))
        looked: list[bool] = []
        monkeypatch.setattr(gateway, "look_at_pauses", lambda: looked.append(True))
        assert await eventually(lambda: looked)
