"""What must not be purged for now: an incident, a person's record, or everything.

One small file in the var folder is the whole mechanism. The rule to keep: a file that cannot be read stops every purge,
as what it held is not known; so nothing is written that could not be read.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from gatepost.errors import GatepostError
from gatepost.events.disk import alone, write_whole

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
    write_whole(_file(var), _written(holds))


def add_hold(var: Path, hold: Hold, record: Callable[[], None]) -> None:
    """Put a hold in force, once `record` has it on record."""
    with alone(_lock(var)):
        written = _written((*read_holds(var), hold))
        record()
        write_whole(_file(var), written)


def end_hold(var: Path, hold: str, record: Callable[[], None]) -> bool:
    """End the hold of this id, once that is on record; whether there was one."""
    with alone(_lock(var)):
        held = read_holds(var)
        left = [other for other in held if other.id != hold]
        if len(left) == len(held):
            return False
        record()
        write_holds(var, left)
    return True


def held(holds: Sequence[Hold], scope: Scope) -> frozenset[str]:
    """What is held of a scope."""
    return frozenset(hold.of for hold in holds if hold.scope == scope)


def _hold(entry: dict[str, str]) -> Hold:
    if entry["scope"] not in SCOPES:
        raise ValueError(f"there is no hold of {entry['scope']!r}")
    return Hold(**entry | {"at": datetime.fromisoformat(entry["at"])})  # type: ignore[arg-type] # the scope is checked, and all others are texts


def _written(holds: Iterable[Hold]) -> bytes:
    entries = [asdict(hold) | {"at": hold.at.isoformat()} for hold in holds]
    written = json.dumps(entries, indent=1).encode("ascii")
    if len(written) > _MOST_BYTES:
        raise GatepostError("there are too many holds: release those that are over")
    return written


def _file(var: Path) -> Path:
    return var / "holds.json"


def _lock(var: Path) -> Path:
    return var / "holds.lock"
