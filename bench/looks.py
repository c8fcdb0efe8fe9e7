"""What is common to measuring detectors of pictures: pictures of many kinds without people, as they see them, and the time."""

import time
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product

import skimage.data
from PIL import Image as Pillow

from gatepost.detectors.base import PictureDetector
from gatepost.model import Finding, Picture, Where
from tests.corpora.pictures.drawing import KINDS, draw

SCENES = (
    "coffee", "chelsea", "rocket", "brick", "grass", "gravel", "page", "text", "moon", "retina", "camera",
    "immunohistochemistry", "hubble_deep_field", "clock", "coins",
)  # fmt: skip
_OVER_PHOTOGRAPHS = frozenset({"meme", "caption"})  # which are scenes as well


@cache
def scene(name: str) -> Pillow.Image:
    """One of scikit-image's pictures."""
    return Pillow.fromarray(getattr(skimage.data, name)()).convert("RGB")


def drawings(of_each: int, *, over_photographs: bool = True) -> Iterator[Pillow.Image]:
    """Windows, slides, letters, tables, chats ... in both languages; and those that are written over photographs."""
    for kind, language, number in product(KINDS, ("en", "fr"), range(of_each)):
        if over_photographs or kind not in _OVER_PHOTOGRAPHS:
            yield draw(kind, language, 3000 + number, sensitive=False).picture


def as_seen(picture: Pillow.Image) -> Picture:
    return Picture(
        where=Where(part="media[0]"),
        width=picture.width,
        height=picture.height,
        pixels=picture.convert("RGB").tobytes(),
    )


def fitted(picture: Pillow.Image, long: int) -> Pillow.Image:
    """With a long side of so many pixels."""
    share = long / max(picture.size)
    return picture.resize((max(1, round(picture.width * share)), max(1, round(picture.height * share))))


def looked_at(picture: Picture, detector: PictureDetector) -> list[Finding]:
    return list(detector.detect(picture))


def timed[**P, T](spent: list[float], work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What it gives; its milliseconds of the processor are added to those spent."""
    started = time.process_time()
    made = work(*arguments, **named)
    spent.append((time.process_time() - started) * 1e3)
    return made
