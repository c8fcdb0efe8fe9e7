"""HTTP/2 through an opened tunnel: the same gate, early answers, and a connection that stays usable."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.proxy.conftest import StartWire
from tests.proxy.gateways import CLEAN, CREATE_TWEET, MARKED, observe, tweet, with_limits
from tests.proxy.wire import PATIENCE, Wire, eventually, tls_origin

URL = f"https://x.com{CREATE_TWEET}"
JSON = {"content-type": "application/json"}
LONG = tweet(f"{MARKED}. {'fog ' * 100_000}")


@pytest.fixture
async def wire(start_wire: StartWire, tmp_path) -> AsyncIterator[Wire]:
    async with start_wire(origin=tls_origin(tmp_path), ssl_insecure=True) as wire:
        yield wire


@asynccontextmanager
async def client_of(wire: Wire) -> AsyncIterator[httpx.AsyncClient]:
    trust_anyone = ssl.create_default_context()
    trust_anyone.check_hostname, trust_anyone.verify_mode = False, ssl.CERT_NONE
    host, port = wire.address
    async with httpx.AsyncClient(
        proxy=f"http://{host}:{port}", http2=True, verify=trust_anyone, timeout=PATIENCE
    ) as client:
        yield client


async def test_a_clean_post_arrives_and_a_marked_one_does_not(wire: Wire):
    async with client_of(wire) as client:
        clean = await client.post(URL, content=tweet(CLEAN), headers=JSON)
        marked = await client.post(URL, content=tweet(MARKED), headers=JSON)
    assert (clean.http_version, clean.status_code, marked.status_code) == ("HTTP/2", 200, 403)
    assert [one.body for one in wire.origin.received] == [tweet(CLEAN)]


async def test_a_body_over_its_limit_is_answered_and_the_connection_goes_on(wire: Wire):
    with_limits(wire.addon.gateway, text=1000)
    async with client_of(wire) as client:
        for _ in range(3):
            assert (await client.post(URL, content=LONG, headers=JSON)).status_code == 403
            assert (await client.post(URL, content=tweet(CLEAN), headers=JSON)).status_code == 200
    assert [one.body for one in wire.origin.received] == [tweet(CLEAN)] * 3
    assert await eventually(lambda: wire.addon.gateway.in_flight.held == 0)


async def test_what_a_rule_lets_through_unread_goes_on_byte_for_byte(wire: Wire):
    with_limits(wire.addon.gateway, text=1000)
    observe(wire.addon.gateway)
    async with client_of(wire) as client:
        assert (await client.post(URL, content=LONG, headers=JSON)).status_code == 200
    assert [one.body for one in wire.origin.received] == [LONG]
