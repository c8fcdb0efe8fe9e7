"""Precision and recall of every label on the labelled corpora: `python -m bench.accuracy`.

Prints a table per label, language and kind with 95 % Wilson intervals, and writes `bench/results/accuracy.json`. First for the
cases that the detectors learnt from, then for fresh ones, which say what to expect of posts that nobody has seen.
Exit 1 when a corpus case is malformed or names a label that no detector reports.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from bench.corpora import CORPORA, FRESH, JUDGED, ROOT, LabelledCase, MalformedCase, corpus, found, shipped_resources
from gatepost.detectors import Detectors, load_detectors
from gatepost.enrolment.compiling import cache_folder, compiler_in

RESULTS = ROOT / "bench" / "results" / "accuracy.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many cases had the label and were found (hit), had it and were not (missed), did not and were (false)."""

    hit: int = 0
    missed: int = 0
    false: int = 0
    clean: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            hit=self.hit + other.hit,
            missed=self.missed + other.missed,
            false=self.false + other.false,
            clean=self.clean + other.clean,
        )

    @property
    def precision(self) -> float | None:
        return _share(self.hit, self.hit + self.false)

    @property
    def recall(self) -> float | None:
        return _share(self.hit, self.hit + self.missed)


type Key = tuple[str, str, str]


def judge(case: LabelledCase, seen: frozenset[str], label: str) -> Tally:
    """One case for one label: what is expected with a value must be found with it, and nothing else of the label."""
    expected = {name for name in case.findings if name.partition(":")[0] == label}
    reported = {name for name in seen if name.partition(":")[0] == label}
    allowed = expected | {name.partition(":")[0] for name in expected}
    strict = any(":" in name for name in expected)
    false = bool(reported - allowed) if strict or not expected else False
    return Tally(
        hit=bool(expected and expected <= seen),
        missed=bool(expected - seen),
        false=false,
        clean=not expected and not false,
    )


def tally(cases: Iterable[LabelledCase], detectors: Detectors) -> dict[Key, Tally]:
    """The sums for each label, language and kind."""
    sums: dict[Key, Tally] = defaultdict(Tally)
    for case in cases:
        seen = found(case, detectors)
        for label in case.judged | {name.partition(":")[0] for name in case.findings}:
            row = label if case.label not in JUDGED else f"{case.label}: {label}"
            sums[row, case.language, case.kind] += judge(case, seen, label)
    return dict(sorted(sums.items()))


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The 95 % Wilson score interval of a share."""
    if not trials:
        return 0.0, 1.0
    z = 1.959964
    share = successes / trials
    centre = share + z * z / (2 * trials)
    spread = z * math.sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    return (centre - spread) / (1 + z * z / trials), (centre + spread) / (1 + z * z / trials)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _cell(part: int, whole: int) -> str:
    low, high = wilson(part, whole)
    return f"{part / whole:5.3f} [{low:.2f}, {high:.2f}]" if whole else "-"


def _print(sums: Mapping[Key, Tally]) -> None:
    print(f"{'label':28}{'lang':5}{'kind':14}{'cases':>6}  {'precision':22}{'recall':22}")
    for (label, language, kind), sum_ in sums.items():
        cases = sum_.hit + sum_.missed + sum_.clean + sum_.false
        precision, recall = _cell(sum_.hit, sum_.hit + sum_.false), _cell(sum_.hit, sum_.hit + sum_.missed)
        print(f"{label:28}{language:5}{kind:14}{cases:6}  {precision:22}{recall:22}")


def with_totals(sums: Mapping[Key, Tally]) -> dict[Key, Tally]:
    """The same with a row `all` per label and language: precision means something only beside the hard negatives."""
    totals: dict[Key, Tally] = defaultdict(Tally)
    for (label, language, kind), sum_ in sums.items():
        totals[label, language, kind] += sum_
        totals[label, language, "all"] += sum_
    return dict(sorted(totals.items()))


def _known(cases: list[LabelledCase], detectors: Detectors) -> list[LabelledCase]:
    """The cases, when every label in them is one that some detector reports."""
    labels = detectors.labels
    for case in cases:
        unknown = {name.partition(":")[0] for name in case.findings} - labels
        if unknown:
            raise MalformedCase(f"{case.label}.{case.language}.yaml: no detector reports {', '.join(sorted(unknown))}")
    return cases


def main() -> int:
    detectors = load_detectors(shipped_resources(), compiler_in(cache_folder()))
    rows: list[dict[str, object]] = []
    for folder in (CORPORA, FRESH):
        try:
            cases = _known(corpus(folder=folder), detectors)
        except MalformedCase as mistake:
            print(mistake, file=sys.stderr)
            return 1
        sums = with_totals(tally(cases, detectors))
        print(f"{_HEADINGS[folder]}: {len(cases)} cases")
        _print(sums)
        print()
        rows += _rows(folder.name, sums)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


def _rows(corpora: str, sums: Mapping[Key, Tally]) -> Iterator[dict[str, object]]:
    for (label, language, kind), sum_ in sums.items():
        shares = {"precision": sum_.precision, "recall": sum_.recall}
        yield {"corpora": corpora, "label": label, "language": language, "kind": kind, **asdict(sum_), **shares}


_HEADINGS = {CORPORA: "Cases that the detectors learnt from", FRESH: "Fresh cases"}


if __name__ == "__main__":
    sys.exit(main())
