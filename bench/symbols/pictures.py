"""The pictures on which symbols are looked for, with what is in each: drawn ones, and the development set beside the checkout.

Every second drawn picture has a mark. Halves of the development set are told apart by the digests of its files' names: one
is for fitting, the other is only ever measured. The references are the agency's own and stay outside: where they are not,
nothing is measured, and that is said.
"""

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from PIL import Image

from bench.corpora import ROOT
from bench.symbols.distractors import any_of
from bench.symbols.placing import place, saved
from bench.symbols.scenes import SCENES, SIZES, Pixels
from gatepost.enrolment.symbols import Kind, Symbol
from gatepost.enrolment.symbols.opening import open_drawing

SHARED = ROOT.parent / "shared"
_REFERENCES, _DEVELOPMENT = SHARED / "logos", SHARED / "logo-bench" / "dev"
_KINDS = {"canada-wordmark": Kind.WORDMARK, "arms": Kind.ARMS}
_GROUPS = {"statcan-sig": "statcan-sig", "goc-sig": "goc-sig", "canada-wordmark": "wordmark", "arms": "arms",
           "statcan-digital-innovation": "di-mark", "statcan-wellbeing-app": "wbc-mark"}  # fmt: skip
_NEVER = frozenset({"ca-flag", "maple-leaf"})  # in pictures that are otherwise neither right nor wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A picture and the truth: `mark` is the group of the mark in it ("" for none), `height` the mark's in pixels."""

    name: str
    picture: Pixels
    mark: str
    scene: str
    way: str = ""
    height: float = 0.0
    readable: bool = False
    never: str = ""  # what stands there that is no mark


def available() -> bool:
    return _REFERENCES.is_dir()


def references() -> dict[Symbol, Pixels]:
    """What an officer would enrol."""
    files = [*sorted((_REFERENCES / "enrol").glob("*.svg")), _REFERENCES / "png" / "enrol--arms.png"]
    drawings = {}
    for path in files:
        name = path.stem.removeprefix("enrol--")
        kind = _KINDS.get(name, Kind.SIGNATURE if "-sig-" in name else Kind.MARK)
        drawings[Symbol(id=name, name=name, kind=kind)] = open_drawing(path)
    return drawings


def group_of(symbol: str) -> str:
    """Languages of one signature are one mark."""
    return next((group for start, group in _GROUPS.items() if symbol.startswith(start)), symbol)


def drawn(family: str, first: int, count: int, marks: Mapping[Symbol, Pixels], *, hard: float = 1.0) -> Iterator[Case]:
    """Pictures of these seeds; `family` says which photographs and colours they are made of."""
    for seed in range(first, first + count):
        dice = np.random.default_rng([seed, sum(family.encode())])
        scene = str(dice.choice(list(SCENES)))
        width, height = SIZES[int(dice.integers(len(SIZES)))]
        image = SCENES[scene](dice, width, height, family)
        if seed % 2:
            yield _without(dice, image, f"{family}-{seed}", scene, hard)
        else:
            symbol = list(marks)[int(dice.integers(len(marks)))]
            image, placed = place(dice, image, marks[symbol], hard=hard)
            yield Case(
                name=f"{family}-{seed}",
                picture=saved(dice, image, hard=hard),
                mark=group_of(symbol.id),
                scene=scene,
                way=placed.way,
                height=placed.height,
                readable=placed.readable,
            )


def _without(dice: np.random.Generator, image: Image.Image, name: str, scene: str, hard: float) -> Case:
    kind = ""
    for _ in range(int(dice.integers(0, 3))):
        kind, drawing = any_of(dice)
        image, _ = place(dice, image, drawing, hard=hard)
    return Case(name=name, picture=saved(dice, image, hard=hard), mark="", scene=scene, never=kind)


def development(half: int) -> Iterator[Case]:
    """One half of the development set: 0 is for fitting, 1 for measuring. Other departments' signatures are left out."""
    with (_DEVELOPMENT / "labels.csv").open() as file:
        rows = [row for row in csv.DictReader(file) if hashlib.sha256(row["file"].encode()).digest()[0] & 1 == half]
    for row in rows:
        never = row["source"] if row["label"] == "R" else row["logo"]
        if row["label"] == "R" and never not in _NEVER:
            continue
        found = row["label"] == "1"
        yield Case(
            name=row["file"],
            picture=np.asarray(Image.open(_DEVELOPMENT / row["file"]).convert("RGB")),
            mark=row["logo"] if found else "",
            scene=row["kind"],
            way=row["variant"].partition("+")[0],
            height=float(row["h_px"] or 0),
            readable=found and float(row["h_px"]) >= 16 and float(row["occl"]) <= 0.25 and float(row["opacity"]) >= 0.5,
            never="" if found else never,
        )
