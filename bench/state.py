"""What the memory between requests costs, how much it weighs, and that no hurry and no death makes it miscount.

`python -m bench state`, for SQLite and, where the machine has one, a Redis server on loopback:

- cost: what counting and coaching add to one post, the calendar included. A post that goes on waits for its beginning,
  one that is coached for its incident as well. Settling is what nobody waits for, and told by itself.
- size: what stands there for 100,000 people who accepted the agreement and posted on five days. On an ordinary day a third
  of them posted within the hour, and one in five was coached this week, and once before; at worst, all of them did and were.
  A part of them is written, and the rest is reckoned.
- hammering: eight processes on one person's window, and some of them killed, see `hammer.py`.
"""

import asyncio
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from bench.hammer import Hammered, hammer
from demo.gateway import ROOT
from gatepost.errors import GatepostFault
from gatepost.folder import read_folder
from gatepost.model import Action, Counts, Principal, Use
from gatepost.policy.load import load_policy
from gatepost.state import Attempt, Incident, State, open_state
from gatepost.state.housekeeping import forget
from gatepost.state.schema import STATE, connect
from gatepost.testing import A_TUESDAY, FakeClock
from gatepost.usage.calendar import standing
from tests.unit.state.servers import RedisServer, a_server

RESULTS = ROOT / "bench/results/state.json"
GOALS = "cost: at most 0.3 ms median on SQLite, 0.5 ms on Redis; size: at most 200 MB for 100,000 people; nothing miscounted"
PEOPLE = 100_000
_CALENDAR = load_policy(read_folder(ROOT / "policy")).calendar
_AT_ONCE = 8  # while people are written: a server answers others meanwhile
_PATIENCE = 100
_DAY = timedelta(days=1)

type Size = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Population:
    """One in how many people posted within the hour, and was coached."""

    name: str
    posted: int
    coached: int


