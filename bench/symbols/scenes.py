"""Pictures as people post them, with nothing of the agency's in them yet: photographs, memes, slides, documents, screens.

Photographs are those that scikit-image brings; everything else is drawn. `family` keeps what is measured apart from what
weights were fitted on: no photograph is in both.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import skimage.data
from PIL import Image, ImageDraw, ImageFont

type Pixels = np.typing.NDArray[np.integer[Any] | np.floating[Any]]
type Dice = np.random.Generator

_PHOTOGRAPHS = {
    "fit": ("astronaut.png", "brick.png", "clock_motion.png", "coins.png", "color.png", "horse.png", "page.png", "camera.png"),
    "measure": ("chelsea.png", "coffee.png", "grass.png", "gravel.png", "hubble_deep_field.jpg", "ihc.png", "motorcycle_left.png",
                "retina.jpg", "rocket.jpg", "text.png", "moon.png", "cell.png", "logo.png"),
}  # fmt: skip
_FONTS = tuple(sorted(Path("/usr/share/fonts/truetype").glob("[dl]*/*.ttf")))
_WORDS = """survey data release team coffee census prices weekend données enquête ville marché report garden summer ottawa
jobs growth housing récolte music climate bonjour score final game energy student travail famille rivière update""".split()  # noqa: SIM905 - a text reads better


@cache
def photographs(family: str) -> tuple[Pixels, ...]:
    folder = Path(skimage.data.__file__).parent
    found = [folder / name for name in _PHOTOGRAPHS[family] if (folder / name).exists()]
    return tuple(np.asarray(Image.open(path).convert("RGB")) for path in found)


def font(dice: Dice, size: int, kind: str = "") -> ImageFont.FreeTypeFont:
    fitting = [path for path in _FONTS if kind in path.name] or list(_FONTS)
    return ImageFont.truetype(fitting[dice.integers(len(fitting))], size)


def words(dice: Dice, count: int) -> str:
    return " ".join(dice.choice(_WORDS, count)).capitalize()


def colour(dice: Dice, low: int = 0, high: int = 255) -> tuple[int, int, int]:
    red, green, blue = dice.integers(low, high, 3)
    return int(red), int(green), int(blue)


def photo(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    every = photographs(family)
    source = every[dice.integers(len(every))]
    if dice.random() < 0.5:
        source = source[:, ::-1]
    side = dice.uniform(0.45, 1.0)
    rows, columns = int(source.shape[0] * side), int(source.shape[1] * side)
    top, left = dice.integers(source.shape[0] - rows + 1), dice.integers(source.shape[1] - columns + 1)
    cut = cv2.resize(source[top : top + rows, left : left + columns], (width, height), interpolation=cv2.INTER_CUBIC)
    tinted = cut * dice.uniform(0.6, 1.1, 3)[None, None, :] if dice.random() < 0.5 else cut
    return Image.fromarray(np.clip(tinted, 0, 255).astype(np.uint8))


def pattern(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    """A drawn ground: stripes, discs or shards over a slope of two colours."""
    first, second = np.array(colour(dice)), np.array(colour(dice))
    slope = np.linspace(0, 1, height)[:, None, None] * np.ones((1, width, 1))
    image = Image.fromarray((first + (second - first) * slope).astype(np.uint8))
    draw = ImageDraw.Draw(image)
    for _ in range(int(dice.integers(0, 60))):
        x, y, size = int(dice.integers(width)), int(dice.integers(height)), int(dice.integers(10, 160))
        if dice.random() < 0.5:
            draw.ellipse((x, y, x + size, y + size), fill=colour(dice))
        else:
            corners = dice.integers(-size, size, (int(dice.integers(3, 6)), 2)) + np.array([x, y])
            draw.polygon([(int(a), int(b)) for a, b in corners], fill=colour(dice))
    return image


def meme(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    image = photo(dice, width, height, family)
    draw = ImageDraw.Draw(image)
    size = width // 14
    for y in (size // 2, height - 2 * size):
        draw.text(
            (size, y),
            words(dice, 3).upper(),
            font=font(dice, size, "Bold"),
            fill="white",
            stroke_width=size // 12,
            stroke_fill="black",
        )
    return image


def slide(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    dark = dice.random() < 0.3
    image = Image.new("RGB", (width, height), colour(dice, 0, 70) if dark else colour(dice, 200, 255))
    draw, ink = ImageDraw.Draw(image), "white" if dark else "#202020"
    draw.text((width // 20, height // 16), words(dice, 5), font=font(dice, height // 16), fill=ink)
    for line in range(int(dice.integers(2, 7))):
        draw.text(
            (width // 16, height // 5 + line * height // 12),
            "• " + words(dice, 6),
            font=font(dice, height // 30),
            fill=ink,
        )
    if dice.random() < 0.5:
        image.paste(photo(dice, width // 3, height // 3, family), (width * 3 // 5, height // 3))
    return image


def chart(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.text((width // 20, height // 20), words(dice, 5), font=font(dice, height // 22), fill="#333")
    left, bottom = width // 10, height * 4 // 5
    draw.line([(left, height // 6), (left, bottom), (width * 9 // 10, bottom)], fill="#555", width=2)
    for bar in range(count := int(dice.integers(3, 12))):
        x = left + (bar + 0.3) * width * 0.78 / count
        draw.rectangle(
            (x, bottom - dice.uniform(0.1, 0.6) * height, x + 0.45 * width / count, bottom), fill=colour(dice)
        )
        draw.text((x, bottom + 6), str(2010 + bar), font=font(dice, height // 50 + 8), fill="#555")
    return image


def document(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    image = Image.new("RGB", (width, height), colour(dice, 235, 255))
    draw, face = ImageDraw.Draw(image), font(dice, max(9, width // int(dice.integers(50, 90))))
    for line in range(height // int(face.size * 1.5)):
        if line > 5 and dice.random() < 0.93:
            draw.text(
                (width // 12, line * face.size * 1.5), words(dice, int(dice.integers(5, 13))), font=face, fill="#222"
            )
    return image


def screen(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    image = document(dice, width, height, family)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height // 14), fill=colour(dice))
    for item in range(5):
        draw.text(
            (width // 5 * item + 10, height // 50), words(dice, 1), font=font(dice, max(10, height // 45)), fill="white"
        )
        if dice.random() < 0.5:
            image.paste(
                photo(dice, width // 6, width // 6, family),
                (width // 5 * item + 8, int(dice.uniform(0.2, 0.7) * height)),
            )
    return image


def card(dice: Dice, width: int, height: int, family: str) -> Image.Image:
    """A badge or a sign lying on something: askew."""
    image = (photo if dice.random() < 0.6 else pattern)(dice, width, height, family)
    panel = Image.new("RGB", (width, height), colour(dice, 170, 255))
    draw = ImageDraw.Draw(panel)
    draw.text((width // 4, height * 2 // 3), words(dice, 2), font=font(dice, height // 14), fill=colour(dice, 0, 90))
    corners = np.array([[0.15, 0.12], [0.85, 0.12], [0.85, 0.88], [0.15, 0.88]]) + dice.normal(0, 0.02, (4, 2))
    outline = [(float(x * width), float(y * height)) for x, y in corners]
    mask = Image.new("L", (width, height), 0)
    ImageDraw.Draw(mask).polygon(outline, fill=255)
    image.paste(panel, (0, 0), mask)
    return image


SCENES: dict[str, Callable[[Dice, int, int, str], Image.Image]] = {
    "photo": photo, "pattern": pattern, "meme": meme, "slide": slide, "chart": chart, "document": document, "screen": screen, "card": card,
}  # fmt: skip
SIZES: Sequence[tuple[int, int]] = ((1080, 1080), (1080, 1350), (1200, 675), (1080, 608), (1080, 1397), (600, 800))
