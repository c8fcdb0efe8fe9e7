"""`python -m bench.symbols.fit`: the weights of `gatepost.detectors.symbols` from pictures that are not measured.

A picture with a mark teaches by the best hypothesis of that mark in it (which one that is, is asked again after each
round); one without teaches by all of its hypotheses. The threshold is where one picture in five hundred without a mark
would be taken to have one, as told by cross-validation, and is the same for every mark.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bench.corpora import ROOT
from bench.symbols.pictures import Case, available, development, drawn, group_of, references
from gatepost.detectors.symbols.checking import FEATURES
from gatepost.detectors.symbols.detector import evidence_of
from gatepost.detectors.symbols.marks import Marks, unpack
from gatepost.enrolment.symbols import SymbolIndex
from gatepost.enrolment.symbols.building import build_index, points_of_mark

WEIGHTS = ROOT / "addons" / "gatepost" / "detectors" / "symbols" / "weights.py"
_FIRST, _COUNT = 10_000, 500
_RIGHT_SIZE = (0.75, 1.33)
_HOLD = 1.0  # keeps weights small (ridge)
_ROUNDS, _FOLDS = 3, 5
_FALSE = 1 / 500
_EDGES, _INK = FEATURES.index("edges"), FEATURES.index("ink")

type Numbers = np.typing.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What the hypotheses of one picture came to; `right` says which of them are of the mark in it, at its size."""

    positive: bool
    features: Numbers
    right: np.typing.NDArray[np.bool_]


def main() -> int:
    if not available():
        print("the references to enrol are not beside this checkout: nothing to fit on", file=sys.stderr)
        return 2
    drawings = references()
    marks = unpack(
        SymbolIndex(
            digest="", packed=build_index(drawings, {one: points_of_mark(rgba) for one, rgba in drawings.items()})
        )
    )
    cases = (*development(0), *drawn("fit", _FIRST, _COUNT, drawings))
    taught = [taught_by(case, marks) for case in cases]
    weights, bias = fitted(taught)
    threshold = _threshold(taught)
    _write(weights, bias - threshold)
    print(f"{len(taught)} pictures; threshold {threshold:.2f}; written to {WEIGHTS.relative_to(ROOT)}")
    return 0


def taught_by(case: Case, marks: Marks) -> Taught:
    every = list(evidence_of(case.picture, marks))
    sizes = [hypothesis.scale / by / case.height if case.height else 0.0 for _, hypothesis, _, by in every]
    return Taught(
        positive=bool(case.mark),
        features=np.array([evidence.features for _, _, evidence, _ in every]).reshape(-1, len(FEATURES)),
        right=np.array(
            [
                group_of(mark.symbol.id) == case.mark and _RIGHT_SIZE[0] < size < _RIGHT_SIZE[1]
                for (mark, *_), size in zip(every, sizes, strict=True)
            ],
            bool,
        ),
    )


def fitted(taught: Sequence[Taught]) -> tuple[Numbers, float]:
    """Weights and bias, after some rounds of choosing and fitting."""
    score = np.zeros(len(FEATURES))
    score[_EDGES] = score[_INK] = 1.0
    bias, least = 0.0, 0.3
    for _ in range(_ROUNDS):
        rows, truths = _chosen(taught, score, least)
        score, bias = logistic(rows, truths)
        least = -np.inf
    return score, bias


def _chosen(taught: Sequence[Taught], score: Numbers, least: float) -> tuple[Numbers, Numbers]:
    """The rows to learn from, and which of them are marks."""
    positives = [one.features[one.right] for one in taught if one.positive and one.right.any()]
    best = [rows[int(np.argmax(rows @ score))] for rows in positives]
    best = [
        row for row in best if row @ score > least and row[_EDGES] + row[_INK] > 0.25
    ]  # else it is not this mark that was hypothesised
    negatives = np.concatenate([one.features for one in taught if not one.positive])
    return np.vstack([*best, negatives]), np.r_[np.ones(len(best)), np.zeros(len(negatives))]


def logistic(rows: Numbers, truths: Numbers) -> tuple[Numbers, float]:
    """Ridge logistic regression by Newton's method, on standardised columns."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    columns = np.column_stack([(rows - middle) / spread, np.ones(len(rows))])
    hold = _HOLD * np.diag([*[1.0] * rows.shape[1], 0.0])
    solution = np.zeros(columns.shape[1])
    for _ in range(60):
        odds = 1 / (1 + np.exp(-np.clip(columns @ solution, -30, 30)))
        slope = columns.T @ (odds - truths) + hold @ solution
        curve = (columns * (odds * (1 - odds))[:, None]).T @ columns + hold + 1e-6 * np.eye(len(hold))
        step = np.linalg.solve(curve, slope)
        solution -= step / max(1.0, float(np.abs(step).max()))
    weights = solution[:-1] / spread
    return weights, float(solution[-1] - weights @ middle)


def _threshold(taught: Sequence[Taught]) -> float:
    """The score that so few pictures without a mark reach, each scored by weights that were fitted without it."""
    scores = []
    for fold in range(_FOLDS):
        weights, bias = fitted([one for place, one in enumerate(taught) if place % _FOLDS != fold])
        asked = [one for place, one in enumerate(taught) if place % _FOLDS == fold and not one.positive]
        scores += [float((one.features @ weights).max(initial=-99.0)) + bias for one in asked]
    allowed = int(_FALSE * len(scores))
    return max(0.0, sorted(scores, reverse=True)[allowed])


def _write(weights: Numbers, bias: float) -> None:
    lines = [f'    "{name}": {weight:.4f},' for name, weight in zip(FEATURES, weights, strict=True)]
    text = '"""What each thing that a check sees says for a mark. Made by `python -m bench.symbols.fit`: not written by hand."""\n\n'
    WEIGHTS.write_text(text + f"BIAS = {bias:.4f}\nWEIGHTS = {{\n" + "\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
