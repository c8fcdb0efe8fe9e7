"""`gatepost status`: one screen: policy and its age, what is paused, workers, journal, certificates."""

import argparse
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from gatepost.cli.places import VAR
from gatepost.clock import SystemClock
from gatepost.events.files import chains
from gatepost.events.store import Store, journals_in, store_in
from gatepost.proxy.authority import present_authority
from gatepost.proxy.pauses import Pause, read_pauses
from gatepost.proxy.status import WorkerStatus, read_status

SILENT = timedelta(seconds=5)  # workers tell their status every second


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "status",
        help="how the gateway is",
        description="One screen about a running gateway. Exit 1 when something needs looking at.",
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="the same as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    now = SystemClock().now()
    found = look(options.var, now)
    print(json.dumps(found, default=str) if options.json else as_text(found))
    return 1 if found["needs_attention"] else 0


def look(var: Path, now: datetime) -> dict[str, object]:
    """What is known of a gateway from its var folder."""
    workers, pauses = read_status(var), read_pauses(var, now)
    running = [worker for worker in workers if now - worker.at < SILENT]
    newest = max(workers, key=lambda worker: worker.loaded_at, default=None)
    authority = present_authority(var / "ca")
    expires = authority.expires if authority else None
    found: dict[str, object] = {
        "mode": newest.mode if newest else None,
        "policy": {"version": newest.version, "digest": newest.digest, "loaded_at": newest.loaded_at}
        if newest
        else None,
        "pauses": [_pause(pause) for pause in pauses],
        "state": newest.state if newest else None,
        "workers": [_worker(worker, now) for worker in workers],
        "journal": _journal(var),
        "certificate_expires": expires,
    }
    attention = []
    if not running:
        attention.append("no worker is running")
    if len({worker.digest for worker in running}) > 1:
        attention.append("the workers do not have the same policy")
    if any(not worker.state_works for worker in running):
        attention.append("the state does not work: posts are answered as the policy's on_fault says")
    if expires and expires - now < timedelta(days=30):
        attention.append("the interception certificate ends within 30 days")
    return found | {"needs_attention": attention}


def _journal(var: Path) -> dict[str, object]:
    """How much there is, from the sizes alone: a year of journals is not read for a screen."""
    sizes = [path.stat().st_size for paths in chains(journals_in(var)).values() for path in paths]
    return {"files": len(sizes), "bytes": sum(sizes), "not_in_store": _lag(var)}


def _lag(var: Path) -> int | None:
    path = store_in(var)
    if not path.exists():
        return None
    with Store(path) as store:
        return store.lag(journals_in(var))


def _pause(pause: Pause) -> dict[str, object]:
    return {"scope": pause.scope, "name": pause.name, "until": pause.until, "reason": pause.reason}


def _worker(worker: WorkerStatus, now: datetime) -> dict[str, object]:
    return {"worker": worker.worker, "pid": worker.pid, "seen": worker.at, "running": now - worker.at < SILENT}


def as_text(found: Mapping[str, Any]) -> str:
    """The same for a person at a terminal."""
    policy, journal = found["policy"], found["journal"]
    lines = [
        f"Mode          {found['mode'] or 'unknown: no worker has ever run here'}",
        f"Policy        {policy['version']} ({policy['digest'][:12]}), loaded {policy['loaded_at']:%Y-%m-%d %H:%M} UTC"
        if policy
        else "Policy        none",
        *(
            f"PAUSED        {f'{pause["scope"]} {pause["name"]}'.strip()} until {pause['until']:%Y-%m-%d %H:%M} UTC: {pause['reason']}"
            for pause in found["pauses"]
        ),
        *(
            f"Worker {worker['worker']:<6} {'running' if worker['running'] else 'not running'}, process {worker['pid']}"
            for worker in found["workers"]
        ),
        f"State         {found['state'] or 'none'}",
        f"Journal       {journal['files']} file{'' if journal['files'] == 1 else 's'}, {journal['bytes'] / 2**20:.1f} MiB"
        + (f"; {journal['not_in_store']} records not in the store yet" if journal["not_in_store"] else ""),
        f"Certificates  until {found['certificate_expires']:%Y-%m-%d}"
        if found["certificate_expires"]
        else "Certificates  none yet",
        *(f"! {problem}" for problem in found["needs_attention"]),
    ]
    return "\n".join(lines)
