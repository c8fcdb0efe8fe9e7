"""What must not be purged for now: an incident, a person's record, or everything.

One small file in the var folder is the whole mechanism. The rule to keep: a file that cannot be read stops every purge,
as what it held is not known.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from gatepost.errors import GatepostError
from gatepost.events.disk import write_whole

type Scope = Literal["incident", "person", "all"]
SCOPES: tuple[str, ...] = get_args(Scope.__value__)
_MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """`of` is the id of a decision, a person's pseudonym, or empty for all."""

    id: str
    scope: Scope
    of: str
    reason: str
    by: str
    at: datetime


def read_holds(var: Path) -> tuple[Hold, ...]:
    """The holds in force. GatepostError when the file cannot be read."""
    path = _file(var)
    if not path.exists():
        return ()
    try:
        with path.open("rb") as file:
            written = json.loads(file.read(_MOST_BYTES))
        return tuple(_hold(entry) for entry in written)
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise GatepostError(f"{path} cannot be read, so nothing is purged or destroyed: {error}") from error


def write_holds(var: Path, holds: Iterable[Hold]) -> None:
    written = [asdict(hold) | {"at": hold.at.isoformat()} for hold in holds]
    write_whole(_file(var), json.dumps(written, indent=1).encode("ascii"))


def held(holds: Sequence[Hold], scope: Scope) -> frozenset[str]:
    """What is held of a scope."""
    return frozenset(hold.of for hold in holds if hold.scope == scope)


def _hold(entry: dict[str, str]) -> Hold:
    if entry["scope"] not in SCOPES:
        raise ValueError(f"there is no hold of {entry['scope']!r}")
    return Hold(**entry | {"at": datetime.fromisoformat(entry["at"])})  # type: ignore[arg-type] # the scope is checked, and all others are texts


def _file(var: Path) -> Path:
    return var / "holds.json"
