"""Whatever is begun and settled, in whatever order: every kind of state says the same of it."""

import asyncio
import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gatepost.model import Counts, Use
from gatepost.state import Attempt, State, open_state
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE, connect
from gatepost.testing import A_TUESDAY, FakeClock
from tests.unit.state.memory import an_attempt, an_incident
from tests.unit.state.servers import RedisServer

pytestmark = pytest.mark.needs("redis")

SEEDS = 60
STEPS = 12  # of 290 seconds at most, so that all is within the hour in which places are kept at least
DOES = ("begin", "begin", "begin", "keep", "keep late", "give back", "refuse", "justify")
USES = (None, Use.PERSONAL, Use.PERSONAL, Use.PERSONAL, Use.PROFESSIONAL)
COUNTS = (Counts(), Counts(weight=25), Counts(weight=0, uploads=1, bytes=5_000_000_000), Counts(bytes=7))
GROUPS = ((), ("video",), ("video", "a group: of, others|"))


class Alike:
    """Two states of which each is done the same to."""

    def __init__(self, folder: Path, url: str) -> None:
        self._runner = asyncio.Runner()
        self._states: tuple[State, ...] = self._runner.run(self._open(folder, url))
        self._file = connect(folder / "state.sqlite3", STATE, wait_ms=1000)

    async def _open(self, folder: Path, url: str) -> tuple[State, ...]:
        return tuple(open_state(one, folder, FakeClock()) for one in ("sqlite://", url))

    def both(self, does: str, attempt: Attempt, now: datetime) -> list[object]:
        list(forget(self._file, now))  # on a server, every look at a person does this for them
        return [self._runner.run(_done(state, does, attempt, now)) for state in self._states]

    def close(self) -> None:
        self._file.close()
        for state in self._states:
            self._runner.run(state.close())
        self._runner.close()


async def _done(state: State, does: str, attempt: Attempt, now: datetime) -> object:
    soon = now + timedelta(minutes=10)
    await state.volume_of(attempt.principal, at=now, work_day=attempt.work_day)
    match does:
        case "begin":
            told: object = await state.begin(attempt)
        case "refuse":
            number = f"{attempt.principal} {now:%X}"
            refused = {"principal": attempt.principal, "content": attempt.content, "at": now, "expires": soon}
            told = await state.refuse(an_incident(number, **refused))
        case "justify":
            told = [
                await state.justify(one.number, attempt.principal, reason="public", at=now, until=soon)
                for one in await state.incidents_of(attempt.principal)
            ]
        case _:
            told = None
            await state.settle(attempt, kept=does.startswith("keep"), late=does.endswith("late"))
    volume = await state.volume_of(attempt.principal, at=now, work_day=attempt.work_day)
    return told, volume


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory, running_server: RedisServer) -> Iterator[Alike]:
    alike = Alike(tmp_path_factory.mktemp("alike"), running_server.url)
    yield alike
    alike.close()


@pytest.mark.parametrize("seed", range(SEEDS))
def test_both_say_the_same(alike: Alike, seed: int):
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    person, at, begun = f"emp-{seed}", A_TUESDAY, dict[str, Attempt]()
    for _ in range(STEPS):
        at += timedelta(seconds=chance.choice((1, 45, 290)))
        does, token = chance.choice(DOES), f"{person} {chance.randrange(4)}"
        if does in {"begin", "refuse"} or token not in begun:
            begun[token] = an_attempt(
                token,
                principal=person,
                content=f"content {chance.randrange(2)}",
                at=at,
                use=chance.choice(USES),
                counts=chance.choice(COUNTS),
                groups=chance.choice(GROUPS),
                own_time=chance.choice((0, 0, 0, 2)),
            )
        one, other = alike.both(does, begun[token], at)
        assert one == other
