"""A server that fails as servers do: what the state says of it, how soon, and what is left afterwards."""

import asyncio
import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.model import NO_USAGE, Counted, Use
from gatepost.state import State, open_state
from gatepost.state.base import HOLD_LAPSES
from gatepost.state.redis import server as connections
from gatepost.state.settling import Settling
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.state.memory import an_attempt, posts_today
from tests.unit.state.servers import PASSWORD, RIGHTS, USER, RedisServer, a_server

pytestmark = pytest.mark.needs("redis")

SOON = 5.0  # seconds: half of one for a connection, half for an answer, and the machine is busy


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    with a_server(tmp_path) as server:
        yield server


async def the_fault(state: State, name: str = "r-1") -> str:
    """The reason why nothing can begin, which is said soon."""
    began = time.monotonic()
    with pytest.raises(GatepostFault) as fault:
        await state.begin(an_attempt(name))
    assert time.monotonic() - began < SOON
    with pytest.raises(GatepostFault):
        await state.ping()
    assert fault.value.stage == "state"
    assert PASSWORD not in str(fault.value)
    return fault.value.reason


async def test_a_server_that_is_not_there_is_gone_and_does_not_stop_the_start(tmp_path: Path):
    state = open_state("redis://127.0.0.1:1", tmp_path, FakeClock())
    assert await the_fault(state) == "gone"
    await state.close()


async def test_a_server_that_was_killed_is_used_again_when_it_is_back(tmp_path: Path, server: RedisServer):
    state = open_state(server.url, tmp_path, FakeClock())
    for number in range(3):
        await state.begin(an_attempt(f"r-{number}"))
    server.kill()
    assert await the_fault(state) == "gone"
    server.start()
    assert (await state.begin(an_attempt())).holds
    assert await posts_today(state) == 1
    await state.close()


async def test_a_server_that_was_restarted_meanwhile_is_not_noticed(tmp_path: Path, server: RedisServer):
    state = open_state(server.url, tmp_path, FakeClock())
    await asyncio.gather(*(state.begin(an_attempt(f"r-{number}")) for number in range(5)))
    server.kill()
    server.start()
    await asyncio.sleep(0.01)
    await asyncio.gather(*(state.begin(an_attempt(f"s-{number}")) for number in range(5)))
    assert await posts_today(state) == 5
    await state.close()


async def test_a_server_that_is_frozen_is_slow_and_answers_to_nobody_else_afterwards(
    tmp_path: Path, server: RedisServer
):
    state = open_state(server.url, tmp_path, FakeClock())
    await state.begin(an_attempt("r-0"))
    server.freeze()
    reasons = await asyncio.gather(*(the_fault(state, f"r-{number}") for number in range(1, 5)))
    assert set(reasons) == {"slow"}
    server.thaw()
    await asyncio.sleep(0.05)
    people = [f"emp-{number}" for number in range(20)]
    told = await asyncio.gather(*(posts_today(state, principal=person) for person in people))
    assert told == [0] * 20
    await state.close()


async def test_what_was_begun_while_the_server_was_frozen_can_be_given_back(tmp_path: Path, server: RedisServer):
    state = open_state(server.url, tmp_path, FakeClock())
    await state.begin(an_attempt("r-0"))
    server.freeze()
    await the_fault(state, "r-1")
    server.thaw()
    await state.settle(an_attempt("r-1"), kept=False)
    assert await posts_today(state) == 1
    await state.close()


async def test_a_server_that_was_emptied_counts_from_nothing(tmp_path: Path, redis_server: RedisServer):
    state = open_state(redis_server.url, tmp_path, FakeClock())
    await state.begin(an_attempt("r-1"))
    redis_server.flush()
    with redis_server.admin() as admin:
        admin.script_flush()
    await state.settle(an_attempt("r-1"), kept=True)
    assert await posts_today(state) == 0
    await state.settle(an_attempt("r-2"), kept=True, late=True)
    assert await posts_today(state) == 1
    await state.close()


@pytest.mark.parametrize("credentials", ["", f"{USER}:wrong@", f"somebody:{PASSWORD}@"])
async def test_who_is_not_let_in_is_told_nothing_of_the_password(
    tmp_path: Path, redis_server: RedisServer, credentials: str, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    state = open_state(f"redis://{credentials}127.0.0.1:{redis_server.port}", tmp_path, FakeClock())
    assert await the_fault(state) == "gone"
    assert PASSWORD not in caplog.text
    await state.close()


async def test_a_server_without_room_is_gone(tmp_path: Path, server: RedisServer):
    state = open_state(server.url, tmp_path, FakeClock())
    with server.admin() as admin:
        admin.config_set("maxmemory", 1)
    assert await the_fault(state) == "gone"
    with server.admin() as admin:
        admin.config_set("maxmemory", 0)
    assert (await state.begin(an_attempt())).holds
    await state.close()


async def test_the_server_that_takes_over_has_what_the_first_one_had(tmp_path: Path, server: RedisServer):
    """As behind one name: the replica is made the first, and the first its replica."""
    state = open_state(server.url, tmp_path, FakeClock())
    await state.begin(an_attempt())
    await state.settle(an_attempt(), kept=True)
    (tmp_path / "second").mkdir()
    with a_server(tmp_path / "second", *server.as_first()) as second:
        second.wait_until_it_copies()
        with second.admin() as admin:
            admin.replicaof("NO", "ONE")
        with server.admin() as admin:
            admin.replicaof("127.0.0.1", str(second.port))
        assert await the_fault(state, "r-2") == "gone"
        elsewhere = open_state(second.url, tmp_path, FakeClock())
        assert await posts_today(elsewhere) == 1
        await elsewhere.close()
    await state.close()


def test_the_user_of_these_tests_has_the_rights_that_the_guide_gives():
    guide = Path(__file__).parents[4] / "docs" / "it.md"
    assert f"user {USER} on >PASSWORD {RIGHTS}\n" in guide.read_text()


async def test_no_place_is_given_away_twice_nor_lost_while_the_server_freezes(
    tmp_path: Path, server: RedisServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(connections, "_WAIT_SECONDS", 0.2)
    state, free, faults = open_state(server.url, tmp_path, FakeClock()), 150, list[GatepostFault]()
    counting = Settling(state, faults.append)

    async def client(name: str) -> int:
        through = 0
        for number in range(30):
            attempt = an_attempt(f"{name}-{number}")
            try:
                past = await counting.begin(attempt)
            except GatepostFault as fault:
                faults.append(fault)
                continue
            fits = past.volume.usage.get(Counted(Use.PERSONAL), NO_USAGE).posts < free
            counting.settle(attempt, kept=fits)
            through += fits
        return through

    clients = asyncio.gather(*(client(f"c-{number}") for number in range(10)))
    for _ in range(2):
        await asyncio.sleep(0.02)
        server.freeze()
        await asyncio.sleep(0.3)
        server.thaw()
    through = sum(await clients)
    await asyncio.sleep(0.1)
    await counting.catch_up()
    assert faults
    later = A_TUESDAY + HOLD_LAPSES + timedelta(seconds=1)
    assert through == await posts_today(state, at=later) <= free
    await state.close()
