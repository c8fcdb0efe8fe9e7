"""How far each pixel is from its surroundings: ink is bright in it, whatever its colour and whichever of the two is lighter.

The rule to keep: the strongest of the three channels counts, since ink and ground may be of the same grey.
"""

import cv2
import numpy as np
import numpy.typing as npt

type Pixels = npt.NDArray[np.uint8]

_CELL = 8  # pixels over which the ground is averaged
_CELLS = 9  # its median over so many cells: the strokes of a letter of 60 pixels are less than half of that


def contrast(picture: Pixels) -> Pixels:
    """One channel, of the same size."""
    height, width = picture.shape[:2]
    cells = cv2.resize(picture, (max(1, width // _CELL), max(1, height // _CELL)), interpolation=cv2.INTER_AREA)
    ground = cv2.resize(cv2.medianBlur(cells, _CELLS), (width, height), interpolation=cv2.INTER_LINEAR)
    red, green, blue = cv2.split(cv2.absdiff(picture, ground))
    return cv2.max(cv2.max(red, green), blue).astype(np.uint8, copy=False)


def smaller(picture: Pixels, times: int) -> Pixels:
    height, width = picture.shape[:2]
    size = (max(1, width // times), max(1, height // times))
    return cv2.resize(picture, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def without_ink(picture: Pixels, stroke: int) -> Pixels:
    """The picture smaller by four, without strokes of up to that width: what is printed broadly and faintly behind them.

    Closing (the darkest of the lightest around) takes dark strokes away and leaves broad shapes as they are; on a dark
    ground, opening does the same for light ones.
    """
    cells = cv2.resize(picture, (64, 64), interpolation=cv2.INTER_AREA)
    how = cv2.MORPH_CLOSE if float(np.median(cells)) > 127 else cv2.MORPH_OPEN
    bare = cv2.morphologyEx(picture, how, np.ones((stroke, stroke), np.uint8))
    return smaller(bare.astype(np.uint8, copy=False), 4)


def within(ink: Pixels, threshold: int) -> Pixels:
    """The contrast of a row without the patches of ink that reach its upper or lower edge."""
    mask = cv2.threshold(ink, threshold, 255, cv2.THRESH_BINARY)[1]
    count, patch_of = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)
    crossing = np.zeros(count, bool)
    crossing[patch_of[0]] = crossing[patch_of[-1]] = True
    crossing[0] = False
    spoiled = cv2.dilate(crossing[patch_of].astype(np.uint8), np.ones((3, 3), np.uint8))
    return np.where((spoiled == 1) & ((mask == 0) | crossing[patch_of]), 0, ink).astype(np.uint8)


def on_white(ink: Pixels, weakest: float) -> Pixels:
    """Dark words on white, faint ones as dark as strong ones: each is measured by the strongest ink around it, or by this."""
    high, wide = ink.shape
    size = (max(1, wide // _CELL), max(1, high // _CELL))
    cells = cv2.resize(cv2.dilate(ink, np.ones((_CELL, _CELL), np.uint8)), size, interpolation=cv2.INTER_NEAREST)
    around = cv2.blur(cv2.dilate(cells, np.ones((5, 5), np.uint8)), (3, 3))
    strongest = cv2.resize(np.maximum(around, np.uint8(weakest)), (wide, high), interpolation=cv2.INTER_LINEAR)
    return cv2.bitwise_not(cv2.divide(ink, strongest, scale=255)).astype(np.uint8, copy=False)
