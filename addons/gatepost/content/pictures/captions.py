"""The words that a picture carries beside its pixels: EXIF, IPTC, XMP, comments, and the text chunks of a PNG.

The rule to keep: only what people write is text here. Serial numbers, dates and settings of cameras are left out, since
digits that nobody wrote look like somebody's number.
"""

from collections.abc import Iterator

from PIL import ExifTags, ImageFile, IptcImagePlugin, PngImagePlugin
from PIL import Image as Pillow

from gatepost.content.format import Label
from gatepost.content.pictures.opening import exif_of
from gatepost.content.pictures.xmp import labels_of, words_of

_EXIF = tuple(
    getattr(ExifTags.Base, name)
    for name in (
        "DocumentName", "ImageDescription", "PageName", "Artist", "Copyright", "XPTitle", "XPComment", "XPAuthor",
        "XPKeywords", "XPSubject", "UserComment", "CameraOwnerName", "ImageHistory",
    )
)  # fmt: skip
_WIDE = range(ExifTags.Base.XPTitle, ExifTags.Base.XPSubject + 1)  # as Windows writes them: UTF-16
_IPTC_WORDS = frozenset(
    {5, 7, 10, 15, 20, 22, 25, 26, 27, 40, 80, 85, 90, 92, 95, 101, 103, 105, 110, 115, 116, 118, 120, 122}
)
_CHARSETS = {b"ASCII\0\0\0": "latin-1", b"UNICODE\0": "utf-16", b"JIS\0\0\0\0\0": "iso2022_jp"}
_NOT_SAID = frozenset({"XML:com.adobe.xmp", "compression", "dpi", "version"})


def captions(picture: ImageFile.ImageFile) -> tuple[str, ...]:
    """Each text once, in the order in which they are found."""
    every = (*_from_exif(picture), *_from_iptc(picture), *words_of(_xmp(picture)), *_comments(picture))
    cleaned = (" ".join(text.replace("\0", " ").split(" ")).strip() for text in every)
    return tuple(dict.fromkeys(filter(None, cleaned)))


def labels(picture: ImageFile.ImageFile) -> Iterator[Label]:
    return labels_of(_xmp(picture))


def _from_exif(picture: Pillow.Image) -> Iterator[str]:
    exif = exif_of(picture)
    tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    for tag in _EXIF:
        value = tags.get(tag)
        if isinstance(value, str):
            yield _as_written(value)
        elif isinstance(value, bytes):
            yield _wide(value) if tag in _WIDE else _with_charset(value)


def _wide(value: bytes) -> str:
    return value.decode("utf-16-le", "replace")


def _with_charset(value: bytes) -> str:
    charset = _CHARSETS.get(value[:8])
    return value[8:].decode(charset, "replace") if charset else _decoded(value)


def _from_iptc(picture: ImageFile.ImageFile) -> Iterator[str]:
    for (record, number), value in (IptcImagePlugin.getiptcinfo(picture) or {}).items():
        if record == 2 and number in _IPTC_WORDS:
            yield from map(_decoded, value if isinstance(value, list) else [value])


def _comments(picture: ImageFile.ImageFile) -> Iterator[str]:
    comment = picture.info.get("comment", b"")
    yield comment if isinstance(comment, str) else _decoded(comment)
    if isinstance(picture, PngImagePlugin.PngImageFile):
        yield from (
            _as_written(said) for name, said in picture.info.items() if isinstance(said, str) and name not in _NOT_SAID
        )


def _xmp(picture: Pillow.Image) -> bytes:
    found = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    return found.encode() if isinstance(found, str) else bytes(found)


def _as_written(value: str) -> str:
    """What Pillow took for Latin-1, as the standards have it: most programs write UTF-8 there."""
    try:
        return value.encode("latin-1").decode()
    except UnicodeError:
        return value


def _decoded(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")
