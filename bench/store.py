"""The store: how fast journals are taken in, and how long a page of a list takes when there are millions of events.

`python -m bench.store`. On SQLite and on a PostgreSQL of Debian with its own settings, one after the other on the same
machine: first a journal of 20,000 decisions is taken in as the recorder does it, then the index is filled up to five
million events of a year (one in eight an incident, 300 divisions, some of them tiny, rules that hardly ever match),
then lists are asked for as the console does: any filter, first pages and pages far back, filters that exclude each
other. A page counts with everything about its fifty events. Goals: 5,000 events a second; 150 ms at the 95th percentile.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, text

from demo.gateway import ROOT
from gatepost.events.chain import canonical, rfc3339
from gatepost.events.journal import Journal
from gatepost.events.numbers import new_id, number_of
from gatepost.model import Event
from gatepost.store import bulk
from gatepost.store.incidents import Filter, Key, count, history, page
from gatepost.store.index import bodies, events, tags
from gatepost.store.intake import Intake
from gatepost.store.migrating import prepare
from gatepost.store.opening import open_engine, reading, writing
from gatepost.store.rows import Taken, taken
from gatepost.testing import FakeClock
from tests.unit.store.databases import a_server

RESULTS = ROOT / "bench/results/store.json"
GOALS = "take in at least 5,000 events a second; a page within 150 ms at the 95th percentile"
START = datetime(2025, 11, 24, tzinfo=UTC)
YEAR = timedelta(days=365)
_TAKEN_IN = 20_000
_BATCH = 5_000

PLATFORMS = (
    "x",
    "facebook",
    "linkedin",
    "reddit",
    "instagram",
    "youtube",
    "mastodon",
    "bluesky",
    "tiktok",
    "threads",
    "discord",
)
RULES = {
    "ownership": "2.3",
    "respect": "2.4",
    "brand": "2.5",
    "confidentiality-markings": "2.6",
    "day-job": "2.7",
    "symbols": "2.3",
}
LABELS = ("agency-mention", "profanity", "classification", "personal-identifier", "statistic", "corporate-symbol")
_WEIGHTS = (400, 200, 50, 20, 300, 1)  # of the rules and labels, in their order: the last hardly ever
DIVISIONS = tuple(f"Division {number}" for number in range(300))
_SIZES = tuple(1 / (rank + 1) for rank in range(300))


def an_event(chance: random.Random, at: datetime) -> Event:
    """A decision as the gate records it, drawn from what an agency's people do."""
    event_id = new_id(at)
    rules = [*dict.fromkeys(chance.choices([*RULES], _WEIGHTS, k=2))] if chance.random() < 0.125 else []
    action = chance.choices(("log", "coach", "block"), (2, 3, 1))[0] if rules else "log"
    matched = [{"rule": rule, "guideline": RULES[rule], "action": action} for rule in rules]
    labels = chance.choices(LABELS, _WEIGHTS, k=len(rules))
    fields: dict[str, object] = {
        "number": number_of(event_id),
        "action": action,
        "enforced": True,
        "rule": rules[0] if rules else "everything",
        "guideline": RULES[rules[0]] if rules else "",
        "severity": chance.choice(("medium", "high")) if rules else "low",
        "matched": [*matched, {"rule": "everything", "guideline": "", "action": "log", "catch_all": True}],
        "use": chance.choices(("personal", "professional", "official", "unknown"), (60, 25, 10, 5))[0],
        "platform": chance.choices(PLATFORMS, range(11, 0, -1))[0],
        "endpoint": "create-post",
        "activity": "post",
        "principal": f"p-{chance.randrange(8000):026d}",
        "division": chance.choices(DIVISIONS, _SIZES)[0],
        "findings": [
            {
                "label": label,
                "value": "",
                "confidence": 0.97,
                "detector": label,
                "where": {"part": "text", "span": [12, 40]},
                "excerpt": f"the words around [{label}] as they stood there, redacted",
            }
            for label in labels
        ],
        "media": [],
        "bytes": 140,
        "work_time": chance.random() < 0.7,
        "elapsed_ms": 3.2,
        "policy": {"version": "2026.11", "digest": "d" * 64},
        "gateway": {"node": "gateway", "worker": "1"},
        "outcome": "refused" if action in {"coach", "block"} else "forwarded",
    }
    return Event(id=event_id, kind="decision", at=at, fields=fields)


def _line(event: Event) -> bytes:
    own = {"schema": 1, "id": event.id, "kind": event.kind, "at": rfc3339(event.at)}
    return canonical(own | dict(event.fields) | {"digest": "0" * 64, "hash": "0" * 64, "prev": "0" * 64})


def _fill(engine: Engine, chance: random.Random, total: int) -> None:
    """As much as taking in writes, without the journals of a year."""
    for start in range(0, total, _BATCH):
        drawn = (
            an_event(chance, START + YEAR * (number / total)) for number in range(start, min(start + _BATCH, total))
        )
        batch: list[Taken] = [event for one in drawn if (event := taken(_line(one)))]
        with writing(engine) as connection:
            bulk.add(connection, events, [event.columns for event in batch])
            bulk.add(connection, bodies, [{"id": event.id, "body": event.body} for event in batch])
            named = ((event, name, value) for event in batch for name, value in event.tags)
            rows = [{"name": name, "value": value, "at": e.columns["at"], "event": e.id} for e, name, value in named]
            bulk.add(connection, tags, rows)


