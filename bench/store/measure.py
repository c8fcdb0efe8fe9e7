"""`python -m bench store`: the record of a year, taken in by the recorder, and the console's pages upon it.

On SQLite and on a PostgreSQL of Debian with its own settings, one after the other on the same machine. A model agency
of 20 divisions posts on 13 platforms for a year, five million events, one in fifty an incident of a rule of the shipped
policy. Its journal is written in parts, each taken in by the recorder's own `Intake`; the last part is then taken in
once more, and changes nothing. A page is what a reviewer's browser gets from the console's application, from the session
to the last byte. Goals: 5,000 events a second; 150 ms at the 95th percentile, for each kind of list by itself.

The machine may have other work: pages are asked for in several passes, and each kind counts as in its best one.
"""

import json
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import batched, chain
from pathlib import Path
from statistics import median, quantiles
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Engine, delete, func, select, text

from bench.store.agency import Agency
from bench.store.lists import incidents_of, questions, reviewer, triage_some
from bench.store.year import Writer, moments
from demo.gateway import ROOT
from gatepost.console.database import open_database
from gatepost.store.index import bodies, events, files, tags
from gatepost.store.intake import Intake
from gatepost.store.journals import journals_in
from gatepost.store.opening import reading, writing
from tests.unit.store.databases import a_server

RESULTS = ROOT / "bench/results/store.json"
GOALS = "take in at least 5,000 events a second; each kind of page within 150 ms at the 95th percentile"
START = datetime(2025, 11, 24, tzinfo=UTC)
END = START + timedelta(days=365)
_A_POST = 1.94  # events: most have two


class Size(NamedTuple):
    """What a run is made of; `part` is in days."""

    events: int
    part: int
    passes: int
    rounds: int
    kinds: int


FULL = Size(events=5_000_000, part=7, passes=3, rounds=20, kinds=3_000)
QUICK = Size(events=20_000, part=100, passes=1, rounds=1, kinds=200)


class Store(NamedTuple):
    name: str
    url: str
    var: Path
    engine: Engine


def run(*, quick: bool) -> None:
    size = QUICK if quick else FULL
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gatepost-store-")))
        results: dict[str, Any] = {"goals": GOALS}
        for name, url in _stores(stack):
            store = Store(name, url, var / name, open_database(url, var / name))
            stack.callback(store.engine.dispose)
            results[name] = measured = measure(store, size)
            _tell(name, measured)
    if not quick:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=2) + "\n")


def measure(store: Store, size: Size) -> dict[str, Any]:
    """Fill a store and ask it."""
    chance = random.Random(6)  # noqa: S311 - the same agency in every run
    agency = Agency(chance, size.kinds)
    intake = fill(store, agency, chance, size)
    triage_some(store.engine, chance)
    _settle(store.engine)
    return {"intake": intake, "size": weigh(store.engine), "pages": ask(store, agency, size)}


def fill(store: Store, agency: Agency, chance: random.Random, size: Size) -> Mapping[str, Any]:
    """A year's journal, a part at a time."""
    folder = journals_in(store.var)
    writer, intake = Writer(folder, Ed25519PrivateKey.generate()), Intake(store.engine, folder)
    lines, seconds, used, rates = 0, 0.0, 0.0, []
    for days in batched(moments(chance, START, 365, round(size.events / _A_POST)), size.part):
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
        "a_second_in_the_middle_part": round(median(rates)),
        "a_second_in_the_last_part": round(rates[-1]),
        "our_microseconds_of_processor": round(used / lines * 1e6, 1),
        "again": _again(store, folder),
    }


def _again(store: Store, folder: Path) -> Mapping[str, Any]:
    """The last part once more: by a recorder that was started again, and by one whose marks were lost."""
    before = _rows(store.engine)
    restarted = Intake(store.engine, folder).take_in()
    with writing(store.engine) as db:
        db.execute(delete(files))
    began = time.perf_counter()
    lines = Intake(store.engine, folder).take_in()
    took = time.perf_counter() - began
    if restarted or _rows(store.engine) != before:
        raise RuntimeError("what was taken in already was taken in again")
    return {"lines": lines, "a_second": round(lines / took)}


def _rows(engine: Engine) -> Sequence[int]:
    with reading(engine) as db:
        return [db.scalar(select(func.count()).select_from(table)) or 0 for table in (events, bodies, tags)]


def _settle(engine: Engine) -> None:
    """What each database does by itself sooner or later."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as db:
        db.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA optimize"))


def weigh(engine: Engine) -> Mapping[str, int]:
    """Megabytes of the whole store, and how many events it has."""
    asked = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    }
    with reading(engine) as db:
        size = db.scalar(text(asked[engine.dialect.name])) or 0
        return {"events": _rows(engine)[0], "megabytes": round(size / 1e6)}


def ask(store: Store, agency: Agency, size: Size) -> Mapping[str, Any]:
    """Each kind of page in its best pass."""
    with reviewer(store.engine, store.url, store.var, END) as browser:
        passes = []
        for number in range(size.passes + 1):  # what is asked for the first time is not what people wait for
            chance = random.Random(number)  # noqa: S311 - the same questions on each database
            asked = partial(questions, agency, chance, START, END)
            addresses = [*chain.from_iterable(asked() for _ in range(size.rounds))]
            addresses += incidents_of(store.engine, chance, size.rounds)
            passes.append(browser.times(addresses))
    return _summary(passes[1:])


def _summary(passes: Sequence[Mapping[str, list[float]]]) -> Mapping[str, Any]:
    kinds = {
        name: min((_percentiles(one[name]) for one in passes), key=lambda found: found["p95"]) for name in passes[0]
    }
    everything = min(
        (_percentiles([*chain.from_iterable(one.values())]) for one in passes), key=lambda found: found["p95"]
    )
    return {"all": everything, "worst": max(kinds.items(), key=lambda kind: kind[1]["p95"]), "by_kind": kinds}


def _percentiles(times: Sequence[float]) -> Mapping[str, float]:
    some = times if len(times) > 1 else [*times, *times]
    return {"p50": round(median(some), 1), "p95": round(quantiles(some, n=20, method="inclusive")[-1], 1)}


def _processor() -> float:
    ours = resource.getrusage(resource.RUSAGE_SELF)
    return ours.ru_utime + ours.ru_stime


def _stores(stack: ExitStack) -> Iterator[tuple[str, str]]:
    yield "sqlite", "sqlite://"
    yield "postgresql", stack.enter_context(a_server(settings=())).a_database()


def _tell(name: str, result: Mapping[str, Any]) -> None:
    intake, size, pages = result["intake"], result["size"], result["pages"]
    print(f"{name}: {size['events']:,} events in {size['megabytes']:,} MB, taken in at {intake['a_second']:,} a second")
    print(f"  all pages: {pages['all']}   worst kind: {pages['worst']}")
    for kind, times in pages["by_kind"].items():
        print(f"  {kind:40} p50 {times['p50']:8.1f} ms   p95 {times['p95']:8.1f} ms")