ORDINARY, WORST = Population("ordinary day", posted=3, coached=5), Population("worst", posted=1, coached=1)


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one post, in milliseconds."""

    median_ms: float
    p99_ms: float


def run(*, quick: bool = False) -> dict[str, dict[str, object]]:
    """Measure, print the table, write and return the results."""
    results = {name: asyncio.run(_measured(url, var, size, quick=quick)) for name, url, var, size in _states()}
    print(f"goals: {GOALS}")
    for name, figures in results.items():
        print(f"{name:7}" + "  ".join(f"{what}: {told}" for what, told in figures.items()))
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")
    print(f"written: {RESULTS.relative_to(ROOT)}")
    return results


async def _measured(url: str, var: Path, size: Size, *, quick: bool) -> dict[str, object]:
    people, posts = (500, 200) if quick else (5_000, 2_000)
    state = open_state(url, var, FakeClock())
    megabytes = {each.name: await _megabytes(state, each, people, size) for each in (ORDINARY, WORST)}
    going_on, settled = await _cost(state, posts, coached=False)
    coached, given_back = await _cost(state, posts, coached=True)
    await state.close()
    hammered: Hammered = await asyncio.to_thread(hammer, url, var, 300 if quick else 5_000, 4 if quick else 40)
    return {
        "goes on": asdict(going_on),
        "is coached": asdict(coached),
        "settled": asdict(settled),
        "given back": asdict(given_back),
        "megabytes": megabytes,
        "hammered": asdict(hammered) | {"holds": hammered.holds},
    }


def _states() -> Iterator[tuple[str, str, Path, Size]]:
    with _folder() as var:
        yield "sqlite", "sqlite://", var, lambda: _file_bytes(var)
    if shutil.which("redis-server"):
        with _folder() as var, a_server(var) as server:
            yield "redis", server.url, var, lambda: _server_bytes(server)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as place:
        yield Path(place)


def _file_bytes(var: Path) -> int:
    """All pages that hold something after a round of housekeeping, wherever they stand by now."""
    db = connect(var / "state.sqlite3", STATE, wait_ms=1000)
    for _ in forget(db, A_TUESDAY):
        pass
    (pages,), (free,), (size,) = (
        db.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count", "page_size")
    )
    db.close()
    return int((pages - free) * size)


def _server_bytes(server: RedisServer) -> int:
    with server.admin() as admin:
        return int(admin.info("memory")["used_memory"])


async def _megabytes(state: State, population: Population, people: int, size: Size) -> float:
    """What so many people add to those who are there already; the first hundred make what all of them share."""
    await _write_people(state, population, f"early {population.name}", 100)
    before = size()
    await _write_people(state, population, population.name, people)
    return round((size() - before) / people * PEOPLE / 1e6, 1)


async def _write_people(state: State, population: Population, prefix: str, people: int) -> None:
    for first in range(0, people, _AT_ONCE):
        numbers = range(first, min(first + _AT_ONCE, people))
        await asyncio.gather(*(_surely(partial(_write_person, state, population, prefix, each)) for each in numbers))
    while await state.lapsed(at=A_TUESDAY):  # as the gateway asks every few seconds
        pass


async def _surely(write: Callable[[], Awaitable[None]]) -> None:
    """On a busy machine, a server now and then takes longer than a gateway waits; what is written twice stands there once."""
    for _ in range(_PATIENCE):
        try:
            return await write()
        except GatepostFault:
            await asyncio.sleep(0.1)
    raise TimeoutError("the state does not answer any more")


async def _write_person(state: State, population: Population, prefix: str, number: int) -> None:
    """In the order of days, as it would be: what is old is let go when something new comes."""
    person = f"{prefix}-{number}"
    for ago in (30, 5) if number % population.coached == 0 else ():
        await state.refuse(_incident(_attempt(f"{person}-{ago}", person, ago=ago, second=0)))
    await state.accept_agreement(person, "2026", "en", A_TUESDAY - 5 * _DAY)
    last = 0 if number % population.posted == 0 else 1
    for ago in reversed(range(last, last + 5)):
        attempt = _attempt(f"{person}-{ago}", person, ago=ago, second=number % 3600)
        await state.begin(attempt)
        await state.settle(attempt, kept=True)


async def _cost(state: State, posts: int, *, coached: bool) -> tuple[Cost, Cost]:
    """What a person waits for, and what is done when they have gone on."""
    waited, settled = [], []
    for number in range(posts):
        person, token = f"{WORST.name}-{number % 500}", f"{coached}-{number}"
        started = time.perf_counter()
        attempt = _attempt(token, person, ago=0, second=number % 3600)
        with suppress(GatepostFault):  # it took as long as it took
            await state.begin(attempt)
            if coached:
                await state.refuse(_incident(attempt))
        answered = time.perf_counter()
        with suppress(GatepostFault):
            await state.settle(attempt, kept=not coached)
        waited.append(answered - started)
        settled.append(time.perf_counter() - answered)
    return _of(waited), _of(settled)


def _of(seconds: list[float]) -> Cost:
    median, last = statistics.median(seconds), statistics.quantiles(seconds, n=100)[-1]
    return Cost(round(median * 1000, 3), round(last * 1000, 3))


def _attempt(token: str, person: str, *, ago: int, second: int) -> Attempt:
    at = A_TUESDAY - ago * _DAY - timedelta(seconds=second)
    now = standing(_CALENDAR, Principal(id=person), at)
    return Attempt(
        token=token,
        principal=person,
        platform="youtube",
        account="@maplefan77",
        content=f"{token:0>64}",
        at=at,
        work_day=now.work_day,
        use=Use.PERSONAL,
        counts=Counts(bytes=280),
        groups=("video",),
        own_time=now.own_time,
    )


def _incident(attempt: Attempt) -> Incident:
    return Incident(
        number=attempt.token,
        event=f"{attempt.token:0>36}",
        principal=attempt.principal,
        platform=attempt.platform,
        account=attempt.account,
        content=attempt.content,
        action=Action.COACH,
        rules=("ownership",),
        notices=("ownership",),
        at=attempt.at,
        expires=attempt.at + timedelta(minutes=10),
    )
