"""The loop that takes journals into the store while the gateway runs.

It is behind when the store is slow, locked, full or away, and says by how much; it catches up when the store is back.
It never loses anything, because what it reads stays in the journals.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from gatepost.errors import GatepostError
from gatepost.store.intake import Intake, lines_in
from gatepost.store.journals import journals_in
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, said_briefly

_log = logging.getLogger(__name__)
_PAUSE_SECONDS = 0.5
_PAUSE_AFTER_FAILURE_SECONDS = 5.0


def run_recorder(
    url: str, var: Path, stop: threading.Event, report_lag: Callable[[int], None] = lambda _records: None
) -> None:
    """Take the journals of this folder into its store until told to stop, and once more then."""
    engine = open_engine(url, var)
    intake, pause = Intake(engine, journals_in(var)), 0.0
    try:
        while not stop.wait(pause):
            pause = _PAUSE_SECONDS if _round(engine, intake, var, report_lag) else _PAUSE_AFTER_FAILURE_SECONDS
        _round(engine, intake, var, report_lag)
    finally:
        engine.dispose()


def _round(engine: Engine, intake: Intake, var: Path, report_lag: Callable[[int], None]) -> bool:
    """Take in what is new. False when the store would not have it; how far behind it is, is reported either way."""
    try:
        prepare(engine)
        intake.take_in()
        report_lag(intake.lag())
    except (SQLAlchemyError, OSError, GatepostError) as error:
        _log.warning("the store is not up to date and will be tried again: %s", said_briefly(error))
        report_lag(_lag_behind(intake, var))
        return False
    return True


def _lag_behind(intake: Intake, var: Path) -> int:
    """How many lines the store does not have, as far as it can still say: all of them when it cannot."""
    try:
        return intake.lag()
    except (SQLAlchemyError, OSError):
        return lines_in(journals_in(var))
