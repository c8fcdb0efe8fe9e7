"""Figures by themselves: while the gateway runs, weeks that are due are published by `gatepost figures publish`.

That is a process of its own: it takes seconds and memory that nothing else here needs, for a moment once a week. Several
gateways of a fleet do the same, and the first is enough. What fails is said, and tried again in an hour.

The rule to keep: a week is published when nothing of it came in for an hour. A store that was away, or an index that was
deleted, fills again from every gateway's journals, and some take longer than others.
"""

import logging
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from gatepost.clock import Clock
from gatepost.errors import GatepostError
from gatepost.figures.due import due_weeks
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading, said_briefly

_log = logging.getLogger(__name__)
_FIRST_SECONDS = 300.0  # a gateway that has just started has other things to do
_PAUSE_SECONDS = 3600.0
_LOOK_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """Of which record, by which policy; `zone` is whose midnight a week begins by."""

    policy: Path
    var: Path
    store: str
    zone: ZoneInfo

    @property
    def command(self) -> tuple[str, ...]:
        options = ("--policy", str(self.policy), "--var", str(self.var), "--store", self.store)
        return (sys.executable, "-m", "gatepost.cli", "figures", "publish", *options)


def keep_publishing(publishing: Publishing, clock: Clock, stop: threading.Event) -> None:
    """Look every hour until told to stop."""
    before: Mapping[date, int] = {}
    pause = _FIRST_SECONDS
    while not stop.wait(pause):
        pause = _PAUSE_SECONDS
        due = _due(publishing, clock)
        if due and due == before:
            _publish(publishing, stop)
        before = due


def _due(publishing: Publishing, clock: Clock) -> Mapping[date, int]:
    """The weeks that are due, with how much is on record of them; none where that cannot be told."""
    engine = open_engine(publishing.store, publishing.var)
    try:
        with reading(prepare(engine)) as connection:
            return due_weeks(connection, publishing.zone, clock.now())
    except (SQLAlchemyError, OSError, GatepostError) as error:
        _log.warning("whether figures are due cannot be told now: %s", said_briefly(error))
        return {}
    finally:
        engine.dispose()


def _publish(publishing: Publishing, stop: threading.Event) -> None:
    with subprocess.Popen(publishing.command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own module
        while process.poll() is None:
            if stop.wait(_LOOK_SECONDS):
                process.terminate()
                return
    if process.returncode:
        _log.error("figures could not be published, and will be tried again in an hour")
