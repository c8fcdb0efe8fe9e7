"""`gatepost console`: the web console alone, as on a machine that carries no traffic."""

import argparse
import logging
from pathlib import Path

from gatepost.cli.addresses import address_of
from gatepost.cli.places import VAR
from gatepost.console.serving import serve

_DESCRIPTION = """\
Serve the web console for reviewers, advisers, managers, auditors and administrators. `gatepost run` does so as well.

While nobody administers it, it prints a link, good once, with which the first administrator chooses a password."""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "console",
        help="the web console alone",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--listen", default="127.0.0.1:8090", metavar="HOST:PORT", help="where it listens (default: %(default)s)"
    )
    parser.add_argument(
        "--var", type=Path, default=VAR, metavar="DIR", help="journals, keys and state (default: %(default)s)"
    )
    parser.add_argument(
        "--store", default="sqlite://", metavar="URL", help="where the event log is indexed (default: SQLite in var)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until a signal."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    host, port = address_of(options.listen)
    serve(host, port, var=options.var, store=options.store, tell=lambda told: print(told, flush=True))
    return 0
