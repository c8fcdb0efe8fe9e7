"""The settings of a process -> the console, listening, until it is told to stop.

People's passwords go through it, so it listens for others than this machine only where `console.yaml` says the https
address under which a reverse proxy is in front.
"""

import ipaddress
import os
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from gatepost.clock import SystemClock
from gatepost.console import invitations
from gatepost.console.access import AccessLog
from gatepost.console.app import create_app
from gatepost.console.config import FILE, Config, read_config
from gatepost.console.database import open_database
from gatepost.console.visit import Console
from gatepost.errors import GatepostError

VENDOR = Path(__file__).parent / "static/vendor"
_MOST_AT_ONCE = 200
_DRAIN_SECONDS = 5


def serve(host: str, port: int, *, var: Path, store: str, tell: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT. `tell` is given what the person who started it must know."""
    config = read_config(var)
    _refuse_open_listener(host, config)
    clock = SystemClock()
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    console = Console(
        var=var, store=store, config=config, db=open_database(store, var), clock=clock, access=AccessLog(var, clock)
    )
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(console),
            host=host,
            port=port,
            access_log=False,  # addresses hold numbers of incidents, and links that let somebody in
            log_config=None,
            server_header=False,
            proxy_headers=bool(config.proxies),
            forwarded_allow_ips=list(config.proxies),
            limit_concurrency=_MOST_AT_ONCE,
            timeout_graceful_shutdown=_DRAIN_SECONDS,
        )
    )
    tell(_welcome(config.url or f"http://{host}:{port}", invitations.invite_first(console.db, clock.now())))
    try:
        server.run()
    finally:
        console.access.close()
        console.db.dispose()


def end_with(alive: int) -> None:
    """End this process when whoever holds the other end of the pipe is gone."""

    def wait() -> None:
        os.read(alive, 1)
        os.kill(os.getpid(), 15)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


def _refuse_open_listener(host: str, config: Config) -> None:
    try:
        inside = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        inside = host == "localhost"
    if not inside and not config.url:
        raise GatepostError(
            f"refusing to serve the console on {host or 'all addresses'} without encryption: put a reverse proxy with "
            f"https in front, and say its address in {FILE} (`url: https://...`); or listen on 127.0.0.1"
        )


def _welcome(url: str, first: str) -> str:
    lines = [f"  Console    {url}"]
    if first:
        lines += ["             set up its first administrator here, once:", f"             {url}/invitation/{first}"]
    if not (VENDOR / "htmx.min.js").exists():
        lines.append(
            "             its pages do not renew themselves: `make setup` brings what they load (it needs npm)"
        )
    return "\n".join(lines)
