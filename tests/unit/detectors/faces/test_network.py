"""Where a network of YuNet's form is enrolled, it finds the faces."""

import pytest
from PIL import Image as Pillow

from gatepost.detectors import faces
from gatepost.detectors.base import PictureDetector
from gatepost.enrolment import Resources
from gatepost.enrolment.faces import model_of
from gatepost.model import Picture, Where
from tests.unit.detectors.faces.networks import a_network


@pytest.fixture(scope="module")
def detector() -> PictureDetector:
    built = faces.build_for_pictures(Resources(faces=model_of(a_network())))
    assert built
    return built


def a_picture(*squares: tuple[int, int], size: tuple[int, int] = (640, 320), side: int = 32) -> Picture:
    """Black, with red squares that stand there."""
    drawn = Pillow.new("RGB", size)
    for place in squares:
        drawn.paste((255, 0, 0), (*place, place[0] + side, place[1] + side))
    return Picture(where=Where(part="media[0]", page=2), width=drawn.width, height=drawn.height, pixels=drawn.tobytes())


def test_what_the_network_sees_is_counted_and_the_largest_has_the_box(detector: PictureDetector) -> None:
    [finding] = detector.detect(a_picture((64, 32), (320, 192), (512, 256)))
    assert dict(finding.details) == {"count": "3"}
    assert finding.where.box in {(64, 32, 32, 32), (320, 192, 32, 32), (512, 256, 32, 32)}
    assert (finding.label, finding.value, finding.where.page) == ("person-pictured", "", 2)
    assert finding.confidence > 0.8


def test_boxes_are_in_pixels_of_the_picture_whatever_its_size(detector: PictureDetector) -> None:
    [finding] = detector.detect(a_picture((128, 64), size=(1280, 640), side=64))
    assert finding.where.box == (128, 64, 64, 64)


@pytest.mark.parametrize("size", [(640, 320), (22, 22), (9000, 22), (33, 700)])
def test_where_it_sees_nothing_nothing_is_found(detector: PictureDetector, size: tuple[int, int]) -> None:
    assert list(detector.detect(a_picture(size=size))) == []


def test_nothing_but_a_count_and_a_box_is_told_of_a_face(detector: PictureDetector) -> None:
    [finding] = detector.detect(a_picture((64, 32)))
    assert finding.excerpt is None
    assert [name for name, _ in finding.details] == ["count"]
