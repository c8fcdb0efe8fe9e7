"""`gatepost run`: the gateway, from nothing to listening, in one command."""

import argparse
import contextlib
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

from gatepost import metrics
from gatepost.cli.addresses import address_of
from gatepost.cli.places import default_policy
from gatepost.cli.publishing import Publishing, keep_publishing
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.folder import read_folder
from gatepost.model import PolicyId
from gatepost.pipeline import Definitions, load_definitions
from gatepost.proxy.authority import ensure_authority
from gatepost.proxy.companion import Companion
from gatepost.proxy.keys import load_keys
from gatepost.proxy.listeners import is_loopback, open_listener
from gatepost.proxy.loading import load_people
from gatepost.proxy.master import WorkerSettings, log_to_stderr
from gatepost.proxy.nightly import Night, keep_to_retention
from gatepost.proxy.status import read_status
from gatepost.proxy.supervisor import CannotStart, Supervisor
from gatepost.state import state_name
from gatepost.store.recorder import run_recorder

_OFF = "off"
DESCRIPTION = """\
Start the gateway: workers that carry the traffic, the recorder that keeps the event log, metrics, and the web console.

At the first start it makes its keys and its certificate authority in the var folder and prints how to point a browser
at it. What follows `--` are mitmproxy's own `-s FILE` and `--set OPTION=VALUE`.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "run", help="run the gateway", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--policy", type=Path, default=default_policy(), metavar="DIR", help="the policy folder (default: %(default)s)"
    )
    parser.add_argument(
        "--listen", default="127.0.0.1:8080", metavar="HOST:PORT", help="where the proxy listens (default: %(default)s)"
    )
    parser.add_argument(
        "--mode",
        default="regular",
        help="regular, transparent, or upstream:http://HOST:PORT to send everything on through another proxy (default: %(default)s)",
    )
    parser.add_argument(
        "--metrics",
        default="127.0.0.1:9108",
        metavar="HOST:PORT",
        help="where Prometheus scrapes (default: %(default)s)",
    )
    parser.add_argument(
        "--console",
        default="127.0.0.1:8090",
        metavar="HOST:PORT",
        help="where the web console is served, or `off` where another machine has it (default: %(default)s)",
    )
    parser.add_argument(
        "--var", type=Path, default=Path("var"), metavar="DIR", help="journals, keys and state (default: %(default)s)"
    )
    parser.add_argument(
        "--state",
        default="sqlite://",
        metavar="URL",
        help="where usage and coaching are remembered: sqlite://, or rediss://, valkeys:// for a fleet (default: SQLite in var)",
    )
    parser.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the event log is indexed (default: SQLite in var)"
    )
    parser.add_argument(
        "--workers", type=_count, default=1, metavar="N", help="processes that carry traffic (default: %(default)s)"
    )
    parser.add_argument(
        "--enrolled",
        type=Path,
        metavar="DIR",
        help="what is enrolled: symbols ... (default: enrolled in the var folder)",
    )
    parser.add_argument(
        "--readers",
        type=_count,
        default=len(os.sched_getaffinity(0)),
        metavar="N",
        help="processes that read files at a time, shared by the workers, at least one for each (default: one a core)",
    )
    parser.add_argument(
        "mitmproxy", nargs=argparse.REMAINDER, metavar="-- MITMPROXY-OPTIONS", help="-s FILE, --set OPTION=VALUE"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Start everything, watch it until a signal, stop it in order."""
    log_to_stderr()
    scripts, set_options = _mitmproxy_options(options.mitmproxy)
    (host, port), metrics_address = address_of(options.listen), address_of(options.metrics)
    console = None if options.console == _OFF else address_of(options.console)
    told = load_definitions(read_folder(options.policy))
    load_people(options.policy, told.identity)
    state_name(options.state, options.var)  # what is wrong with it is said once, and not by every worker
    if not is_loopback(host) and not told.identity.guarded:
        raise GatepostError(open_listener(host))
    options.var.mkdir(mode=0o700, parents=True, exist_ok=True)
    load_keys(options.var / "keys")
    authority = ensure_authority(options.var / "ca", told.platforms.domains(), SystemClock().now())
    metrics.share_through(options.var / "metrics")
    scrape = _serve_metrics(*metrics_address)
    port = port or _free_port(host)
    settings = WorkerSettings(
        mode=options.mode,
        host=host,
        port=port,
        scripts=scripts,
        set_options=(f"confdir={options.var / 'ca'}", *set_options),
        values={
            "gatepost_policy": str(options.policy),
            "gatepost_var": str(options.var),
            "gatepost_state": options.state,
            "gatepost_node": socket.gethostname(),
            "gatepost_enrolled": str(options.enrolled or options.var / "enrolled"),
            "gatepost_readers": max(1, options.readers // options.workers),
        },
    )
    beside: list[Companion] = []
    supervisor = Supervisor(settings, options.workers, look=lambda: _look(options.var, beside))
    try:
        supervisor.start()
    except CannotStart:
        supervisor.stop()
        raise
    _tell_policy(options.var)
    print(_welcome(told, authority.root_certificate, options.var, f"{host}:{port}", scrape), flush=True)
    if console:
        beside.append(_console(console, options))
    try:
        return _watch(supervisor, options, ZoneInfo(told.policy.calendar.time_zone))
    finally:
        for companion in beside:
            companion.stop()


def _look(var: Path, beside: list[Companion]) -> None:
    """What is kept up to date beside the workers, every second."""
    _tell_policy(var)
    for companion in beside:
        companion.look()


def _console(address: tuple[str, int], options: argparse.Namespace) -> Companion:
    """The console in a process of its own: nothing that people do there is in the way of the traffic."""
    host, port = address
    settings = {"host": host, "port": port, "var": str(options.var), "store": options.store}
    return Companion("console", (sys.executable, "-m", "gatepost.console"), json.dumps(settings))


def _serve_metrics(host: str, port: int) -> str:
    """Where they are served, as HOST:PORT."""
    try:
        return f"{host}:{metrics.serve(host, port)}"
    except OSError as error:
        message = f"metrics cannot be served on {host}:{port}: {error.strerror}; name another address with --metrics"
        raise GatepostError(message) from error


def _tell_policy(var: Path) -> None:
    """The supervisor exports which policy the workers decide by."""
    newest = max(read_status(var), key=lambda status: status.loaded_at, default=None)
    if newest:
        metrics.policy_loaded(PolicyId(version=newest.version, digest=newest.digest), newest.loaded_at)


def _watch(supervisor: Supervisor, options: argparse.Namespace, zone: ZoneInfo) -> int:
    stop = threading.Event()
    night = Night(policy=options.policy, var=options.var, node=socket.gethostname(), zone=zone)
    recorder = threading.Thread(
        target=run_recorder, args=(options.store, options.var, stop, metrics.store_lag), name="recorder"
    )
    # A purge takes minutes, may be ended at any moment and goes on the next time: nobody waits for it.
    retention = threading.Thread(
        target=keep_to_retention, args=(night, SystemClock(), stop), name="retention", daemon=True
    )
    publishing = threading.Thread(
        target=keep_publishing,
        args=(Publishing(policy=options.policy, var=options.var, store=options.store, zone=zone), SystemClock(), stop),
        name="figures",
    )
    for thread in (recorder, retention, publishing):
        thread.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: supervisor.wake())
    signal.signal(signal.SIGHUP, lambda *_: supervisor.reload())
    try:
        supervisor.run()
    finally:
        supervisor.stop()
        stop.set()
        recorder.join()
        publishing.join()
    return 0


