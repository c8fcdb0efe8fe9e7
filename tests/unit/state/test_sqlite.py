import asyncio
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from gatepost.errors import GatepostFault
from gatepost.state import Volume, file, open_state
from tests.unit.state.memory import a_state, an_attempt, posts_today

_WORKER = """
import asyncio, sys
from pathlib import Path
from gatepost.model import NO_USAGE, Counted, Use
from gatepost.state import open_state
from tests.unit.state.memory import an_attempt

async def main():
    state = open_state("sqlite://", Path(sys.argv[1]))
    name, free, won = sys.argv[2], int(sys.argv[3]), 0
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(free):
        attempt = an_attempt(f"{name}-{number}")
        past = await state.begin(attempt)
        before = past.volume.usage.get(Counted(Use.PERSONAL), NO_USAGE).posts
        won += before < free
        await state.settle(attempt, kept=before < free)
    await state.close()
    print(won)

asyncio.run(main())
"""


_OPENER = """
import sys
from pathlib import Path
from gatepost.state import open_state

print("ready", flush=True)
sys.stdin.readline()
open_state("sqlite://", Path(sys.argv[1]))
print("open")
"""


def test_two_workers_never_give_away_the_same_place(tmp_path: Path):
    free = 100
    won = _run_at_once(_WORKER, [(str(tmp_path), name, str(free)) for name in ("a", "b")])
    assert sum(map(int, won)) == free
    assert asyncio.run(_kept(tmp_path)) == free


def test_workers_that_start_at_once_all_open_a_state_that_was_not_there(tmp_path: Path):
    # Without another try about one such start in ten finds the file locked.
    folders = [tmp_path / str(number) for number in range(10)]
    for folder in folders:
        folder.mkdir()
    assert _run_at_once(_OPENER, [(str(folder),) for folder in folders for _ in range(3)]) == ["open\n"] * 30


def _run_at_once(code: str, arguments: list[tuple[str, ...]]) -> list[str]:
    """What Python processes print after all of them were ready and told to go."""
    with ExitStack() as running:
        workers = [
            running.enter_context(
                subprocess.Popen(
                    [sys.executable, "-c", code, *given],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    env={"PYTHONPATH": "addons:."},
                )
            )
            for given in arguments
        ]
        for worker in workers:
            running.callback(worker.kill)
        for worker in workers:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "ready\n"
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("go\n")
            worker.stdin.flush()
        return [worker.communicate(timeout=60)[0] for worker in workers]


async def _kept(var: Path) -> int:
    async with a_state(var) as state:
        return await posts_today(state)


async def test_what_is_remembered_survives_a_restart(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.begin(an_attempt())
        await state.settle(an_attempt(), kept=True)
    async with a_state(tmp_path) as state:
        assert await posts_today(state) == 1


async def test_another_worker_s_transaction_is_waited_for(tmp_path: Path):
    async with a_state(tmp_path) as state:
        other = sqlite3.connect(tmp_path / "state.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(state.begin(an_attempt()))
        await asyncio.sleep(0.05)
        assert not waiting.done()
        other.execute("COMMIT")
        other.close()
        assert (await waiting).holds


async def test_a_state_that_is_locked_for_too_long_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(file, "_PATIENCE", 3)
    async with a_state(tmp_path) as state:
        other = sqlite3.connect(tmp_path / "state.sqlite3", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GatepostFault) as fault:
            await state.begin(an_attempt())
        other.close()
        assert (fault.value.stage, fault.value.reason) == ("state", "slow")
        assert (await state.begin(an_attempt())).holds


async def test_a_state_that_is_gone_is_a_fault_and_the_next_call_starts_anew(tmp_path: Path):
    async with a_state(tmp_path) as state:
        await state.begin(an_attempt())
        _remove_all(tmp_path)
        with pytest.raises(GatepostFault) as fault:
            await state.begin(an_attempt("r-2"))
        assert (fault.value.stage, fault.value.reason) == ("state", "gone")
        past = await state.begin(an_attempt("r-3"))
        assert past.volume == Volume()


def _remove_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()


async def test_a_broken_file_is_a_fault(tmp_path: Path):
    (tmp_path / "state.sqlite3").write_bytes(b"not a database, whatever it is called" * 100)
    with pytest.raises(GatepostFault) as fault:
        open_state("sqlite://", tmp_path)
    assert (fault.value.stage, fault.value.reason) == ("state", "gone")


async def test_only_the_gateway_may_read_the_file(tmp_path: Path):
    async with a_state(tmp_path):
        assert (tmp_path / "state.sqlite3").stat().st_mode & 0o077 == 0
