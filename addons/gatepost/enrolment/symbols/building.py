"""Drawings become the index: the points of every mark at every size and in every way that it is printed.

A small mark is not a large one made smaller: at 14 pixels its letters run together. So each is drawn at several heights,
and the points of all drawings stand side by side, less those that say the same. The rule to keep: the same drawings give
the same index, byte for byte.
"""

import io
import json
from collections.abc import Mapping

import cv2
import numpy as np

from gatepost.enrolment.symbols import Symbol
from gatepost.enrolment.symbols.drawing import Array, Pixels, on_panel, ways
from gatepost.enrolment.symbols.points import Floats, Points, points_of

DIMENSIONS = 64
CONTRAST = 0.02
MOST_POINTS = 350  # of one drawing
_LONG, _WIDE = (14, 20, 30, 48, 90), (18, 28, 44, 80, 140)
_COMPACT = (20, 30, 48, 84, 160)
_PANEL_SEEN = 50
_SAME_PLACE, _SAME_SIZE, _SAME_LOOK = 0.08, 1.25, 0.92


def heights_of(rgba: Pixels) -> tuple[int, ...]:
    """The heights that a mark of these proportions is drawn at: long ones are seen at less height."""
    proportion = rgba.shape[1] / rgba.shape[0]
    return _LONG if proportion > 5.5 else _WIDE if proportion > 2.2 else _COMPACT


def points_of_mark(rgba: Pixels) -> Points:
    """Of all drawings together; places and sizes in heights of the mark."""
    every = [points for height in heights_of(rgba) for points in _drawn_at(rgba, height)]
    joined = Points(
        places=np.concatenate([points.places for points in every]),
        sizes=np.concatenate([points.sizes for points in every]),
        turns=np.concatenate([points.turns for points in every]),
        strengths=np.concatenate([points.strengths for points in every]),
        around=np.concatenate([points.around for points in every]),
    )
    return taken(joined, _distinct(joined))


def _drawn_at(rgba: Pixels, height: int) -> list[Points]:
    margin = max(6, height // 3)
    drawn = [*ways(rgba, height, margin)]
    if height < _PANEL_SEEN:  # larger marks have points enough that do not reach their panel's edge
        drawn.append(on_panel(rgba, height, margin))
    found = [points_of(cv2.GaussianBlur(grey, (0, 0), 0.4), MOST_POINTS, CONTRAST) for grey in drawn]
    return [
        Points(
            places=(points.places - margin + 0.5) / height,
            sizes=points.sizes / height,
            turns=points.turns,
            strengths=points.strengths,
            around=points.around,
        )
        for points in found
    ]


def taken(points: Points, rows: Array) -> Points:
    return Points(
        places=points.places[rows],
        sizes=points.sizes[rows],
        turns=points.turns[rows],
        strengths=points.strengths[rows],
        around=points.around[rows],
    )


def _distinct(points: Points) -> Array:
    """The rows that no stronger point makes superfluous: one at the same place, of the same size, that looks the same."""
    order = np.argsort(-points.strengths, kind="stable")
    around = points.around[order]
    alike = around @ around.T > _SAME_LOOK
    for values, most in (
        (points.places[order, 0], _SAME_PLACE),
        (points.places[order, 1], _SAME_PLACE),
        (np.log(points.sizes[order]), np.log(_SAME_SIZE)),
    ):
        alike &= np.abs(values[:, None] - values[None, :]) < most
    left = np.ones(len(order), bool)
    for row in range(len(order)):
        if left[row]:
            left[row + 1 :] &= ~alike[row, row + 1 :]
    return np.sort(order[left])


def build_index(drawings: Mapping[Symbol, Pixels], points: Mapping[Symbol, Points]) -> bytes:
    """All enrolled marks, packed."""
    each = [points[symbol] for symbol in drawings]
    around = np.concatenate([points.around for points in each])
    mean, basis = _main_directions(around)
    symbols = [{"id": one.id, "name": one.name, "kind": one.kind.value} for one in drawings]
    arrays: dict[str, Array] = {
        "symbols": np.frombuffer(json.dumps(symbols).encode(), np.uint8),
        "owners": np.repeat(np.arange(len(each)), [len(points) for points in each]).astype(np.int16),
        "places": np.concatenate([points.places for points in each]).astype(np.float32),
        "sizes": np.concatenate([points.sizes for points in each]).astype(np.float32),
        "turns": np.concatenate([points.turns for points in each]),
        "around": ((around - mean) @ basis).astype(np.float32),
        "mean": mean,
        "basis": basis,
        **{f"drawing{place}": _packed(rgba) for place, rgba in enumerate(drawings.values())},
    }
    buffer = io.BytesIO()
    np.savez(buffer, allow_pickle=False, **arrays)
    return buffer.getvalue()


def _packed(rgba: Pixels) -> Array:
    return cv2.imencode(".png", rgba)[1].ravel()


def _main_directions(around: Floats) -> tuple[Floats, Floats]:
    """What descriptions differ by most: half as many numbers tell nearly as much."""
    mean = around.mean(axis=0)
    _, vectors = np.linalg.eigh(np.cov((around - mean).T))
    return mean.astype(np.float32), vectors[:, ::-1][:, :DIMENSIONS].astype(np.float32)
