"""Requests on the wire that are made to be read in two ways, or to go by: none reaches a platform unjudged."""

import asyncio
import logging
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from mitmproxy.addons.save import Save  # noqa: TID251 - what writes flows down
from mitmproxy.exceptions import OptionsError  # noqa: TID251 - what its options answer
from mitmproxy.io import FlowReader  # noqa: TID251 - what reads them again

from gatepost.proxy import addon, inspection
from tests.proxy.conftest import StartWire
from tests.proxy.gateways import CLEAN, CREATE_TWEET, MARKED, number_of_page, records, tweet, with_prohibited
from tests.proxy.wire import Origin, Received, Wire, chunks, eventually, request

SECRET = "a-secret-in-the-query"


@pytest.mark.parametrize(
    ("target", "host"),
    [
        (f"http://x.com{CREATE_TWEET}", "forms.example"),
        (f"http://forms.example{CREATE_TWEET}", "x.com"),
        (f"http://X.COM.{CREATE_TWEET}", "X.COM."),
        (f"http://x.com:80{CREATE_TWEET}?a=/.well-known/", "x.com:80"),
        (f"http://x.com//i/./api/graphql/x/../{CREATE_TWEET[15:]}", "x.com"),
        ("http://x.com/a/new/thing", "x.com"),
    ],
)
async def test_however_the_platform_is_named_it_is_judged(wire: Wire, target: str, host: str):
    head, _ = await wire.send(request(tweet(MARKED), target=target, host=host))
    assert b" 403 " in head
    assert not wire.origin.received


async def test_a_second_host_does_not_hide_the_first(wire: Wire):
    for hosts in (("forms.example", "x.com"), ("x.com", "forms.example")):
        raw = request(tweet(MARKED), f"Host: {hosts[1]}", target=f"http://forms.example{CREATE_TWEET}", host=hosts[0])
        assert b" 200 " not in (await wire.send(raw))[0]
    assert not wire.origin.received


async def test_plain_requests_inside_a_tunnel_are_judged(wire: Wire):
    tunnel = await wire.tunnel()
    for host, expected in (("x.com", b" 403 "), ("forms.example", b" 403 ")):
        head, _ = await tunnel.exchange(request(tweet(MARKED), target=CREATE_TWEET, host=host))
        assert expected in head
    await tunnel.close()
    assert not wire.origin.received


@pytest.mark.parametrize(
    "raw",
    [
        request(b"0\r\n\r\n", "Transfer-Encoding: chunked"),
        request(tweet(CLEAN), "Content-Length: 5"),
        request(tweet(CLEAN), length=-1).replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: xchunked\r\n\r\n"),
        request(tweet(CLEAN), length=-1).replace(
            b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"
        ),
        request(tweet(CLEAN), "Content-Length : 5", length=-1),
        request(tweet(CLEAN), "Transfer-Encoding\x0b: chunked"),
        b"POST / HTTP/1.1\r\nHost: x.com\r\nContent-Length: 1, 2\r\n\r\nab",
    ],
    ids=["both", "two lengths", "unknown coding", "two codings", "blank before the colon", "control", "a list"],
)
async def test_what_ends_at_two_places_is_refused(wire: Wire, raw: bytes):
    """Else what one of two readers takes for the next request is one that nobody judged."""
    head, _ = await wire.send(raw)
    assert not head or head[9:12] == b"400"
    assert not wire.origin.received
    assert not wire.addon.visits


async def test_the_request_after_a_judged_one_is_judged_too(wire: Wire):
    connection = await wire.connect()
    head, _ = await connection.exchange(request(tweet(CLEAN)) + request(tweet(MARKED)))
    assert b" 200 " in head
    head, _ = await connection.exchange()
    assert b" 403 " in head
    await connection.close()
    assert [one.body for one in wire.origin.received] == [tweet(CLEAN)]


async def test_reading_is_not_looked_at_and_leaves_no_record(wire: Wire):
    for method, target in (
        ("GET", "http://x.com/home"),
        ("HEAD", "http://x.com/home"),
        ("POST", "http://forms.example/"),
    ):
        head, _ = await wire.send(
            request(b"" if method != "POST" else tweet(MARKED), method=method, target=target, host="")
        )
        assert head.startswith(b"HTTP/1.1 200 ")
    assert {one["kind"] for one in records(wire.addon.gateway)} == {"policy"}  # as at every start
    assert not wire.addon.visits


async def test_options_that_undo_the_gate_are_refused_by_name(start_wire: StartWire):
    for name, value in (
        ("stream_large_bodies", "1m"),
        ("validate_inbound_headers", False),
        ("websocket", False),
        ("upstream_cert", True),
        ("connection_strategy", "eager"),
        ("store_streamed_bodies", True),
    ):
        async with start_wire() as wire:
            with pytest.raises(OptionsError, match=name):
                wire.options.update(**{name: value})


async def test_a_listener_that_is_moved_to_the_open_is_refused(start_wire: StartWire):
    async with start_wire() as wire:
        for name, value in (("listen_host", "0.0.0.0"), ("mode", ["regular@0.0.0.0:0"])):  # noqa: S104 - what is refused
            with pytest.raises(OptionsError, match="authentication"):
                wire.options.update(**{name: value})


