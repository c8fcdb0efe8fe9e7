"""Retention by itself: once a night, while the gateway runs.

Each gateway has a minute of its own in the quiet hours, told by its name, so that those of a fleet do not all begin at
once; the recorder then takes into the index what changed. A night on which nothing ran is made up for at the start. What
fails is said, and tried again within the hour; the policy is read anew each time, so a changed time counts the next night.

The rule to keep: the last time is written down only after everything that was over is gone.
"""

import hashlib
import json
import logging
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from gatepost import metrics
from gatepost.clock import Clock
from gatepost.errors import GatepostError
from gatepost.events.disk import write_whole
from gatepost.folder import read_folder
from gatepost.pipeline import load_definitions
from gatepost.proxy.retention import Purged, apply_retention

_log = logging.getLogger(__name__)
_QUIET = time(3)  # after the hour that summer time takes away or gives twice
_QUIET_MINUTES = 120
_LOOK_SECONDS = 60.0
_TRY_AGAIN = timedelta(hours=1)
OVERDUE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """When retention was last carried out on a var folder, and what went: payloads, and files of evidence."""

    at: datetime
    payloads: int
    evidence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Whose retention it is, and by which clock on the wall its night is."""

    policy: Path
    var: Path
    node: str
    zone: ZoneInfo

    def began(self, now: datetime) -> datetime:
        """This gateway's last moment to purge."""
        local = now.astimezone(self.zone)
        own = timedelta(minutes=int(hashlib.sha256(self.node.encode()).hexdigest(), 16) % _QUIET_MINUTES)
        tonight = datetime.combine(local.date(), _QUIET, self.zone) + own
        return tonight if tonight <= local else tonight - timedelta(days=1)


def keep_to_retention(night: Night, clock: Clock, stop: threading.Event) -> None:
    """Purge every night until told to stop."""
    if applied := last_applied(night.var):
        metrics.retention_applied(applied.at)
    not_before = clock.now()
    while not stop.wait(_LOOK_SECONDS):
        if clock.now() >= not_before and is_due(night, clock.now()) and not carry_out(night, clock):
            not_before = clock.now() + _TRY_AGAIN


def is_due(night: Night, now: datetime) -> bool:
    """Whether this night's purge, or an earlier one, is still to be done. One in the future was by a clock that was wrong."""
    applied = last_applied(night.var)
    return applied is None or not night.began(now) <= applied.at <= now


def carry_out(night: Night, clock: Clock) -> bool:
    """Purge now, and write down that it was done. False when it could not be."""
    began = clock.now()
    try:
        times = load_definitions(read_folder(night.policy)).policy.retention
        purged = apply_retention(night.var, times, clock)
        _write(night.var, began, purged)
    except (GatepostError, OSError) as error:
        _log.error("what is kept for long enough could not be removed, and will be within the hour: %s", error)
        return False
    metrics.retention_applied(began)
    if purged.all_held:
        _log.warning("nothing is removed from the record: everything is held")
    return True


def last_applied(var: Path) -> Applied | None:
    """None when it never was, as far as can be told."""
    try:
        told = json.loads(_file(var).read_bytes())
        at = datetime.fromisoformat(told["at"]).astimezone(UTC)
        return Applied(at=at, payloads=int(told["payloads"]), evidence=int(told["evidence"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(var: Path, at: datetime, purged: Purged) -> None:
    payloads = sum(removal.payloads for removal in purged.removals)
    told = {"at": at.isoformat(), "payloads": payloads, "evidence": purged.evidence}
    write_whole(_file(var), json.dumps(told).encode("ascii"))


def _file(var: Path) -> Path:
    return var / "retention.json"
