"""A container that says how long it is says it to the byte."""

import pytest

from gatepost.content.films.lengths import told_length
from tests.unit.content.films.made import film, scene

FRAMES = [scene(number) for number in range(4)]


@pytest.mark.parametrize(("container", "codec"), [("matroska", "libx264"), ("webm", "libvpx"), ("avi", "mpeg4")])
def test_a_film_is_as_long_as_it_says(container: str, codec: str) -> None:
    data = film(FRAMES, container, codec)
    assert told_length(data) == len(data)
    assert told_length(data[:200]) == len(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1a\x45\xdf\xa3",
        b"\x1a\x45\xdf\xa3\x00",
        b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67",
        b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\x01\xff\xff\xff\xff\xff\xff\xff",
        b"\x1a\x45\xdf\xa3\x80\x18\x53\x80\x67\xff",
        b"RIFF\xff\xff\xff\xffAVI ",
        b"\0\0\0\x18ftypisom",
    ],
)
def test_one_that_does_not_say_is_as_long_as_it_is(data: bytes) -> None:
    assert told_length(data) == 0
