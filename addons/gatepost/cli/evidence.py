"""`gatepost evidence`: what was sealed of an incident, and opening it with a reviewer's own key."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from gatepost.cli.incident import incident_id
from gatepost.cli.places import VAR
from gatepost.cli.recording import record_access
from gatepost.errors import GatepostError
from gatepost.evidence.vault import evidence_in, kept, opened
from gatepost.sealing.private import LONGEST_FILE, unlocked
from gatepost.sealing.readers import mark_of

_DESCRIPTION = """\
The parts of an incident that were sealed for reviewers. Opening takes a reviewer's private key and its passphrase, is on
record before it happens, and writes to standard output alone: nothing that was opened is put on a disk.

  gatepost evidence list 7Q3F-K2MM
  gatepost evidence open 7Q3F-K2MM --key rose.key --reason "review" | display"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "evidence", help="evidence", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(run=lambda args: _ACTIONS[args.evidence_command](args))
    commands = parser.add_subparsers(metavar="ACTION", dest="evidence_command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: var)")
    common.add_argument("number", metavar="NUMBER", help="the incident, such as 7Q3F-K2MM")

    commands.add_parser("list", parents=[common], help="how many parts were sealed, and how large they are")
    opening = commands.add_parser("open", parents=[common], help="one part as it was sent, to standard output")
    opening.add_argument("--part", type=int, default=1, metavar="N", help="which one (default: 1)")
    opening.add_argument("--key", type=Path, required=True, metavar="FILE", help="your private key")
    opening.add_argument("--reason", required=True, metavar="TEXT", help="why; it goes on record")


def _list(args: argparse.Namespace) -> int:
    found = kept(evidence_in(args.var), incident_id(args.var, args.number))
    for number, path in enumerate(found, start=1):
        print(f"{number}  {path.stat().st_size} bytes sealed")
    if not found:
        print("Nothing was sealed of this incident, or its time is over.", file=sys.stderr)
    return 0 if found else 1


def _open(args: argparse.Namespace) -> int:
    event = incident_id(args.var, args.number)
    found = kept(evidence_in(args.var), event)
    if not 1 <= args.part <= len(found):
        raise GatepostError(f"there are {len(found)} parts of this incident")
    if os.isatty(sys.stdout.fileno()):
        raise GatepostError("this would fill the terminal: give it to a viewer, such as `| display`")
    with args.key.open("rb") as file:
        key = unlocked(file.read(LONGEST_FILE + 1), _passphrase())
    record_access(args.var, "evidence-opened", event, part=args.part, key=mark_of(key.public_key), reason=args.reason)
    sys.stdout.buffer.write(opened(found[args.part - 1], key).content)
    return 0


def _passphrase() -> str:
    """Asked at a terminal; one line of standard input where there is none."""
    if os.isatty(sys.stdin.fileno()):
        return getpass.getpass("Passphrase: ")
    return sys.stdin.readline().rstrip("\n")


_ACTIONS = {"list": _list, "open": _open}
