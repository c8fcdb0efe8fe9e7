"""`gatepost events purge`, `hold`, `release` and `holds`: how long events are kept, and what stops that."""

import argparse
import getpass
import re
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from gatepost.cli.incident import incident_id
from gatepost.cli.places import default_policy
from gatepost.cli.recording import record_as_command
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.events.holds import SCOPES, Hold, add_hold, end_hold, read_holds
from gatepost.events.numbers import new_id
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.retention import apply_retention

_PSEUDONYM = re.compile(r"p-[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}")


def add_parser(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
    common: argparse.ArgumentParser,
    moment: Callable[[str], datetime],
) -> None:
    purge = commands.add_parser(
        "purge",
        parents=[common],
        help="remove what is kept for long enough",
        description="Takes the payloads out of the journals whose time is over, by the policy's `retention`. What goes is on"
        " record first, and the chains still verify. Exit code 1 when a hold of everything stops it.",
    )
    purge.add_argument(
        "--before", type=moment, metavar="TIME", help="only what happened before: a date, a time or an age"
    )
    purge.add_argument("--dry-run", action="store_true", help="only say what would go")
    purge.add_argument("--policy", type=Path, default=default_policy(), metavar="DIR", help="default: %(default)s")

    hold = commands.add_parser(
        "hold", parents=[common], help="keep an incident, a person's record or everything for now"
    )
    hold.add_argument("scope", choices=SCOPES)
    hold.add_argument(
        "of", nargs="?", default="", metavar="NUMBER|PSEUDONYM", help="which incident, or which person (p-...)"
    )
    hold.add_argument("--reason", required=True, metavar="TEXT", help="why; it goes on record")

    release = commands.add_parser("release", parents=[common], help="end a hold")
    release.add_argument("hold", metavar="ID", help="as `gatepost events holds` shows it")

    commands.add_parser("holds", parents=[common], help="the holds in force")


def run_purge(args: argparse.Namespace) -> int:
    times = load_definitions(read_folder(args.policy)).policy.retention
    purged = apply_retention(args.var, times, SystemClock(), before=args.before, dry_run=args.dry_run)
    if purged.all_held:
        print("Nothing is purged: everything is held (`gatepost events holds`).")
        return 1
    counts: Counter[tuple[str, str]] = Counter()
    for removal in purged.removals:
        counts.update({(kept_as, month): count for kept_as, month, count in removal.counts})
    for (kept_as, month), count in sorted(counts.items()):
        print(f"{kept_as:8} {month}  {count}")
    did = "would go" if args.dry_run else "removed"
    print(
        f"{counts.total()} payloads in {len(purged.removals)} files {did}; {purged.evidence} files of evidence removed"
    )
    return 0


def run_hold(args: argparse.Namespace) -> int:
    now = SystemClock().now()
    hold = Hold(id=new_id(now)[-8:], scope=args.scope, of=_of(args), reason=args.reason, by=getpass.getuser(), at=now)
    about = {"hold": hold.id, "scope": hold.scope, "of": hold.of, "reason": hold.reason}
    add_hold(args.var, hold, lambda: record_as_command(args.var, "held", **about))
    print(f"{hold.id}: held until `gatepost events release {hold.id}`")
    return 0


def run_release(args: argparse.Namespace) -> int:
    if end_hold(args.var, args.hold, lambda: record_as_command(args.var, "released", hold=args.hold)):
        return 0
    print(f"There is no hold {args.hold}.")
    return 1


def run_holds(args: argparse.Namespace) -> int:
    for hold in read_holds(args.var):
        print(f"{hold.id}  {hold.at:%Y-%m-%d}  {hold.scope} {hold.of}  {hold.by}: {hold.reason}")
    return 0


def _of(args: argparse.Namespace) -> str:
    """What is held, as retention knows it."""
    if args.scope == "incident":
        return incident_id(args.var, args.of)
    if bool(args.of) is (args.scope == "all") or (args.of and not _PSEUDONYM.fullmatch(args.of)):
        raise GatepostError("write `incident NUMBER`, `person PSEUDONYM` (such as p-7Q3F-K2MD-9XWA) or `all`")
    return str(args.of)


ACTIONS = {"purge": run_purge, "hold": run_hold, "release": run_release, "holds": run_holds}
