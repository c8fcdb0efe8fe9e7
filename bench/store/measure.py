"""`python -m bench store`: the record of a year, taken in by the recorder, and the console's pages upon it.

On SQLite and on a PostgreSQL of Debian with its own settings, one after the other on the same machine. A model agency
of 20 divisions posts on 13 platforms for a year, five million events, one in fifty an incident of a rule of the shipped
policy. Its journal is written in parts, each taken in by the recorder's own `Intake`; the last part is then taken in
once more, and changes nothing. A page is what a reviewer's browser gets from the console's application, from the session
to the last byte. Last, one week is published for managers. Goals: 5,000 events a second; 150 ms at the 95th percentile,
for each kind of page by itself.

The machine may have other work: pages are asked for in several passes, and each kind counts as in its best one.
"""

import json
import random
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, text

from bench.store.agency import DIVISIONS, Agency
from bench.store.lists import incidents_of, questions, reviewer, triage_some
from bench.store.taking import END, START, Size, Store, rows, take_in
from demo.gateway import ROOT
from gatepost.console.database import open_database
from gatepost.disclosure.divisions import tree
from gatepost.figures import publishing
from gatepost.store.opening import reading
from tests.unit.store.databases import a_server

RESULTS = ROOT / "bench/results/store.json"
GOALS = "take in at least 5,000 events a second; each kind of page within 150 ms at the 95th percentile"
FULL = Size(events=5_000_000, part=7, passes=3, rounds=20, kinds=3_000)
QUICK = Size(events=20_000, part=100, passes=1, rounds=1, kinds=200)


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
    intake = take_in(store, agency, chance, size)
    triage_some(store.engine, chance)
    _settle(store.engine)
    return {
        "intake": intake,
        "size": _weigh(store.engine),
        "pages": ask(store, agency, size),
        "seconds_to_publish_a_week": publish_a_week(store.engine),
    }


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


def publish_a_week(engine: Engine) -> float:
    """The first week, while those after it are there as well."""
    branches = {division: f"Branch {number % 4}" for number, division in enumerate(DIVISIONS)}
    divisions = tree(branches | dict.fromkeys(branches.values(), ""))
    agency = publishing.Agency(zone=ZoneInfo("America/Toronto"), divisions=divisions, secret=b"of a model agency")
    began = time.perf_counter()
    published = publishing.publish_due(engine, agency, START + timedelta(days=10))
    took = time.perf_counter() - began
    if len(published) != 1:
        raise RuntimeError(f"{len(published)} weeks were published")
    return round(took, 2)


def _settle(engine: Engine) -> None:
    """What each database does by itself sooner or later."""
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as db:
        db.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA optimize"))


def _weigh(engine: Engine) -> Mapping[str, int]:
    """Megabytes of the whole store, and how many events it has."""
    asked = {
        "postgresql": "SELECT pg_database_size(current_database())",
        "sqlite": "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
    }
    with reading(engine) as db:
        size = db.scalar(text(asked[engine.dialect.name])) or 0
    return {"events": rows(engine)[0], "megabytes": round(size / 1e6)}


def _summary(passes: Sequence[Mapping[str, list[float]]]) -> Mapping[str, Any]:
    kinds = {name: _best([one[name] for one in passes]) for name in passes[0]}
    worst = max(kinds, key=lambda name: kinds[name]["p95"])
    everything = _best([[*chain.from_iterable(one.values())] for one in passes])
    return {"all": everything, "worst": {worst: kinds[worst]}, "by_kind": kinds}


def _best(passes: Sequence[Sequence[float]]) -> Mapping[str, float]:
    return min((_percentiles(times) for times in passes), key=lambda found: found["p95"])


def _percentiles(times: Sequence[float]) -> Mapping[str, float]:
    some = times if len(times) > 1 else [*times, *times]
    return {"p50": round(median(some), 1), "p95": round(quantiles(some, n=20, method="inclusive")[-1], 1)}


def _stores(stack: ExitStack) -> Iterator[tuple[str, str]]:
    yield "sqlite", "sqlite://"
    yield "postgresql", stack.enter_context(a_server(settings=())).a_database()


def _tell(name: str, result: Mapping[str, Any]) -> None:
    intake, size, pages = result["intake"], result["size"], result["pages"]
    print(f"{name}: {size['events']:,} events in {size['megabytes']:,} MB, taken in at {intake['a_second']:,} a second")
    print(f"  a week is published in {result['seconds_to_publish_a_week']} s")
    print(f"  all pages: {pages['all']}   worst kind: {pages['worst']}")
    for kind, times in pages["by_kind"].items():
        print(f"  {kind:40} p50 {times['p50']:8.1f} ms   p95 {times['p95']:8.1f} ms")
