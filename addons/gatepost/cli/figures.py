"""`gatepost figures`: publish the figures of closed weeks for managers, and write what was published to a file."""

import argparse
import sys
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from gatepost.cli.places import VAR, default_policy
from gatepost.clock import SystemClock
from gatepost.console.pages.usage_file import COLUMNS, lines
from gatepost.disclosure.divisions import Divisions, tree
from gatepost.disclosure.weeks import weeks_of_month
from gatepost.errors import GatepostError
from gatepost.figures.publishing import Agency, publish_due
from gatepost.figures.reading import publication_of
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.authentication import People
from gatepost.proxy.keys import secret
from gatepost.proxy.loading import load_people
from gatepost.store.index import LONGEST
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading, said_briefly, store_name
from gatepost.store.rows import storable

_DESCRIPTION = """\
Figures of whole divisions for managers: of closed weeks, rounded, withheld where a group is too small, published once.
`gatepost run` publishes them by itself, on the Wednesday after each week.

  gatepost figures publish
  gatepost figures export --month 2026-10 > october.csv"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "figures", help="figures", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.set_defaults(run=run)
    commands = parser.add_subparsers(metavar="ACTION", dest="figures_command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--var", type=Path, default=VAR, metavar="DIR", help="the gateway's folder (default: var)")
    common.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the gateway keeps the index (default: SQLite in var)"
    )

    publishing = commands.add_parser(
        "publish",
        parents=[common],
        help="publish every week that is closed, whole and not published yet",
        description="Takes the journals in, and publishes the weeks of the last four that are closed and not published yet."
        " What is published is never changed; a week of which something was purged is never published.",
    )
    publishing.add_argument("--policy", type=Path, default=default_policy(), metavar="DIR", help="default: %(default)s")

    export = commands.add_parser(
        "export",
        parents=[common],
        help="what was published of the weeks of a month, as CSV",
        description="Every published figure of all divisions, week by week. What is withheld is no line. Exit code 1 when"
        " nothing was published of that month.",
    )
    export.add_argument(
        "--month", type=_month, required=True, metavar="YYYY-MM", help="its weeks: those whose Thursday it has"
    )


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no month: write 2026-10") from None


def run(args: argparse.Namespace) -> int:
    engine = open_engine(args.store, args.var)
    try:
        return _ACTIONS[args.figures_command](args, prepare(engine))
    except SQLAlchemyError as error:
        raise GatepostError(
            f"the store {store_name(args.store, args.var)} cannot be used: {said_briefly(error)}"
        ) from error
    finally:
        engine.dispose()


def _publish(args: argparse.Namespace, engine: Engine) -> int:
    agency = _agency(args.policy, args.var)
    Intake(engine, journals_in(args.var)).take_in()
    published = publish_due(engine, agency, SystemClock().now())
    for week in published:
        print(f"published: the week of {week}")
    if not published:
        print("no week is due", file=sys.stderr)
    return 0


def _export(args: argparse.Namespace, engine: Engine) -> int:
    with reading(engine) as connection:
        weeks = weeks_of_month(args.month.year, args.month.month)
        published = [found for week in weeks if (found := publication_of(connection, week))]
    if not published:
        print(f"nothing was published of {args.month:%Y-%m}", file=sys.stderr)
        return 1
    print(",".join(COLUMNS), end="\r\n")  # the ends of lines that RFC 4180 gives a CSV file, as `lines` has them
    for one in published:
        sys.stdout.writelines(lines(one, one.divisions.places))
    return 0


def _agency(policy: Path, var: Path) -> Agency:
    """As the policy folder has it now. The key for rounding is made when there is none."""
    told = load_definitions(read_folder(policy))
    people = load_people(policy, told.identity)
    keys = var / "keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Agency(
        zone=ZoneInfo(told.policy.calendar.time_zone),
        divisions=divisions_of(people),
        secret=secret(keys / "figures.key"),
    )


def divisions_of(people: People) -> Divisions:
    """Every division that a person can be of, and those above them."""
    named = {person.division for person in people.directory.people.values()}
    named |= {people.config.unknown.division, *(entry.division for entry in people.config.network)}
    named |= set(people.divisions.values())
    above = dict.fromkeys(named - {""}, "") | dict(people.divisions)
    return tree({storable(name, LONGEST): storable(over, LONGEST) for name, over in above.items()})


_ACTIONS = {"publish": _publish, "export": _export}
