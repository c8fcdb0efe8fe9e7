"""kill -9 in the middle of a stream of posts: what reached the platform is on record, and the record goes on."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from demo.gateway import Gateway
from demo.records import Received
from demo.standin import StandIn
from tests.e2e.conftest import StartGateway
from tests.e2e.lab import clean_text, create_tweet, decisions, eventually, exchange, gatepost, journal, tls, tweet_body

STREAMS = 4


class Stream(threading.Thread):
    """Posts without pause, each text of a length of its own, and goes on over the death of its connection."""

    def __init__(self, gateway: Gateway, ca: Path, name: int) -> None:
        super().__init__(daemon=True)
        self._gateway, self._ca = gateway, ca
        self._length = 1000 * name
        self.stopped = threading.Event()
        self.answered = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                with tls(self._gateway, "x.com", self._ca) as connection:
                    while exchange(connection, self._next_post())[0] == 200:
                        self.answered += 1
            except OSError:
                time.sleep(0.05)

    def _next_post(self) -> bytes:
        self._length += 1
        return create_tweet(clean_text().ljust(self._length, "."))


def _stream_and_kill(gateway: Gateway, standin: StandIn, kill: Callable[[], None]) -> list[Received]:
    """What the stand-in received while the gateway was killed under load."""
    standin.forget()
    streams = [Stream(gateway, gateway.ca, name + 1) for name in range(STREAMS)]
    for stream in streams:
        stream.start()
    assert eventually(lambda: sum(stream.answered for stream in streams) >= 60, seconds=30)
    kill()
    time.sleep(1)
    for stream in streams:
        stream.stopped.set()
    for stream in streams:
        stream.join(30)
    return [one for one in standin.received() if one.method == "POST"]


def _unrecorded(received: list[Received], gateway: Gateway) -> set[int]:
    """Lengths of texts that arrived and that no decision tells of; each text has a length of its own."""
    arrived = {one.length - len(tweet_body("")) for one in received}
    return arrived - {event["bytes"] for event in decisions(gateway)}


def _workers(gateway: Gateway) -> list[int]:
    """The processes that hold connections of clients: the children of the gateway that listen on its port."""
    port = f"{int(gateway.proxy.rpartition(':')[2]):04X}"
    listening = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(f":{port}") and line.split()[3] == "0A"
    }
    return [pid for pid in _group(gateway.process.pid) if pid != gateway.process.pid and _sockets(pid) & listening]


def _group(leader: int) -> list[int]:
    pids = [int(path.name) for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if _group_of(pid) == leader]


def _group_of(pid: int) -> int:
    try:
        return os.getpgid(pid)
    except ProcessLookupError:
        return 0


def _sockets(pid: int) -> set[str]:
    found = set()
    for file in Path(f"/proc/{pid}/fd").glob("*"):
        with suppress(OSError):  # closed meanwhile
            found.add(str(file.readlink()).removeprefix("socket:[").removesuffix("]"))
    return found


def test_after_kill_9_of_the_whole_gateway_every_post_that_arrived_is_on_record(
    start_gateway: StartGateway, standin: StandIn
):
    gateway = start_gateway(run=("--workers", "2"))
    received = _stream_and_kill(gateway, standin, gateway.kill)
    assert len(received) >= 60
    assert _unrecorded(received, gateway) == set()
    verified = gatepost("events", "verify", "--var", str(gateway.var))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_restart_continues_the_record(start_gateway: StartGateway, standin: StandIn):
    gateway = start_gateway()
    _stream_and_kill(gateway, standin, gateway.kill)
    before = len(journal(gateway))
    again = start_gateway()
    assert again.var == gateway.var
    with tls(again, "x.com", again.ca) as connection:
        assert exchange(connection, create_tweet(clean_text()))[0] == 200
    assert again.stop() == 0
    assert len(journal(again)) > before
    verified = gatepost("events", "verify", "--var", str(again.var))
    assert verified.returncode == 0, verified.stdout + verified.stderr


@pytest.mark.parametrize("workers", [1, 2])
def test_a_killed_worker_is_replaced_and_loses_no_record(start_gateway: StartGateway, standin: StandIn, workers: int):
    gateway = start_gateway(run=("--workers", str(workers)))
    victim = next(iter(_workers(gateway)))
    received = _stream_and_kill(gateway, standin, lambda: os.kill(victim, signal.SIGKILL))
    assert _unrecorded(received, gateway) == set()
    assert eventually(lambda: len(_workers(gateway)) == workers and victim not in _workers(gateway), seconds=60)
    with tls(gateway, "x.com", gateway.ca) as connection:
        assert exchange(connection, create_tweet(clean_text()))[0] == 200
    assert gateway.stop() == 0
    verified = gatepost("events", "verify", "--var", str(gateway.var))
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_sigterm_lets_requests_in_flight_finish(start_gateway: StartGateway, standin: StandIn):
    gateway = start_gateway()
    with tls(gateway, "x.com", gateway.ca) as connection:
        post = create_tweet(clean_text())
        connection.sendall(post[:-20])
        time.sleep(0.3)
        gateway.process.terminate()
        time.sleep(0.3)
        status, _ = exchange(connection, post[-20:])
    assert status == 200
    assert gateway.stop() == 0
