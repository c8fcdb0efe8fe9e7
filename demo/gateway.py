"""A gateway as a process: `gatepost run`, or mitmdump with or without the add-on, between clients and the stand-in.

All three are started alike, in a folder of their own, so that tests and measurements compare like with like. The
process leads its own group: killing the group is killing the gateway as a power cut would.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, Self

type Kind = Literal["gatepost", "add-on", "bare"]

ROOT = Path(__file__).parent.parent
_BIN = Path(sys.executable).parent
_START_SECONDS = 180


class NotStarted(Exception):
    """The gateway ended, or never listened; the message ends with its log."""


class _Place(NamedTuple):
    folder: Path
    proxy: str
    metrics: str
    console: str
    policy: Path


@dataclass(slots=True, kw_only=True)
class Gateway:
    process: subprocess.Popen
    proxy: str  # HOST:PORT
    metrics: str
    folder: Path  # var, log and certificates are in here

    @property
    def url(self) -> str:
        return f"http://{self.proxy}"

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def log(self) -> str:
        return (self.folder / "gateway.log").read_text(errors="replace")

    @property
    def ca(self) -> Path:
        """What a client must trust."""
        names = ("gatepost-root.pem", "mitmproxy-ca-cert.pem")
        return next(file for name in names for file in sorted(self.folder.rglob(name)))

    @classmethod
    def start(
        cls,
        folder: Path,
        *,
        origin: str,
        origin_ca: Path,
        kind: Kind = "gatepost",
        policy: Path = ROOT / "policy",
        console: str = "off",
        run: Sequence[str] = (),
        options: Sequence[str] = (),
    ) -> Self:
        """`console` is where it is served, HOST:PORT; `run` are more arguments of `gatepost run` itself, `options` those of mitmproxy (`--set` and the like)."""
        folder.mkdir(parents=True, exist_ok=True)
        proxy, metrics = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
        through = ["-s", str(ROOT / "demo/redirect.py"), "--set", f"ssl_verify_upstream_trusted_ca={origin_ca}"]
        command = [*_COMMANDS[kind](_Place(folder, proxy, metrics, console, policy)), *run]
        if kind == "gatepost":
            command.append("--")
        with (folder / "gateway.log").open("ab") as log:
            process = subprocess.Popen(
                [*command, *through, *options],
                cwd=ROOT,
                env=os.environ | {"GATEPOST_DEMO_ORIGIN": origin, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        gateway = cls(process=process, proxy=proxy, metrics=metrics, folder=folder)
        gateway.wait_until_ready(wait_for_metrics=kind != "bare")
        return gateway

    def wait_until_ready(self, *, wait_for_metrics: bool) -> None:
        deadline = time.monotonic() + _START_SECONDS
        for address in [self.proxy, self.metrics] if wait_for_metrics else [self.proxy]:
            while not listens(address):
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.kill()
                    raise NotStarted(f"the gateway did not start (exit code {self.process.returncode}):\n{self.log}")
                time.sleep(0.05)

    def stop(self) -> int:
        """As systemd would: SIGTERM, and patience while it drains."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(30)
        finally:
            self.kill()

    def kill(self) -> None:
        """SIGKILL to every process of the gateway at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)

    def scrape(self) -> str:
        """The metrics as Prometheus would read them."""
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
            f"http://{self.metrics}/metrics", timeout=10
        ) as answer:
            return str(answer.read(), "utf-8")


def _gatepost(place: _Place) -> list[str]:
    listen = ["--listen", place.proxy, "--metrics", place.metrics, "--console", place.console]
    return [str(_BIN / "gatepost"), "run", "--policy", str(place.policy), *listen, "--var", str(place.folder / "var")]


def _bare(place: _Place) -> list[str]:
    host, _, port = place.proxy.rpartition(":")
    quiet = ["--set", "flow_detail=0", "--set", f"confdir={place.folder / 'confdir'}"]
    return [str(_BIN / "mitmdump"), *quiet, "--listen-host", host, "--listen-port", port]


def _add_on(place: _Place) -> list[str]:
    ours = {"policy": place.policy, "var": place.folder / "var", "metrics": place.metrics}
    settings = [part for name, value in ours.items() for part in ("--set", f"gatepost_{name}={value}")]
    return [*_bare(place), "-s", str(ROOT / "addons/gate.py"), *settings]


_COMMANDS = {"gatepost": _gatepost, "add-on": _add_on, "bare": _bare}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def listens(address: str) -> bool:
    host, _, port = address.rpartition(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return True
