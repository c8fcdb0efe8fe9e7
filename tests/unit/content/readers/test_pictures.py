import io
import zipfile
import zlib
from collections.abc import Iterator
from random import Random

import numpy as np
import pillow_heif
import pytest
from PIL import Image as Pillow
from PIL import ImageCms, ImageDraw, PngImagePlugin

from gatepost.content.budget import Allowance, Budget, Unreadable
from gatepost.content.format import Image, Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.pictures import FORMATS

ALLOWANCE = Allowance(
    inflated=10**7, characters=10**6, pages=50, frames=20, files=20, pixels=30_000_000, depth=4, seconds=60
)
RED, GREEN, WHITE = (200, 30, 30), (20, 160, 60), (255, 255, 255)


def a_budget(**fewer: int) -> Budget:
    allowance = {name: getattr(ALLOWANCE, name) for name in ALLOWANCE.__slots__} | fewer
    return Budget(Allowance(**allowance), lambda: 0.0)


def a_picture(colour: tuple[int, int, int] = RED, size: tuple[int, int] = (64, 40)) -> Pillow.Image:
    """Of one colour, with a corner of another, top left."""
    picture = Pillow.new("RGB", size, colour)
    picture.paste(GREEN, (0, 0, size[0] // 4, size[1] // 4))
    return picture


def saved(picture: Pillow.Image, as_: str, **options: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, as_, **options)
    return kept.getvalue()


def names(data: bytes) -> list[str]:
    return [format_.name for format_ in FORMATS if format_.looks(data)]


def read(data: bytes, budget: Budget | None = None) -> list[Piece]:
    (format_,) = [format_ for format_ in FORMATS if format_.looks(data)]
    return list(format_.read(data, budget or a_budget()))


def images(pieces: list[Piece]) -> list[Image]:
    return [piece for piece in pieces if isinstance(piece, Image)]


def text(pieces: list[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces if isinstance(piece, Passage))


def pixel(image: Image, x: int, y: int) -> tuple[int, ...]:
    return tuple(image.pixels[3 * (y * image.width + x) :][:3])


def near(one: tuple[int, ...], other: tuple[int, ...], within: int = 30) -> bool:
    return max(abs(a - b) for a, b in zip(one, other, strict=True)) <= within


EVERY = {
    "jpeg": ("JPEG", {}),
    "png": ("PNG", {}),
    "gif": ("GIF", {}),
    "webp": ("WEBP", {}),
    "avif": ("AVIF", {}),
    "heif": ("HEIF", {}),
    "tiff": ("TIFF", {}),
    "bmp": ("BMP", {}),
    "icon": ("ICO", {"sizes": [(64, 40)]}),
    "jpeg2000": ("JPEG2000", {}),
}


@pytest.mark.parametrize("name", EVERY)
def test_each_format_is_told_by_its_bytes_and_shows_what_was_drawn(name: str) -> None:
    pillow_heif.register_heif_opener()
    kind, options = EVERY[name]
    data = saved(a_picture(), kind, **options)

    (image,) = images(read(data))

    assert names(data) == [name]
    assert (image.width, image.height, len(image.pixels)) == (64, 40, 64 * 40 * 3)
    assert near(pixel(image, 50, 30), RED)
    assert near(pixel(image, 5, 3), GREEN)


@pytest.mark.parametrize(
    "data", [b"", b"BM", b"BMW is a car, and this is a text about it.", b"\0\0\1\0", b"RIFF", b"GIF"]
)
def test_what_only_begins_like_a_picture_is_none(data: bytes) -> None:
    assert names(data) == []


@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "tiff"])
def test_a_picture_is_turned_upright(name: str) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6  # the camera was held on its side: turn clockwise to see it
    (image,) = images(read(saved(a_picture(), EVERY[name][0], exif=exif)))

    assert (image.width, image.height) == (40, 64)
    assert near(pixel(image, 37, 5), GREEN)


def test_every_frame_that_differs_is_seen_once_with_its_time() -> None:
    frames = [a_picture(colour) for colour in (RED, RED, WHITE, RED)]
    for as_ in ("GIF", "PNG", "WEBP"):
        data = saved(frames[0], as_, save_all=True, append_images=frames[1:], duration=500, lossless=True)
        seen = images(read(data))

        assert [pixel(image, 60, 30) for image in seen] == [RED, WHITE], as_
        assert seen[0].time is None
        assert seen[1].time is not None
        assert seen[1].time.total_seconds() in {0.5, 1.0}  # Pillow writes two equal frames as one


def test_one_line_of_small_letters_makes_a_frame_a_different_one() -> None:
    first = Pillow.new("RGB", (400, 300), WHITE)
    second = first.copy()
    ImageDraw.Draw(second).text((200, 150), "PROTECTED B", (90, 90, 90))

    assert len(images(read(saved(first, "GIF", save_all=True, append_images=[second])))) == 2


def test_frames_beyond_the_budget_are_not_seen_and_it_is_said() -> None:
    chance = Random(3)  # noqa: S311 - colours
    frames = [a_picture((chance.randrange(256), chance.randrange(256), 40 * number)) for number in range(6)]
    pieces = FORMATS[2].read(saved(frames[0], "GIF", save_all=True, append_images=frames[1:]), a_budget(frames=4))

    with pytest.raises(Unreadable, match="too-large"):
        list(pieces)


def test_pages_are_numbered() -> None:
    data = saved(a_picture(), "TIFF", save_all=True, append_images=[a_picture(WHITE)])

    assert [(image.page, pixel(image, 60, 30)) for image in images(read(data))] == [(1, RED), (2, WHITE)]


def test_every_size_of_an_icon_is_seen() -> None:
    large, small = a_picture(RED, (64, 64)), a_picture(WHITE, (32, 32))
    data = saved(large, "ICO", sizes=[(64, 64), (32, 32)], append_images=[small])

    assert [(image.width, pixel(image, 30, 30)) for image in images(read(data))] == [(64, RED), (32, WHITE)]


def test_a_header_that_promises_too_much_is_refused_before_a_pixel_is_decoded() -> None:
    data = bytearray(saved(a_picture(), "PNG"))
    data[16:24] = (60_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")

    with pytest.raises(Unreadable, match="too-large"):
        read(bytes(data))


def test_a_large_picture_is_reduced_to_what_shows_everything_that_can_be_read() -> None:
    (photograph,) = images(read(saved(a_picture(size=(6000, 4000)), "JPEG")))
    (screen,) = images(read(saved(a_picture(size=(1200, 10_000)), "PNG")))
    (see_through,) = images(read(saved(a_picture(size=(6000, 4000)).convert("RGBA"), "PNG", compress_level=1)))

    assert (photograph.width, photograph.height) == (3000, 2000)
    assert 8_000_000 < screen.width * screen.height <= 3840 * 2160
    assert (see_through.width, see_through.height) == (3000, 2000)
    assert near(pixel(see_through, 2000, 1500), RED)


def test_what_is_there_of_a_truncated_picture_is_seen_and_the_rest_said_to_be_missing() -> None:
    for as_ in ("JPEG", "PNG"):
        noise = np.random.default_rng(1).integers(0, 255, (200, 200, 3), np.uint8)
        noise[:40] = RED
        data = saved(Pillow.fromarray(noise), as_)
        pieces = read(data[: len(data) * 2 // 3])

        assert near(pixel(images(pieces)[0], 100, 10), RED), as_
        assert [piece.reason for piece in pieces if isinstance(piece, Unread)] == ["corrupt"], as_


def test_dark_ink_on_nothing_is_seen_on_white_and_light_ink_on_black_as_well() -> None:
    ink = Pillow.new("RGBA", (60, 40), (0, 0, 0, 0))
    ink.paste((10, 10, 10, 255), (10, 10, 20, 20))
    assert [pixel(image, 40, 30) for image in images(read(saved(ink, "PNG")))] == [WHITE]

    ink.paste((250, 250, 250, 255), (10, 10, 20, 20))
    on_white, on_black = images(read(saved(ink, "PNG")))
    assert (pixel(on_white, 40, 30), pixel(on_black, 40, 30), pixel(on_black, 15, 15)) == (WHITE, (0, 0, 0), (250,) * 3)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "CMYK", "I;16", "F", "YCbCr", "LAB"])
def test_every_mode_becomes_red_green_and_blue(mode: str) -> None:
    flat = Pillow.new("L", (64, 40), 30)
    flat.paste(220, (0, 0, 32, 40))
    picture: Pillow.Image | None = flat
    if mode == "I;16":
        picture = Pillow.fromarray(np.asarray(flat, np.uint16) * 256)
    elif mode == "LAB":
        picture = ImageCms.applyTransform(
            flat.convert("RGB"),
            ImageCms.buildTransform(ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB"),
        )
    else:
        picture = flat.convert(mode)
    assert picture is not None
    as_ = "JPEG" if mode in {"CMYK", "YCbCr"} else "TIFF"
    (image,) = images(read(saved(picture, as_)))

    assert pixel(image, 5, 5)[1] > 180
    assert pixel(image, 60, 5)[1] < 60


def test_ink_that_only_the_colour_profile_shows_is_seen() -> None:
    """A profile whose red is blue: what its viewer shows is what is looked at."""
    own = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = bytearray(own)
    at = {own[place : place + 4]: place for place in range(132, 132 + 12 * own[131], 12)}
    red, blue = (slice(at[tag] + 4, at[tag] + 12) for tag in (b"rXYZ", b"bXYZ"))
    swapped[red], swapped[blue] = own[blue], own[red]

    (plain,) = images(read(saved(a_picture(), "PNG", icc_profile=own)))
    (seen,) = images(read(saved(a_picture(), "PNG", icc_profile=bytes(swapped))))

    assert pixel(plain, 60, 30) == RED
    assert near(pixel(seen, 60, 30), (30, 30, 200))


def test_what_hangs_behind_a_picture_is_a_file_of_its_own() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("note.txt", "PROTECTED B")
    for name in ("jpeg", "png", "gif", "webp", "bmp"):
        data = saved(a_picture(), EVERY[name][0])
        assert Inner(data=packed.getvalue()) in read(data + packed.getvalue()), name
        assert not any(isinstance(piece, Inner) for piece in read(data + b"\0\0\n")), name


def test_the_second_picture_of_a_progressive_pair_hangs_behind_the_first() -> None:
    noise = Pillow.fromarray(np.random.default_rng(1).integers(0, 255, (99, 99, 3), np.uint8))
    second = saved(a_picture(WHITE), "JPEG")
    pieces = read(saved(noise, "JPEG", progressive=True, optimize=True) + second)

    assert Inner(data=second) in pieces


def test_what_a_samsung_phone_notes_behind_a_photograph_is_no_unknown_file() -> None:
    pieces = read(saved(a_picture(), "JPEG") + b"\0\0\1\x0aImage_UTC_Data1609459200000SEFHk\0\0\0SEFT")

    assert not any(isinstance(piece, Inner) for piece in pieces)
    assert "Image_UTC_Data" in text(pieces)


def with_thumbnail(thumbnail: Pillow.Image, picture: Pillow.Image) -> bytes:
    """As cameras write it: a second directory of EXIF that points to a JPEG."""
    small = saved(thumbnail, "JPEG")
    entries = [(0x0103, 3, 6), (0x0201, 4, 14 + 2 + 36 + 4), (0x0202, 4, len(small))]
    directory = b"".join(
        tag.to_bytes(2, "little") + kind.to_bytes(2, "little") + (1).to_bytes(4, "little") + value.to_bytes(4, "little")
        for tag, kind, value in entries
    )
    none = (0).to_bytes(2, "little")
    block = b"II*\0" + (8).to_bytes(4, "little") + none + (14).to_bytes(4, "little")
    block += (3).to_bytes(2, "little") + directory + bytes(4) + small
    return saved(picture, "JPEG", exif=b"Exif\0\0" + block)


def test_a_small_copy_is_looked_at_where_it_shows_something_else() -> None:
    covered = a_picture(WHITE, (640, 400))
    same, other = a_picture(WHITE, (160, 100)), a_picture(RED, (160, 100))

    assert [image.width for image in images(read(with_thumbnail(other, covered)))] == [160, 640]
    assert [image.width for image in images(read(with_thumbnail(same, covered)))] == [640]


XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<r:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
 xmlns:mm="http://ns.adobe.com/xap/1.0/mm/" xmlns:x2="http://ns.adobe.com/pdfx/1.3/" p:Headline="In the garden"
 mm:DocumentID="046454286" x2:MSIP_Label_5f1cd31b-7b9b-4ac0-9d2d-3a6e8b7d2c11_Name="Protected B">
<dc:title><r:Alt><r:li xml:lang="fr">Le jardin</r:li></r:Alt></dc:title></r:Description></r:RDF></x:xmpmeta>"""


def test_words_beside_the_pixels_are_text() -> None:
    exif = Pillow.Exif()
    exif[0x010E] = "PROTECTED B: the plan"
    exif[0x9C9B] = "Été à la mer\0".encode("utf-16-le")
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + "Café".encode("utf-16-le")
    data = saved(a_picture(), "JPEG", exif=exif, comment=b"by hand", xmp=XMP)

    for said in ("PROTECTED B: the plan", "Été à la mer", "Café", "by hand", "In the garden", "Le jardin"):
        assert said in text(read(data))
    assert "046454286" not in text(read(data))


def test_the_sensitivity_label_of_a_picture_is_a_label() -> None:
    assert Label(name="sensitivity-label", value="Protected B") in read(saved(a_picture(), "JPEG", xmp=XMP))


def test_xmp_that_declares_entities_is_not_followed() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    assert "ha" not in text(read(saved(a_picture(), "JPEG", xmp=bomb)))


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_captions_are_read_in_the_charset_that_they_were_written_in(charset: str) -> None:
    exif = Pillow.Exif()
    exif[0x010E] = "PROTÉGÉ B".encode(charset)
    assert "PROTÉGÉ B" in text(read(saved(a_picture(), "JPEG", exif=exif)))


def test_iptc_captions_are_text() -> None:
    caption = "Vue du port - Protégé B".encode()
    record = b"\x1c\x02\x78" + len(caption).to_bytes(2, "big") + caption
    record += bytes(len(record) % 2)
    block = b"Photoshop 3.0\x008BIM\x04\x04\0\0" + len(record).to_bytes(4, "big") + record
    plain = saved(a_picture(), "JPEG")
    data = plain[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + plain[2:]

    assert "Vue du port - Protégé B" in text(read(data))


def test_text_chunks_of_a_png_are_text_before_and_behind_the_pixels() -> None:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_text("Comment", "PROTECTED A", zip=True)
    chunks.add_itxt("Title", "Été")
    data = saved(a_picture(), "PNG", pnginfo=chunks)
    late = b"tEXtNote\0said at the end"
    chunk = (len(late) - 4).to_bytes(4, "big") + late + zlib.crc32(late).to_bytes(4, "big")
    data = data[:-12] + chunk + data[-12:]

    assert {"PROTECTED A", "Été", "said at the end"} <= set(text(read(data)).splitlines())


def _mutations(data: bytes, count: int) -> Iterator[bytes]:
    chance = Random(5)  # noqa: S311 - damage
    for _ in range(count):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 12)):
            changed[chance.randrange(16, len(changed))] = chance.randrange(256)
        yield bytes(changed[: chance.randint(20, len(changed))])


@pytest.mark.parametrize("name", ["jpeg", "png", "gif", "webp", "bmp", "tiff", "icon"])
def test_a_damaged_picture_gives_pieces_or_an_error_and_never_nothing(name: str) -> None:
    kind, options = EVERY[name]
    (format_,) = [format_ for format_ in FORMATS if format_.name == name]
    for damaged in _mutations(saved(a_picture(), kind, **options), 60):
        try:
            pieces = list(format_.read(damaged, a_budget()))
        except Exception:  # noqa: BLE001, S112 - whatever is raised is told as `corrupt`
            continue
        assert pieces
