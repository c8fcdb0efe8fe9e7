"""What a gateway leaves in its var folder, without one having run."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from gatepost.proxy.authority import ensure_authority
from gatepost.proxy.keys import load_keys
from gatepost.proxy.status import WorkerStatus, write_status

DOMAINS = ("x.com", "*.x.com")


def now() -> datetime:
    """The commands ask the system's clock, and what they look at must be as of now."""
    return datetime.now(UTC)  # noqa: TID251 - as above


def a_var_folder(tmp_path: Path, *, made: datetime | None = None) -> Path:
    """Keys and an authority, as after a first start at that time."""
    var = tmp_path / "var"
    load_keys(var / "keys")
    ensure_authority(var / "ca", DOMAINS, made or now())
    return var


def a_worker(var: Path, **changes: Any) -> WorkerStatus:
    """A worker that has just said that it runs."""
    values: dict[str, Any] = {
        "worker": "1",
        "pid": 4711,
        "at": now(),
        "mode": "enforce",
        "version": "2026.11",
        "digest": "d" * 64,
        "loaded_at": now() - timedelta(hours=1),
        "state": "var/state.sqlite3",
        "exception_days": 90,
        "state_works": True,
    }
    status = WorkerStatus(**values | changes)
    write_status(var, status)
    return status
