"""A picture becomes its print: which of its low frequencies are above nothing and which below, where that can be told.

The signs of a picture's cosines stay the same when it is compressed again, resized, squashed, blurred or made grey; those
of cosines that are almost nothing do not, and are left out (`sure`) of what an enrolled picture is told by. From a print
nobody sees the picture. The rule to keep: what is enrolled and what is posted take the same way to a print.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

_LONG = 512  # pixels that a picture is reduced to first, on its long side
_SIDE = 128
_LOW = 32  # frequencies in each direction
_SURE = 0.1  # of 255: less is what compressing again adds or takes away
_SEEN = _SURE / 2  # of what is posted: where an enrolled picture surely has something, a copy has not nothing
_BORDER = 16  # of 255: what differs less from its corner is border
_LEAST_LEFT = 32  # pixels of a picture without its borders
_EVEN_CUTS = tuple(step / 100 for step in range(1, 9))
_SIDE_CUTS = tuple(step / 100 for step in range(1, 11))

type Pixels = np.ndarray  # rows of red, green and blue
type Cut = tuple[float, float, float, float]  # shares that are gone at the left, top, right and bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Print:
    """1,024 signs in 16 words of 64 bits, and which of them count."""

    signs: np.ndarray
    sure: np.ndarray


def looks_of(pixels: Pixels) -> Iterator[Print]:
    """A posted picture: as it is and without its borders, each also mirrored."""
    for grey in _with_and_without_borders(_reduced(pixels)):
        yield _print(grey, _SEEN)
        yield _print(grey[:, ::-1], _SEEN)


def prints_of(pixels: Pixels) -> Iterator[Print]:
    """A picture to be enrolled: as it is, without its borders, and with a little cut off."""
    whole = _reduced(pixels)
    for grey in _with_and_without_borders(whole):
        yield _print(grey, _SURE)
    for cut in _cuts():
        yield _print(_without(whole, cut), _SURE)


def sure_signs(seen: Print) -> int:
    """How much there is to tell a picture by."""
    return int(np.bitwise_count(seen.sure).sum())


def _cuts() -> Iterator[Cut]:
    for share in _EVEN_CUTS:
        yield share, share, share, share
    for share in _SIDE_CUTS:
        yield from ((share, 0, 0, 0), (0, share, 0, 0), (0, 0, share, 0), (0, 0, 0, share))


def _reduced(pixels: Pixels) -> np.ndarray:
    height, width = pixels.shape[:2]
    share = min(1.0, _LONG / max(height, width))
    size = (max(1, round(width * share)), max(1, round(height * share)))
    return cv2.cvtColor(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)


def _with_and_without_borders(grey: np.ndarray) -> Iterator[np.ndarray]:
    yield grey
    differs = np.abs(grey.astype(np.int16) - int(grey[0, 0])) >= _BORDER
    rows, columns = np.flatnonzero(differs.any(axis=1)), np.flatnonzero(differs.any(axis=0))
    if min(len(rows), len(columns)) == 0:
        return
    inner = grey[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if inner.shape != grey.shape and min(inner.shape) >= _LEAST_LEFT:
        yield inner


def _without(grey: np.ndarray, cut: Cut) -> np.ndarray:
    height, width = grey.shape
    left, top, right, bottom = cut
    return grey[
        round(top * height) : height - round(bottom * height), round(left * width) : width - round(right * width)
    ]


def _print(grey: np.ndarray, least: float) -> Print:
    square = cv2.resize(np.ascontiguousarray(grey), (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    low = cv2.dct(square.astype(np.float32))[:_LOW, :_LOW] / _SIDE
    low[0, 0] = 0  # how bright all of it is
    return Print(signs=_packed(low > 0), sure=_packed(np.abs(low) > least))


def _packed(bits: np.ndarray) -> np.ndarray:
    return np.packbits(bits.ravel()).view(np.uint64)
