"""Real Redis servers on free ports, for the tests of a state on one."""

import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as CannotConnect

USER, PASSWORD, ADMIN = "gatepost", "correct-horse", "battery-staple"
# What docs/it.md gives the gateway's user, and nothing else.
RIGHTS = "~gatepost:1:* resetchannels -@all +@connection +@hash +@list +@sortedset +get +set +expire +ttl +exists +evalsha +script|load"


class RedisServer:
    """A server that can be killed, frozen and started again. What it knows is gone when it is killed."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.port = free_port()
        acl = folder / "users.acl"
        acl.write_text(f"user default on >{ADMIN} ~* &* +@all\nuser {USER} on >{PASSWORD} {RIGHTS}\n")
        self._command = (
            *("redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(folder)),
            *("--save", "", "--appendonly", "no", "--aclfile", str(acl)),
            *("--repl-diskless-sync-delay", "0", *options),
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://{USER}:{PASSWORD}@127.0.0.1:{self.port}/0"

    def as_first(self) -> tuple[str, ...]:
        """The options of another server that copies this one."""
        return "--replicaof", f"127.0.0.1 {self.port}", "--masteruser", "default", "--masterauth", ADMIN

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._wait_until(lambda admin: admin.ping())

    def wait_until_it_copies(self) -> None:
        self._wait_until(lambda admin: admin.info("replication")["master_link_status"] == "up")

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def freeze(self) -> None:
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    @contextmanager
    def admin(self) -> Iterator["Redis"]:
        with Redis(host="127.0.0.1", port=self.port, password=ADMIN) as admin:
            yield admin

    def flush(self) -> None:
        with self.admin() as admin:
            admin.flushall()

    def _wait_until(self, holds: Callable[["Redis"], bool]) -> None:
        with self.admin() as admin:
            for _ in range(1000):
                with suppress(CannotConnect):
                    if holds(admin):
                        return
                time.sleep(0.01)
        raise TimeoutError("redis-server does not come that far")

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)


@contextmanager
def a_server(folder: Path, *options: str) -> Iterator[RedisServer]:
    server = RedisServer(folder, *options)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
