"""What looks like a mark and is none: flags, leaves, words in ordinary typefaces, signatures of others, crests, brands."""

from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from bench.symbols.scenes import Dice, Pixels, colour, font, words

_BODIES = ("Government of Ontario", "Ville de Montréal", "University of Ottawa", "Statistics Norway", "Gouvernement du Québec",
           "Health Authority", "Statistique publique", "City of Calgary", "Canada Goose Fans", "Parks & Trails", "Statistics Club Canada",
           "Census of Birds", "Gouvernement de demain", "Canadian Bakery", "Digital Invention", "Wellness App")  # fmt: skip
_NAMES = (
    "Canada",
    "CANADA",
    "Canadian",
    "Oh Canada",
    "Canada Day",
    "Statistics Canada",
    "Government of Canada",
    "Statistique Canada",
    "Panama",
)


def leaf(size: int, ink: tuple[int, int, int]) -> Image.Image:
    """A maple leaf of our own, in eleven points."""
    half = [
        (0.5, 0.0),
        (0.58, 0.17),
        (0.68, 0.12),
        (0.64, 0.38),
        (0.76, 0.27),
        (0.8, 0.35),
        (0.96, 0.33),
        (0.9, 0.46),
        (1.0, 0.52),
        (0.76, 0.72),
        (0.78, 0.8),
        (0.53, 0.76),
        (0.53, 1.0),
    ]
    points = half + [(1 - x, y) for x, y in reversed(half)]
    image = Image.new("RGBA", (size, size), (*ink, 0))
    ImageDraw.Draw(image).polygon([(x * size, y * size) for x, y in points], fill=(*ink, 255))
    return image


def flag(dice: Dice, height: int, *, ground: bool = True) -> Image.Image:
    """Bars at both sides and a leaf, disc or nothing between: a national flag, or one like it."""
    ink = (int(dice.integers(190, 255)), int(dice.integers(0, 60)), int(dice.integers(0, 70)))
    width = int(height * dice.choice([1.5, 2.0, 2.0]))
    image = Image.new("RGBA", (width, height), (255, 255, 255, 255 * ground))
    draw, bar = ImageDraw.Draw(image), int(width * dice.choice([0.25, 0.25, 0.33]))
    draw.rectangle((0, 0, bar, height), fill=(*ink, 255))
    draw.rectangle((width - bar, 0, width, height), fill=(*ink, 255))
    if dice.random() < 0.7:
        inner = leaf(int(height * 0.85), ink)
        image.alpha_composite(inner, ((width - inner.width) // 2, int(height * 0.07)))
    elif dice.random() < 0.5:
        draw.ellipse((width * 0.4, height * 0.3, width * 0.6, height * 0.7), fill=(*ink, 255))
    return image


def signature(dice: Dice) -> Image.Image:
    """A flag or an emblem beside the name of a body that is not ours, in one or two columns."""
    height = 120
    emblem = (
        flag(dice, height // 2, ground=False)
        if dice.random() < 0.6
        else leaf(height, colour(dice))
        if dice.random() < 0.5
        else crest(dice, height)
    )
    face, ink = font(dice, 44, str(dice.choice(["Sans-", "Sans", "Serif"]))), colour(dice, 0, 80)
    image = Image.new("RGBA", (1300, height), (255, 255, 255, 0))
    image.alpha_composite(emblem, (0, (height - emblem.height) // 2))
    draw, x = ImageDraw.Draw(image), emblem.width + 50
    for body in dice.choice(_BODIES, int(dice.integers(1, 3)), replace=False):
        first, _, rest = str(body).partition(" ")
        draw.text((x, 4), first, font=face, fill=(*ink, 255))
        draw.text((x, 60), rest, font=face, fill=(*ink, 255))
        x = int(max(draw.textbbox((x, 60), rest, font=face)[2], draw.textbbox((x, 4), first, font=face)[2])) + 60
    return image.crop((0, 0, min(x, 1300), height))


def name(dice: Dice) -> Image.Image:
    """Words that stand in marks, in an ordinary typeface; sometimes with a flag somewhere near."""
    text = str(dice.choice(_NAMES)) if dice.random() < 0.75 else words(dice, 1)
    face = font(dice, 120, str(dice.choice(["Serif", "Serif", "Sans"])))
    box = ImageDraw.Draw(Image.new("L", (1, 1))).textbbox((0, 0), text, font=face)
    image = Image.new("RGBA", (int(box[2]) + 120, int(box[3]) + 60), (255, 255, 255, 0))
    ImageDraw.Draw(image).text((0, 40), text, font=face, fill=(*colour(dice, 0, 60), 255))
    if dice.random() < 0.2:
        image.alpha_composite(flag(dice, 30), (int(box[2]) + 20, 60))
    return image.crop(image.getbbox())


def crest(dice: Dice, size: int = 300) -> Image.Image:
    """Something intricate with two like halves."""
    image = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    draw, inks = ImageDraw.Draw(image), [(*colour(dice), 255) for _ in range(3)]
    for _ in range(int(dice.integers(6, 30))):
        points = dice.uniform(0, size, (int(dice.integers(3, 6)), 2)) * [0.5, 1]
        for mirrored in (points, [size, 0] + points * [-1, 1]):
            draw.polygon([(float(x), float(y)) for x, y in mirrored], fill=inks[int(dice.integers(3))])
    return image


def brand(dice: Dice) -> Image.Image:
    """A simple emblem with a word beside it."""
    image = Image.new("RGBA", (900, 200), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    for _ in range(int(dice.integers(1, 4))):
        x, y, size = int(dice.integers(0, 100)), int(dice.integers(0, 100)), int(dice.integers(40, 100))
        shape: Any = (draw.ellipse, draw.rectangle, draw.chord)[int(dice.integers(3))]
        extra = (
            {"start": int(dice.integers(0, 180)), "end": int(dice.integers(200, 360))} if shape == draw.chord else {}
        )
        shape((x, y, x + size, y + size), fill=(*colour(dice), 255), **extra)
    draw.text((230, 40), words(dice, 1), font=font(dice, 110), fill=(*colour(dice, 0, 120), 255))
    return image.crop(image.getbbox())


def any_of(dice: Dice) -> tuple[str, Pixels]:
    """What kind it is, and its drawing."""
    kinds = {"flag": lambda: flag(dice, 200), "leaf": lambda: leaf(200, (210, 30, 40)), "signature": lambda: signature(dice),
             "name": lambda: name(dice), "crest": lambda: crest(dice), "brand": lambda: brand(dice)}  # fmt: skip
    kind = str(dice.choice(list(kinds), p=(0.15, 0.05, 0.3, 0.25, 0.1, 0.15)))
    return kind, np.asarray(kinds[kind]())
