"""The brake: rules, platforms or everything that only record for a while, as `gatepost pause` wrote them down.

One small file in the var folder is the whole mechanism: every worker reads it when it changes, so a pause is in force
on all of them within seconds, and each pause ends by itself.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """`scope` is `rule`, `platform` or `all`; `name` the rule's id or the platform's name (empty for all)."""

    scope: str
    name: str
    until: datetime
    reason: str


def read_pauses(var: Path, now: datetime) -> tuple[Pause, ...]:
    """The pauses in force. A file that cannot be read pauses nothing."""
    try:
        written = json.loads(_file(var).read_bytes())
        pauses = [Pause(**entry | {"until": datetime.fromisoformat(entry["until"])}) for entry in written]
        return tuple(pause for pause in pauses if pause.until > now)  # TypeError: a time without an offset
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def write_pauses(var: Path, pauses: Iterable[Pause]) -> None:
    """Replaces the file in one step, so that no worker reads half of it."""
    draft = _file(var).with_suffix(f".{os.getpid()}")
    draft.write_text(json.dumps([asdict(pause) | {"until": pause.until.isoformat()} for pause in pauses]))
    draft.replace(_file(var))


def paused_names(pauses: Iterable[Pause]) -> frozenset[str]:
    """What `decide` is told: ids of rules and names of platforms, and `all`."""
    return frozenset(ALL if pause.scope == ALL else pause.name for pause in pauses)


def _file(var: Path) -> Path:
    return var / "pauses.json"
