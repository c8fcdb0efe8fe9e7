"""What is drawn is read: the same drawings as in `make bench`, a few of each kind."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont
from skimage import data

from gatepost.content.budget import Allowance, Budget, Unreadable
from gatepost.content.format import Image, Passage
from gatepost.content.ocr import make_ocr
from gatepost.content.reading import ReadPicture
from gatepost.folding import fold
from gatepost.readers.machine import tessdata
from tests.corpora.pictures.drawing import KINDS, draw, photograph

ALLOWANCE = Allowance(
    inflated=10**7, characters=10**6, pages=50, frames=20, files=20, pixels=30_000_000, depth=4, seconds=120
)
pytestmark = pytest.mark.needs("tesseract")


type Read = Callable[[Image, Budget], Passage | None]


@pytest.fixture(scope="module")
def ocr() -> ReadPicture:
    made = make_ocr(tessdata())
    assert made is not None
    return made


@pytest.fixture(scope="module")
def read(ocr: ReadPicture) -> Read:
    """All that is read of a picture, which is one passage or none."""

    def only(image: Image, budget: Budget) -> Passage | None:
        passages = list(ocr(image, budget))
        assert len(passages) <= 1
        return passages[0] if passages else None

    return only


def a_budget(seconds: float = 120) -> Budget:
    return Budget(
        Allowance(**{n: getattr(ALLOWANCE, n) for n in ALLOWANCE.__slots__} | {"seconds": seconds}), time.monotonic
    )


def an_image(picture: Pillow.Image) -> Image:
    return Image(width=picture.width, height=picture.height, pixels=picture.convert("RGB").tobytes())


def plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(text)[0])


def a_page(size: tuple[int, int] = (900, 300)) -> tuple[Pillow.Image, ImageDraw.ImageDraw]:
    page = Pillow.new("RGB", size, "white")
    return page, ImageDraw.Draw(page)


def a_font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", size)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_line_that_matters_is_read_in_every_kind_of_picture(kind: str, language: str, read: Read) -> None:
    drawing = draw(kind, language, 1001, sensitive=True)
    passage = read(an_image(drawing.picture), a_budget())

    assert passage is not None
    assert plain(drawing.line) in plain(passage.text)


@pytest.mark.parametrize(
    "name", ["astronaut", "camera", "chelsea", "coffee", "coins", "grass", "gravel", "moon", "rocket"]
)
def test_no_words_are_made_up_in_a_photograph(name: str, read: Read) -> None:
    passage = read(an_image(Pillow.fromarray(getattr(data, name)())), a_budget())

    words = [] if passage is None else re.findall(r"[^\W\d_]{5,}", passage.text)
    # Some bear lettering of their own: the names on a suit, on a rocket.
    assert len(words) <= 2


def test_a_plain_ground_costs_nothing_and_holds_nothing(read: Read) -> None:
    chance = np.random.default_rng(1)
    noise = chance.integers(120, 136, (600, 800, 3), np.uint8)

    assert read(an_image(Pillow.new("RGB", (800, 600), (90, 120, 200))), a_budget()) is None
    assert read(an_image(Pillow.fromarray(noise)), a_budget()) is None
    assert read(an_image(Pillow.new("RGB", (1, 1))), a_budget()) is None


def test_words_have_their_places_in_the_text_and_in_the_picture(read: Read) -> None:
    page, pen = a_page()
    for row, line in enumerate(("The garden has many", "tomatoes and flowers", "PROTECTED B here")):
        pen.text((200, 60 + 70 * row), line, "black", a_font(32))
    passage = read(an_image(page), a_budget())

    assert passage is not None
    places = {passage.text[start:end]: box for start, end, box in passage.words}
    left, top, width, height = places["PROTECTED"]
    drawn = pen.textbbox((200, 200), "PROTECTED", a_font(32))
    assert (left, top, left + width, top + height) == pytest.approx(drawn, abs=6)


def test_places_are_those_of_the_picture_as_it_came_when_it_lay_on_its_side(read: Read) -> None:
    page, pen = a_page()
    for row, line in enumerate(("The garden has many", "tomatoes and flowers", "PROTECTED B here")):
        pen.text((200, 60 + 70 * row), line, "black", a_font(32))
    left, top, right, bottom = pen.textbbox((200, 200), "PROTECTED", a_font(32))
    passage = read(an_image(page.transpose(Pillow.Transpose.ROTATE_90)), a_budget())

    assert passage is not None
    places = {passage.text[start:end]: box for start, end, box in passage.words}
    x, y, width, height = places["PROTECTED"]
    assert (x, y, x + width, y + height) == pytest.approx((top, 900 - right, bottom, 900 - left), abs=6)


def test_a_note_up_the_margin_is_read_beside_an_upright_page(read: Read) -> None:
    page = draw("letter", "en", 5, sensitive=False).picture
    note, pen = a_page((700, 60))
    pen.text((20, 8), "FOR INTERNAL USE ONLY", "black", a_font(34))
    page.paste(note.transpose(Pillow.Transpose.ROTATE_90), (30, 700))
    passage = read(an_image(page), a_budget())

    assert passage is not None
    assert "forinternaluseonly" in plain(passage.text)


def test_cells_of_a_table_are_parted_by_tabs(read: Read) -> None:
    page, pen = a_page((900, 400))
    rows = [("Alder", "Toronto", "41"), ("Birch", "Halifax", "37"), ("Cedar", "Regina", "52"), ("Maple", "Laval", "29")]
    for number, row in enumerate(rows):
        for left, cell in zip((60, 330, 620), row, strict=True):
            pen.text((left, 50 + 70 * number), cell, "black", a_font(28))
            pen.rectangle((left - 30, 35 + 70 * number, left + 240, 105 + 70 * number), outline=(90, 90, 90))
    passage = read(an_image(page), a_budget())

    assert passage is not None
    read_rows = [tuple(line.split("\t")) for line in passage.text.splitlines()]
    assert set(rows) <= set(read_rows)


def test_the_same_pixels_are_read_once(read: Read) -> None:
    image = an_image(draw("letter", "fr", 9, sensitive=True).picture)
    first = read(image, a_budget())

    assert read(image, a_budget(seconds=0.02)) is first


def test_reading_ends_when_it_is_time(read: Read) -> None:
    image = an_image(draw("letter", "fr", 10, sensitive=True).picture)
    started = time.monotonic()

    with pytest.raises(Unreadable, match="timeout"):
        read(image, a_budget(seconds=0.15))
    assert time.monotonic() - started < 2


class OverAfterOneLine(Budget):
    """Time is over as soon as the first line was paid for."""

    def __init__(self) -> None:
        self._seconds = 0.0
        super().__init__(ALLOWANCE, lambda: self._seconds)

    def characters(self, count: int) -> None:
        super().characters(count)
        self._seconds = 1e6


def test_what_was_read_before_the_time_was_over_is_kept(ocr: ReadPicture) -> None:
    page, pen = a_page()
    for row, line in enumerate(("PROTECTED B here it", "is in the first line", "and more below it")):
        pen.text((200, 60 + 70 * row), line, "black", a_font(32))
    image = an_image(page)
    given: list[Passage] = []

    with pytest.raises(Unreadable, match="timeout"):
        given.extend(ocr(image, OverAfterOneLine()))  # a list keeps what came before the exception
    [passage] = given
    assert "protectedb" in plain(passage.text)
    assert "more" not in passage.text
    [whole] = ocr(image, a_budget())
    assert "more" in whole.text


def test_without_the_language_nothing_reads(tmp_path: Path) -> None:
    assert make_ocr(tmp_path) is None


def test_photographs_of_the_corpus_are_without_words(read: Read) -> None:
    passage = read(an_image(photograph(Random(1))), a_budget())  # noqa: S311 - any

    assert passage is None or len(plain(passage.text)) < 12
