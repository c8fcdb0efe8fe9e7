"""What is found in a file says where in a picture it is, and how large that picture is."""

from collections.abc import Iterator
from dataclasses import replace

from bench.corpora import shipped_resources
from gatepost.content.budget import Budget
from gatepost.content.format import Data, Format, Image, Passage
from gatepost.content.reading import Reader
from gatepost.detectors import markings, together
from gatepost.inside import Inspector
from gatepost.model import Finding, Picture
from gatepost.testing import a_finding
from tests.unit.content.budgets import a_budget

_WORDS = ((0, 9, (10, 20, 90, 12)), (10, 11, (104, 20, 8, 12)))


class Corners:
    """Sees something in every picture, in its corner or nowhere in it."""

    name = "corners"
    labels = frozenset({"corporate-symbol"})

    def __init__(self, box: tuple[int, int, int, int] | None) -> None:
        self.box = box

    def detect(self, picture: Picture) -> Iterator[Finding]:
        seen = a_finding("corporate-symbol", details=(("edges", "90"),))
        yield replace(seen, where=replace(picture.where, box=self.box))


def _a_picture(_data: Data, _budget: Budget) -> Iterator[Image]:
    yield Image(width=400, height=300, pixels=bytes(3 * 400 * 300))


def _its_text(_image: Image, _budget: Budget) -> Iterator[Passage]:
    yield Passage(text="PROTECTED B", words=_WORDS)


def _found(box: tuple[int, int, int, int] | None) -> list[Finding]:
    inspector = Inspector(
        reader=Reader(formats=[Format(name="any", looks=lambda _: True, read=_a_picture)], read_picture=_its_text),
        detectors=together(markings.build(shipped_resources())),
        of_pictures=[Corners(box)],
    )
    return list(inspector.look_inside("media[0]", b"x", a_budget(), frozenset({"corporate-symbol", "classification"})))


def test_what_is_seen_or_read_in_a_picture_has_a_box_and_the_size_of_the_picture() -> None:
    symbol, marking = _found((0, 0, 40, 30))
    assert (symbol.where.box, symbol.details) == ((0, 0, 40, 30), (("edges", "90"), ("picture", "400x300")))
    assert marking.where.box == (10, 20, 102, 12)
    assert dict(marking.details)["picture"] == "400x300"


def test_what_has_no_box_has_no_picture_to_be_drawn() -> None:
    assert _found(None)[0].details == (("edges", "90"),)