def _welcome(told: Definitions, root: Path, var: Path, proxy: str, scrape: str) -> str:
    """What a newcomer needs to point a browser at it."""
    policy = told.policy
    unannounced = "\n  ! notice_given is not set: people must be told of the monitoring before they are recorded"
    return f"""\
Gatepost is running: policy {policy.id.version}, {len(policy.rules)} rules, {len(told.platforms.specs)} platforms, mode {policy.mode}.{"" if policy.notice_given else unannounced}

  Proxy      {proxy}   (set it as HTTP and HTTPS proxy, or use the file that `gatepost pac` prints)
  CA         {root}   (trust it in the browser; it can sign for the listed platforms only)
  Metrics    http://{scrape}/metrics
  Event log  gatepost events list --var {var}

  Try it:    curl --proxy http://{proxy} --cacert {root} \\
               -H 'content-type: application/json' -d '{{"text": "PROTECTED B: survey tables"}}' https://api.x.com/2/tweets

Ctrl-C stops it."""


def _mitmproxy_options(words: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What follows `--`: scripts and options of mitmproxy's own."""
    parser = argparse.ArgumentParser(prog="gatepost run ... --", add_help=False)
    parser.add_argument("-s", "--scripts", action="append", default=[])
    parser.add_argument("--set", action="append", default=[], dest="set_options")
    given = parser.parse_args(words[1:] if words[:1] == ["--"] else words)
    return tuple(str(Path(script).resolve()) for script in given.scripts), tuple(given.set_options)


def _free_port(host: str) -> int:
    """A port for all workers to share, where the caller does not care which (`:0`)."""
    with contextlib.closing(socket.create_server((host, 0))) as server:
        return int(server.getsockname()[1])


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError("from 1 to 256")
    return number
