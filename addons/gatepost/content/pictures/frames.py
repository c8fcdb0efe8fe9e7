"""The frames of an animated picture, the pages of a picture of several, the sizes of an icon: each different one once.

The rule to keep: a frame is the same as one before only if nothing that can be read has changed, or a line of text could
hide in the one frame that looks like its neighbours.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import numpy as np
from PIL import IcoImagePlugin, ImageFile
from PIL import Image as Pillow

from gatepost.content.budget import Budget
from gatepost.content.format import Image, Unread
from gatepost.content.pictures.opening import decode
from gatepost.content.pictures.plain import plain

_CELL = 6  # pixels: less than the letters of a line that can be read
_CHANGED = 10  # of 255, in the mean of a cell


def alone(picture: ImageFile.ImageFile, budget: Budget) -> Iterator[Image | Unread]:
    """The one picture that there is; what stands behind it in the file is a file of its own."""
    shown, whole = decode(picture, budget)
    yield from plain(shown, last=True)
    if not whole:
        yield Unread(reason="corrupt")


def animated(picture: ImageFile.ImageFile, budget: Budget) -> Iterator[Image | Unread]:
    count = getattr(picture, "n_frames", 1)
    if count == 1:
        yield from alone(picture, budget)
        return
    seen: list[np.ndarray] = []
    at = timedelta()
    for number in range(count):
        budget.frame()
        picture.seek(number)
        shown, whole = decode(picture, budget)
        cells = _cells(shown)
        if not any(_alike(cells, before) for before in seen):
            seen.append(cells)
            yield from plain(shown, time=at if number else None)
        if not whole:
            yield Unread(reason="corrupt", time=at)
            return
        at += timedelta(milliseconds=float(picture.info.get("duration", 0)))


def paged(picture: ImageFile.ImageFile, budget: Budget) -> Iterator[Image | Unread]:
    """Pages are not counted beforehand: that would read all of a chain that a stranger made as long as he likes."""
    several = getattr(picture, "is_animated", False)
    for number in count():
        try:
            picture.seek(number)
        except EOFError:
            return
        budget.page()
        page = number + 1 if several else None
        shown, whole = decode(picture, budget)
        yield from plain(shown, page=page)
        if not whole:
            yield Unread(reason="corrupt", page=page)


def sizes(picture: ImageFile.ImageFile, budget: Budget) -> Iterator[Image | Unread]:
    """An icon has a picture for each size, and nothing says that they show the same."""
    if not isinstance(picture, IcoImagePlugin.IcoImageFile):
        yield from alone(picture, budget)
        return
    for size in sorted(picture.info["sizes"], reverse=True):
        budget.frame()
        picture.size = size
        shown, whole = decode(picture, budget)
        yield from plain(shown)
        if not whole:
            yield Unread(reason="corrupt")


def _cells(picture: Pillow.Image) -> np.ndarray:
    """The means of small squares, with how transparent they are."""
    return np.asarray(picture.convert("RGBA").reduce(_CELL), np.int16)


def _alike(one: np.ndarray, other: np.ndarray) -> bool:
    return one.shape == other.shape and bool(np.abs(one - other).max() < _CHANGED)
