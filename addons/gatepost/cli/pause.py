"""`gatepost pause`: the brake. In force on every worker within seconds, ends by itself, and is on record."""

import argparse
import re
from datetime import timedelta
from pathlib import Path
from typing import Literal

from gatepost.cli.places import VAR, default_policy
from gatepost.cli.recording import record_as_command
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.pauses import ALL, Pause, read_pauses, write_pauses

DESCRIPTION = """\
Let a rule, a platform or everything only be recorded for a while: nothing is refused by it.

`all` goes further: TLS is not even opened. A pause is in force on every worker within seconds, ends by itself, and is an
event in the log.

  gatepost pause rule ownership --for 2h --reason "false positives on the census hashtag"
  gatepost pause platform linkedin --for 30m --reason "their client changed"
  gatepost pause all --for 1h --reason "incident 4711"
"""
LONGEST = timedelta(days=7)
_DURATION = re.compile(r"([0-9]{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "pause", help="the brake", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scope", choices=("rule", "platform", ALL))
    parser.add_argument("name", nargs="?", default="", metavar="ID|NAME", help="the rule's id or the platform's name")
    parser.add_argument(
        "--for",
        dest="duration",
        type=duration,
        required=True,
        metavar="2h",
        help="how long, such as 30m, 2h or 1d (at most 7d)",
    )
    parser.add_argument("--reason", required=True, metavar="TEXT", help="why; it goes on record")
    parser.add_argument(
        "--policy",
        type=Path,
        default=default_policy(),
        metavar="DIR",
        help="the policy folder, which knows the rules and platforms (default: %(default)s)",
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    now = SystemClock().now()
    if bool(options.name) is (options.scope == ALL):
        raise GatepostError("say which rule or platform, and nothing after `all`")
    _require_known(options.scope, options.name, options.policy)
    pause = Pause(scope=options.scope, name=options.name, until=now + options.duration, reason=options.reason)
    others = tuple(
        other for other in read_pauses(options.var, now) if (other.scope, other.name) != (pause.scope, pause.name)
    )
    record_change(options.var, "paused", pause)
    write_pauses(options.var, (*others, pause))
    print(f"{pause.scope} {pause.name}".strip() + f" is paused until {pause.until:%Y-%m-%d %H:%M} UTC")
    return 0


def _require_known(scope: str, name: str, policy: Path) -> None:
    """A brake that is pulled for a misspelt rule would stop nothing, and nobody would know."""
    if scope == ALL:
        return
    gate = load_definitions(read_folder(policy))
    known = sorted(gate.platforms.specs) if scope == "platform" else sorted(rule.id for rule in gate.policy.rules)
    if name not in known:
        raise GatepostError(f"{policy} has no {scope} {name!r}; write one of {', '.join(known)}")


def record_change(var: Path, change: Literal["paused", "resumed"], pause: Pause) -> None:
    """On record before it takes effect."""
    record_as_command(
        var, change, scope=pause.scope, name=pause.name, until=pause.until.isoformat(), reason=pause.reason
    )


def duration(text: str) -> timedelta:
    """`30m`, `2h`, `1d`."""
    match = _DURATION.fullmatch(text)
    length = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta()
    if not timedelta() < length <= LONGEST:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time such as 30m, 2h or 1d, at most 7d")
    return length
