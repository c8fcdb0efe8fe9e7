"""`gatepost events`: list, show, verify, export and purge what is on record."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from gatepost.cli import events_purge, events_verify
from gatepost.cli.places import VAR
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.events.export import FORMATS, finding_name
from gatepost.events.stored import StoredEvent
from gatepost.store.incidents import Filter, one, stream
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading, said_briefly, store_name

_DESCRIPTION = """\
What the gateway has on record: decisions, what became of them, justifications, policy changes, faults. People are
pseudonyms, excerpts are redacted. The record itself is the journal files under VAR/journal; `list`, `show` and
`export` read an index of them that is brought up to date first."""
_EPILOG = """\
examples:
  gatepost events list --since 24h --action block
  gatepost events show 7Q3F-K2MM
  gatepost events export --format csv --since 2026-11-01 > november.csv
  gatepost events verify --heads siem-heads.jsonl"""
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_SHOWN = 50
_FILTERS = ("action", "rule", "platform", "use", "label", "division", "kind")
_KINDS = ("decision", "outcome", "justification", "mistake", "agreement", "access", "policy", "fault")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "events",
        help="list, show, verify, export and purge the event log",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(run=run)
    commands = parser.add_subparsers(metavar="ACTION", dest="events_command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="the gateway's folder of variable data (default: var)"
    )
    indexed = argparse.ArgumentParser(add_help=False)
    indexed.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the gateway keeps the index (default: SQLite in var)"
    )

    listing = commands.add_parser("list", parents=[common, indexed, _filters(_SHOWN)], help="events, newest first")
    listing.add_argument("--json", action="store_true", help="one JSON object a line, whole, instead of a table")

    show = commands.add_parser("show", parents=[common, indexed], help="one event whole, with what became of it")
    show.add_argument("number", metavar="NUMBER", help="the number on the notice (such as 7Q3F-K2MM), or an event's id")

    events_verify.add_parser(commands, common)
    events_purge.add_parser(commands, common, moment)

    export = commands.add_parser(
        "export", parents=[common, indexed, _filters(None)], help="events for other systems, newest first"
    )
    export.add_argument("--format", choices=FORMATS, default="jsonl", help="default: jsonl")


def _filters(limit: int | None) -> argparse.ArgumentParser:
    """The options that select events."""
    parser = argparse.ArgumentParser(add_help=False)
    when = "2026-11-24, 2026-11-24T10:15 (UTC unless it says otherwise) or an age such as 30m, 24h, 7d"
    parser.add_argument("--since", type=moment, metavar="TIME", help=f"not before: {when}")
    parser.add_argument("--until", type=moment, metavar="TIME", help="before: the same")
    parser.add_argument("--action", choices=("log", "coach", "block"), help="what was decided")
    parser.add_argument("--rule", default="", help="a rule that matched")
    parser.add_argument("--platform", default="", help="such as x, linkedin")
    parser.add_argument("--use", choices=("official", "professional", "personal", "unknown"))
    parser.add_argument("--label", default="", help="a label that was found, such as classification")
    parser.add_argument("--division", default="")
    parser.add_argument("--kind", choices=_KINDS, help="default: all but outcomes, which stand in their decisions")
    parser.add_argument(
        "--limit", type=_count, default=limit, metavar="N", help=f"at most so many (default: {limit or 'all'})"
    )
    return parser


def moment(text: str) -> datetime:
    """A time as a person writes it: a date, a time, or how long ago."""
    try:
        if text[-1:] in _UNITS and text[:-1].isdecimal():
            return SystemClock().now() - int(text[:-1]) * _UNITS[text[-1]]
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"{text!r} is no time: write 2026-11-24, 2026-11-24T10:15 or an age such as 24h"
        raise argparse.ArgumentTypeError(message) from None


def _count(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of events")
    return int(text)


def run(args: argparse.Namespace) -> int:
    actions = {"list": _list, "show": _show, "verify": events_verify.run, "export": _export, **events_purge.ACTIONS}
    try:
        return actions[args.events_command](args)
    except SQLAlchemyError as error:
        print(
            f"gatepost events: the index {store_name(args.store, args.var)} cannot be used: {said_briefly(error)}. It can be deleted: a new one is made from the journals.",
            file=sys.stderr,
        )
        return 2
    except (GatepostError, OSError) as error:
        print(f"gatepost events: {error}", file=sys.stderr)
        return 2


@contextmanager
def _index(args: argparse.Namespace) -> Iterator[Connection]:
    """The index, brought up to date."""
    journals = journals_in(args.var)
    if not journals.is_dir():
        raise GatepostError(f"there are no journals in {journals}: name the gateway's folder with --var")
    engine = prepare(open_engine(args.store, args.var))
    try:
        Intake(engine, journals).take_in()
        with reading(engine) as connection:
            yield connection
    finally:
        engine.dispose()


def _selected(args: argparse.Namespace, connection: Connection) -> Iterator[StoredEvent]:
    """The events that the options select, newest first."""
    chosen: dict[str, Any] = {name: (value,) for name in _FILTERS if (value := getattr(args, name))}
    return islice(stream(connection, Filter(since=args.since, until=args.until, **chosen)), args.limit)


def _list(args: argparse.Namespace) -> int:
    with _index(args) as connection:
        events = list(_selected(args, connection))
    for event in events:
        print(json.dumps(event, ensure_ascii=False) if args.json else _line(event))
    if not events and not args.json:
        print("No events match.", file=sys.stderr)
    elif len(events) == args.limit and not args.json:
        print(f"The newest {args.limit}; --limit shows more.", file=sys.stderr)
    return 0


def _line(event: StoredEvent) -> str:
    at = event["at"][:19].replace("T", " ")
    if event["kind"] != "decision":
        about = event.get("number") or event.get("change") or event.get("version") or ""
        return f"{at}  {about!s:9}  {event['kind']}  {event.get('stage', '')} {event.get('reason', '')}".rstrip()
    labels = ", ".join(dict.fromkeys(finding_name(finding) for finding in event.get("findings", ())))
    action = event.get("action", "purged")
    fields = (action, event.get("outcome", ""), event.get("platform", ""), event.get("activity", ""))
    columns = "  ".join(f"{text!s:{width}}" for text, width in zip(fields, (5, 9, 9, 8), strict=True))
    return f"{at}  {event.get('number', ''):9}  {columns}  {event.get('rule', '')}  {labels}".rstrip()


def _show(args: argparse.Namespace) -> int:
    with _index(args) as connection:
        event = one(connection, args.number)
    if event is None:
        print(f"There is no event {args.number}. Numbers look like 7Q3F-K2MM.", file=sys.stderr)
        return 1
    print(json.dumps(event, ensure_ascii=False, indent=2))
    return 0


def _export(args: argparse.Namespace) -> int:
    with _index(args) as connection:
        for line in FORMATS[args.format](_selected(args, connection)):
            print(line)
    return 0
