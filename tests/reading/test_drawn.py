"""What is drawn in pictures, scans and films is read where it is: on the last frame, on the last page, upside down."""

import pytest

from gatepost.content.ocr import make_ocr
from gatepost.content.readers import formats
from gatepost.content.reading import Reader
from gatepost.readers.machine import tessdata
from tests.corpora.files.corpus import PLACES
from tests.corpora.files.matter import MATTERS, Matter
from tests.corpora.files.place import Holds, Place
from tests.reading.reader import inspected

DRAWN = [place for place in PLACES if place.drawn]
WORDS = [matter for matter in MATTERS if matter.holds is Holds.WORDS and matter.label != "credential"]


@pytest.fixture(scope="module")
def seeing() -> Reader:
    return Reader(formats=formats(), read_picture=make_ocr(tessdata()))


@pytest.mark.needs("tesseract")
@pytest.mark.parametrize(
    ("place", "matter"),
    [pytest.param(place, WORDS[turn % len(WORDS)], id=str(place)) for turn, place in enumerate(DRAWN)],
)
def test_what_is_drawn_is_found_and_its_innocent_twin_is_not(place: Place, matter: Matter, seeing: Reader) -> None:
    found = [one for one in inspected(place.make(matter.words), by=seeing) if one.label == matter.label]
    assert found
    if place.page is not None:
        assert place.page in {one.where.page for one in found}
    assert inspected(place.make(matter.innocent), by=seeing) == []
