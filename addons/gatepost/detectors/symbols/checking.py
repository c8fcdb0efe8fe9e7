"""A hypothesis is checked: the picture, straightened to the mark's own frame, is compared with its drawing.

Two things are asked of each stretch of the mark. Do edges run where and how the drawing's run (whatever the colours are)?
And are the colours explained by the drawing: one colour where its plain ink is, one where its colours are, one for the ground?
The second makes no assumption of which colours, so a tinted or reversed mark is as good as one printed as drawn. The rule to
keep: a check says how much of the mark is there, never whether that is enough.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from gatepost.detectors.symbols.drawn import KEY, WHOLE, WORDS, Drawing, gram_of
from gatepost.detectors.symbols.marks import HEIGHTS, Mark
from gatepost.detectors.symbols.poses import scale_of
from gatepost.detectors.symbols.voting import Hypothesis
from gatepost.enrolment.symbols.drawing import Array, Pixels, Plane

_ALIGNED_AT = 24  # heights above it are aligned at this one: aligning costs by the pixel
_STEPS = 12
_NOISE = 5.0  # grey levels: what compression does to an even ground
_EVEN = 0.05  # keeps a colour that an area has none of from being guessed
_FEWEST = 8  # pixels
_FAINT = 6.0  # grey levels a pixel: an edge weaker than this says little

type Numbers = Array


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inks:
    """How much of each area is explained (1: all of it), and how far the inks stand from the ground, in grey levels."""

    shared: Numbers
    own: Numbers
    contrast: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the check of one hypothesis saw, and where the mark is after it was aligned."""

    pose: Plane
    features: Array


FEATURES = (
    "edges", "edges-best", "edges-low", "ink", "ink-best", "ink-low", "tile-ink-best", "tile-ink-low",
    "edges-key", "edges-words", "edges-least", "ink-key", "ink-words", "ink-least",
    "clean", "votes", "support", "size", "small", "inside", "spread", "contrast", "known",
)  # fmt: skip


class Pyramid:
    """A picture at each half of its size, in colour; made as they are asked for."""

    def __init__(self, rgb: Pixels) -> None:
        self._levels = [rgb]

    def level(self, shrink: float) -> tuple[Pixels, float]:
        """The smallest picture that is still that large, and how much smaller than the first it is."""
        wanted = max(0, int(np.floor(np.log2(max(1.0, shrink / 1.1)))))
        while len(self._levels) <= wanted and min(self._levels[-1].shape[:2]) > 16:
            self._levels.append(cv2.pyrDown(self._levels[-1]))
        depth = min(wanted, len(self._levels) - 1)
        return self._levels[depth], 0.5**depth


def check(hypothesis: Hypothesis, mark: Mark, pyramid: Pyramid) -> Evidence:
    pose = align(hypothesis.pose, mark, pyramid)
    scale = scale_of(pose)
    drawing = mark.drawings[_height(scale, mark)]
    seen, inside = straightened(pose, drawing, pyramid)
    return Evidence(pose=pose, features=_features(hypothesis, scale, drawing, seen, inside))


def _height(scale: float, mark: Mark) -> int:
    return max((height for height in mark.drawings if height <= scale * 1.15), default=HEIGHTS[0])


