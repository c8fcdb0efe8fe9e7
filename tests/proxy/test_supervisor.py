"""A node's processes: workers that die are replaced, and none outlives its supervisor."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from gatepost.proxy import supervisor
from gatepost.proxy.master import WorkerSettings
from gatepost.proxy.status import read_status
from gatepost.proxy.supervisor import CannotStart, Supervisor
from tests.proxy.gateways import SHIPPED

PATIENCE = 60.0
PROGRAM = """
import pathlib, sys
from gatepost import metrics
from gatepost.proxy.master import WorkerSettings
from gatepost.proxy.supervisor import Supervisor
metrics.share_through(pathlib.Path(sys.argv[2]))
supervisor = Supervisor(WorkerSettings.parse(sys.argv[1]), 1, look=lambda: None)
supervisor.start()
print("started", flush=True)
supervisor.run()
"""


@contextmanager
def supervised(var: Path, **options: str) -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """A supervisor with one worker, in a process of its own; and the port of the worker."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    values = {"gatepost_policy": str(SHIPPED), "gatepost_var": str(var), "confdir": str(var / "ca")}
    values |= options
    settings = WorkerSettings(mode="regular", host="127.0.0.1", port=port, values=values)
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, settings.dump(), str(var / "metrics")],
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"started\n"
        assert becomes(lambda: listens(port) and read_status(var))
        yield process, port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def listens(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def runs(pid: int) -> bool:
    """Whether there is such a process, and not only its remains."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def everything_below(pid: int) -> set[int]:
    """A process and all its descendants."""
    below = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return {pid}.union(*map(everything_below, below))


def becomes(claim: Callable[[], object]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while not claim():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def worker_of(var: Path) -> int:
    return read_status(var)[0].pid


def test_a_worker_that_is_killed_is_replaced_and_others_read_no_password_off_its_command_line(tmp_path: Path):
    with supervised(tmp_path, gatepost_state="redis://gatepost:long-secret@127.0.0.1:1") as (parent, port):
        first = worker_of(tmp_path)
        assert first in everything_below(parent.pid)
        for pid in everything_below(parent.pid) - {parent.pid}:
            assert b"long-secret" not in Path(f"/proc/{pid}/cmdline").read_bytes(), pid
        os.kill(first, signal.SIGKILL)
        assert becomes(lambda: worker_of(tmp_path) != first)
        assert becomes(lambda: listens(port))


def test_no_worker_outlives_its_supervisor(tmp_path: Path):
    with supervised(tmp_path) as (process, port):
        worker = worker_of(tmp_path)
        process.kill()
        process.wait()
        assert becomes(lambda: not runs(worker))
        assert not listens(port)


@pytest.mark.parametrize(
    ("script", "said"),
    [("sleep 60", "worker 1 was not ready within 0 seconds"), ("exit 3", "worker 1 ended with code 3 before")],
)
def test_a_worker_that_does_not_come_up_is_given_up_and_it_is_said_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
):
    program = tmp_path / "worker"
    program.write_text(f"#!/bin/sh\nexec {script}\n" if "sleep" in script else f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(supervisor, "READY_SECONDS", 0.5)
    settings = WorkerSettings(mode="regular", host="127.0.0.1", port=0)
    with pytest.raises(CannotStart, match=said):
        Supervisor(settings, 1, look=lambda: None).start()
