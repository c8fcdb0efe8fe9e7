"""Copies are told however they were saved again, and nothing else is taken for one."""

import io
import time
from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest
import skimage.data
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter, ImageOps

from gatepost.detectors.base import PictureDetector
from gatepost.detectors.copies import build_for_pictures
from gatepost.enrolment import Resources
from gatepost.enrolment.copies import Document, from_bytes, to_bytes
from gatepost.enrolment.copies.packing import pack
from gatepost.enrolment.copies.store import prints_of_pictures
from gatepost.errors import GatepostError
from gatepost.model import Picture, Where

DAY = datetime(2026, 12, 1, 8, 30, tzinfo=UTC)


def chart(seed: int, template: int = 0) -> Pillow.Image:
    """A bar chart: the same template, other figures."""
    look, figures = np.random.default_rng(template), np.random.default_rng([template, seed])
    image = Pillow.new("RGB", (1200, 800), "white")
    draw = ImageDraw.Draw(image)
    draw.text((60, 20), f"Release {template}: fictive figures", fill="black", font_size=int(look.integers(24, 44)))
    draw.rectangle((0, 760, 1200, 800), fill=(int(look.integers(256)), 40, 0))
    colour = (int(look.integers(200)), int(look.integers(200)), int(look.integers(200)))
    for bar in range(10):
        draw.rectangle((100 + bar * 105, int(figures.integers(120, 600)), 180 + bar * 105, 700), fill=colour)
    draw.line((80, 100, 80, 700, 1160, 700), fill="black", width=3)
    return image


PICTURES = {
    "chart": chart(1),
    "astronaut": Pillow.fromarray(skimage.data.astronaut()),
    "coffee": Pillow.fromarray(skimage.data.coffee()),
    "chelsea": Pillow.fromarray(skimage.data.chelsea()),
    "rocket": Pillow.fromarray(skimage.data.rocket()),
}
OTHERS = ["camera", "brick", "grass", "gravel", "coins", "page", "text", "moon", "retina", "immunohistochemistry"]


def as_picture(image: Pillow.Image) -> Picture:
    rgb = image.convert("RGB")
    return Picture(where=Where(part="media[0]"), width=rgb.width, height=rgb.height, pixels=rgb.tobytes())


@pytest.fixture(scope="module")
def detector() -> PictureDetector:
    documents = {
        Document(id=name, public_at=DAY if name == "chart" else None): prints_of_pictures(name, [as_picture(image)])
        for name, image in PICTURES.items()
    }
    built = build_for_pictures(Resources(copies=from_bytes(to_bytes(pack(documents)))))
    assert built
    return built


def saved(image: Pillow.Image, kind: str, quality: int) -> Pillow.Image:
    file = io.BytesIO()
    image.save(file, kind, quality=quality)
    return Pillow.open(file).convert("RGB")


def cut(image: Pillow.Image, left: float, top: float, right: float, bottom: float) -> Pillow.Image:
    wide, high = image.size
    return image.crop((int(left * wide), int(top * high), int(wide - right * wide), int(high - bottom * high)))


COPIES: dict[str, Callable[[Pillow.Image], Pillow.Image]] = {
    "JPEG 30": lambda image: saved(image, "JPEG", 30),
    "WebP 40": lambda image: saved(image, "WEBP", 40),
    "half": lambda image: saved(image.resize((image.width // 2, image.height // 2)), "JPEG", 80),
    "quarter": lambda image: saved(image.resize((image.width // 4, image.height // 4)), "JPEG", 80),
    "twice": lambda image: image.resize((image.width * 2, image.height * 2)),
    "squashed": lambda image: image.resize((image.width, int(image.height * 0.8))),
    "grey": ImageOps.grayscale,
    "blurred": lambda image: image.filter(ImageFilter.GaussianBlur(2)),
    "mirrored": ImageOps.mirror,
    "framed": lambda image: ImageOps.expand(image, 60, "black"),
    "on a phone's screen": lambda image: saved(ImageOps.pad(image, (1080, 1920)), "JPEG", 60),
    "3 % cut off all around": lambda image: cut(image, 0.03, 0.03, 0.03, 0.03),
    "7 % cut off at the top": lambda image: cut(image, 0, 0.07, 0, 0),
}


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("how", COPIES)
def test_a_copy_is_told(detector: PictureDetector, how: str, name: str) -> None:
    [finding] = detector.detect(as_picture(COPIES[how](PICTURES[name])))
    assert finding.name == f"fingerprint:{name}"
    assert finding.confidence > 0.92


def test_a_copy_says_how_much_of_it_is_the_same_and_from_when_on_it_may_be_shown(detector: PictureDetector) -> None:
    [finding] = detector.detect(as_picture(PICTURES["chart"]))
    assert finding.details == (("share", "1.00"), ("public_at", DAY.isoformat()))
    [finding] = detector.detect(as_picture(PICTURES["coffee"]))
    assert finding.details == (("share", "1.00"),)


@pytest.mark.parametrize("name", OTHERS)
def test_other_pictures_are_no_copies(detector: PictureDetector, name: str) -> None:
    pixels = getattr(skimage.data, name)()
    assert not list(detector.detect(as_picture(Pillow.fromarray(pixels))))


def test_charts_of_the_same_template_with_other_figures_are_no_copies(detector: PictureDetector) -> None:
    assert not [seed for seed in range(2, 60) if list(detector.detect(as_picture(chart(seed))))]


@pytest.mark.parametrize("colour", ["white", "black", (10, 80, 10)])
def test_a_plain_picture_is_no_copy(detector: PictureDetector, colour: str) -> None:
    plain = Pillow.new("RGB", (600, 400), colour)
    assert not list(detector.detect(as_picture(plain)))
    ImageDraw.Draw(plain).rectangle((10, 10, 40, 30), fill="red")
    assert not list(detector.detect(as_picture(plain)))


def test_a_picture_too_plain_to_be_told_from_others_is_refused() -> None:
    with pytest.raises(GatepostError, match="too plain"):
        prints_of_pictures("plain", [as_picture(Pillow.new("RGB", (600, 400), "white"))])
    with pytest.raises(GatepostError, match="no picture"):
        prints_of_pictures("nothing", [])


def test_where_nothing_is_enrolled_nothing_looks() -> None:
    assert build_for_pictures(Resources()) is None


def test_a_picture_of_1080_pixels_is_looked_at_in_milliseconds(detector: PictureDetector) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (1080, 1920, 3), np.uint8)
    picture = as_picture(Pillow.fromarray(pixels))
    taken = []
    for _ in range(5):
        begun = time.process_time()
        list(detector.detect(picture))
        taken.append(time.process_time() - begun)
    assert min(taken) < 0.03  # the bar is 0.015 on a quiet machine
