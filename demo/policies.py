"""A copy of a policy folder with changes, for runs that the shipped policy is too strict or too quiet for."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

type Change = Callable[[Any], None]
"""Changes the loaded document of one file in place."""

_NEVER_REACHED = 1_000_000_000


def changed(policy: Path, folder: Path, changes: dict[str, Change]) -> Path:
    """A copy of `policy` in `folder` in which these files were loaded, changed and written back."""
    shutil.copytree(policy, folder)
    for name, change in changes.items():
        file = folder / name
        document = yaml.safe_load(file.read_text()) if file.exists() else {}
        change(document)
        file.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True))
    return folder


def unhindered(agency: Any) -> None:
    """For people who post all day and have long accepted the agreement."""
    any_number_of_posts(agency)
    all_agreed(agency)


def all_agreed(agency: Any) -> None:
    """Nobody is asked for the agreement: its rule is gone."""
    agency["rules"] = [rule for rule in agency["rules"] if "agreement" not in rule.get("when", {})]


def any_number_of_posts(agency: Any) -> None:
    """The thresholds of the day-job rules are out of reach; the rules stay, and posts are counted as ever."""
    for rule in agency["rules"]:
        limits = rule.get("when", {}).get("posts_at_least")
        if limits:
            rule["when"]["posts_at_least"] = dict.fromkeys(limits, _NEVER_REACHED)
