"""Websockets on the wire: named messages are judged one by one, others pass, and nothing else may be spoken instead."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

from gatepost.policy.agency import Fault, OnFault
from gatepost.proxy import addon
from tests.proxy.conftest import StartWire
from tests.proxy.gateways import CLEAN, MARKED, observe, records, with_policy
from tests.proxy.wire import Origin, Wire, eventually

NAMED = "ws://gateway.facebook.com/ws/lightspeed"
UNNAMED = "ws://www.reddit.com/socket"
SWITCHED = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: %s\r\nConnection: Upgrade\r\n\r\n"


def message(text: str) -> str:
    task = {"label": "46", "payload": json.dumps({"thread_id": 5550001, "text": text})}
    return json.dumps({"payload": json.dumps({"tasks": [task]}), "request_id": 4, "type": 3})


@dataclass(slots=True)
class Talk:
    wire: Wire
    received: list[str | bytes]
    open: list[ServerConnection]

    @asynccontextmanager
    async def to(self, url: str = NAMED) -> AsyncIterator[ClientConnection]:
        host, port = self.wire.address
        async with connect(url, proxy=f"http://{host}:{port}") as client:
            yield client

    async def has(self, *messages: str | bytes) -> bool:
        return await eventually(lambda: self.received == list(messages))


@pytest.fixture
async def talk(start_wire: StartWire) -> AsyncIterator[Talk]:
    received: list[str | bytes] = []
    opened: list[ServerConnection] = []

    async def listen(connection: ServerConnection) -> None:
        opened.append(connection)
        async for one in connection:
            received.append(one)
            await connection.send("heard")

    async with serve(listen, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with start_wire(origin=Origin(port=port)) as wire:
            yield Talk(wire, received, opened)


async def test_a_clean_message_arrives_as_it_was_sent(talk: Talk):
    async with talk.to() as client:
        await client.send(message(CLEAN))
        assert await client.recv() == "heard"
    assert await talk.has(message(CLEAN))


async def test_a_marked_message_is_dropped_and_the_next_goes_on(talk: Talk):
    async with talk.to() as client:
        await client.send(message(MARKED))
        await client.send(message(CLEAN))
        assert await talk.has(message(CLEAN))
    (event,) = [one for one in records(talk.wire.addon.gateway, "decision") if one["action"] == "block"]
    assert (event["outcome"], event["activity"]) == ("refused", "message")


async def test_the_platforms_own_messages_are_not_looked_at(talk: Talk):
    async with talk.to() as client:
        await client.send(message(CLEAN))
        assert await client.recv() == "heard"
        await talk.open[0].send(message(MARKED))
        assert await client.recv() == message(MARKED)


async def test_a_socket_that_no_definition_names_is_left_alone(talk: Talk):
    async with talk.to(UNNAMED) as client:
        await client.send(message(MARKED))
        assert await talk.has(message(MARKED))


@pytest.mark.parametrize("url", [NAMED, UNNAMED])
async def test_old_messages_are_not_kept(talk: Talk, url: str, monkeypatch: pytest.MonkeyPatch):
    kept: list[int] = []
    look = addon.Gatepost.websocket_message

    async def looking(self: addon.Gatepost, flow) -> None:
        await look(self, flow)
        kept.append(len(flow.websocket.messages))

    monkeypatch.setattr(talk.wire.addon, "websocket_message", looking.__get__(talk.wire.addon), raising=False)
    async with talk.to(url) as client:
        for _ in range(5):
            await client.send(message(CLEAN))
            await client.recv()
    assert kept
    assert max(kept) == 1


async def test_a_socket_that_is_open_is_judged_by_the_policy_in_force_now(talk: Talk):
    async with talk.to() as client:
        await client.send(message(CLEAN))
        assert await talk.has(message(CLEAN))
        observe(talk.wire.addon.gateway)
        await client.send(message(MARKED))
        assert await talk.has(message(CLEAN), message(MARKED))


@pytest.mark.parametrize("answer", [Fault.CLOSED, Fault.OPEN])
async def test_a_fault_drops_the_message_or_not_as_the_policy_says(
    talk: Talk, monkeypatch: pytest.MonkeyPatch, answer: Fault
):
    def fail(*_: object) -> None:
        raise ValueError

    with_policy(talk.wire.addon.gateway, on_fault=OnFault(default=answer))
    async with talk.to() as client:
        with monkeypatch.context() as patch:
            patch.setattr(addon, "read_frame", fail)
            await client.send(message(MARKED))
            assert await eventually(lambda: records(talk.wire.addon.gateway, "fault"))
        await client.send(message(CLEAN))
        assert await talk.has(*[message(MARKED)] * (answer is Fault.OPEN), message(CLEAN))


@pytest.mark.parametrize(
    ("upgrade", "version", "url"),
    [
        ("websocket", "8", "/ws/lightspeed"),
        ("h2c", "13", "/"),
        ("other", "13", "/ws/lightspeed"),
    ],
)
async def test_nothing_is_spoken_with_a_platform_that_would_not_be_read(
    start_wire: StartWire, upgrade: str, version: str, url: str
):
    """Old websockets, cleartext HTTP/2 after a body that streams, anything else: bytes that nobody judges."""
    async with start_wire(origin=Origin(lambda _: SWITCHED % upgrade.encode())) as wire:
        tunnel = await wire.tunnel("gateway.facebook.com")
        lines = (
            f"GET {url} HTTP/1.1",
            "Host: gateway.facebook.com",
            f"Upgrade: {upgrade}",
            "Connection: Upgrade",
            f"Sec-WebSocket-Version: {version}",
            "Content-Length: 1",
        )
        head, _ = await tunnel.exchange("\r\n".join([*lines, "", "x"]).encode())
        assert b" 101 " not in head
        tunnel.writer.write(b"POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nfog")
        await asyncio.sleep(0.2)
        await tunnel.close()
        assert [one.body for one in wire.origin.received] == [b"x"]
        assert records(wire.addon.gateway, "fault")[0]["stage"] == "websocket"
