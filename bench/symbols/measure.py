"""`python -m bench symbols`: how many marks are seen, how often something else is taken for one, and what it costs.

At the one threshold that the product has, on pictures that no weight was fitted on: the held-out half of the development set, and
fresh ones drawn from other photographs. Writes `bench/results/symbols.json`.
"""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from bench.accuracy import wilson
from bench.corpora import ROOT
from bench.symbols.pictures import Case, available, development, drawn, group_of, references
from gatepost.detectors.symbols.detector import marks_in
from gatepost.detectors.symbols.marks import Marks, unpack
from gatepost.enrolment.symbols import SymbolIndex
from gatepost.enrolment.symbols.building import build_index, points_of_mark

RESULTS = ROOT / "bench" / "results" / "symbols.json"
_FIRST, _COUNT = 50_000, 400
_BARE = frozenset({"flag", "ca-flag", "leaf", "maple-leaf", "bars"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    case: Case
    found: frozenset[str]  # groups
    milliseconds: float  # of one core


def run(*, quick: bool) -> None:
    if not available():
        print("symbols: the references to enrol are not beside this checkout; not measured")
        return
    cv2.setNumThreads(1)
    drawings = references()
    started = time.process_time()
    packed = build_index(drawings, {one: points_of_mark(rgba) for one, rgba in drawings.items()})
    enrolment = time.process_time() - started
    marks = unpack(SymbolIndex(digest="", packed=packed))
    count = 20 if quick else _COUNT
    sets = {"held out": list(outcomes(_some(development(1), quick=quick), marks))}
    sets["drawn"] = list(outcomes(drawn("measure", _FIRST, count, drawings), marks))
    summary = {name: summed(every) for name, every in sets.items()}
    figures = {"enrolment_seconds": round(enrolment, 2), "sets": summary}
    for name, rows in summary.items():
        print(
            f"symbols, {name}: "
            + ", ".join(f"{row} {value}" for row, value in rows.items() if not isinstance(value, dict))
        )
    print(f"symbols: enrolment of {len(drawings)} marks {enrolment:.1f} s")
    if not quick:
        RESULTS.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


def _some(cases: Iterable[Case], *, quick: bool) -> Iterable[Case]:
    return (case for place, case in enumerate(cases) if not quick or place % 20 == 0)


def outcomes(cases: Iterable[Case], marks: Marks) -> Iterable[Outcome]:
    for case in cases:
        started = time.thread_time()
        seen = marks_in(case.picture, marks)
        spent = time.thread_time() - started
        found = frozenset(group_of(one.mark.symbol.id) for one in seen)
        yield Outcome(case=case, found=found, milliseconds=spent * 1000)


def summed(every: Sequence[Outcome]) -> dict[str, object]:
    """The figures of one set of pictures."""
    marked = [one for one in every if one.case.mark]
    rest = [one for one in every if not one.case.mark]
    bare = [one for one in rest if one.case.never in _BARE]
    clean = [one for one in rest if one not in bare]
    times = np.array([one.milliseconds for one in every])
    return {
        "pictures": len(every),
        "all": _share(marked),
        "readable": _share([one for one in marked if one.case.readable]),
        "right mark": _share([one for one in marked if one.found], lambda one: one.case.mark in one.found),
        "false": _share(clean),
        "flags and leaves taken for marks": _share(bare),
        "ms median": round(float(np.percentile(times, 50))),
        "ms p95": round(float(np.percentile(times, 95))),
        "by scene": _by(marked, lambda one: one.case.scene),
        "by way": _by(marked, lambda one: one.case.way),
        "by mark": _by(marked, lambda one: one.case.mark),
        "by height": _by(marked, lambda one: _height(one.case.height)),
    }


def _share(every: Sequence[Outcome], true=lambda one: bool(one.found)) -> str:
    hits = sum(map(true, every))
    low, high = wilson(hits, len(every))
    return f"{hits}/{len(every)} = {hits / max(1, len(every)):.3f} ({low:.2f}-{high:.2f})"


def _by(every: Sequence[Outcome], key) -> dict[str, str]:
    groups: dict[str, list[Outcome]] = defaultdict(list)
    for one in every:
        groups[key(one)].append(one)
    return {name: _share(of_it) for name, of_it in sorted(groups.items())}


def _height(height: float) -> str:
    return next((f"under {most}" for most in (12, 16, 24, 40) if height < most), "40 and more")
