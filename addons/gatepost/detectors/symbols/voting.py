"""Points that look like a mark's become hypotheses of where the mark is.

One point alone tells size, turn and place of the whole mark; where several tell the same, the mark may be. There is no
asking whether the second-best match is much worse (marks repeat themselves, and two marks share a flag): agreement decides.
The rule to keep: a hypothesis counts each point of the picture once, and each place of the mark once.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from gatepost.detectors.symbols.marks import Marks
from gatepost.detectors.symbols.poses import pose_of, scale_of
from gatepost.enrolment.symbols.drawing import Array
from gatepost.enrolment.symbols.points import Floats, Points

NEIGHBOURS = 4
FARTHEST = 0.79
LEAST_VOTES = 3
MOST_MATCHES = 160  # of one mark
_PLACE, _DRIFT = 0.12, 0.12  # of the mark's height, and of the distance
_SIZE, _SAME_TURN = np.log(1.57), np.cos(np.radians(23))
_TRIES = 3
_COUNTED = 24  # rows whose votes are counted one for each point and cell; the others have too few in any case
_EXPLAINED = 0.14  # of the mark's height
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
        return scale_of(self.pose)


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


def hypotheses(mark: int, matches: Matches) -> Iterator[Hypothesis]:
    """The places that most matches agree on and a pose fits, the likeliest first; each match speaks for one."""
    agree = agreement(matches)
    cells = _cells(matches.reference)
    left = np.ones(len(matches.seen), bool)
    for _ in range(_TRIES):
        best, votes = _most_voted(agree, left, cells, matches)
        together = np.flatnonzero(agree[best] & left)
        if min(_distinct(matches.seen[together]), _distinct(cells[together])) >= LEAST_VOTES:
            hypothesis = refit(mark, matches, cells, together, votes)
            if hypothesis is not None:
                yield hypothesis
        left[together] = False
        if left.sum() < LEAST_VOTES:
            return


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


def _most_voted(agree: Array, left: Array, cells: Array, matches: Matches) -> tuple[int, float]:
    """The match that most of the rest agree with, and their weight: one for each point of the picture, one for each cell."""
    agreed = (matches.weights * left) @ agree.T.astype(np.float32) * left
    likely = np.argsort(-agreed, kind="stable")[:_COUNTED]
    weighted = agree[likely] * (matches.weights * left)[None, :]
    votes = np.minimum(_best_of_each(weighted, matches.seen), _best_of_each(weighted, cells))
    best = int(np.argmax(votes))
    return int(likely[best]), float(votes[best])


def _best_of_each(weighted: Array, groups: Array) -> Floats:
    order = np.argsort(groups, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(groups[order]) != 0])
    best: Floats = np.maximum.reduceat(weighted[:, order], starts, axis=1).sum(axis=1)
    return best


def _cells(reference: Floats) -> Array:
    cells = np.floor(reference / _CELL).astype(int)
    numbered: Array = cells[:, 0] * 1000 + cells[:, 1]
    return numbered


def _distinct(values: Array) -> int:
    return len(np.unique(values))


def refit(mark: int, matches: Matches, cells: Array, together: Array, votes: float) -> Hypothesis | None:
    """The hypothesis of the agreeing matches, and of all others that their pose explains; None where no pose does."""
    for _ in range(2):
        reference, weights = matches.reference[together], matches.weights[together]
        fitting = pose_of(reference, matches.places[together], weights, _distinct(matches.seen[together]))
        if fitting is None:
            return None
        pose = fitting
        spread = float(np.sqrt(reference.var(axis=0).sum()))
        off = np.hypot(*(matches.reference @ pose[:, :2].T + pose[:, 2] - matches.places).T)
        scale = scale_of(pose)
        together = np.flatnonzero((off < _EXPLAINED * scale) & (np.abs(np.log(matches.scales / scale)) < _SIZE))
        if len(together) < LEAST_VOTES:
            return None
    support = min(_distinct(matches.seen[together]), _distinct(cells[together]))
    return Hypothesis(mark=mark, pose=pose.astype(np.float32), votes=votes, support=support, spread=spread)
