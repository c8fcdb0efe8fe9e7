"""A picture becomes findings of the marks in it: points, votes, checks, one confidence.

Points are looked for in a small copy, in which a mark of 12 pixels in the posted picture is still told; checks are made in
a larger one. The rule to keep: what is spent on a picture is bounded at every step, whatever is in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

import cv2
import numpy as np

from gatepost.detectors.symbols.checking import FEATURES, Evidence, Pyramid, check
from gatepost.detectors.symbols.marks import Mark, Marks
from gatepost.detectors.symbols.regions import regions_of
from gatepost.detectors.symbols.scoring import REPORTED, confidence
from gatepost.detectors.symbols.voting import Hypothesis, hypotheses, matches_of
from gatepost.enrolment.symbols.drawing import Array, Pixels
from gatepost.enrolment.symbols.points import points_of
from gatepost.model import Finding, Picture

LABEL = "corporate-symbol"
_CHECKED, _SEARCHED = 1080, 600  # pixels of the long side
_MOST_POINTS, _CONTRAST = 3000, 0.018
_MOST_HYPOTHESES = 5  # of points, that are checked in one picture; outlines have their own
_EDGES, _INKS = FEATURES.index("edges"), FEATURES.index("ink")
_SMALLEST = 24  # pixels of the long side: nothing smaller holds a mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One mark where it was seen: `pose` takes heights of the mark to pixels of the picture.

    `edges` and `inks` are how much of its outline and of its colours is there, 0..1.
    """

    mark: Mark
    pose: Array
    confidence: float
    edges: float
    inks: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbols:
    """The detector: all enrolled marks, ready to be compared."""

    marks: Marks
    name: str = "symbols"
    labels: frozenset[str] = frozenset({LABEL})

    def detect(self, picture: Picture) -> Iterator[Finding]:
        rgb = np.frombuffer(picture.pixels, np.uint8).reshape(picture.height, picture.width, 3)
        for seen in marks_in(rgb, self.marks):
            box = _box(seen, picture)
            yield Finding(
                detector=self.name,
                label=LABEL,
                value=seen.mark.symbol.id,
                details=(("edges", _hundredths(seen.edges)), ("inks", _hundredths(seen.inks))),
                confidence=round(seen.confidence, 3),
                where=replace(picture.where, box=box),
            )


def marks_in(rgb: Pixels, marks: Marks) -> Sequence[Seen]:
    """Every mark that is seen, the surest first; of two in one place, the surer."""
    kept: list[Seen] = []
    for seen in sorted(_judged(rgb, marks), key=lambda one: -one.confidence):
        if seen.confidence >= REPORTED and not any(_same_place(seen, other) for other in kept):
            kept.append(seen)
    return kept


def _judged(rgb: Pixels, marks: Marks) -> Iterator[Seen]:
    if max(rgb.shape[:2]) < _SMALLEST:
        return
    larger, by = shrunk(rgb, _CHECKED)
    pyramid = Pyramid(larger)
    for hypothesis in proposed(larger, marks):
        mark = marks.each[hypothesis.mark]
        evidence = check(hypothesis, mark, pyramid)
        yield Seen(
            mark=mark,
            pose=evidence.pose * (1 / by),
            confidence=confidence(evidence.features, mark.symbol.kind),
            edges=evidence.features[_EDGES],
            inks=evidence.features[_INKS],
        )


def _hundredths(share: float) -> str:
    return str(round(100 * min(1.0, max(0.0, share))))


def evidence_of(rgb: Pixels, marks: Marks) -> Iterator[tuple[Mark, Hypothesis, Evidence, float]]:
    """What every hypothesis came to, with the scale of the copy that it was checked in: what weights are fitted on."""
    larger, by = shrunk(rgb, _CHECKED)
    pyramid = Pyramid(larger)
    for hypothesis in proposed(larger, marks):
        mark = marks.each[hypothesis.mark]
        yield mark, hypothesis, check(hypothesis, mark, pyramid), by


def proposed(rgb: Pixels, marks: Marks) -> Sequence[Hypothesis]:
    """Where marks may be, the likeliest first, in pixels of this picture."""
    smaller, by = shrunk(rgb, _SEARCHED)
    points = points_of(cv2.cvtColor(smaller, cv2.COLOR_RGB2GRAY), _MOST_POINTS, _CONTRAST)
    every = [one for mark, matches in matches_of(points, marks) for one in hypotheses(mark, matches)]
    likeliest = nlargest(_MOST_HYPOTHESES, every, key=lambda found: found.votes)
    return [replace(found, pose=found.pose * (1 / by)) for found in (*likeliest, *regions_of(smaller, marks.each))]


def shrunk(picture: Pixels, longest: int) -> tuple[Pixels, float]:
    """A copy whose long side is at most so many pixels, and how much smaller it is."""
    by = min(1.0, longest / max(picture.shape[:2]))
    if by == 1.0:
        return picture, by
    size = max(1, round(picture.shape[1] * by)), max(1, round(picture.shape[0] * by))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8), by


def _corners(seen: Seen) -> Array:
    frame = np.array([[0, 0, 1], [seen.mark.width, 0, 1], [seen.mark.width, 1, 1], [0, 1, 1]])
    corners: Array = frame @ seen.pose.T
    return corners


def _same_place(one: Seen, other: Seen) -> bool:
    """Whether the smaller lies mostly within the larger: two languages of one signature share their flag."""
    first, second = _corners(one), _corners(other)
    low = np.maximum(first.min(axis=0), second.min(axis=0))
    high = np.minimum(first.max(axis=0), second.max(axis=0))
    shared = float(np.prod(np.maximum(0.0, high - low)))
    return shared > 0.3 * min(float(np.prod(np.ptp(first, axis=0))), float(np.prod(np.ptp(second, axis=0))))


def _box(seen: Seen, picture: Picture) -> tuple[int, int, int, int]:
    corners = _corners(seen)
    limits = np.array([picture.width, picture.height])
    low = np.clip(np.floor(corners.min(axis=0)), 0, limits - 1).astype(int)
    high = np.clip(np.ceil(corners.max(axis=0)), low + 1, limits).astype(int)
    return int(low[0]), int(low[1]), int(high[0] - low[0]), int(high[1] - low[1])
