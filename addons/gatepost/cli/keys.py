"""`gatepost keys`: the keys of pseudonyms and their end, and the keys of the people who may reveal or see evidence."""

import argparse
import getpass
import os
import sys
from pathlib import Path

from nacl.public import PrivateKey

from gatepost.cli.places import VAR, default_policy
from gatepost.cli.recording import record_as_command
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.events.disk import write_whole
from gatepost.events.holds import read_holds
from gatepost.events.periods import is_period, period_at
from gatepost.evidence.vault import reviewers_in
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.naming import revealers_in
from gatepost.proxy.periods import destroy_period, known_periods
from gatepost.sealing.private import locked
from gatepost.sealing.readers import person_named, public_text, read_public

_FOLDERS = {"reveal": revealers_in, "evidence": reviewers_in}
_DESCRIPTION = """\
The keys of pseudonyms, one a period, and the public keys of people to whom the gate seals what it cannot read back.

  gatepost keys new rose                       at her own machine: rose.key, which only she has, and rose.pub
  gatepost keys admit rose.pub --for evidence  on the gateway
  gatepost keys list
  gatepost keys destroy 2026-07-03             the pseudonyms of that period are nobody's from then on"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "keys", help="keys", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(run=lambda args: _ACTIONS[args.keys_command](args))
    commands = parser.add_subparsers(metavar="ACTION", dest="keys_command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: var)")

    commands.add_parser("list", parents=[common], help="the periods, and to whom what is sealed")

    new = commands.add_parser("new", help="a pair of keys, the private one locked by a passphrase")
    new.add_argument("person", metavar="NAME", help="whose it is; also the name of the files, made in this folder")

    admit = commands.add_parser("admit", parents=[common], help="seal to a person from now on")
    admit.add_argument("file", type=Path, metavar="NAME.pub")
    admit.add_argument("--for", dest="purpose", choices=_FOLDERS, required=True, help="what they may open")

    destroy = commands.add_parser("destroy", parents=[common], help="end a period's key and all names sealed with it")
    destroy.add_argument("period", metavar="PERIOD", help="its first day, as `gatepost keys list` shows it")
    destroy.add_argument("--policy", type=Path, default=default_policy(), metavar="DIR", help="default: %(default)s")


def _list(args: argparse.Namespace) -> int:
    for period in known_periods(args.var / "keys"):
        print(f"pseudonyms  {period}")
    for purpose, folder_in in _FOLDERS.items():
        for path in sorted(folder_in(args.var).glob("*.pub")):
            print(f"{purpose:10}  {path.stem}  {read_public(path).mark}")
    return 0


def _new(args: argparse.Namespace) -> int:
    private, public = (Path(f"{_person(args.person)}.{kind}") for kind in ("key", "pub"))
    if private.exists() or public.exists():
        raise GatepostError(f"{private} or {public} is there already, and a key that is lost opens nothing any more")
    key = PrivateKey.generate()
    try:
        write_whole(private, locked(key, _new_passphrase()))
    except ValueError as error:
        raise GatepostError(str(error)) from error
    write_whole(public, public_text(key.public_key).encode("ascii"), mode=0o644)
    print(f"{private} stays with its owner; {public} goes to the gateway: gatepost keys admit {public} --for evidence")
    return 0


def _admit(args: argparse.Namespace) -> int:
    reader = read_public(args.file)
    folder = _FOLDERS[args.purpose](args.var)
    place = folder / f"{_person(args.file.stem)}.pub"
    if place.exists():
        raise GatepostError(f"{place} is there already: remove it first if {reader.name} has a new key")
    record_as_command(args.var, "reader-added", purpose=args.purpose, reader=reader.name, key=reader.mark)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(place, public_text(reader.key).encode("ascii"), mode=0o644)
    return 0


def _destroy(args: argparse.Namespace) -> int:
    length = load_definitions(read_folder(args.policy)).policy.retention.pseudonyms
    if not is_period(args.period) or args.period >= period_at(SystemClock().now(), length):
        raise GatepostError(f"{args.period} is no period that is over: `gatepost keys list` shows them")
    if holds := read_holds(args.var):
        raise GatepostError(f"{len(holds)} holds are in force (`gatepost events holds`), so no key is destroyed")
    if args.period not in known_periods(args.var / "keys"):
        print(f"There is no key of {args.period}.", file=sys.stderr)
        return 1
    record_as_command(args.var, "key-destroyed", period=args.period)
    destroy_period(args.var, args.period)
    print(f"The pseudonyms of {args.period} are nobody's from now on. Destroy the copies in your backups too.")
    return 0


def _person(name: str) -> str:
    try:
        return person_named(name)
    except ValueError as error:
        raise GatepostError(str(error)) from error


def _new_passphrase() -> str:
    """Asked twice at a terminal; one line where there is none, as for programs."""
    if not os.isatty(sys.stdin.fileno()):
        return sys.stdin.readline().rstrip("\n")
    first, second = getpass.getpass("Passphrase: "), getpass.getpass("The same again: ")
    if first != second:
        raise GatepostError("the two are not the same")
    return first


_ACTIONS = {"list": _list, "new": _new, "admit": _admit, "destroy": _destroy}