def straightened(pose: Plane, drawing: Drawing, pyramid: Pyramid) -> tuple[Plane, Plane]:
    """The picture in the drawing's frame, and which of its pixels are in the picture at all."""
    level, shrink = pyramid.level(scale_of(pose) / drawing.height)
    way = _frame(pose, drawing, shrink)
    size = drawing.plain.shape[1], drawing.plain.shape[0]
    seen = cv2.warpAffine(
        level, way, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    columns, rows = np.arange(size[0])[None, :], np.arange(size[1])[:, None]
    x = way[0, 0] * columns + way[0, 1] * rows + way[0, 2]
    y = way[1, 0] * columns + way[1, 1] * rows + way[1, 2]
    inside = (x > -1) & (y > -1) & (x < level.shape[1]) & (y < level.shape[0])
    return seen.astype(np.float32), inside.astype(np.float32)


def _frame(pose: Plane, drawing: Drawing, shrink: float) -> Array:
    """From the drawing's pixels to the picture's."""
    linear = pose[:, :2].astype(np.float64) / drawing.height * shrink
    corner = np.full(2, 0.5 - drawing.margin)
    shift = linear @ corner + pose[:, 2].astype(np.float64) * shrink + 0.5 * shrink - 0.5
    return np.column_stack([linear, shift])


def align(pose: Plane, mark: Mark, pyramid: Pyramid) -> Plane:
    """The pose at which edges lie on the drawing's best, found in a few steps from this one; this one where there is none."""
    drawing = mark.drawings[min(_height(scale_of(pose), mark), _ALIGNED_AT)]
    level, shrink = pyramid.level(scale_of(pose) / drawing.height)
    way = _frame(pose, drawing, shrink)
    size = drawing.plain.shape[1], drawing.plain.shape[0]
    patch = cv2.warpAffine(
        level, way, size, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE
    )
    seen = _softened(strongest_gradient(patch.astype(np.float32)))
    drawn = drawing.softened
    step: Array = np.eye(2, 3, dtype=np.float32)
    try:
        _, step = cv2.findTransformECC(
            drawn,
            seen,
            step,
            cv2.MOTION_AFFINE,
            (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, _STEPS, 1e-3),
            np.full(drawn.shape, 255, np.uint8),
            3,
        )
    except cv2.error:  # nothing to hold on to
        return pose
    if np.abs(step[:, :2] - np.eye(2)).max() > 0.25:
        return pose
    full = np.vstack([way, [0, 0, 1]]) @ np.vstack([step.astype(np.float64), [0, 0, 1]])
    linear = full[:2, :2] * drawing.height / shrink
    corner = full[:2, :2] @ np.full(2, 0.5 - drawing.margin)
    shift = (full[:2, 2] - corner + 0.5) / shrink - 0.5
    return np.column_stack([linear, shift]).astype(np.float32)


def _softened(gradient: tuple[Plane, Plane]) -> Plane:
    size = np.hypot(*gradient)
    size = np.minimum(size, 4 * float(size.mean()) + 1e-3)
    return cv2.GaussianBlur(size, (0, 0), 1.2)


def strongest_gradient(picture: Plane) -> tuple[Plane, Plane]:
    """Across and down, in the channel where it is strongest: a red flag on black is seen in red, not in grey."""
    across = cv2.Sobel(picture, cv2.CV_32F, 1, 0, ksize=3, scale=0.25)
    down = cv2.Sobel(picture, cv2.CV_32F, 0, 1, ksize=3, scale=0.25)
    channel = (across**2 + down**2).argmax(axis=2)[:, :, None]
    return np.take_along_axis(across, channel, 2)[:, :, 0], np.take_along_axis(down, channel, 2)[:, :, 0]


def _features(hypothesis: Hypothesis, scale: float, drawing: Drawing, seen: Plane, inside: Plane) -> Numbers:
    agreement, strength = _edge_agreement(drawing, seen)
    edges = _weighed(drawing.edge_areas, agreement * inside, drawing.edge_sums)
    inks = _ink_agreement(drawing, seen, inside)
    tiles = drawing.drawn_tiles
    within = strength * inside
    clean = float((within * drawing.near_edge).sum()) / max(1e-6, float(within.sum()))
    return np.array(
        [
            edges[WHOLE],
            *_best_and_low(edges[tiles]),
            inks.shared[WHOLE],
            *_best_and_low(inks.shared[tiles]),
            *_best_and_low(inks.own[tiles]),
            edges[KEY],
            edges[WORDS],
            min(edges[KEY], edges[WORDS]),
            inks.shared[KEY],
            inks.shared[WORDS],
            min(inks.shared[KEY], inks.shared[WORDS]),
            clean,
            np.log1p(hypothesis.votes),
            np.log(max(1, hypothesis.support)),
            np.log(scale / 30),
            max(0.0, np.log(18 / scale)),
            float(inside.mean()),
            min(2.0, hypothesis.spread),
            min(1.0, inks.contrast / 60),
            float(drawing.two_inks),
        ],
        np.float64,
    )


def _weighed(weights: Plane, plane: Plane, sums: Plane) -> Plane:
    """The mean of the plane in each area, weighed by how strongly edges are drawn there."""
    return (weights @ plane.ravel()) / sums


def _best_and_low(values: Numbers) -> tuple[float, float]:
    """The mean of the best 70 %, and what three quarters reach: a quarter may be hidden."""
    if not len(values):
        return 0.0, 0.0
    ordered = np.sort(values)[::-1]
    return float(ordered[: max(1, round(0.7 * len(ordered)))].mean()), float(np.percentile(values, 25))


def _edge_agreement(drawing: Drawing, seen: Plane) -> tuple[Plane, Plane]:
    """For each pixel, how parallel the edges run (1 parallel, -1 across; either way round), less where they are faint."""
    across, down = strongest_gradient(seen)
    strength = np.hypot(across, down)
    on_edges = float((strength * drawing.edge).sum() / drawing.edge.sum())
    floor = _FAINT * 0.25 + 0.25 * on_edges
    along = (across * drawing.across + down * drawing.down) ** 2
    parallel = 2 * along / np.maximum(strength**2 * drawing.edge**2, 1e-9) - 1
    return np.clip(parallel, -1, 1) * strength / (strength + floor), strength


def _ink_agreement(drawing: Drawing, seen: Plane, inside: Plane) -> _Inks:
    """How much of the colours' variance the drawing explains: with the colours of the whole mark, and with each area's own."""
    values = (seen.reshape(-1, 3) - seen.reshape(-1, 3).mean(axis=0)) * inside.reshape(-1, 1)
    basis = drawing.basis
    kinds = basis.shape[1]
    gram = drawing.gram if inside.all() else gram_of(drawing.areas, basis * inside.reshape(-1, 1))
    sums = drawing.areas @ np.hstack([*(basis[:, [one]] * values for one in range(kinds)), values**2])
    by_ink = sums[:, : 3 * kinds].reshape(-1, kinds, 3).astype(np.float64)
    squares = sums[:, -3:].sum(axis=1).astype(np.float64)
    own = np.linalg.solve(gram + _EVEN * np.eye(kinds), by_ink)
    shared = own[:1]
    count = np.maximum(gram[:, 0, 0], 1.0)
    total = squares - (by_ink[:, 0, :] ** 2).sum(axis=1) / count
    noise = 3 * count * _NOISE**2
    enough = count >= _FEWEST

    def explained(colours: Array) -> Array:
        off = squares - 2 * (colours * by_ink).sum(axis=(1, 2)) + (colours * (gram @ colours)).sum(axis=(1, 2))
        return np.where(enough, np.maximum(-1.0, (total - off) / (total + noise)), 0.0)

    return _Inks(shared=explained(shared), own=explained(own), contrast=float(np.abs(shared[0, 1:]).max()))
