"""A mark drawn at one height, and all that a check asks of the drawing: where its edges run, what each stretch is made of.

The mark is asked as a whole, by its key (what is coloured, where there are two inks: the flag), by its words (the rest), and
tile by tile. The rule to keep: whatever costs is made once and kept, as a check is made of every hypothesis.
"""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np

from gatepost.enrolment.symbols.drawing import Array, Plane
from gatepost.enrolment.symbols.points import Floats

WHOLE, KEY, WORDS, TILES = range(4)  # rows of a drawing's areas


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
        for made in (
            self.edge_areas,
            self.edge_sums,
            self.drawn_tiles,
            self.near_edge,
            self.softened,
            self.basis,
            self.gram,
        ):
            made.setflags(write=False)

    @cached_property
    def basis(self) -> Floats:
        """What a pixel's colour is made of: the ground, the plain ink, the colours."""
        inks = [plane.ravel() for plane in (self.plain, self.coloured) if float(plane.sum()) > 1]
        return np.stack([np.ones(self.plain.size, np.float32), *inks], axis=1)

    @cached_property
    def gram(self) -> Array:
        return gram_of(self.areas, self.basis)

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


def gram_of(areas: Plane, basis: Floats) -> Array:
    """For each area, how the inks go together in it: sums of products of every two."""
    kinds = basis.shape[1]
    products = np.stack([basis[:, one] * basis[:, other] for one in range(kinds) for other in range(kinds)], axis=1)
    gram: Array = (areas @ products).reshape(-1, kinds, kinds).astype(np.float64)
    return gram
