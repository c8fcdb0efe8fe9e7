"""`gatepost diff`: the same input under two policies: what would change."""

import argparse
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from gatepost.cli.at_hand import AtHand, at_hand
from gatepost.cli.explain import Explained, explain_file
from gatepost.cli.places import ENROLLED
from gatepost.clock import SystemClock
from gatepost.folder import read_folder

DESCRIPTION = """\
Decide the same cases and captures under two policies and print what would change. Exit 1 when anything does.

Try a changed policy on yesterday's capture before it is put in force:  gatepost diff policy new-policy capture.mitm
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "diff",
        help="the same input under two policies",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--enrolled", type=Path, default=ENROLLED, metavar="DIR", help="what is enrolled (default: %(default)s)"
    )
    parser.add_argument("old", type=Path, metavar="OLD", help="the policy folder in force")
    parser.add_argument("new", type=Path, metavar="NEW", help="the policy folder to compare with it")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="cases and captures, as for `gatepost explain`"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    now = SystemClock().now()
    total = changed = 0
    with (
        at_hand(read_folder(options.old), options.enrolled) as old,
        at_hand(read_folder(options.new), options.enrolled) as new,
    ):
        for path in options.files:
            for before, after in _both(path, old, new, now):
                total += 1
                if _outcome(before) != _outcome(after):
                    changed += 1
                    name = before.id if before else after.id if after else ""
                    print(f"{path}: {name}: {_outcome(before)} -> {_outcome(after)}")
    print(f"{changed} of {total} would change")
    return 1 if changed else 0


def _both(path: Path, old: AtHand, new: AtHand, now: datetime) -> Iterator[tuple[Explained | None, Explained | None]]:
    """Each input decided by both; None where a policy's platform definitions do not know the request."""
    before = {explained.id: explained for explained in explain_file(path, old, now)}
    after = {explained.id: explained for explained in explain_file(path, new, now)}
    for name in dict.fromkeys([*before, *after]):
        yield before.get(name), after.get(name)


def _outcome(explained: Explained | None) -> str:
    if explained is None:
        return "not inspected"
    decision = explained.judged.decision
    return f"{decision.action} ({decision.strongest.rule})" if decision.strongest else str(decision.action)
