"""How a gateway is, from what lies in its var folder: nothing that runs is asked, so that one that hangs shows too."""

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from gatepost.events.files import chains
from gatepost.figures.due import due_weeks
from gatepost.figures.reading import weeks
from gatepost.proxy.authority import present_authority
from gatepost.proxy.nightly import OVERDUE, last_applied
from gatepost.proxy.pauses import Pause, read_pauses
from gatepost.proxy.status import WorkerStatus, read_status
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.opening import is_made, open_engine, reading

_A_DAY = timedelta(days=1)
SILENT = timedelta(seconds=5)  # workers tell their status every second


def look(var: Path, now: datetime, store: str = "sqlite://") -> dict[str, object]:
    """What is known of a gateway from its var folder."""
    workers, pauses = read_status(var), read_pauses(var, now)
    running = [worker for worker in workers if now - worker.at < SILENT]
    newest = max(workers, key=lambda worker: worker.loaded_at, default=None)
    authority = present_authority(var / "ca")
    expires = authority.expires if authority else None
    applied, (published, overdue) = last_applied(var), _figures(var, now, store)
    found: dict[str, object] = {
        "mode": newest.mode if newest else None,
        "policy": {"version": newest.version, "digest": newest.digest, "loaded_at": newest.loaded_at}
        if newest
        else None,
        "pauses": [_pause(pause) for pause in pauses],
        "state": newest.state if newest else None,
        "workers": [_worker(worker, now) for worker in workers],
        "journal": _journal(var, store),
        "certificate_expires": expires,
        "retention": {"applied_at": applied.at, "payloads": applied.payloads, "evidence": applied.evidence}
        if applied
        else None,
        "figures": {"published": published},
    }
    attention = []
    if not running:
        attention.append("no worker is running")
    if len({worker.digest for worker in running}) > 1:
        attention.append("the workers do not have the same policy")
    if any(not worker.state_works for worker in running):
        attention.append("the state does not work: posts are answered as the policy's on_fault says")
    if expires and expires - now < timedelta(days=30):
        attention.append("the interception certificate ends within 30 days")
    if applied and now - applied.at > OVERDUE:
        attention.append("for three days nothing was removed that is kept for long enough: the log says why")
    if overdue:
        attention.append("the figures of a week were not published when they could be: the log says why")
    return found | {"needs_attention": attention}


def _journal(var: Path, store: str) -> dict[str, object]:
    """How much there is, from the sizes alone: a year of journals is not read for a screen."""
    sizes = [path.stat().st_size for paths in chains(journals_in(var)).values() for path in paths]
    return {"files": len(sizes), "bytes": sum(sizes), "not_in_store": _lag(var, store)}


def _lag(var: Path, store: str) -> int | None:
    """How far behind the store is; None when there is none that could say."""
    if not is_made(store, var):
        return None
    engine = open_engine(store, var)
    try:
        return Intake(engine, journals_in(var)).lag()
    except SQLAlchemyError:
        return None
    finally:
        engine.dispose()


def _figures(var: Path, now: datetime, store: str) -> tuple[date | None, bool]:
    """The newest week that was published, and whether one is a day late, whatever the agency's time zone."""
    if not is_made(store, var):
        return None, False
    engine = open_engine(store, var)
    try:
        with reading(engine) as connection:
            return next(iter(weeks(connection)), None), bool(due_weeks(connection, ZoneInfo("UTC"), now - _A_DAY))
    except SQLAlchemyError:
        return None, False
    finally:
        engine.dispose()


def _pause(pause: Pause) -> dict[str, object]:
    return {"scope": pause.scope, "name": pause.name, "until": pause.until, "reason": pause.reason}


def _worker(worker: WorkerStatus, now: datetime) -> dict[str, object]:
    return {"worker": worker.worker, "pid": worker.pid, "seen": worker.at, "running": now - worker.at < SILENT}
