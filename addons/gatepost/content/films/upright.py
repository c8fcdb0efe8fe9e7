"""A decoded frame becomes pixels as a player shows them: turned and mirrored as the film asks, in square pixels.

The rule to keep: whatever a player undoes is undone here as well, or words could be hidden by filming them mirrored.
"""

from datetime import timedelta

import numpy as np
from av.sidedata.sidedata import Type
from av.video.frame import VideoFrame

from gatepost.content.budget import Budget
from gatepost.content.format import Image
from gatepost.content.pictures.plain import LARGEST

_NEARLY_SQUARE = 1.1
_FLATTEST = 4.0  # nobody films flatter pixels; what claims to be is shown only so wide


def upright(frame: VideoFrame, aspect: float, time: timedelta, budget: Budget) -> Image:
    """`aspect` is how much wider than high the film's pixels are."""
    width, height = _size(frame.width, frame.height, aspect)
    budget.picture(width, height)
    shown = frame.reformat(width=width, height=height, format="rgb24", threads=1)
    line = shown.planes[0].line_size
    pixels = np.frombuffer(shown.planes[0], np.uint8).reshape(height, line)[:, : width * 3].reshape(height, width, 3)
    turned = _turned(pixels, _matrix(frame))
    return Image(width=turned.shape[1], height=turned.shape[0], pixels=turned.tobytes(), time=time)


def _size(width: int, height: int, aspect: float) -> tuple[int, int]:
    wide, high = float(width), float(height)
    if aspect > _NEARLY_SQUARE:
        wide *= min(aspect, _FLATTEST)
    elif 0 < aspect < 1 / _NEARLY_SQUARE:
        high /= max(aspect, 1 / _FLATTEST)
    share = min(1.0, (LARGEST / (wide * high)) ** 0.5)
    return max(1, int(wide * share)), max(1, int(high * share))


def _matrix(frame: VideoFrame) -> tuple[int, int, int, int]:
    """Where right and down of the frame are on the screen (ISO/IEC 14496-12, 8.2.2: a, b, c, d of the matrix)."""
    matrix = frame.side_data.get(Type.DISPLAYMATRIX)
    if matrix is None:
        return 1, 0, 0, 1
    a, b, _, c, d, *_ = np.frombuffer(bytes(matrix), np.int32)
    return int(a), int(b), int(c), int(d)


def _turned(pixels: np.ndarray, matrix: tuple[int, int, int, int]) -> np.ndarray:
    """In quarters of a turn; what stands at another angle is shown at the nearest."""
    a, b, c, d = matrix
    lying = abs(b) + abs(c) > abs(a) + abs(d)
    pixels, across, down = (pixels.transpose(1, 0, 2), c, b) if lying else (pixels, a, d)
    return pixels[:: -1 if down < 0 else 1, :: -1 if across < 0 else 1]
