"""`gatepost init`: a fresh policy folder to edit, set to observe."""

import argparse
import re
import shutil
from pathlib import Path

from gatepost.cli.places import default_policy
from gatepost.errors import GatepostError

DESCRIPTION = """\
Make a fresh policy folder: the shipped rules, set to observe (decide and record, refuse nothing) with a pilot group.

Before anyone is recorded they must have been told: set `notice_given` in agency.yaml to the day of the monitoring
notice, whose words are in `agreement/`. Then list your accounts, your hosts and how people are known; `gatepost check DIR` says what is missing.
"""
_CHANGES = (
    (
        re.compile(r"^mode: \w+.*$", re.MULTILINE),
        "mode: observe                 # decide and record, refuse nothing; `enforce` when you are ready",
    ),
    (
        re.compile(r"^notice_given: .*$", re.MULTILINE),
        "notice_given: null            # the day people were told of the monitoring, such as 2026-11-02",
    ),
    (
        re.compile(r"^enforce_groups: .*$", re.MULTILINE),
        "enforce_groups: [pilot]       # while observing: the groups for whom it is enforced all the same",
    ),
)


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "init",
        help="make a fresh policy folder",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make; it must not exist")
    parser.add_argument(
        "--from",
        dest="source",
        type=Path,
        default=default_policy(),
        metavar="DIR",
        help="the shipped policy (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    if options.folder.exists():
        raise GatepostError(f"{options.folder} is there already; choose another name")
    shutil.copytree(options.source, options.folder)
    agency = options.folder / "agency.yaml"
    agency.write_text(for_a_start(agency.read_text("utf-8")), "utf-8")
    print(f"""\
{options.folder} is made, and only observes. Next:
  1. edit {options.folder}/accounts.yaml, hosts.yaml and identity.yaml
  2. make agreement/en.md and agreement/fr.md your own: what people accept, with the monitoring notice
  3. give that notice, and set notice_given in {options.folder}/agency.yaml to the day
  4. gatepost check {options.folder}
  5. gatepost run --policy {options.folder}""")
    return 0


def for_a_start(agency: str) -> str:
    """The shipped `agency.yaml` as a first deployment needs it."""
    for pattern, line in _CHANGES:
        agency, found = pattern.subn(line, agency, count=1)
        if not found:
            agency = f"{line}\n{agency}"
    return agency
