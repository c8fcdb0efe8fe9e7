"""Pictures of pixels: every frame, page and size, the words beside them, small copies that differ, and what hangs behind.

The rule to keep: `looks` goes by the bytes that a format begins with; a picture that a viewer shows is known here, whatever
else the same file is to other programs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PIL import ImageFile

from gatepost.content.budget import Budget
from gatepost.content.format import Data, Format, Image, Inner, Passage, Piece, Unread
from gatepost.content.pictures import ends
from gatepost.content.pictures.captions import captions, labels
from gatepost.content.pictures.frames import alone, animated, paged, sizes
from gatepost.content.pictures.opening import opened
from gatepost.content.pictures.thumbnails import differing_thumbnail

_AVIF = frozenset({b"avif", b"avis"})
_HEIF = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_BITMAP_HEADERS = frozenset({12, 16, 40, 52, 56, 64, 108, 124})
_SAMSUNG = b"SEFT"  # ends what its phones put behind a photograph: facts about the camera, under names
_BLANK = b"\0 \t\r\n"
_FILLING = _BLANK + b"\xff"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """A format of pictures: how it begins, who decodes it, what its frames are, and where it ends."""

    name: str
    looks: Callable[[Data], bool]
    plugins: tuple[str, ...]
    views: Callable[[ImageFile.ImageFile, Budget], Iterator[Image | Unread]]
    end: Callable[[Data], int] = ends.of_file


def _begins(*beginnings: bytes) -> Callable[[Data], bool]:
    return lambda data: any(data[: len(beginning)] == beginning for beginning in beginnings)


def _is_webp(data: Data) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_bitmap(data: Data) -> bool:
    return data[:2] == b"BM" and int.from_bytes(data[14:18], "little") in _BITMAP_HEADERS


def _is_icon(data: Data) -> bool:
    """Icons have no mark of their own: a type, and entries with a byte that is zero."""
    return (
        data[:4] in {b"\0\0\1\0", b"\0\0\2\0"}
        and 0 < int.from_bytes(data[4:6], "little") <= 256
        and data[9:10] == b"\0"
    )


def _brands(data: Data) -> frozenset[bytes]:
    """ISO/IEC 14496-12: what the file says it may be read as, the first first."""
    if data[4:8] != b"ftyp":
        return frozenset()
    head = data[8 : min(int.from_bytes(data[:4], "big"), 256)]
    return frozenset(head[at : at + 4] for at in range(0, len(head), 4) if at != 4)


def _is_avif(data: Data) -> bool:
    return not _AVIF.isdisjoint(_brands(data))


def _is_heif(data: Data) -> bool:
    return not _HEIF.isdisjoint(_brands(data)) and not _is_avif(data)


_KINDS = (
    _Kind(name="jpeg", looks=_begins(b"\xff\xd8\xff"), plugins=("JPEG",), views=alone, end=ends.of_jpeg),
    _Kind(name="png", looks=_begins(b"\x89PNG\r\n\x1a\n"), plugins=("PNG",), views=animated, end=ends.of_png),
    _Kind(name="gif", looks=_begins(b"GIF87a", b"GIF89a"), plugins=("GIF",), views=animated, end=ends.of_gif),
    _Kind(name="webp", looks=_is_webp, plugins=("WEBP",), views=animated, end=ends.of_webp),
    _Kind(name="avif", looks=_is_avif, plugins=("AVIF",), views=animated, end=ends.of_boxes),
    _Kind(name="heif", looks=_is_heif, plugins=("HEIF",), views=paged, end=ends.of_boxes),
    _Kind(name="tiff", looks=_begins(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"), plugins=("TIFF",), views=paged),
    _Kind(name="bmp", looks=_is_bitmap, plugins=("BMP",), views=alone, end=ends.of_bmp),
    _Kind(name="icon", looks=_is_icon, plugins=("ICO", "CUR"), views=sizes),
    _Kind(
        name="jpeg2000",
        looks=_begins(b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51"),
        plugins=("JPEG2000",),
        views=alone,
    ),
)


def _read(kind: _Kind, data: Data, budget: Budget) -> Iterator[Piece]:
    picture = opened(data, kind.plugins, budget)
    said = captions(picture)
    yield from _passage(said, budget)
    yield from labels(picture)
    for number, view in enumerate(kind.views(picture, budget)):
        if not number and isinstance(view, Image):
            yield from differing_thumbnail(picture, view, budget)
        yield view
    # A PNG may have its texts behind the pixels.
    yield from _passage(tuple(text for text in captions(picture) if text not in said), budget)
    yield from _behind(data, kind.end(data))


def _passage(texts: tuple[str, ...], budget: Budget) -> Iterator[Passage]:
    if texts:
        text = "\n".join(texts)
        budget.characters(len(text))
        yield Passage(text=text)


def _behind(data: Data, end: int) -> Iterator[Inner | Passage]:
    """What stands behind the picture: a file of its own, unless it is filling or a phone's notes."""
    tail = bytes(data[end:]).lstrip(_BLANK)
    if tail.endswith(_SAMSUNG):
        yield Passage(text=tail.decode("latin-1"))
    elif tail.strip(_FILLING):
        yield Inner(data=tail)


FORMATS = tuple(Format(name=kind.name, looks=kind.looks, read=partial(_read, kind)) for kind in _KINDS)
