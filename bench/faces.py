"""How many faces are found, what is taken for one, and what that costs: `python -m bench faces`.

Faces are scikit-image's: a hundred small grey ones, enlarged and set into its other pictures, and one photograph of a person
in many sizes and turns. Everything else has nobody in it. What is enrolled in `var/enrolled` finds them, or the cascades.
"""

import json
from collections.abc import Iterator
from itertools import product
from random import Random
from statistics import median, quantiles

import numpy as np
import skimage.data
from PIL import Image as Pillow
from PIL import ImageOps

from bench.corpora import ROOT
from bench.looks import SCENES, as_seen, drawings, fitted, looked_at, scene, timed
from gatepost.detectors import faces
from gatepost.detectors.base import PictureDetector
from gatepost.enrolment import Resources
from gatepost.enrolment.enrolled import read_enrolled

RESULTS = ROOT / "bench/results/faces.json"
_FACES = 100  # the first of two hundred; the others are anything else
_SIDES = (60, 90, 130)  # pixels that a face of 25 is enlarged to
_PERSON_SIZES, _PERSON_TURNS = (256, 512, 800, 1080), (-25, -15, -8, 0, 8, 15, 25)


def _set_into(count: int) -> Iterator[Pillow.Image]:
    """One face in each picture, at a place that chance tells."""
    every = (skimage.data.lfw_subset()[:_FACES] * 255).astype(np.uint8)
    for number in range(count):
        chance = Random(number)  # noqa: S311 - the same pictures every time
        picture = fitted(scene(chance.choice(SCENES)), 800).copy()
        side = chance.choice(_SIDES)
        face = Pillow.fromarray(every[number % _FACES]).resize((side, side), Pillow.Resampling.BICUBIC)
        picture.paste(face, (chance.randrange(picture.width - side), chance.randrange(picture.height - side)))
        yield picture


def _person() -> Iterator[Pillow.Image]:
    whole = scene("astronaut")
    for size, turn, mirrored in product(_PERSON_SIZES, _PERSON_TURNS, (False, True)):
        picture = whole.rotate(turn, Pillow.Resampling.BICUBIC).resize((size, size))
        yield ImageOps.mirror(picture) if mirrored else picture


def _nobody(of_each: int) -> Iterator[Pillow.Image]:
    """The coins of this collection are left out: there are heads on them."""
    for name in SCENES:
        if name not in {"coins", "camera"}:
            yield from (fitted(scene(name), size) for size in (400, 800, 1080))
    yield from drawings(of_each)


def _share(pictures: Iterator[Pillow.Image], detector: PictureDetector, spent: list[float]) -> tuple[float, int]:
    found = [bool(timed(spent, looked_at, as_seen(one), detector)) for one in pictures]
    return sum(found) / len(found), len(found)


def run(*, quick: bool = False) -> None:
    """Prints the figures and keeps them."""
    resources = Resources(faces=read_enrolled(ROOT / "var/enrolled").faces)
    detector = faces.build_for_pictures(resources)
    if detector is None:
        print("nothing finds faces here (opencv-data, `gatepost enrol faces`): they are not measured")
        return
    spent: list[float] = []
    kinds = {
        "small faces set into pictures": _set_into(20 if quick else 150),
        "one person, turned by up to 25 degrees": _person(),
        "nobody (false alarms)": _nobody(1 if quick else 8),
    }
    shares = {name: _share(pictures, detector, spent) for name, pictures in kinds.items()}
    found_by = "network" if resources.faces else "cascades"
    for name, (share, count) in shares.items():
        print(f"{name:40}{share:7.3f} of {count}")
    print(f"by the {found_by}: a picture {median(spent):.0f} ms, p95 {quantiles(spent, n=20)[18]:.0f} ms")
    told = {
        "by": found_by,
        "shares": {name: {"share": share, "pictures": count} for name, (share, count) in shares.items()},
        "median_ms": median(spent),
        "p95_ms": quantiles(spent, n=20)[18],
    }
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
