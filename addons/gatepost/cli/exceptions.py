"""`gatepost exceptions`: what reviewers approved in the console, and taking it over into the policy folder."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from gatepost.cli.check import check_folder, told
from gatepost.cli.places import VAR, default_policy
from gatepost.cli.recording import record_as_command
from gatepost.clock import SystemClock
from gatepost.console.translation import ZONE
from gatepost.errors import GatepostError
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.policy.document import Policy
from gatepost.policy.exceptions import FILE
from gatepost.store import exceptions
from gatepost.store.exceptions import Allowance
from gatepost.store.handing_over import last_day, name_of, written
from gatepost.store.migrating import prepare
from gatepost.store.opening import is_made, open_engine, said_briefly, store_name, writing

DESCRIPTION = """\
What reviewers approved in the console: `list` says what is in force and what waits, `write` takes it over.

`write` puts what is in force into exceptions.yaml of the policy folder; exceptions that were written there by hand stay. The
folder is checked with it first, examples included, and nothing is written that makes it worse. Running gateways
reload it by themselves within seconds.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "exceptions",
        help="what reviewers excepted, for the policy",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("do", choices=("list", "write"), help="show them, or write them into the policy folder")
    parser.add_argument(
        "--policy", type=Path, default=default_policy(), metavar="DIR", help="the policy folder (default: %(default)s)"
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's var folder (default: %(default)s)"
    )
    parser.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the console keeps them (default: SQLite in var)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    try:
        with _store(options) as db:
            now = SystemClock().now()
            exceptions.forget_over(db, now)
            approved, waiting = exceptions.in_force(db, now), exceptions.waiting(db)
    except SQLAlchemyError as error:
        name = store_name(options.store, options.var)
        raise GatepostError(f"gatepost exceptions: the store {name} cannot be used: {said_briefly(error)}") from error
    return _list(approved, waiting) if options.do == "list" else _write(approved, options)


@contextmanager
def _store(options: argparse.Namespace) -> Iterator[Connection]:
    if not is_made(options.store, options.var):
        name = store_name(options.store, options.var)
        raise GatepostError(f"there is no store {name}: name the gateway's folder with --var, or its --store")
    engine = prepare(open_engine(options.store, options.var))
    try:
        with writing(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def _list(approved: Sequence[Allowance], waiting: Sequence[Allowance]) -> int:
    """What was typed by people is the console's to show, and the policy's."""
    for one in approved:
        print(f"{name_of(one)}  {one.rule}  {one.kind}  until {last_day(one, ZONE)}  incident {one.event}")
    print(f"{len(approved)} in force, {len(waiting)} waiting for a second reviewer", file=sys.stderr)
    return 0


def _write(approved: Sequence[Allowance], options: argparse.Namespace) -> int:
    files = read_folder(options.policy)
    present = files.get(FILE, "")
    policy = load_definitions(files).policy
    known = [one for one in approved if _is_known(one, policy)]
    text = written(known, ZoneInfo(policy.calendar.time_zone), policy.longest_exception, present)
    if text == present or (not known and not present):
        print(f"{options.policy / FILE}: nothing to change")
        return 0
    if worse := _made_worse(options, text):
        print("\n".join([*worse, "nothing was written"]), file=sys.stderr)
        return 1
    record_as_command(options.var, "exceptions-written", exceptions=[name_of(one) for one in known])
    _put(options.policy / FILE, text)
    print(f"{options.policy / FILE}: {len(known)} from the console; running gateways reload it by themselves")
    return 0


def _is_known(allowance: Allowance, policy: Policy) -> bool:
    """Whether there still is its rule, and one that can have exceptions."""
    known = any(rule.id == allowance.rule and rule.because for rule in policy.rules)
    if not known:
        print(f"{name_of(allowance)} is left out: no rule {allowance.rule!r} looks at findings", file=sys.stderr)
    return known


def _made_worse(options: argparse.Namespace, text: str) -> list[str]:
    """What `gatepost check` says of the folder with the new file, and did not say before."""
    enrolled = options.var / "enrolled"
    mistakes, _ = check_folder(options.policy, enrolled, {FILE: text})
    before, _ = check_folder(options.policy, enrolled) if mistakes else ((), "")
    known = {str(mistake) for mistake in before}
    return [told(mistake, options.policy, "error") for mistake in mistakes if str(mistake) not in known]


def _put(path: Path, text: str) -> None:
    """In one step, so that no gateway reads half of it. The folder's readers ignore the draft's name."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
