"""The command `gatepost`: one module per subcommand, each with `add_parser` and `run`.

Exit codes: 0 good, 1 the answer is "no", 2 it could not be done. A subcommand's module is only imported when it is
used, so that `gatepost pac` does not wait for a proxy to load.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from gatepost import __version__
from gatepost.errors import GatepostError

COMMANDS = {
    "run": "run the gateway",
    "check": "validate a policy folder and run its examples",
    "explain": "decide cases and captures, and say why",
    "diff": "the same input under two policies: what would change",
    "enrol": "enrol corporate symbols and other things that posts are compared with",
    "exceptions": "what reviewers excepted, and taking it over into the policy",
    "events": "list, show, verify, export and purge the event log",
    "figures": "publish the figures of closed weeks for managers, and export them",
    "console": "the web console alone",
    "evidence": "what was sealed of an incident, for a reviewer with a key",
    "keys": "keys of pseudonyms, and of the people who may reveal or see evidence",
    "status": "one screen: policy, pauses, workers, journal, certificates",
    "pause": "the brake: let a rule, a platform or everything only be recorded for a while",
    "resume": "end a pause early",
    "pac": "print the proxy auto-config file",
    "doctor": "check a deployment and say what is wrong",
    "init": "make a fresh policy folder to edit",
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one subcommand and exit with its code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parser_for(given).parse_args(given)
    try:
        code = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # such as `| head`; what is still in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except KeyboardInterrupt:
        code = 130
    except GatepostError as error:
        print(error, file=sys.stderr)
        code = 2
    except OSError as error:
        print(f"gatepost: {error}", file=sys.stderr)
        code = 2
    sys.exit(code)


def parser_for(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands, of which the one that is given knows its arguments."""
    parser = argparse.ArgumentParser(
        prog="gatepost",
        description="Holds what leaves an agency's network for social platforms to the agency's social media guidelines.",
        epilog="`gatepost COMMAND --help` says more. A first look: `gatepost run`, then set your browser's proxy to the address it prints.",
    )
    parser.add_argument("--version", action="version", version=f"gatepost {__version__}")
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    named = next((word for word in given if not word.startswith("-")), "")
    for name, summary in COMMANDS.items():
        if name == named:
            import_module(f"gatepost.cli.{name}").add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=summary, add_help=False)
    return parser
