"""The small copy of itself that a photograph carries for previews, where it shows something else than the photograph.

Programs that crop or cover a picture may leave the copy as it was. The rule to keep: only one that differs is looked at,
since every photograph has one.
"""

from collections.abc import Iterator

import numpy as np
from PIL import ExifTags, ImageFile
from PIL import Image as Pillow

from gatepost.content.budget import Budget
from gatepost.content.format import Image
from gatepost.content.pictures.opening import decode, exif_of, opened
from gatepost.content.pictures.plain import plain

_DIFFERENT = 40  # of 255, in the mean of a cell
_CELLS = (12, 12)
_SIDE = 16  # pixels; a smaller one shows nothing


def differing_thumbnail(picture: ImageFile.ImageFile, shown: Image, budget: Budget) -> Iterator[Image]:
    data = _thumbnail(picture)
    if not data:
        return
    thumbnail = opened(data, ("JPEG",), budget)
    if min(thumbnail.size) < _SIDE:
        return
    whole = Pillow.frombytes("RGB", (shown.width, shown.height), shown.pixels)
    for small in plain(decode(thumbnail, budget)[0]):
        if not _alike(Pillow.frombytes("RGB", (small.width, small.height), small.pixels), whole):
            yield small


def _thumbnail(picture: ImageFile.ImageFile) -> bytes:
    """The JPEG that the second directory of EXIF points to."""
    place = exif_of(picture).get_ifd(ExifTags.IFD.IFD1)
    start, size = place.get(ExifTags.Base.JpegIFOffset, 0), place.get(ExifTags.Base.JpegIFByteCount, 0)
    block = (picture.info.get("exif") or b"").removeprefix(b"Exif\0\0")
    found: bytes = block[start : start + size] if start and size else b""
    return found if found.startswith(b"\xff\xd8\xff") else b""


def _alike(small: Pillow.Image, whole: Pillow.Image) -> bool:
    """Whether it is the same picture: as it is, without the bars that make it 4:3, or not turned upright yet."""
    return any(
        _apart(turned, fitted) < _DIFFERENT for turned in _turned(small) for fitted in _fitted(whole, turned.size)
    )


def _turned(small: Pillow.Image) -> Iterator[Pillow.Image]:
    yield small
    yield from (small.transpose(turn) for turn in (Pillow.Transpose.ROTATE_90, Pillow.Transpose.ROTATE_270))


def _fitted(whole: Pillow.Image, size: tuple[int, int]) -> Iterator[Pillow.Image]:
    yield whole.resize(_CELLS, Pillow.Resampling.BOX)
    share = min(size[0] / whole.width, size[1] / whole.height)
    barred = Pillow.new("RGB", size)
    inner = whole.resize(
        (max(1, round(whole.width * share)), max(1, round(whole.height * share))), Pillow.Resampling.BOX
    )
    barred.paste(inner, ((size[0] - inner.width) // 2, (size[1] - inner.height) // 2))
    yield barred.resize(_CELLS, Pillow.Resampling.BOX)


def _apart(small: Pillow.Image, fitted: Pillow.Image) -> float:
    """How far the cell that differs most does, of 255."""
    cells = np.asarray(small.resize(_CELLS, Pillow.Resampling.BOX), np.int16)
    return float(np.abs(cells - np.asarray(fitted, np.int16)).max())
