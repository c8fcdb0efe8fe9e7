"""Marks of an agency that does not exist, drawn by code, and pictures with them in."""

import io
from functools import cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from gatepost.enrolment.symbols import Kind, Symbol, SymbolIndex
from gatepost.enrolment.symbols.building import build_index, points_of_mark
from gatepost.enrolment.symbols.drawing import Array, Pixels, normalised

RED, INK = (196, 20, 45, 255), (15, 15, 20, 255)
SIGNATURE = Symbol(id="weather-office", name="Weather Office", kind=Kind.SIGNATURE)
EMBLEM = Symbol(id="observatory", name="Observatory", kind=Kind.MARK)


def flag() -> Image.Image:
    """Two bars and a star of seven points between them."""
    image = Image.new("RGBA", (220, 120))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 50, 120), fill=RED)
    draw.rectangle((170, 0, 220, 120), fill=RED)
    turns = np.arange(14) * np.pi / 7
    reach = np.where(np.arange(14) % 2, 22, 52)
    draw.polygon([(110 + r * np.sin(t), 60 - r * np.cos(t)) for r, t in zip(reach, turns, strict=True)], fill=RED)
    return image


def words(first: str, second: str, size: int = 56) -> Image.Image:
    image = Image.new("RGBA", (420, 130))
    draw = ImageDraw.Draw(image)
    for row, text in enumerate((first, second)):
        draw.text((0, row * 62 - 4), text, font=ImageFont.load_default(size), fill=INK)
    return image


def signature() -> Image.Image:
    image = Image.new("RGBA", (1000, 130))
    image.alpha_composite(flag(), (0, 5))
    image.alpha_composite(words("Weather", "Office"), (280, 0))
    image.alpha_composite(words("Bureau de", "la météo"), (640, 0))
    return image


EMBLEM_SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 240">
<path d="M20 200 L60 90 L90 150 L120 60 L150 140 L180 200 Z" fill="#14324f"/>
<circle cx="150" cy="45" r="28" fill="#d4502a"/><circle cx="150" cy="45" r="14" fill="#14324f"/>
<path d="M10 210 h180 v8 h-180 z M10 224 h120 v6 h-120 z" fill="#14324f"/>
<path d="M40 30 l12 24 l26 4 l-19 18 l5 26 l-24 -12 l-23 12 l4 -26 l-19 -18 l26 -4 z" fill="#2a7f62"/>
<path d="M70 195 a20 20 0 0 1 40 0 z M125 195 a12 12 0 0 1 24 0 z" fill="#d4502a"/></svg>"""


def emblem() -> Image.Image:
    import resvg_py  # noqa: PLC0415 - as opening.py draws it

    return Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=EMBLEM_SVG, width=600))).convert("RGBA")


@cache
def drawings() -> dict[Symbol, Pixels]:
    return {EMBLEM: normalised(np.asarray(emblem())), SIGNATURE: normalised(np.asarray(signature()))}


@cache
def index() -> SymbolIndex:
    return SymbolIndex(
        digest="", packed=build_index(drawings(), {one: points_of_mark(rgba) for one, rgba in drawings().items()})
    )


def white(mark: Image.Image) -> Image.Image:
    """All of it in white."""
    return Image.merge("RGBA", (*(Image.new("L", mark.size, 255),) * 3, mark.getchannel("A")))


def one_colour(mark: Image.Image, ink: tuple[int, int, int]) -> Image.Image:
    return Image.merge("RGBA", (*(Image.new("L", mark.size, part) for part in ink), mark.getchannel("A")))


def put(
    scene: Image.Image, mark: Image.Image, *, height: int, at: tuple[int, int], turn: float = 0.0, opacity: float = 1.0
) -> Image.Image:
    """The scene with the mark in it, its top left corner there."""
    made = scene.copy()
    small = mark.resize((round(mark.width * height / mark.height), height), Image.Resampling.LANCZOS)
    turned = small.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    turned.putalpha(turned.getchannel("A").point(lambda value: int(value * opacity)))
    made.paste(turned, at, turned)
    return made


def slide(ground: str | tuple[int, int, int] = "white", ink: str = "#333333") -> Image.Image:
    """A page with a title and lines of text."""
    image = Image.new("RGB", (1080, 810), ground)
    draw = ImageDraw.Draw(image)
    draw.text((60, 50), "What we saw this summer", font=ImageFont.load_default(48), fill=ink)
    for line in range(6):
        draw.text(
            (60, 180 + 50 * line),
            "rain on the hills, sun by the river and wind",
            font=ImageFont.load_default(26),
            fill=ink,
        )
    return image


def pixels(image: Image.Image, quality: int = 80) -> Array:
    """As it is posted: saved as JPEG."""
    buffer = io.BytesIO()
    image.convert("RGB").save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer))
