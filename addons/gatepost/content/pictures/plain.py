"""A decoded picture becomes pixels as a person sees them: upright, in plain red, green and blue, of bounded size.

Transparent pictures are seen on white, and those with light ink on black as well: what is white on nothing shows only
there. The rule to keep: what colour management would show is what is looked at, or ink could hide behind a profile.
"""

import io
from collections.abc import Iterator
from datetime import timedelta

import numpy as np
from PIL import Image as Pillow
from PIL import ImageCms

from gatepost.content.format import Image

LARGEST = 3840 * 2160  # pixels: a screen of 4K, or a page at 300 dots an inch; more shows nothing more to read
PHOTOGRAPH = (
    LARGEST // 2
)  # of a camera, which makes more pixels than its lens shows; a page it photographed is still read
_CAMERAS = frozenset({"JPEG", "MPO", "HEIF"})
_LIGHT = 160  # of 255
_ENOUGH_LIGHT = 0.0005  # of the pixels: a short line of small letters
_SEEN = 12  # of 255: a profile that moves no colour by more changes nothing that is looked for
_SRGB = ImageCms.createProfile("sRGB")
_ORIENTATION = 0x0112
_TURNS = {
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_270,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_90,
}


def plain(
    picture: Pillow.Image, *, page: int | None = None, time: timedelta | None = None, last: bool = False
) -> Iterator[Image]:
    """What is seen of a picture: once, or twice when it is transparent and has light ink.

    `last`: nobody will ask for its pixels again, so that those of a large one are let go before the small ones are looked at.
    """
    seen = _reduced(picture)
    profile, turn = picture.info.get("icc_profile"), _TURNS.get(picture.getexif().get(_ORIENTATION, 1))
    if last and seen is not picture:
        picture.close()
    if turn is not None:
        seen = seen.transpose(turn)
    for grounded in _grounded(seen):
        managed = _managed(grounded, profile) if profile else grounded
        yield _image(managed if managed.mode == "RGB" else managed.convert("RGB"), page, time)


def _image(seen: Pillow.Image, page: int | None, time: timedelta | None) -> Image:
    return Image(width=seen.width, height=seen.height, pixels=seen.tobytes(), page=page, time=time)


def _reduced(picture: Pillow.Image) -> Pillow.Image:
    """The picture with eight bits a channel, and when it has more than LARGEST pixels, not more than are worth while."""
    eight = _eight_bits(picture)
    pixels = picture.width * picture.height
    if pixels <= LARGEST:
        return eight
    if pixels > 2 * LARGEST:
        eight = _halved(eight)  # before anything else, which would take twice the memory
    share = ((PHOTOGRAPH if picture.format in _CAMERAS else LARGEST) / pixels) ** 0.5
    size = (max(1, int(picture.width * share)), max(1, int(picture.height * share)))
    if eight.width <= size[0]:
        return eight
    return eight.resize(size, Pillow.Resampling.BICUBIC, reducing_gap=2.0)


def _halved(picture: Pillow.Image) -> Pillow.Image:
    if picture.mode != "RGBA":
        return picture.reduce(2)
    return Pillow.merge("RGBA", [picture.getchannel(name).reduce(2) for name in "RGBA"])


def _eight_bits(picture: Pillow.Image) -> Pillow.Image:
    """Sixteen-bit and floating greys are spread over what they use; palettes become what they stand for."""
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, np.float32)
        values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
        low, high = float(values.min(initial=0)), float(values.max(initial=0))
        return Pillow.fromarray(((values - low) * (255 / ((high - low) or 1))).astype(np.uint8))
    if picture.mode in {"P", "PA", "LA", "La", "RGBa"} or "transparency" in picture.info:
        return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture if picture.mode in {"L", "RGB", "RGBA", "CMYK"} else picture.convert("RGB")


def _grounded(picture: Pillow.Image) -> Iterator[Pillow.Image]:
    if picture.mode != "RGBA":
        yield picture
        return
    yield _on(picture, (255, 255, 255))
    opaque = np.asarray(picture.getchannel("A"))
    if opaque.min() < 128:
        light = np.asarray(picture.convert("L")) >= _LIGHT
        if np.count_nonzero(light & (opaque >= 32)) > _ENOUGH_LIGHT * light.size:
            yield _on(picture, (0, 0, 0))


def _on(picture: Pillow.Image, ground: tuple[int, int, int]) -> Pillow.Image:
    behind = Pillow.new("RGB", picture.size, ground)
    behind.paste(picture, mask=picture.getchannel("A"))
    return behind


def _managed(picture: Pillow.Image, profile: bytes) -> Pillow.Image:
    """With the colours that its profile means, where that makes a difference."""
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        change = ImageCms.buildTransform(given, _SRGB, picture.mode, "RGB")
    except ImageCms.PyCMSError:
        return picture  # a viewer does without it as well
    if picture.mode == "CMYK":
        return ImageCms.applyTransform(picture, change) or picture
    probe = _every_colour(picture.mode)
    moved = np.asarray(ImageCms.applyTransform(probe, change), np.int16) - np.asarray(probe.convert("RGB"), np.int16)
    if np.abs(moved).max() <= _SEEN:
        return picture
    return ImageCms.applyTransform(picture, change) or picture


def _every_colour(mode: str) -> Pillow.Image:
    """Nine steps of each channel, in all combinations."""
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    if mode == "L":
        return Pillow.fromarray(steps[None, :])
    cube = np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(27, 27, 3)
    return Pillow.fromarray(cube)