async def test_nothing_of_a_request_is_in_a_log(wire: Wire, caplog: pytest.LogCaptureFixture):
    with caplog.at_level(logging.DEBUG):
        await wire.send(request(tweet(MARKED), f"Cookie: {SECRET}", target=f"http://x.com{CREATE_TWEET}?q={SECRET}"))
        broken = await wire.connect()
        broken.writer.write(f"POST /a?q={SECRET} HTTP/1.1\r\nProxy-Authorization: {SECRET}".encode())
        await broken.writer.drain()
        await broken.close()
        trailers = await wire.connect()
        whole = request(b"", "Transfer-Encoding: chunked", length=-1) + chunks(tweet(CLEAN))
        trailers.writer.write(whole[:-2] + f"X-Trailer: {SECRET}\r\n\r\n".encode())
        await trailers.writer.drain()
        # What mitmproxy raises at trailers, of which it reads none: its own traceback must be as silent as ours.
        assert await eventually(lambda: "NotImplementedError" in caplog.text)
        await trailers.close()
    assert SECRET not in caplog.text
    assert "PROTECTED" not in caplog.text
    assert SECRET not in str(records(wire.addon.gateway))


async def test_a_prohibited_platform_is_refused_whatever_is_asked_of_it(wire: Wire):
    with_prohibited(wire.addon.gateway, "x")
    for method in ("GET", "POST", "DELETE"):
        head, body = await wire.send(request(tweet(CLEAN) if method == "POST" else b"", method=method))
        assert head[9:12] == b"403"
        assert number_of_page(head).encode() in body
    assert not wire.origin.received


async def test_a_refusal_of_a_question_for_the_head_is_no_beginning_of_the_next_answer(wire: Wire):
    with_prohibited(wire.addon.gateway, "x")
    connection = await wire.connect()
    for method in ("HEAD", "GET"):
        head, _ = await connection.exchange(request(method=method))
        assert head.startswith(b"HTTP/1.1 403 ")
    await connection.close()


async def test_a_client_that_leaves_while_it_is_judged_is_not_counted(
    start_wire: StartWire, monkeypatch: pytest.MonkeyPatch
):
    held = asyncio.Event()
    look = inspection.weigh

    async def slowly(*given: Any) -> Any:
        await held.wait()
        return await look(*given)

    monkeypatch.setattr(addon, "weigh", slowly)
    async with start_wire() as wire:
        connection = await wire.connect()
        connection.writer.write(request(tweet(CLEAN)))
        assert await eventually(lambda: wire.addon.visits)
        await connection.close()
        held.set()
        assert await eventually(lambda: records(wire.addon.gateway, "outcome"))
        assert "upstream_status" not in records(wire.addon.gateway, "outcome")[0]
        assert not wire.origin.received
        assert not wire.addon.visits
        assert wire.addon.gateway.in_flight.held == 0


async def test_an_answer_that_breaks_off_had_been_given(start_wire: StartWire):
    """The platform took the post, whoever did not wait for the end of its answer."""
    cut = b"HTTP/1.1 201 Created\r\nContent-Length: 50000\r\n\r\n{"

    def answer(_: Received) -> bytes:
        return cut

    async with start_wire(origin=Origin(answer)) as wire:
        connection = await wire.connect()
        connection.writer.write(request(tweet(CLEAN)))
        assert b" 201 " in await connection.reader.readuntil(b"\r\n\r\n")
        await connection.close()
        assert await eventually(lambda: records(wire.addon.gateway, "outcome"))
        assert records(wire.addon.gateway, "outcome")[0]["upstream_status"] == 201


async def test_a_flow_that_is_written_down_with_leave_has_no_more_than_the_wire_had(
    start_wire: StartWire, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    """Whose it is and what was found stays with the gate; mitmproxy writes a flow's metadata down too."""
    path = tmp_path / "traffic.flow"
    async with start_wire(addons=(Save(),), gatepost_allow_dumps=True, save_stream_file=str(path)) as wire:
        for text in (CLEAN, MARKED):
            await wire.send(request(tweet(text)))
    with path.open("rb") as file:
        flows = list(FlowReader(file).stream())
    assert [flow.metadata for flow in flows] == [{}, {}]
    assert "error" not in caplog.text.lower()


@pytest.mark.parametrize(
    ("target", "headers"),
    [
        (f"http://graph.facebook.com/v21.0/me/feed?method=post&message={quote(MARKED)}", ()),
        (f"http://graph.facebook.com/v21.0/me/feed?message={quote(MARKED)}", ("X-HTTP-Method-Override: POST",)),
    ],
)
async def test_a_reading_that_says_it_writes_is_judged_as_what_it_says(
    wire: Wire, target: str, headers: tuple[str, ...]
):
    head, _ = await wire.send(request(b"", *headers, method="GET", target=target, host="graph.facebook.com"))
    assert b" 200 " not in head
    assert not wire.origin.received
