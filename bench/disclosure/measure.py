"""`python -m bench disclosure`: what attacks recover from 1,000 drawn organisations, what is shown, and what a week costs.

Organisations are those of `organisations.small`, each attacked at three unsafe and three empty cells by every attack;
with `--quick`, five of them. Anything recovered is printed, and fails. Writes `bench/results/disclosure.json`.
"""

import json
import resource
import time
from collections import Counter
from typing import Any

from bench.corpora import ROOT
from bench.disclosure.attempts import ATTACKS, WEEK, Target, behind_rounding
from bench.disclosure.organisations import SECRET, TABLES, agency, small
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
    recovered = dict.fromkeys(ATTACKS, 0)
    seen: Counter[str] = Counter()
    for seed in range(organisations):
        target = Target(small(seed), most=_CELLS, seed=seed)
        for name, attack in ATTACKS.items():
            for cell, bounds in attack(target):
                recovered[name] += 1
                print(f"organisation {seed}, {name}: {cell} is {target.truth.posts(cell)}, between {bounds}")
        unsafe = set(target.truth.unsafe(USUAL))
        seen += Counter(unsafe=len(unsafe), safe=len(target.truth.cells) - len(unsafe))
        seen["differences behind rounding"] += behind_rounding(target)
        seen += Counter(published=len(target.publication.cells), attacked=len(target.unsafe) + len(target.empty))
    return {"organisations": organisations, "cells": dict(seen), "recovered": recovered}


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
