"""Which copies of enrolled pictures are told, what else is taken for one, and what that costs: `python -m bench copies`.

Half of the pictures are enrolled, charts of one template with other figures among them; copies of these are made in every
way that people and platforms make them, and the other half is nobody's copy.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from statistics import median, quantiles

import numpy as np
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFilter, ImageOps

from bench.corpora import ROOT
from bench.looks import SCENES, as_seen, drawings, fitted, looked_at, scene, timed
from gatepost.detectors.copies import build_for_pictures
from gatepost.enrolment import Resources
from gatepost.enrolment.copies import Document, from_bytes, to_bytes
from gatepost.enrolment.copies.packing import pack
from gatepost.enrolment.copies.prints import Print
from gatepost.enrolment.copies.store import prints_of_pictures
from gatepost.errors import GatepostError

RESULTS = ROOT / "bench/results/copies.json"
_LONG = 1080  # pixels
_TEMPLATES, _CHARTS = 5, 6  # charts of each, with other figures
_GOAL = "goal: 1.00 saved again or resized, at most 15 ms"


def _saved(kind: str, quality: int) -> Callable[[Pillow.Image], Pillow.Image]:
    def save(picture: Pillow.Image) -> Pillow.Image:
        kept = io.BytesIO()
        picture.save(kept, kind, quality=quality)
        return Pillow.open(kept).convert("RGB")

    return save


def _resized(wide: float, high: float) -> Callable[[Pillow.Image], Pillow.Image]:
    return lambda picture: picture.resize((round(picture.width * wide), round(picture.height * high)))


def _cut(picture: Pillow.Image) -> Pillow.Image:
    across, down = picture.width // 20, picture.height // 20
    return picture.crop((across, down, picture.width - across, picture.height - down))


_WAYS: Mapping[str, Callable[[Pillow.Image], Pillow.Image]] = {
    "as it is": lambda picture: picture,
    "JPEG 30": _saved("JPEG", 30),
    "JPEG 60": _saved("JPEG", 60),
    "WebP 50": _saved("WEBP", 50),
    "half the size": _resized(0.5, 0.5),
    "a quarter": _resized(0.25, 0.25),
    "1.7 times": _resized(1.7, 1.7),
    "squashed": _resized(1.0, 0.7),
    "half, then JPEG 40": lambda picture: _saved("JPEG", 40)(_resized(0.5, 0.5)(picture)),
    "grey": lambda picture: ImageOps.grayscale(picture).convert("RGB"),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "mirrored": ImageOps.mirror,
    "5 % cut off": _cut,
}


def _charts() -> Iterator[Pillow.Image]:
    for template in range(_TEMPLATES):
        for number in range(_CHARTS):
            figures = np.random.default_rng([template, number])
            chart = Pillow.new("RGB", (1200, 800), "white")
            pen = ImageDraw.Draw(chart)
            pen.text((60, 20), f"Release {template}: fictive figures", fill="black", font_size=28 + 3 * template)
            for bar in range(10):
                place = 100 + bar * 105, int(figures.integers(120, 600)), 180 + bar * 105, 700
                pen.rectangle(place, fill=(40 * template, 90, 160))
            pen.line((80, 100, 80, 700, 1160, 700), fill="black", width=3)
            yield chart


def _pictures(of_each: int) -> Iterator[Pillow.Image]:
    yield from (fitted(scene(name), _LONG) for name in SCENES)
    yield from (fitted(chart, _LONG) for chart in _charts())
    yield from (fitted(one, _LONG) for one in drawings(of_each, over_photographs=False))


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    documents: dict[Document, list[Print]] = {}
    enrolled: list[Pillow.Image] = []
    others: list[Pillow.Image] = []
    for number, picture in enumerate(_pictures(1 if quick else 4)):
        try:
            prints = prints_of_pictures("", [as_seen(picture)])
        except GatepostError:
            continue  # too plain to be enrolled
        if number % 2:
            others.append(picture)
        else:
            documents[Document(id=f"p{len(enrolled)}")] = prints
            enrolled.append(picture)
    detector = build_for_pictures(Resources(copies=from_bytes(to_bytes(pack(documents)))))
    assert detector
    spent: list[float] = []

    def named(picture: Pillow.Image) -> str:
        return next((one.value for one in timed(spent, looked_at, as_seen(picture), detector)), "")

    shares = {
        way: sum(named(copy(picture)) == f"p{place}" for place, picture in enumerate(enrolled)) / len(enrolled)
        for way, copy in _WAYS.items()
    }
    false = sum(bool(named(picture)) for picture in others)
    for way, share in shares.items():
        print(f"{way:24}{share:7.3f}")
    print(f"of {len(others)} other pictures {false} taken for one of {len(enrolled)}")
    print(f"a picture {median(spent):.1f} ms, p95 {quantiles(spent, n=20)[18]:.1f} ms ({_GOAL})")
    told = {
        "found": shares,
        "enrolled": len(enrolled),
        "others": len(others),
        "false": false,
        "median_ms": median(spent),
        "p95_ms": quantiles(spent, n=20)[18],
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
