"""The journal of a year, taken in a part at a time as the recorder does it, and the last part once more."""

import random
import resource
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import batched, chain
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, delete, func, select

from bench.store.agency import Agency
from bench.store.year import Writer, moments
from gatepost.store.index import bodies, events, files, tags
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.opening import reading, writing

DAYS = 365
START = datetime(2025, 11, 24, 5, tzinfo=UTC)  # the midnight with which a Monday begins in Ottawa
END = START + timedelta(days=DAYS)
_A_POST = 1.94  # events: most have two


class Store(NamedTuple):
    name: str
    url: str
    var: Path
    engine: Engine


class Size(NamedTuple):
    """What a run is made of; `part` is in days, `kinds` are of posts."""

    events: int
    part: int
    passes: int
    rounds: int
    kinds: int


def take_in(store: Store, agency: Agency, chance: random.Random, size: Size) -> Mapping[str, Any]:
    """Fill a store. The rates are of the recorder's `Intake` alone, without the writing of the journal."""
    folder = journals_in(store.var)
    writer, intake = Writer(folder, Ed25519PrivateKey.generate()), Intake(store.engine, folder)
    lines, seconds, used, rates = 0, 0.0, 0.0, []
    for days in batched(moments(chance, START, DAYS, round(size.events / _A_POST)), size.part):
        writer.remove()
        part = [*chain.from_iterable(days)]
        writer.write(agency.record(part), part[0])
        began, ours = time.perf_counter(), _processor()
        taken = intake.take_in()
        took = time.perf_counter() - began
        lines, seconds, used = lines + taken, seconds + took, used + _processor() - ours
        rates.append(taken / took)
    return {
        "lines": lines,
        "a_second": round(lines / seconds),
        "a_second_in_the_best_part": round(max(rates)),
        "a_second_in_the_middle_part": round(median(rates)),
        "a_second_in_the_last_part": round(rates[-1]),
        "our_microseconds_of_processor": round(used / lines * 1e6, 1),
        "again": _again(store, folder),
    }


def rows(engine: Engine) -> Sequence[int]:
    with reading(engine) as db:
        return [db.scalar(select(func.count()).select_from(table)) or 0 for table in (events, bodies, tags)]


def _again(store: Store, folder: Path) -> Mapping[str, Any]:
    """The last part once more: by a recorder that was started again, and by one whose marks were lost."""
    before = rows(store.engine)
    restarted = Intake(store.engine, folder).take_in()
    with writing(store.engine) as db:
        db.execute(delete(files))
    began = time.perf_counter()
    lines = Intake(store.engine, folder).take_in()
    took = time.perf_counter() - began
    if restarted or rows(store.engine) != before:
        raise RuntimeError("what was taken in already was taken in again")
    return {"lines": lines, "a_second": round(lines / took)}


def _processor() -> float:
    ours = resource.getrusage(resource.RUSAGE_SELF)
    return ours.ru_utime + ours.ru_stime
