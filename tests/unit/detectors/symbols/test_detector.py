"""What is seen of two invented marks, and what is left alone."""

import numpy as np
import pytest
import skimage.data
from PIL import Image

from gatepost.detectors.symbols import build_for_pictures
from gatepost.detectors.symbols.detector import Symbols
from gatepost.detectors.symbols.marks import unpack
from gatepost.enrolment import Resources
from gatepost.model import Finding, Picture, Where
from tests.unit.detectors.symbols.invented import (
    EMBLEM,
    SIGNATURE,
    emblem,
    flag,
    index,
    one_colour,
    pixels,
    put,
    signature,
    slide,
    white,
    words,
)


@pytest.fixture(scope="module")
def symbols() -> Symbols:
    return Symbols(marks=unpack(index()))


def seen(image: Image.Image, symbols: Symbols, quality: int = 80) -> list[Finding]:
    rgb = pixels(image, quality)
    height, width = rgb.shape[:2]
    return list(symbols.detect(Picture(where=Where(part="media[0]"), width=width, height=height, pixels=rgb.tobytes())))


def ids(image: Image.Image, symbols: Symbols, quality: int = 80) -> list[str]:
    return [finding.value for finding in seen(image, symbols, quality)]


@pytest.mark.parametrize("height", [20, 36, 70, 110])
def test_a_signature_is_seen_at_any_size_with_a_box_around_it(height: int, symbols: Symbols):
    (finding,) = seen(put(slide(), signature(), height=height, at=(150, 600)), symbols)
    assert (finding.label, finding.value, finding.detector) == ("corporate-symbol", SIGNATURE.id, "symbols")
    left, top, wide, high = finding.where.box or (0, 0, 0, 0)
    assert abs(left - 150) < 0.3 * height
    assert abs(top - 600) < 0.3 * height
    assert high == pytest.approx(height, rel=0.25)
    assert wide == pytest.approx(height * 1000 / 130, rel=0.15)
    assert {name for name, share in finding.details if 50 < int(share) <= 100} == {"edges", "inks"}


@pytest.mark.parametrize("turn", [-30, 12, 90, 180])
def test_a_mark_is_seen_whichever_way_it_is_turned(turn: float, symbols: Symbols):
    assert ids(put(slide(), emblem(), height=120, at=(600, 520), turn=turn), symbols) == [EMBLEM.id]


@pytest.mark.parametrize(
    ("ground", "ink", "mark"),
    [
        ("#202830", "#dddddd", white(signature())),
        ("white", "#333333", one_colour(signature(), (0, 0, 0))),
        ("#f3efe0", "#333333", one_colour(signature(), (30, 70, 140))),
        ("#101418", "#dddddd", one_colour(signature(), (240, 200, 90))),
    ],
    ids=["reversed", "black", "blue", "gold on dark"],
)
def test_a_mark_is_seen_in_whatever_colours_it_is_printed(ground: str, ink: str, mark: Image.Image, symbols: Symbols):
    assert ids(put(slide(ground, ink), mark, height=50, at=(200, 640)), symbols) == [SIGNATURE.id]


def test_a_red_flag_with_white_words_on_dark_is_seen(symbols: Symbols):
    mark = white(signature())
    mark.paste(flag(), (0, 5), flag())
    assert ids(put(slide("#14181d", "#dddddd"), mark, height=48, at=(200, 640)), symbols) == [SIGNATURE.id]


def test_a_mark_is_seen_on_a_photograph(symbols: Symbols):
    photograph = Image.fromarray(skimage.data.chelsea()).resize((1080, 720))
    assert ids(put(photograph, white(signature()), height=60, at=(300, 40)), symbols) == [SIGNATURE.id]


def test_a_faint_mark_is_seen(symbols: Symbols):
    assert ids(put(slide(), signature(), height=60, at=(200, 600), opacity=0.55), symbols) == [SIGNATURE.id]


def test_a_mark_with_a_fifth_of_it_hidden_is_seen(symbols: Symbols):
    page = put(slide(), signature(), height=60, at=(200, 600))
    page.paste((40, 160, 90), (200 + 370, 580, 200 + 461, 680))
    assert ids(page, symbols) == [SIGNATURE.id]


def test_a_mark_is_seen_after_a_coarse_save(symbols: Symbols):
    assert ids(put(slide(), emblem(), height=110, at=(700, 560)), symbols, quality=25) == [EMBLEM.id]


def test_two_marks_in_one_picture_are_two_findings(symbols: Symbols):
    page = put(put(slide(), emblem(), height=120, at=(850, 30)), signature(), height=44, at=(60, 700))
    assert sorted(ids(page, symbols)) == sorted([EMBLEM.id, SIGNATURE.id])


@pytest.mark.parametrize(
    "image",
    [
        slide(),
        put(slide(), flag(), height=150, at=(500, 560)),
        put(slide(), words("Weather", "Office"), height=110, at=(500, 560)),
        put(slide(), words("Whether", "Often"), height=110, at=(500, 560)),
        Image.fromarray(skimage.data.astronaut()),
        Image.fromarray(skimage.data.coins()).convert("RGB"),
        Image.new("RGB", (1080, 1080), "white"),
        Image.new("RGB", (1, 1), "white"),
        Image.new("RGB", (3000, 2), "white"),
        Image.fromarray(np.random.default_rng(7).integers(0, 255, (600, 600, 3)).astype(np.uint8)),
    ],
    ids=[
        "text",
        "the flag alone",
        "the words alone",
        "like words",
        "a portrait",
        "coins",
        "nothing",
        "a dot",
        "a line",
        "noise",
    ],
)
def test_what_is_no_mark_is_left_alone(image: Image.Image, symbols: Symbols):
    assert ids(image, symbols) == []


def test_where_nothing_is_enrolled_there_is_no_detector():
    assert build_for_pictures(Resources()) is None


def test_what_is_enrolled_makes_a_detector():
    built = build_for_pictures(Resources(symbols=index()))
    assert built
    assert (built.name, built.labels) == ("symbols", frozenset({"corporate-symbol"}))
