"""`python -m bench disclosure`: what attacks recover from 1,000 drawn organisations, what is shown, and what a week costs.

Organisations are those of `organisations.small`, with all posts in one universe, with all of them stopped, and in the two
universes that there are; each is attacked at three unsafe and three empty cells by every attack; with `--quick`, five of them. Anything recovered is printed, and fails. Writes `bench/results/disclosure.json`.
"""

import json
import resource
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bench.corpora import ROOT
from bench.disclosure.attack import Bounds, Truth
from bench.disclosure.attempts import ATTACKS, WEEK, Target, Universes, behind_rounding, universes
from bench.disclosure.organisations import SECRET, TABLES, agency, refusals, small
from gatepost.disclosure.publication import Cell
from gatepost.disclosure.publish import USUAL, publish

RESULTS = ROOT / "bench" / "results" / "disclosure.json"
_ORGANISATIONS, _CELLS = 1_000, 3


def run(*, quick: bool) -> None:
    attacked = _attacked(5 if quick else _ORGANISATIONS)
    week = _a_week(rounds=1 if quick else 5)
    found = json.dumps({"attacked": attacked, "a week of an agency": week}, indent=2)
    print(found)
    if not quick:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(f"{found}\n")
    if any(attacked["recovered"].values()):
        raise SystemExit("cells were recovered")


def _attacked(organisations: int) -> dict[str, Any]:
    recovered: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for seed in range(organisations):
        for organisation in (small(seed), refusals(seed)):
            target = Target(organisation, most=_CELLS, seed=seed)
            for name, attack in ATTACKS.items():
                recovered[name] += _told(seed, name, target.truth, attack(target))
            seen += _counted(target)
        together = Universes(small(seed), most=_CELLS, seed=seed)
        recovered["both universes"] += _told(seed, "both universes", together.truth, universes(together))
    return {"organisations": organisations, "cells": dict(seen), "recovered": dict(recovered)}


def _told(seed: int, name: str, real: Truth, found: Iterator[tuple[Cell, Bounds]]) -> int:
    number = 0
    for cell, bounds in found:
        print(f"organisation {seed}, {name}: {cell} is {real.posts(cell)}, between {bounds}")
        number += 1
    return number


def _counted(target: Target) -> Counter[str]:
    unsafe = set(target.truth.unsafe(USUAL))
    return Counter(
        {
            "unsafe": len(unsafe),
            "safe": len(target.truth.cells) - len(unsafe),
            "differences behind rounding": behind_rounding(target),
            "published": len(target.publication.cells),
            "attacked": len(target.unsafe) + len(target.empty),
        }
    )


def _a_week(*, rounds: int) -> dict[str, Any]:
    organisation = agency()
    seconds = []
    for _ in range(rounds):
        began = time.perf_counter()
        publication = publish(organisation.counts, organisation.divisions, TABLES, week=WEEK, secret=SECRET)
        seconds.append(time.perf_counter() - began)
    levels = Counter(
        str(sum(1 for _ in organisation.divisions.upwards(cell.division)) - 1) for cell in publication.cells
    )
    return {
        "counts": len(organisation.counts),
        "divisions": len(organisation.divisions.places) - 1,
        "seconds": round(min(seconds), 2),
        "figures": len(publication.cells),
        "figures by level": dict(sorted(levels.items())),
        "divisions with a figure": sum(not cell.table for cell in publication.cells) - 1,
        "megabytes at most": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