def _take_in(engine: Engine, var: Path, chance: random.Random) -> Mapping[str, float]:
    folder = var / "journal"
    journal = Journal(folder, name="gateway-1", key=Ed25519PrivateKey.generate(), strict=False, clock=FakeClock())
    for number in range(_TAKEN_IN):
        journal.append(an_event(chance, START - timedelta(days=1) + number * timedelta(seconds=1)))
    journal.close()
    started, used = time.perf_counter(), _used()
    lines = Intake(engine, folder).take_in()
    return {
        "events_per_second": round(lines / (time.perf_counter() - started)),
        "our_microseconds_per_event": round((_used() - used) / lines * 1e6, 1),
    }


def _used() -> float:
    ours = resource.getrusage(resource.RUSAGE_SELF)
    return ours.ru_utime + ours.ru_stime


def _filters(chance: random.Random) -> Mapping[str, Filter]:
    """One of each kind of question, with values drawn anew."""
    rare, often = DIVISIONS[chance.randrange(200, 300)], DIVISIONS[chance.randrange(5)]
    since = START + YEAR * chance.random()
    return {
        "incidents": Filter(incidents=True),
        "everything": Filter(),
        "platform": Filter(incidents=True, platform=(chance.choice(PLATFORMS),)),
        "rule": Filter(incidents=True, rule=(chance.choice([*RULES]),)),
        "rules and labels": Filter(rule=tuple(chance.sample([*RULES], 3)), label=tuple(chance.sample(LABELS, 2))),
        "small division": Filter(incidents=True, division=(rare,)),
        "large division, block": Filter(incidents=True, division=(often,), action=("block",)),
        "a week": Filter(incidents=True, since=since, until=since + timedelta(days=7), use=("personal",)),
        "person": Filter(principal=(f"p-{chance.randrange(8000):026d}",)),
        "many at once": Filter(
            incidents=True,
            work_time=True,
            action=("coach",),
            use=("personal", "professional"),
            platform=(chance.choice(PLATFORMS),),
            guideline=("2.3",),
            state=("new",),
        ),
        "nothing has both": Filter(action=("block",), outcome=("forwarded",)),
        "triaged": Filter(incidents=True, state=("escalated",)),
    }


def _times(engine: Engine, chance: random.Random, rounds: int) -> Mapping[str, list[float]]:
    """Milliseconds of pages, of counts and of histories."""
    times: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, wanted in _filters(chance).items():
            far = Key(START + YEAR * chance.random(), new_id(START))
            for question, ask in (
                (f"page: {name}", partial(page, wanted=wanted)),
                (f"far page: {name}", partial(page, wanted=wanted, before=far)),
                (f"count: {name}", partial(count, wanted=wanted)),
            ):
                times.setdefault(question, []).append(_milliseconds(engine, ask))
        person = f"p-{chance.randrange(8000):026d}"
        times.setdefault("history", []).append(_milliseconds(engine, partial(history, principal=person)))
    return times


def _milliseconds(engine: Engine, ask: Callable[[Connection], object]) -> float:
    started = time.perf_counter()
    with reading(engine) as connection:
        ask(connection)
    return (time.perf_counter() - started) * 1000


def _percentile(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


def _summary(times: Mapping[str, list[float]]) -> Mapping[str, Any]:
    pages = [one for name, some in times.items() if "page" in name for one in some]
    return {
        "pages": {"p50": round(median(pages), 1), "p95": round(_percentile(pages), 1), "max": round(max(pages), 1)},
        "by_question": {
            name: {"p50": round(median(some), 1), "p95": round(_percentile(some), 1)} for name, some in times.items()
        },
    }


def _measure(url: str, var: Path, total: int, rounds: int) -> Mapping[str, Any]:
    chance = random.Random(6)  # noqa: S311 - the same events in every run
    engine = prepare(open_engine(url, var))
    intake = _take_in(engine, var, chance)
    started = time.perf_counter()
    _fill(engine, chance, total)
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.execute(text("VACUUM ANALYZE" if engine.dialect.name == "postgresql" else "PRAGMA optimize"))
    filled = round(time.perf_counter() - started)
    _times(engine, chance, 2)  # what is asked for the first time since it was written is not what people wait for
    result = {"events": total + _TAKEN_IN, "filled_seconds": filled, "intake": intake}
    result |= _summary(_times(engine, chance, rounds))
    engine.dispose()
    return result


def _stores(stack: ExitStack) -> Iterator[tuple[str, str]]:
    yield "sqlite", "sqlite://"
    yield "postgresql", stack.enter_context(a_server()).a_database()


def run(*, quick: bool) -> None:
    total, rounds = (50_000, 3) if quick else (5_000_000, 20)
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        var = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gatepost-store-")))
        for name, url in _stores(stack):
            results[name] = _measure(url, var / name, total, rounds)
            _tell(name, results[name])
    if not quick:
        RESULTS.write_text(json.dumps({"goals": GOALS, **results}, indent=2) + "\n")


def _tell(name: str, result: Mapping[str, Any]) -> None:
    print(f"{name}: {result['events']:,} events, taken in at {result['intake']['events_per_second']:,} a second")
    print(f"  pages: {result['pages']}")
    for question, times in result["by_question"].items():
        print(f"  {question:40} p50 {times['p50']:8.1f} ms   p95 {times['p95']:8.1f} ms")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fifty thousand events: shows that it runs")
    run(quick=parser.parse_args().quick)
