"""A file that holds a mark (SVG, PNG or PDF) becomes its drawing: red, green, blue and opacity.

What a file is, its bytes tell. It is an officer's own file, and still opened as if it were not: of bounded size, asking for
no other file and no network. The rule to keep: a drawing that cannot be made whole is refused, with what to do.
"""

import io
import re
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pypdfium2  # type: ignore[import-untyped]  # it has no types
import resvg_py
from PIL import Image, UnidentifiedImageError

from gatepost.enrolment.symbols.drawing import WIDEST, Pixels, normalised
from gatepost.errors import GatepostError

MAX_FILE_BYTES = 16 * 2**20
MAX_PIXELS = 40_000_000
_LONGEST_PROPORTION = 40  # width to height, or height to width: a mark is no line
_REFERENCE = re.compile(
    rb"""(?:href|src)\s{0,9}=\s{0,9}["']\s{0,9}(?!\#|data:image/)[^"'\s]|url\(\s{0,9}["']?\s{0,9}(?!\#|["'])|<!ENTITY|@import""",
    re.IGNORECASE,
)
_HEADER_WITHIN = 1024  # bytes in which a PDF may begin


class BadDrawing(GatepostError):
    """A file that cannot be enrolled as a mark."""


def open_drawing(path: Path) -> Pixels:
    """The mark in this file, trimmed. BadDrawing says what is wrong with it."""
    with path.open("rb") as file:
        data = file.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        raise BadDrawing(f"{path} is larger than {MAX_FILE_BYTES} bytes")
    read = next((reader for looks, reader in _READERS if looks(data)), None)
    if read is None:
        raise BadDrawing(f"{path} is no SVG, PNG or PDF: save the mark as one of these")
    try:
        rgba = normalised(read(data))
    except (ValueError, OSError, pypdfium2.PdfiumError) as error:
        raise BadDrawing(f"{path} cannot be drawn: {error}") from error
    height, width = rgba.shape[:2]
    if max(height, width) > _LONGEST_PROPORTION * min(height, width):
        raise BadDrawing(f"{path}: what is drawn is {width} by {height} pixels, which is no mark")
    return rgba


def _svg(data: bytes) -> Pixels:
    if _REFERENCE.search(data):
        raise ValueError("it refers to other files or entities; save it with everything embedded")
    png: bytes = resvg_py.svg_to_bytes(
        svg_string=data.decode("utf-8-sig"), width=WIDEST, skip_system_fonts=b"<text" not in data
    )
    return _png(png)


def _png(data: bytes) -> Pixels:
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise ValueError(_TOO_MANY)
            return np.asarray(image.convert("RGBA"))
    except Image.DecompressionBombError as error:  # Pillow has a limit of its own, as low as the process sets it
        raise ValueError(_TOO_MANY) from error
    except UnidentifiedImageError as error:
        raise ValueError("it is damaged") from error


_TOO_MANY = f"it has more than {MAX_PIXELS} pixels"


def _pdf(data: bytes) -> Pixels:
    with pypdfium2.PdfDocument(data) as document:
        page = document[0]
        scale = 2 * WIDEST / max(1.0, *page.get_size())  # a mark is often small on its page
        drawn = page.render(
            scale=scale, fill_color=(255, 255, 255, 0), may_draw_forms=False, force_bitmap_format=_WITH_OPACITY
        )
        rgba: Pixels = cv2.cvtColor(drawn.to_numpy(), cv2.COLOR_BGRA2RGBA)
        return rgba


_WITH_OPACITY = pypdfium2.raw.FPDFBitmap_BGRA
_READERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Pixels]], ...] = (
    (lambda data: data.startswith(b"\x89PNG\r\n\x1a\n"), _png),
    (lambda data: b"%PDF-" in data[:_HEADER_WITHIN], _pdf),
    (lambda data: b"<svg" in data[: 8 * _HEADER_WITHIN], _svg),
)
