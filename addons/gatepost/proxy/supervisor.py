"""The node's parent process: it starts the workers, replaces one that dies, and does what needs no event loop of theirs.

It holds the metrics of all workers together, takes the journals into the store, and never touches traffic. When it is
killed the workers notice (a pipe closes) and stop: no port stays open with nobody watching it.
"""

import contextlib
import logging
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from gatepost import metrics
from gatepost.errors import GatepostError
from gatepost.proxy.children import start_told
from gatepost.proxy.master import WorkerSettings

logger = logging.getLogger(__name__)

READY_SECONDS = 180.0  # one that ends is noticed at once; this is for a machine that is far too busy
STOP_SECONDS = 15.0
RESTART_PAUSE_SECONDS = 1.0  # a worker that dies at once must not take a core by being started again and again


class CannotStart(GatepostError):
    """A worker ended before it was ready, and has said why on standard error; or it was not ready in time."""


@dataclass(slots=True)
class Worker:
    name: str
    process: "subprocess.Popen[bytes]"
    started: float


class Supervisor:
    def __init__(self, settings: WorkerSettings, count: int, look: Callable[[], None]) -> None:
        """`look` is called every second, for what has to be kept up to date beside the workers."""
        self._settings, self._count, self._look = settings, count, look
        self._workers: list[Worker] = []
        self._alive_read, self._alive_write = os.pipe()
        self._stop = threading.Event()

    def start(self) -> None:
        """Start all workers, and return when every one has its port open."""
        for number in range(1, self._count + 1):
            self._workers.append(self._spawn(str(number)))

    def run(self) -> None:
        """Watch the workers until `stop`; a killed one is replaced. Requests that were in it have failed closed."""
        looked = time.monotonic()
        while not self._stop.wait(0.2):
            if time.monotonic() - looked >= 1:
                looked = time.monotonic()
                self._look()
            for index, worker in enumerate(self._workers):
                if worker.process.poll() is not None and not self._stop.is_set():
                    self._workers[index] = self._replace(worker)

    def stop(self) -> None:
        """Let the workers finish what is in them, then end them."""
        self._stop.set()
        for worker in self._workers:
            with contextlib.suppress(ProcessLookupError):
                worker.process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        for worker in self._workers:
            try:
                worker.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                worker.process.kill()

    def reload(self) -> None:
        """Tell every worker to look at its policy folder now."""
        for worker in self._workers:
            with contextlib.suppress(ProcessLookupError):
                worker.process.send_signal(signal.SIGHUP)

    def wake(self) -> None:
        """Make `run` return."""
        self._stop.set()

    def _replace(self, worker: Worker) -> Worker:
        logger.error("worker %s ended with code %s; starting another", worker.name, worker.process.returncode)
        metrics.worker_gone(worker.process.pid)
        if time.monotonic() - worker.started < RESTART_PAUSE_SECONDS:
            time.sleep(RESTART_PAUSE_SECONDS)
        try:
            return self._spawn(worker.name)
        except CannotStart as error:
            logger.error("%s; trying again", error)  # noqa: TRY400 - the cause is the worker's to say
            return replace_started(worker)

    def _spawn(self, name: str) -> Worker:
        ready_read, ready_write = os.pipe()
        settings = replace(self._settings, values={**self._settings.values, "gatepost_worker": name})
        arguments: Sequence[str] = (
            sys.executable,
            "-O",  # without the type checks that mitmproxy makes at every event of every connection
            "-m",
            "gatepost.proxy.master",
            str(ready_write),
            str(self._alive_read),
        )
        process = start_told(settings.dump(), arguments, (ready_write, self._alive_read))
        os.close(ready_write)
        with os.fdopen(ready_read, "rb") as ready:
            told, _, _ = select.select([ready], [], [], READY_SECONDS)
            if not (told and ready.read(1)):
                process.kill()  # one that hangs at its start must not hang its supervisor
                raise CannotStart(_why(name, process.wait(), in_time=bool(told)))
        return Worker(name=name, process=process, started=time.monotonic())


def _why(name: str, code: int, *, in_time: bool) -> str:
    if in_time:
        return f"worker {name} ended with code {code} before it was ready: it said why above"
    return (
        f"worker {name} was not ready within {READY_SECONDS:.0f} seconds, and was ended: the machine is busy,"
        " or has less memory than the workers need (--workers)"
    )


def replace_started(worker: Worker) -> Worker:
    """The dead worker, to be tried again after a pause."""
    worker.started = time.monotonic()
    return worker
