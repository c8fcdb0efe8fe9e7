"""Points that look like a mark's become hypotheses of where the mark is.

One point alone tells size, turn and place of the whole mark; where several tell the same, the mark may be. There is no
asking whether the second-best match is much worse (marks repeat themselves, and two marks share a flag): agreement decides.
The rule to keep: a hypothesis counts each point of the picture once, and each place of the mark once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gatepost.detectors.symbols.marks import Marks
from gatepost.enrolment.symbols.drawing import Array
from gatepost.enrolment.symbols.points import Floats, Points

NEIGHBOURS = 4
FARTHEST = 0.79
LEAST_VOTES = 3
MOST_MATCHES = 160  # of one mark
_PLACE, _DRIFT = 0.12, 0.12  # of the mark's height, and of the distance
_SIZE, _SAME_TURN = np.log(1.57), np.cos(np.radians(23))
_TRIES = 3
_HOLD = 0.01  # of the matches' spread, squared
_CELL = 0.15  # of the mark's height: points closer than this say the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Matches:
    """Points of the picture that look like points of one mark, row by row."""

    seen: Array  # which point of the picture
    places: Floats  # in the picture, pixels
    reference: Floats  # in the mark, heights
    scales: Floats  # pixels for a height of the mark
    turns: Floats
    weights: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """A mark may be here: `pose` takes (x, y, 1) in heights of the mark to pixels."""

    mark: int
    pose: Floats
    votes: float
    support: int
    spread: float  # of the agreeing points over the mark, in its heights

    @property
    def scale(self) -> float:
        """Pixels for a height of the mark."""
        return float(np.sqrt(abs(np.linalg.det(self.pose[:, :2].astype(np.float64)))))


def matches_of(points: Points, marks: Marks) -> Iterator[tuple[int, Matches]]:
    """For each mark, the best matches."""
    if len(points) < LEAST_VOTES:
        return
    rows, distances = marks.nearest(points, NEIGHBOURS)
    seen, rank = np.nonzero(distances < FARTHEST)
    rows, distances = rows[seen, rank], distances[seen, rank]
    owners = marks.owners[rows]
    for mark in range(len(marks.each)):
        of_it = np.flatnonzero(owners == mark)
        if len(of_it) > MOST_MATCHES:
            of_it = of_it[np.argpartition(distances[of_it], MOST_MATCHES)[:MOST_MATCHES]]
        if len(of_it) < LEAST_VOTES:
            continue
        here, there = seen[of_it], rows[of_it]
        yield (
            mark,
            Matches(
                seen=here,
                places=points.places[here],
                reference=marks.places[there],
                scales=points.sizes[here] / marks.sizes[there],
                turns=points.turns[here] - marks.turns[there],
                weights=FARTHEST**2 + 0.1 - distances[of_it] ** 2,
            ),
        )


def best_hypothesis(mark: int, matches: Matches) -> Hypothesis | None:
    """The place that most matches agree on and a pose fits. What fits no pose is tried once, and leaves its matches to nobody."""
    agree = agreement(matches)
    left = np.ones(len(matches.seen), bool)
    for _ in range(_TRIES):
        votes = _votes(agree & left[None, :], matches) * left
        best = int(np.argmax(votes))
        together = np.flatnonzero(agree[best] & left)
        if min(_distinct(matches.seen[together]), _distinct(_cells(matches)[together])) >= LEAST_VOTES:
            hypothesis = refit(mark, matches, together, float(votes[best]))
            if hypothesis is not None:
                return hypothesis
        left[together] = False
        if left.sum() < LEAST_VOTES:
            break
    return None


def agreement(matches: Matches) -> Array:
    """Row by column: whether the second match is where the first says that it should be."""
    ways = np.stack([np.cos(matches.turns), np.sin(matches.turns)])
    cos, sin = (ways * matches.scales)[:, :, None]
    across, down = (values[None, :] - values[:, None] for values in matches.reference.T)
    apart_x, apart_y = (values[None, :] - values[:, None] for values in matches.places.T)
    off = (cos * across - sin * down - apart_x) ** 2 + (sin * across + cos * down - apart_y) ** 2
    near = _PLACE * matches.scales[:, None] + _DRIFT * np.sqrt(apart_x**2 + apart_y**2)
    logs = np.log(matches.scales)
    agrees: Array = (off < near**2) & (np.abs(logs[None, :] - logs[:, None]) < _SIZE) & (ways.T @ ways > _SAME_TURN)
    return agrees


def _votes(agree: Array, matches: Matches) -> Floats:
    """For each match, the weight of those that agree with it: one for each point of the picture, one for each cell."""
    weighted = agree * matches.weights[None, :]
    by_point = _best_of_each(weighted, matches.seen)
    by_cell = _best_of_each(weighted, _cells(matches))
    return np.minimum(by_point, by_cell)


def _best_of_each(weighted: Array, groups: Array) -> Floats:
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(groups[order]) != 0])
    best: Floats = np.maximum.reduceat(weighted[:, order], starts, axis=1).sum(axis=1)
    return best


def _cells(matches: Matches) -> Array:
    cells = np.floor(matches.reference / _CELL).astype(int)
    numbered: Array = cells[:, 0] * 1000 + cells[:, 1]
    return numbered


def _distinct(values: Array) -> int:
    return len(np.unique(values))


def refit(mark: int, matches: Matches, together: Array, votes: float) -> Hypothesis | None:
    """The pose that the agreeing matches fit best: turned and sized, or stretched too where enough of them say so."""
    for _ in range(2):
        reference, places = matches.reference[together], matches.places[together]
        weights = matches.weights[together]
        pose = _similar(reference, places, weights)
        spread = float(np.sqrt(reference.var(axis=0).sum()))
        if len(np.unique(matches.seen[together])) >= 6 and min(reference.std(axis=0)) > 0.12:
            pose = _affine(reference, places, weights, pose)
        off = np.hypot(*(matches.reference @ pose[:, :2].T + pose[:, 2] - matches.places).T)
        scale = max(1e-3, float(np.sqrt(abs(np.linalg.det(pose[:, :2])))))
        near = np.flatnonzero((off < 0.14 * scale) & (np.abs(np.log(matches.scales / scale)) < _SIZE))
        if len(near) < LEAST_VOTES:
            return None
        together = near
    stretch = np.linalg.svd(pose[:, :2], compute_uv=False)
    if stretch[1] <= 0 or stretch[0] / stretch[1] > 1.7 or np.linalg.det(pose[:, :2]) <= 0:
        return None
    support = min(_distinct(matches.seen[together]), _distinct(_cells(matches)[together]))
    return Hypothesis(mark=mark, pose=pose.astype(np.float32), votes=votes, support=support, spread=spread)


def _similar(reference: Floats, places: Floats, weights: Floats) -> Array:
    """Least squares of a turn, a size and a shift (Umeyama's in the plane, in complex numbers)."""
    z, q = reference[:, 0] + 1j * reference[:, 1], places[:, 0] + 1j * places[:, 1]
    total = weights.sum()
    middle, there = (z * weights).sum() / total, (q * weights).sum() / total
    z, q = z - middle, q - there
    factor = (weights * q * z.conj()).sum() / max(1e-9, float((weights * np.abs(z) ** 2).sum()))
    shift = there - factor * middle
    return np.array([[factor.real, -factor.imag, shift.real], [factor.imag, factor.real, shift.imag]])


def _affine(reference: Floats, places: Floats, weights: Floats, pose: Array) -> Array:
    """Least squares of all six numbers, held a little to the pose that only turns and sizes."""
    middle, there = np.average(reference, axis=0, weights=weights), np.average(places, axis=0, weights=weights)
    z, q = reference - middle, places - there
    hold = _HOLD * weights.sum()
    across = (q * weights[:, None]).T @ z + hold * pose[:, :2]
    within = (z * weights[:, None]).T @ z + hold * np.eye(2)
    linear = across @ np.linalg.inv(within)
    return np.column_stack([linear, there - linear @ middle])
