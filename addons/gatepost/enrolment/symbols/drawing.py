"""A mark's drawing, trimmed, and drawn again at any height in the ways that marks are printed.

A mark is printed as drawn, or turned white on something dark, or with its colours kept and only its black turned white.
All are made from the one drawing that is enrolled. The rule to keep: heights are in pixels, everything else is in heights
of the mark, so that whatever is learnt of a drawing holds at any size.
"""

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

type Array = NDArray[np.integer[Any] | np.floating[Any]]  # as OpenCV types all that it returns
type Pixels = Array  # rows, columns and channels of bytes
type Plane = Array  # rows and columns of numbers

TALLEST, WIDEST = 700, 1400  # more shows nothing that a post could hold
DARK = 40.0  # what reversed marks stand on: seldom pure black
_CLOSE = 0.16  # of the height: panels are seldom wider around
_OPAQUE = 8  # of 255; less is the fringe of what a program thought transparent
_COLOURED = 60  # difference of the strongest and weakest channel from which a colour is one


def normalised(rgba: Pixels) -> Pixels:
    """The drawing alone: what surrounds it made transparent and cut away, and no larger than is of use."""
    rgba = _without_ground(rgba)
    rows, columns = np.nonzero(rgba[:, :, 3] > _OPAQUE)
    if not len(rows):
        raise ValueError("there is nothing in this drawing")
    rgba = rgba[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
    height, width = rgba.shape[:2]
    shrink = min(1.0, TALLEST / height, WIDEST / width)
    return rgba if shrink == 1.0 else _to_bytes(_sized(rgba, max(1, round(height * shrink))))


def _without_ground(rgba: Pixels) -> Pixels:
    """A drawing on an even ground without transparency, such as a scan's white: the ground becomes transparent."""
    if rgba[:, :, 3].min() < 250:
        return rgba
    border = np.concatenate([rgba[0], rgba[-1], rgba[:, 0], rgba[:, -1]])[:, :3].astype(np.float32)
    ground = np.median(border, axis=0)
    if np.percentile(np.abs(border - ground).max(axis=1), 95) > 12:
        return rgba  # no even ground: the drawing fills its frame
    distance = np.abs(rgba[:, :, :3].astype(np.float32) - ground).max(axis=2)
    alpha = np.clip((distance - 8) / 48, 0, 1)
    return np.dstack([rgba[:, :, :3], (alpha * 255).astype(np.uint8)])


def _sized(rgba: Pixels, height: int) -> Plane:
    """At another height; colours are multiplied by their opacity, so that what is transparent bleeds into nothing."""
    opacity = rgba[:, :, 3:].astype(np.float32) / 255
    weighted = np.dstack([rgba[:, :, :3] * opacity, opacity * 255]).astype(np.float32)
    width = max(1, round(rgba.shape[1] * height / rgba.shape[0]))
    how = cv2.INTER_AREA if height < rgba.shape[0] else cv2.INTER_CUBIC
    return np.clip(cv2.resize(weighted, (width, height), interpolation=how), 0, 255).astype(np.float32)


def _to_bytes(weighted: Plane) -> Pixels:
    opacity = np.maximum(weighted[:, :, 3:] / 255, 1e-3)
    colours = np.clip(weighted[:, :, :3] / opacity, 0, 255)
    return np.dstack([colours, weighted[:, :, 3:]]).astype(np.uint8)


def inks(rgba: Pixels, height: int, margin: int) -> tuple[Plane, Plane]:
    """How much of each pixel is covered by the drawing's plain ink (black, grey), and by its colours: 0..1 each.

    White within the drawing counts as no ink: it is the ground's colour wherever marks are printed.
    """
    weighted = _sized(rgba, height)
    opacity = weighted[:, :, 3] / 255
    colours = weighted[:, :, :3]
    chroma = np.clip((colours.max(axis=2) - colours.min(axis=2)) / 160, 0, 1)
    dark = np.clip(opacity - colours.max(axis=2) / 255, 0, 1)
    coloured = np.minimum(chroma, opacity)
    around = (margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    return cv2.copyMakeBorder(dark, *around), cv2.copyMakeBorder(coloured, *around)


def ways(rgba: Pixels, height: int, margin: int) -> Iterator[Pixels]:
    """The drawing in grey at this height: as drawn on white; white on dark; colours kept and the rest white on dark."""
    weighted = cv2.copyMakeBorder(_sized(rgba, height), margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    opacity = weighted[:, :, 3:] / 255
    yield _grey(weighted[:, :, :3] + 255 * (1 - opacity))
    light = weighted[:, :, :3].mean(axis=2, keepdims=True) / 255
    ink = np.clip(opacity - light * 0.9, 0, 1)
    ink = ink / max(0.2, float(ink.max()))
    yield _grey(np.repeat(DARK + (255 - DARK) * ink, 3, axis=2))
    spread = weighted[:, :, :3].max(axis=2, keepdims=True) - weighted[:, :, :3].min(axis=2, keepdims=True)
    coloured = np.clip(spread / _COLOURED, 0, 1) * opacity
    if 0.02 < float(coloured.sum() / max(1.0, float(opacity.sum()))) < 0.98:
        plain = np.clip(opacity - coloured, 0, 1)
        yield _grey(weighted[:, :, :3] * np.minimum(1, coloured) + 255 * plain + DARK * (1 - opacity))


def on_panel(rgba: Pixels, height: int, margin: int) -> Pixels:
    """The drawing in grey on a light panel of its own, close around it, on something dark."""
    weighted = _sized(rgba, height)
    lit = weighted[:, :, :3] + 255 * (1 - weighted[:, :, 3:] / 255)
    close = max(2, round(_CLOSE * height))
    panel = cv2.copyMakeBorder(lit, close, close, close, close, cv2.BORDER_CONSTANT, value=(255, 255, 255))
    rest = margin - close
    return _grey(cv2.copyMakeBorder(panel, rest, rest, rest, rest, cv2.BORDER_CONSTANT, value=(DARK,) * 3))


def _grey(rgb: Plane) -> Pixels:
    return cv2.cvtColor(np.clip(rgb, 0, 255).astype(np.uint8), cv2.COLOR_RGB2GRAY)
