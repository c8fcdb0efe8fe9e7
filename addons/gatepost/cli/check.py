"""`gatepost check`: validate a policy folder and run every example of every rule through the real detectors."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from gatepost.check import CaseResult, check_policy
from gatepost.cli.at_hand import AtHand, at_hand
from gatepost.cli.explain import media_reader
from gatepost.cli.places import ENROLLED, default_policy
from gatepost.clock import SystemClock
from gatepost.errors import PolicyError, PolicyErrors
from gatepost.folder import read_folder
from gatepost.pipeline import judge_case
from gatepost.policy.cases import Case
from gatepost.policy.document import Policy
from gatepost.policy.exceptions import over
from gatepost.proxy.loading import load_people

DESCRIPTION = """\
Validate a policy folder: every mistake of every file in one run, as `file:line:column: error: what, and what to do`.

Every example of every rule is decided by the real detectors. Exit 0: good, 1: wrong, 2: the folder cannot be read.
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser(
        "check",
        help="validate a policy folder",
        description=DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=default_policy(),
        metavar="DIR",
        help="the policy folder (default: %(default)s)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    mistakes, summary = check_folder(options.folder)
    for warning in () if mistakes else over(read_folder(options.folder), SystemClock().now().date()):
        print(told(warning, options.folder, "warning"), file=sys.stderr)
    for mistake in mistakes:
        print(told(mistake, options.folder, "error"), file=sys.stderr)
    if mistakes:
        print(f"{len(mistakes)} {'mistake' if len(mistakes) == 1 else 'mistakes'}", file=sys.stderr)
        return 1
    print(summary)
    return 0


def told(found: PolicyError, folder: Path, kind: Literal["error", "warning"]) -> str:
    """A mistake in one line, with its place."""
    return f"{folder / found.file}:{found.line}:{found.column}: {kind}: {found.message}"


def check_folder(
    folder: Path, enrolled: Path = ENROLLED, instead: Mapping[str, str] = MappingProxyType({})
) -> tuple[tuple[PolicyError, ...], str]:
    """Every mistake of a folder, and a line about what was looked at. OSError when it cannot be read.

    `instead` are texts that shall stand in place of files of the folder.
    """
    try:
        files = {**read_folder(folder), **instead}
        with at_hand(files, enrolled) as by:
            load_people(folder, by.gate.identity, by.gate.policy.calendar.patterns)
            mistakes = check_policy(files, lambda case, policy: _decide(case, policy, by, folder))
    except PolicyErrors as errors:
        return errors.errors, ""
    examples = files["agency.yaml"].count("expect:")
    summary = f"{folder}: good: {len(by.gate.policy.rules)} rules, {len(by.gate.platforms.specs)} platforms, {examples} examples"
    return tuple(mistakes), summary


def _decide(case: Case, policy: Policy, by: AtHand, folder: Path) -> CaseResult:
    judged = judge_case(case, replace(by.gate, policy=policy), media_reader(folder), by.look_into)
    return CaseResult(decision=judged.decision, findings=judged.findings)
