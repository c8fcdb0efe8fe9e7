"""Pictures of every format, written by Pillow and pillow-heif, with words in what is written beside the pixels, or drawn."""

import io
from collections.abc import Callable
from html import escape

import pillow_heif
from PIL import Image
from PIL.ExifTags import Base
from PIL.PngImagePlugin import PngInfo

from tests.corpora.files.pixels import page_of, saved
from tests.corpora.files.place import Place

pillow_heif.register_heif_opener()


def _plain() -> Image.Image:
    return Image.linear_gradient("L").convert("RGB")


def _exif(words: str) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.ImageDescription] = words.encode()  # as most programs do; Pillow would write question marks
    return exif


def _png_text(words: str) -> bytes:
    info = PngInfo()
    info.add_itxt("Description", words, zip=True)
    return saved(_plain(), "PNG", pnginfo=info)


def _frames(form: str, words: str, **options: object) -> bytes:
    """The words on the last of three frames or pages."""
    first, *rest = (page_of(line) for line in ("Weather", "Fine", words))
    return saved(first, form, save_all=True, append_images=rest, **options)


def _upside_down(words: str) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = 3
    return saved(page_of(words).rotate(180), "JPEG", exif=exif)


def _svg(template: str) -> Callable[[str], bytes]:
    return lambda words: (
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><rect width="9" height="9"/>'
        f"{template.format(escape(words))}</svg>"
    ).encode()


_WRITTEN: dict[tuple[str, str], Callable[[str], bytes]] = {
    ("png", "text-chunk"): _png_text,
    ("jpeg", "exif"): lambda words: saved(_plain(), "JPEG", exif=_exif(words)),
    ("jpeg", "comment"): lambda words: saved(_plain(), "JPEG", comment=words),
    ("gif", "comment"): lambda words: saved(_plain(), "GIF", comment=words.encode()),
    ("webp", "exif"): lambda words: saved(_plain(), "WEBP", exif=_exif(words)),
    ("tiff", "description"): lambda words: saved(_plain(), "TIFF", description=words.encode()),
    ("heic", "exif"): lambda words: saved(_plain(), "HEIF", exif=_exif(words).tobytes()),
    ("avif", "exif"): lambda words: saved(_plain(), "AVIF", exif=_exif(words).tobytes()),
    ("svg", "text"): _svg('<text x="5" y="20">{}</text>'),
    ("svg", "description"): _svg("<desc>{}</desc>"),
}
_DRAWN: dict[tuple[str, str], tuple[Callable[[str], bytes], int | None]] = {
    ("png", "drawn"): (lambda words: saved(page_of(words), "PNG"), None),
    ("png", "third-frame"): (lambda words: _frames("PNG", words, duration=500), None),
    ("jpeg", "upside-down"): (_upside_down, None),
    ("gif", "third-frame"): (lambda words: _frames("GIF", words, duration=500), None),
    ("webp", "third-frame"): (lambda words: _frames("WEBP", words, duration=500), None),
    ("tiff", "third-page"): (lambda words: _frames("TIFF", words, compression="tiff_lzw"), 3),
    ("heic", "drawn"): (lambda words: saved(page_of(words), "HEIF", quality=80), None),
    ("avif", "drawn"): (lambda words: saved(page_of(words), "AVIF", quality=80), None),
    ("bmp", "drawn"): (lambda words: saved(page_of(words), "BMP"), None),
}

PLACES = (
    *(Place(format=form, name=name, make=make) for (form, name), make in _WRITTEN.items()),
    *(Place(format=form, name=name, make=make, page=page, drawn=True) for (form, name), (make, page) in _DRAWN.items()),
)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))
