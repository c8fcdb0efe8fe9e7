"""A file of a known format becomes a picture whose header alone was read, and then its pixels, as far as there are some.

The rule to keep: no pixel is decoded before its picture's size was paid for; the header of a few bytes may promise
gigabytes.
"""

import io
import warnings
from typing import IO, cast

import pillow_heif
from PIL import Image as Pillow
from PIL import ImageFile

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.format import Data
from gatepost.content.pictures.plain import LARGEST, PHOTOGRAPH

pillow_heif.register_heif_opener(thumbnails=False)


def opened(data: Data, plugins: tuple[str, ...], budget: Budget) -> ImageFile.ImageFile:
    """The picture with what its header says. What only one of Pillow's plugins reads is never shown to another."""
    Pillow.MAX_IMAGE_PIXELS = budget.allowance.pixels
    file = io.BytesIO(data) if isinstance(data, bytes) else cast("IO[bytes]", data)  # a map is read like a file
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what Pillow made of odd metadata
        warnings.simplefilter("error", Pillow.DecompressionBombWarning)
        try:
            return Pillow.open(file, formats=plugins)
        except (Pillow.DecompressionBombWarning, Pillow.DecompressionBombError) as error:
            raise Unreadable("too-large") from error


def exif_of(picture: Pillow.Image) -> Pillow.Exif:
    """Of what was read so far: by itself, a PNG would decode all its pixels to look behind them."""
    return Pillow.Image.getexif(picture)


def decode(picture: ImageFile.ImageFile, budget: Budget) -> tuple[Pillow.Image, bool]:
    """The frame that it stands at, decoded, and whether all of it was there."""
    budget.picture(*picture.size)
    if picture.format == "JPEG" and picture.width * picture.height > LARGEST:
        share = (PHOTOGRAPH / (picture.width * picture.height)) ** 0.5
        picture.draft("RGB", (int(picture.width * share), int(picture.height * share)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture.load()
        except (OSError, ValueError, SyntaxError):
            return _what_is_there(picture), False
    return picture, True


def _what_is_there(picture: ImageFile.ImageFile) -> Pillow.Image:
    """Read anew, content with less. Raises what Pillow raises where there is nothing at all."""
    if picture.fp is None:
        raise Unreadable("corrupt")
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture.fp.seek(0)
        again = Pillow.open(picture.fp, formats=(str(picture.format),))
        again.seek(picture.tell())
        again.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    return again
