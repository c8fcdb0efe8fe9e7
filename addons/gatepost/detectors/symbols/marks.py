"""An index of symbols as it is used: the points of all marks, ready to be compared, and drawings of each, to be checked against.

The rule to keep: everything here is made of the index alone and never changes, so that processes share it.
"""

import io
import json
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from gatepost.detectors.symbols.drawn import Drawing
from gatepost.enrolment.symbols import BadIndex, Kind, Symbol, SymbolIndex
from gatepost.enrolment.symbols.drawing import Array, Pixels, Plane, inks
from gatepost.enrolment.symbols.points import Floats, Points

HEIGHTS = (10, 12, 14, 17, 20, 24, 29, 35, 42, 50)  # of drawings that a picture is checked against
_MOST_PIXELS = 14_000  # of a drawing: a long mark is told at less height
_PREPARED = 20  # marks
OUTLINE = 20  # pixels: the side of the square in which outlines are compared
_COMPACT = 3.0
_TREES, _CHECKS = 4, 32


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One enrolled mark; places and sizes are in its heights."""

    symbol: Symbol
    rgba: Pixels = field(repr=False)

    @property
    def width(self) -> float:
        return float(self.rgba.shape[1] / self.rgba.shape[0])

    @property
    def compact(self) -> bool:
        """Not much wider than high: such marks have an outline of their own."""
        return 1 / _COMPACT < self.width < _COMPACT

    @cached_property
    def outline(self) -> Plane:
        """The whole drawing's shape, in the square in which patches of pictures are compared with it."""
        plain, coloured = inks(self.rgba, 80, 0)
        closed = cv2.morphologyEx((plain + coloured > 0.1).astype(np.uint8), cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
        return cv2.resize(closed.astype(np.float32), (OUTLINE, OUTLINE), interpolation=cv2.INTER_AREA)

    @cached_property
    def drawings(self) -> dict[int, Drawing]:
        made = {}
        tallest = np.sqrt(_MOST_PIXELS / self.width)
        for height in (height for height in HEIGHTS if height <= max(tallest, HEIGHTS[0])):
            margin = max(2, height // 6)
            plain, coloured = inks(self.rgba, height, margin)
            made[height] = Drawing(height=height, margin=margin, plain=plain, coloured=coloured)
        return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All marks; `owners` says whose each point is."""

    each: tuple[Mark, ...]
    owners: Array
    places: Floats
    sizes: Floats
    turns: Floats
    mean: Floats
    basis: Floats
    compared: cv2.flann.Index

    def nearest(self, points: Points, count: int) -> tuple[Array, Array]:
        """The rows of the marks' points that look most like each of these, and how far away they are."""
        described = np.ascontiguousarray((points.around - self.mean) @ self.basis)
        rows, squared = self.compared.knnSearch(described, count, params={"checks": _CHECKS})
        return rows, np.sqrt(squared)


def prepare(marks: Marks) -> None:
    """Makes all that checks will need, so that processes forked from this one share it; of so many marks that it fits.

    A second and some 70 MiB for eight marks. What is not made here is made when it is first needed.
    """
    for mark in marks.each[:_PREPARED]:
        for drawing in mark.drawings.values():
            drawing.prepare()


def unpack(index: SymbolIndex) -> Marks:
    """The index, with its tree built: some tens of milliseconds."""
    with np.load(io.BytesIO(index.packed), allow_pickle=False) as packed:
        arrays = dict(packed)
    symbols = json.loads(arrays["symbols"].tobytes())
    marks = tuple(
        Mark(
            symbol=Symbol(id=one["id"], name=one["name"], kind=Kind(one["kind"])),
            rgba=_unpacked(arrays[f"drawing{place}"]),
        )
        for place, one in enumerate(symbols)
    )
    compared = cv2.flann.Index(
        np.ascontiguousarray(arrays["around"]), {"algorithm": 1, "trees": _TREES, "random_seed": 1}
    )
    return Marks(
        each=marks,
        owners=arrays["owners"],
        places=arrays["places"],
        sizes=arrays["sizes"],
        turns=arrays["turns"],
        mean=arrays["mean"],
        basis=arrays["basis"],
        compared=compared,
    )


def _unpacked(drawing: Array) -> Pixels:
    """Channels stay in the order in which they were packed."""
    rgba = cv2.imdecode(drawing, cv2.IMREAD_UNCHANGED)
    if rgba is None:
        raise BadIndex(
            "a drawing in the index of symbols cannot be read: `gatepost enrol symbol rebuild` makes it anew"
        )
    return rgba.astype(np.uint8)
