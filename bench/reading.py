"""What reading files costs, and what is found in them: `python -m bench reading`.

Files of each format, written by the libraries that other people use, are read whole by our reader and, in turns with it, by
the library that one would take for that format alone. Milliseconds are of the processor, in one process on one core, so that
a busy machine changes little. Memory is what a confined child grows by at its peak. Then every file of the corpus
(`tests/corpora/files`) and its innocent twin go through reader, OCR and detectors.
"""

import json
import os
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median, quantiles

from bench.corpora import ROOT
from bench.plain_reading import CASES, Case
from gatepost.content.ocr import make_ocr
from gatepost.content.readers import formats
from gatepost.content.reading import Reader
from gatepost.readers.machine import tessdata
from tests.corpora.files.corpus import Sample, samples
from tests.reading.children import Child
from tests.reading.reader import a_budget, inspected, read

RESULTS = ROOT / "bench/results/reading.json"
_ROUNDS = 20
_OF_EVERY_MAIL = {"personal-identifier"}  # its addresses


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Milliseconds of the processor for one file, ours and the plain library's, and the peak of memory in MB."""

    what: str
    kilobytes: float
    median_ms: float
    p95_ms: float
    plain: str
    plain_ms: float
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Of the files of one format: those in which the matter was found, and of their twins those with a false alarm."""

    format: str
    files: int
    found: int
    false: int


def cost(case: Case, rounds: int, child: Child) -> Cost:
    data = case.make()
    ours: list[float] = []
    plain: list[float] = []
    for _ in range(rounds):
        ours.append(_milliseconds(lambda: deque(read(data, a_budget()), maxlen=0)))
        plain.append(_milliseconds(lambda: case.plain(data)))
    return Cost(
        what=case.what,
        kilobytes=len(data) / 1024,
        median_ms=median(ours),
        p95_ms=quantiles(ours, n=20)[18] if rounds > 1 else ours[0],
        plain=case.library,
        plain_ms=median(plain),
        peak_mb=child.ask(data, a_budget().allowance.seconds).megabytes,
    )


def _milliseconds(act: Callable[[], object]) -> float:
    started = time.process_time()
    act()
    return 1000 * (time.process_time() - started)


def found(every: list[Sample]) -> list[Found]:
    reader = Reader(formats=formats(), read_picture=make_ocr(tessdata()))
    files, hits, false = Counter[str](), Counter[str](), Counter[str]()
    for sample in every:
        format_ = sample.place.format
        files[format_] += 1
        hits[format_] += any(one.label == sample.matter.label for one in inspected(sample.file(), by=reader))
        false[format_] += any(one.label not in _OF_EVERY_MAIL for one in inspected(sample.twin(), by=reader))
    return [Found(format=name, files=count, found=hits[name], false=false[name]) for name, count in files.items()]


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    costs = _costs(1 if quick else _ROUNDS)
    every = list(samples())
    recall = found(every[::10] if quick else every)
    _print_found(recall)
    os.sched_setaffinity(0, cores)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    figures = {"costs": [asdict(one) for one in costs], "found": [asdict(one) for one in recall]}
    RESULTS.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


def _costs(rounds: int) -> list[Cost]:
    child, costs = Child(), []
    print(f"{'':34}{'KB':>8}{'median ms':>11}{'p95 ms':>9}{'plain ms':>10}{'peak MB':>9}")
    for case in CASES:
        costs.append(cost(case, rounds, child))
        _print_cost(costs[-1])
    child.close()
    return costs


def _print_cost(one: Cost) -> None:
    figures = f"{one.kilobytes:8.0f}{one.median_ms:11.1f}{one.p95_ms:9.1f}{one.plain_ms:10.1f}{one.peak_mb:9.0f}"
    print(f"{one.what:34}{figures}  {one.plain}", flush=True)


def _print_found(recall: list[Found]) -> None:
    files, hits, false = (sum(getattr(one, name) for one in recall) for name in ("files", "found", "false"))
    for one in recall:
        if one.found < one.files or one.false:
            print(f"{one.format:8} found {one.found} of {one.files}, false alarms {one.false}")
    print(f"found {hits} of {files} ({hits / files:.3f}, goal 0.98); false alarms in {false} of {files} innocent files")
