"""An index of symbols as it is used: the points of all marks, ready to be compared, and the drawing of each, ready to be checked against."""

import io
import json
from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np

from gatepost.enrolment.symbols import BadIndex, Kind, Symbol, SymbolIndex
from gatepost.enrolment.symbols.drawing import Array, Pixels, Plane, inks
from gatepost.enrolment.symbols.points import Floats, Points

HEIGHTS = (10, 12, 14, 17, 20, 24, 29, 35, 42, 50)  # of drawings that a picture is checked against
WHOLE, KEY, WORDS, TILES = range(4)  # rows of a drawing's areas
_MOST_PIXELS = 14_000  # of a drawing: a long mark is told at less height
_PREPARED = 20  # marks
OUTLINE = 20  # pixels: the side of the square in which outlines are compared
_COMPACT = 2.6
_TREES, _CHECKS = 4, 32


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A mark at one height, with a margin around it: how much of each pixel its plain ink and its colours cover."""

    height: int
    margin: int
    plain: Plane
    coloured: Plane

    @cached_property
    def two_inks(self) -> bool:
        """Whether it has both: then what is coloured (a flag) is the key to it, and the rest is its words."""
        plain, coloured = float(self.plain.sum()), float(self.coloured.sum())
        return min(plain, coloured) > 0.05 * (plain + coloured)

    @cached_property
    def _gradients(self) -> tuple[Plane, Plane, Plane, Plane]:
        """Across and down, of the stronger ink at each pixel; and how strong each ink's is."""
        sides = [
            (
                cv2.Sobel(ink, cv2.CV_32F, 1, 0, ksize=3, scale=0.25),
                cv2.Sobel(ink, cv2.CV_32F, 0, 1, ksize=3, scale=0.25),
            )
            for ink in (self.plain, self.coloured)
        ]
        plain, coloured = (np.hypot(*side) for side in sides)
        first = plain >= coloured
        return np.where(first, sides[0][0], sides[1][0]), np.where(first, sides[0][1], sides[1][1]), plain, coloured

    @property
    def across(self) -> Plane:
        return self._gradients[0]

    @property
    def down(self) -> Plane:
        return self._gradients[1]

    @cached_property
    def edge(self) -> Plane:
        return np.hypot(self.across, self.down)

    @cached_property
    def near_edge(self) -> Plane:
        return (cv2.dilate(self.edge, np.ones((3, 3), np.uint8)) > 0.05).astype(np.float32)

    @cached_property
    def softened(self) -> Plane:
        size = np.minimum(self.edge, 4 * float(self.edge.mean()))
        return cv2.GaussianBlur(size, (0, 0), 1.2)

    def prepare(self) -> None:
        """Makes what a check asks for."""
        for made in (self.edge_areas, self.edge_sums, self.drawn_tiles, self.near_edge, self.softened, self.basis):
            made.setflags(write=False)

    @cached_property
    def basis(self) -> Floats:
        """What a pixel's colour is made of: the ground, the plain ink, the colours."""
        inks = [plane.ravel() for plane in (self.plain, self.coloured) if float(plane.sum()) > 1]
        return np.stack([np.ones(self.plain.size, np.float32), *inks], axis=1)

    @cached_property
    def areas(self) -> Plane:
        """A row for each: the whole, the key, the words, then some ten tiles of the mark; 1 where a pixel is in it."""
        key, words = (self.coloured, self.plain) if self.two_inks else (self.plain + self.coloured,) * 2
        regions = [np.ones(self.plain.size, np.float32), *(_region(ink, self.height).ravel() for ink in (key, words))]
        return np.concatenate([np.stack(regions), self._tiles()])

    def _tiles(self) -> Plane:
        rows, columns = (size - 2 * self.margin for size in self.plain.shape)
        down, across = (1, 10) if columns > 2.2 * rows else (3, 3)
        row = (np.arange(rows + 2 * self.margin) - self.margin) * down // max(1, rows)
        column = (np.arange(columns + 2 * self.margin) - self.margin) * across // max(1, columns)
        cells = [(one, other) for one in range(down) for other in range(across)]
        return np.stack([((row == one)[:, None] & (column == other)[None, :]).ravel() for one, other in cells]).astype(
            np.float32
        )

    @cached_property
    def edge_areas(self) -> Plane:
        """The areas, weighed by the drawing's edges: the key by those of the colours, the words by those of the plain ink."""
        _, _, plain, coloured = (plane.ravel() for plane in self._gradients)
        edge = self.edge.ravel()
        weights = self.areas * edge
        if self.two_inks:
            weights[KEY], weights[WORDS] = coloured, plain
        else:
            weights[KEY] = weights[WORDS] = edge
        return weights

    @cached_property
    def edge_sums(self) -> Plane:
        return np.maximum(self.edge_areas.sum(axis=1), 1e-6)

    @cached_property
    def drawn_tiles(self) -> Array:
        """The rows of the tiles in which something is drawn."""
        sums = self.edge_sums[TILES:]
        return TILES + np.flatnonzero(sums > 0.25 * sums.mean())


def _region(ink: Plane, height: int) -> Plane:
    size = max(3, height // 6) | 1
    return (cv2.dilate(ink, np.ones((size, size), np.uint8)) > 0.15).astype(np.float32)


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
        """About as high as wide: such marks have an outline of their own."""
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
