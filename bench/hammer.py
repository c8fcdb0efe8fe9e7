"""Many processes at once on one person's window, some of them killed: how many posts are let through, and what is counted.

`python -m bench.hammer URL VAR THRESHOLD KILLS` prints a line of JSON. Each process does what a worker does: it begins, lets
through what is below the threshold, sends every few posts again as clients do, and settles. What it let through it says on
a pipe at once, so that nothing is forgotten when it is killed in the middle.
"""

import asyncio
import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from functools import partial
from itertools import count
from pathlib import Path

from gatepost.errors import GatepostFault
from gatepost.model import NO_USAGE, Counted, Use
from gatepost.state import Attempt, open_state
from gatepost.state.settling import Settling
from gatepost.testing import A_TUESDAY, FakeClock

PERSON, DAY = "emp-104", A_TUESDAY.date()
_PROCESSES = 8
_ENOUGH = 8  # refusals one after the other: what others hold and give back is over by then
_PATIENCE, _PAUSE = 100, 0.1  # tries, and seconds between them
_EVERY = 5  # posts, of which one is sent again


@dataclass(frozen=True, slots=True)
class Hammered:
    """`counted` is what the state counts at the end, places that killed processes held included."""

    threshold: int
    through: int
    counted: int
    killed: int
    seconds: float

    @property
    def holds(self) -> bool:
        """Never more than the threshold, and less by at most the one post that each killed process had in hand."""
        most = self.threshold + self.killed  # what is refused has a place, too, until it is given back
        return self.threshold - self.killed <= self.through <= self.threshold and self.through <= self.counted <= most


def hammer(url: str, var: Path, threshold: int, kills: int) -> Hammered:
    """In a process of its own: processes are forked from it before anything is opened, so that each has a state of its own."""
    command = [sys.executable, "-m", "bench.hammer", url, str(var), str(threshold), str(kills)]
    told = subprocess.run(command, check=True, capture_output=True, text=True, timeout=300)
    return Hammered(**json.loads(told.stdout))


def _hammered(url: str, var: Path, threshold: int, kills: int) -> Hammered:
    rng, names = random.Random(1), count()  # noqa: S311 - who dies need not be secret
    asyncio.run(_counted(url, var))  # what has to be loaded is loaded once, and the file is there
    started, (reading, writing) = time.monotonic(), os.pipe()
    start = partial(_start, url, var, threshold, writing)
    running = {start(f"w{next(names)}") for _ in range(_PROCESSES)}
    due = [threshold * number // (kills + 1) for number in range(kills, 0, -1)]
    through = killed = 0
    while running:
        if select.select([reading], [], [], 0.02)[0]:
            through += len(os.read(reading, 64))
        while due and through >= due[-1]:
            due.pop()
            os.kill(rng.choice(sorted(running)), signal.SIGKILL)
            killed += 1
            running.add(start(f"w{next(names)}"))
        running -= {pid for pid in running if os.waitpid(pid, os.WNOHANG)[0]}
    os.close(writing)
    while more := os.read(reading, 4096):
        through += len(more)
    counted = asyncio.run(_counted(url, var))
    return Hammered(threshold, through, counted, killed, round(time.monotonic() - started, 2))


def _start(url: str, var: Path, threshold: int, writing: int, name: str) -> int:
    pid = os.fork()
    if pid == 0:
        asyncio.run(_work(url, var, threshold, writing, name))
        os._exit(0)
    return pid


async def _work(url: str, var: Path, threshold: int, writing: int, name: str) -> None:
    state = open_state(url, var, FakeClock())
    counting, refused = Settling(state, failed=lambda _: None), 0
    for number in count():
        attempt = _attempt(f"{name}-{number}")
        free = await _posts(counting, attempt) < threshold
        if free:
            os.write(writing, b".")  # the platform has taken it
        counting.settle(attempt, kept=free)
        if free and number % _EVERY == 0:
            again = replace(attempt, token=f"{attempt.token}-again")
            await _posts(counting, again)
            counting.settle(again, kept=number % 2 == 0)
        await counting.catch_up()
        refused = 0 if free else refused + 1
        if refused == _ENOUGH:
            return


async def _posts(counting: Settling, attempt: Attempt) -> int:
    """How many went before, as far as a state under so much pressure can say in time."""
    for _ in range(_PATIENCE):
        try:
            volume = (await counting.begin(attempt)).volume
        except GatepostFault:
            await asyncio.sleep(_PAUSE)
        else:
            return volume.usage.get(Counted(Use.PERSONAL), NO_USAGE).posts
    raise TimeoutError("the state does not answer any more")


def _attempt(token: str) -> Attempt:
    return Attempt(
        token=token, principal=PERSON, platform="x", content=token, at=A_TUESDAY, work_day=DAY, use=Use.PERSONAL
    )


async def _counted(url: str, var: Path) -> int:
    state = open_state(url, var, FakeClock())
    volume = await state.volume_of(PERSON, at=A_TUESDAY, work_day=DAY)
    await state.close()
    return volume.usage.get(Counted(Use.PERSONAL), NO_USAGE).posts


if __name__ == "__main__":
    print(json.dumps(asdict(_hammered(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))))
