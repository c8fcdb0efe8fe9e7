"""Bodies on the wire: read whole up to their limit, judged, and passed on byte for byte or not at all."""

import gzip

import pytest

from tests.proxy.gateways import CLEAN, MARKED, observe, records, tweet, with_limits
from tests.proxy.wire import Wire, chunks, eventually, request

CHUNKED = "Transfer-Encoding: chunked"
LIMIT = 1000
LONG_MARKED = tweet(f"{MARKED}. {'fog ' * 1000}")


def sized(body: bytes) -> bytes:
    return request(body)


def chunked(body: bytes) -> bytes:
    pieces = [body[start : start + 700] for start in range(0, len(body), 700)]
    return request(b"", CHUNKED, length=-1) + chunks(*pieces)


FRAMINGS = pytest.mark.parametrize("framed", [sized, chunked])


@FRAMINGS
async def test_a_clean_post_arrives_as_it_was_sent(wire: Wire, framed):
    head, _ = await wire.send(framed(tweet(CLEAN)))
    assert b" 200 " in head
    assert [one.body for one in wire.origin.received] == [tweet(CLEAN)]


@FRAMINGS
async def test_a_marked_post_never_leaves(wire: Wire, framed):
    head, _ = await wire.send(framed(tweet(MARKED)))
    assert b" 403 " in head
    assert not wire.origin.received


@FRAMINGS
async def test_a_body_over_its_limit_is_answered_and_the_connection_goes_on(wire: Wire, framed):
    """What is refused is read to its end and thrown away: the next request on the connection is read as one."""
    with_limits(wire.addon.gateway, text=LIMIT)
    connection = await wire.connect()
    head, body = await connection.exchange(framed(LONG_MARKED))
    assert b" 403 " in head
    assert b"PROTECTED" not in body
    head, _ = await connection.exchange(framed(tweet(CLEAN)))
    assert b" 200 " in head
    await connection.close()
    assert [one.body for one in wire.origin.received] == [tweet(CLEAN)]
    assert wire.addon.gateway.in_flight.held == 0


@FRAMINGS
async def test_what_a_rule_lets_through_unread_goes_on_byte_for_byte(wire: Wire, framed):
    """Nobody but the policy says that too large is refused: here it only records."""
    with_limits(wire.addon.gateway, text=LIMIT)
    observe(wire.addon.gateway)
    head, _ = await wire.send(framed(LONG_MARKED))
    assert b" 200 " in head
    assert [one.body for one in wire.origin.received] == [LONG_MARKED]
    assert wire.addon.gateway.in_flight.held == 0


async def test_a_body_that_goes_on_unread_holds_no_place(wire: Wire):
    with_limits(wire.addon.gateway, text=LIMIT)
    observe(wire.addon.gateway)
    connection = await wire.connect()
    whole = sized(LONG_MARKED)
    connection.writer.write(whole[:3000])
    assert await eventually(lambda: wire.addon.visits)
    assert await eventually(lambda: wire.addon.gateway.in_flight.held == 0)
    head, _ = await connection.exchange(whole[3000:])
    await connection.close()
    assert b" 200 " in head


async def test_a_gateway_without_room_says_so_and_counts_it(wire: Wire):
    gateway = wire.addon.gateway
    with_limits(gateway, in_flight=LIMIT)
    head, body = await wire.send(request(LONG_MARKED))
    assert b" 503 " in head
    (fault,) = records(gateway, "fault")
    assert (fault["stage"], fault["outcome"]) == ("in-flight", "failed-closed")
    assert fault["number"].encode() in body
    assert gateway.in_flight.held == 0
    assert (await wire.send(request(tweet(CLEAN))))[0].startswith(b"HTTP/1.1 200 ")


async def test_undoing_goes_on_where_there_is_no_room(wire: Wire):
    with_limits(wire.addon.gateway, in_flight=1)
    body = tweet(CLEAN)
    head, _ = await wire.send(request(body, target="http://x.com/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/DeleteTweet"))
    assert b" 200 " in head
    assert [one.body for one in wire.origin.received] == [body]


@pytest.mark.parametrize("end", ["answered", "refused", "left"])
async def test_the_place_of_a_body_is_free_again_however_it_ends(wire: Wire, end: str):
    gateway = wire.addon.gateway
    if end == "left":
        connection = await wire.connect()
        connection.writer.write(request(tweet(CLEAN)[:-5], length=5000))
        assert await eventually(lambda: gateway.in_flight.held)
        await connection.close()
    else:
        await wire.send(request(tweet(CLEAN if end == "answered" else MARKED)))
    assert await eventually(lambda: gateway.in_flight.held == 0)
    assert await eventually(lambda: not wire.addon.visits)


async def test_a_request_that_the_parser_fails_on_leaves_nothing_behind(wire: Wire):
    """mitmproxy gives up on trailers in HTTP/1, and tells no add-on of it."""
    gateway = wire.addon.gateway
    connection = await wire.connect()
    connection.writer.write(request(b"", CHUNKED, length=-1) + b"5\r\nhello\r\n")
    assert await eventually(lambda: gateway.in_flight.held)
    connection.writer.write(b"0\r\nX-Trailer: fog\r\n\r\n")
    await connection.writer.drain()
    await connection.close()
    assert await eventually(lambda: gateway.in_flight.held == 0)
    assert not wire.addon.visits
    assert not wire.origin.received


@pytest.mark.parametrize("headers", [("Content-Encoding: gzip", CHUNKED), ("Transfer-Encoding: gzip, chunked",)])
async def test_a_body_is_seen_through_its_codings(wire: Wire, headers: tuple[str, ...]):
    head, _ = await wire.send(request(b"", *headers, length=-1) + chunks(gzip.compress(tweet(MARKED))))
    assert b" 403 " in head
    assert not wire.origin.received


async def test_what_a_coded_body_becomes_has_a_place_too(wire: Wire):
    """Some hundred bytes that become more than there is room for are not undone."""
    gateway = wire.addon.gateway
    with_limits(gateway, in_flight=100_000)
    head, _ = await wire.send(request(gzip.compress(bytes(1 << 20)), "Content-Encoding: gzip"))
    assert b" 503 " in head
    assert gateway.in_flight.held == 0


async def test_a_long_coded_body_is_read_whole(wire: Wire):
    body = gzip.compress(tweet("fog " * 50_000 + MARKED))
    head, _ = await wire.send(request(body, "Content-Encoding: gzip"))
    assert b" 403 " in head
    assert wire.addon.gateway.in_flight.held == 0


@pytest.mark.parametrize("text", [CLEAN, MARKED])
async def test_a_client_that_waits_for_leave_to_send_gets_it(wire: Wire, text: str):
    connection = await wire.connect()
    whole = request(tweet(text), "Expect: 100-continue")
    head, _ = await connection.exchange(whole[: -len(tweet(text))])
    assert b" 100 " in head
    head, _ = await connection.exchange(tweet(text))
    assert (b" 200 " in head) is (text == CLEAN)
    await connection.close()
