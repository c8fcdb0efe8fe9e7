"""`gatepost status`: one screen: policy and its age, what is paused, workers, journal, certificates."""

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gatepost.cli.places import VAR
from gatepost.clock import SystemClock
from gatepost.proxy.health import look


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "status",
        help="how the gateway is",
        description="One screen about a running gateway. Exit 1 when something needs looking at.",
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the event log is indexed (default: SQLite in var)"
    )
    parser.add_argument("--json", action="store_true", help="the same as one JSON object")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    now = SystemClock().now()
    found = look(options.var, now, options.store)
    print(json.dumps(found, default=str) if options.json else as_text(found))
    return 1 if found["needs_attention"] else 0


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
        f"Retention     applied {retention['applied_at']:%Y-%m-%d %H:%M} UTC, {retention['payloads']} payloads removed"
        if (retention := found["retention"])
        else "Retention     not applied yet",
        f"Figures       published to the week of {week}"
        if (week := found["figures"]["published"])
        else "Figures       none published yet",
        f"Certificates  until {found['certificate_expires']:%Y-%m-%d}"
        if found["certificate_expires"]
        else "Certificates  none yet",
        *(f"! {problem}" for problem in found["needs_attention"]),
    ]
    return "\n".join(lines)
