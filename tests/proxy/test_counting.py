"""What counts of guideline 2.7, as it goes over the wire: what the platform took, once, and nothing else."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from gatepost.model import Calendar
from gatepost.worktime import Pattern, Shift, Span
from tests.proxy.conftest import StartWire
from tests.proxy.gateways import CLEAN, MARKED, records, tweet, with_policy
from tests.proxy.wire import Origin, Received, Wire, eventually, request


def answers(status: str) -> Origin:
    return Origin(lambda _: f"HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\n{{}}".encode())


def at_work(wire: Wire) -> None:
    """It is the middle of everybody's shift, whenever the tests run."""
    now = wire.addon.gateway.clock.now()
    shift = Shift(hours=Span(*((now + timedelta(hours=hours)).time() for hours in (-6, 6))))
    calendar = Calendar(time_zone="UTC", province="ON", shift=shift, usual=Pattern(days=(shift,) * 7))
    with_policy(wire.addon.gateway, calendar=calendar)


def counted(wire: Wire) -> tuple[int, int]:
    """Hundredths of posts, and active minutes."""
    with closing(sqlite3.connect(wire.var / "state.sqlite3")) as db:
        rows = db.execute("SELECT weight, minutes FROM days WHERE scope = ''").fetchall()
    return sum(weight for weight, _ in rows), sum(minutes for _, minutes in rows)


async def sends(wire: Wire, *texts: str) -> None:
    for text in texts:
        await wire.send(request(tweet(text)))
    gone_on = [text for text in texts if text != MARKED]
    assert await eventually(lambda: len(records(wire.addon.gateway, "outcome")) == len(gone_on))


@pytest.mark.parametrize(
    ("status", "weight"), [("200 OK", 100), ("201 Created", 100), ("403 Forbidden", 0), ("429 Slow", 0), ("500 No", 0)]
)
async def test_a_post_counts_when_the_platform_took_it(start_wire: StartWire, status: str, weight: int):
    async with start_wire(origin=answers(status)) as wire:
        at_work(wire)
        await sends(wire, CLEAN)
        assert counted(wire) == (weight, weight // 100)


async def test_what_is_sent_again_counts_once_and_what_is_refused_not_at_all(wire: Wire):
    at_work(wire)
    await sends(wire, CLEAN, CLEAN, MARKED, CLEAN)
    assert len(wire.origin.received) == 3
    assert counted(wire) == (100, 1)


async def test_a_state_that_goes_while_the_platform_answers_loses_no_count(start_wire: StartWire):
    def answer(_: Received) -> bytes:
        (wire.var / "state.sqlite3").rename(wire.var / "away")
        return b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"

    async with start_wire(origin=Origin(answer)) as wire:
        gateway = wire.addon.gateway
        at_work(wire)
        head, _ = await wire.send(request(tweet(CLEAN)))
        assert head.startswith(b"HTTP/1.1 201 ")
        assert await eventually(lambda: records(gateway, "outcome"))
        assert [(fault["stage"], fault["reason"]) for fault in records(gateway, "fault")] == [("state", "gone")]
        (wire.var / "away").rename(wire.var / "state.sqlite3")
        await gateway.counting.catch_up()
        assert counted(wire) == (100, 1)
        with closing(sqlite3.connect(wire.var / "state.sqlite3")) as db:
            assert db.execute("SELECT count(*) FROM holds").fetchone() == (0,)
