"""`gatepost resume`: end a pause before it ends by itself."""

import argparse
import sys
from pathlib import Path

from gatepost.cli.pause import record_change
from gatepost.cli.places import VAR
from gatepost.clock import SystemClock
from gatepost.proxy.pauses import ALL, read_pauses, write_pauses


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "resume",
        help="end a pause early",
        description="End a pause before it ends by itself. Exit 1 when there is none.",
    )
    parser.add_argument("scope", choices=("rule", "platform", ALL))
    parser.add_argument("name", nargs="?", default="", metavar="ID|NAME", help="the rule's id or the platform's name")
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    pauses = read_pauses(options.var, SystemClock().now())
    ended = [pause for pause in pauses if (pause.scope, pause.name) == (options.scope, options.name)]
    if not ended:
        print(f"{options.scope} {options.name}".strip() + " is not paused", file=sys.stderr)
        return 1
    record_change(options.var, "resumed", ended[0])
    write_pauses(options.var, [pause for pause in pauses if pause not in ended])
    print(f"{options.scope} {options.name}".strip() + " is in force again")
    return 0
