"""How each worker is, told in one small file of its own that `gatepost status` and the supervisor read."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerStatus:
    """`at` is when the worker last said so; one that is silent for some seconds is gone or held up.

    `exception_days` is the longest that its policy lets an exception be in force.
    """

    worker: str
    pid: int
    at: datetime
    mode: str
    version: str
    digest: str
    loaded_at: datetime
    exception_days: int
    state: str
    state_works: bool


def write_status(var: Path, status: WorkerStatus) -> None:
    folder = var / "status"
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{status.worker}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(status), default=str))
    draft.replace(folder / f"{status.worker}.json")


def read_status(var: Path) -> tuple[WorkerStatus, ...]:
    """Every worker's last word, by name; a file that cannot be read is left out."""
    return tuple(_each(var / "status"))


def _each(folder: Path) -> Iterator[WorkerStatus]:
    for path in sorted(folder.glob("*.json")):
        try:
            told = json.loads(path.read_bytes())
            times = {name: datetime.fromisoformat(told[name]).astimezone(UTC) for name in ("at", "loaded_at")}
            yield WorkerStatus(**told | times)
        except (OSError, ValueError, TypeError, KeyError):
            continue
