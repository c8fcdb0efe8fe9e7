"""A copy of a policy folder with changes, for runs that the shipped policy is too strict or too quiet for."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

type Change = Callable[[Any], None]
"""Changes the loaded document of one file in place."""

_NEVER_REACHED: Mapping[str, object] = {
    "posts_at_least": 1_000_000_000,
    "uploads_at_least": 1_000_000_000,
    "bytes_at_least": "999999GiB",
    "active_minutes_at_least": 1_000_000_000,
}


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
        when = rule.get("when", {})
        for name in when.keys() & _NEVER_REACHED.keys():
            when[name] = dict.fromkeys(when[name], _NEVER_REACHED[name])
