"""Exceptions that reviewers approved -> the text of the policy's `exceptions.yaml`.

Those that stand in the file with another name than ours were written by hand, and stay. The rule to keep: a day that the
file says is never later than what was approved, nor than the policy allows.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta, tzinfo
from typing import Any

import yaml

from gatepost.policy.exceptions import FILE
from gatepost.store.exceptions import Allowance
from gatepost.yaml_source import parse

_OURS = "exception-"
_MOMENT = timedelta(microseconds=1)
_HEAD = """\
# yaml-language-server: $schema=schema/exceptions.schema.json
#
# What rules let pass until a day. Those called exception-NUMBER come from the console (`gatepost exceptions write`).
"""


def name_of(allowance: Allowance) -> str:
    """The name that an exception has in the policy and in events."""
    return f"{_OURS}{allowance.id}"


def last_day(allowance: Allowance, zone: tzinfo) -> date:
    """The last whole day before it expires."""
    return (allowance.expires - _MOMENT).astimezone(zone).date()


def written(allowances: Iterable[Allowance], zone: tzinfo, longest: timedelta, present: str = "") -> str:
    """The file anew, by name; `present` is what it says now."""
    ours = {name_of(one): _entry(one, zone, longest) for one in allowances}
    entries = [
        *_by_hand(present),
        *(ours[name] for name in sorted(ours, key=lambda name: int(name.removeprefix(_OURS)))),
    ]
    listed = yaml.safe_dump({"exceptions": entries}, allow_unicode=True, sort_keys=False, width=120)
    return f"{_HEAD}{listed}"


def _entry(allowance: Allowance, zone: tzinfo, longest: timedelta) -> dict[str, object]:
    since = (allowance.decided or allowance.at).astimezone(zone).date()
    latest = since + longest - timedelta(days=1)
    return {
        "id": name_of(allowance),
        "rule": allowance.rule,
        allowance.kind: allowance.value,
        "owner": allowance.owner,
        "reason": allowance.reason,
        "since": since.isoformat(),
        "until": min(last_day(allowance, zone), latest).isoformat(),
        "event": allowance.event,
    }


def _by_hand(present: str) -> Sequence[Any]:
    """The entries of a file that loads, but for ours. PolicyErrors for one that is not YAML."""
    data = parse(present, file=FILE).data if present.strip() else {}
    entries = data.get("exceptions", []) if isinstance(data, dict) else []
    return [entry for entry in entries if not str(entry.get("id", "")).startswith(_OURS)]
