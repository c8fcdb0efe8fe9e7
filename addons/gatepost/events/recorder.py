"""The loop that takes journals into the store while the gateway runs.

It is behind when the store is slow, locked or full, and says by how much; it catches up when the store is back. It
never loses anything, because what it reads stays in the journals.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from gatepost.errors import GatepostError
from gatepost.events.store import Store, journals_in, lines_in, store_in

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.5
_PAUSE_AFTER_FAILURE_SECONDS = 5.0


def run_recorder(var: Path, stop: threading.Event, report_lag: Callable[[int], None] = lambda _records: None) -> None:
    """Take the journals of this folder into its store until told to stop, and once more then."""
    pause = 0.0
    while not stop.wait(pause):
        pause = _PAUSE_SECONDS if _round(var, report_lag) else _PAUSE_AFTER_FAILURE_SECONDS
    _round(var, report_lag)


def _round(var: Path, report_lag: Callable[[int], None]) -> bool:
    """Take in what is new. False when the store would not have it; how far behind it is, is reported either way."""
    journals = journals_in(var)
    try:
        with Store(store_in(var)) as store:
            try:
                store.ingest(journals)
            finally:
                report_lag(store.lag(journals))
    except (sqlite3.Error, OSError, GatepostError) as error:
        _log.warning("the store is not up to date and will be tried again: %s", error)
        if not isinstance(error, sqlite3.OperationalError):
            report_lag(lines_in(journals))  # not a store that can say what it has
        return False
    return True
