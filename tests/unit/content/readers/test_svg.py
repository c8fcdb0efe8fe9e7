import base64
import gzip
import io
import time
from pathlib import Path

import pytest
from PIL import Image as Pillow

from gatepost.content.budget import Allowance, Budget, Unreadable
from gatepost.content.format import Image, Inner, Passage, Piece
from gatepost.content.readers import formats
from gatepost.content.readers.svg import FORMATS

SVG = FORMATS[0]
NAMESPACES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
ALLOWANCE = Allowance(
    inflated=10**7, characters=10**6, pages=50, frames=20, files=20, pixels=30_000_000, depth=4, seconds=60
)
RED = (255, 0, 0)


def an_svg(body: str, size: str = 'viewBox="0 0 100 50"') -> bytes:
    return f"<svg {NAMESPACES} {size}>{body}</svg>".encode()


def read(data: bytes) -> list[Piece]:
    return list(SVG.read(data, Budget(ALLOWANCE, lambda: 0.0)))


def text(data: bytes) -> list[str]:
    return [line for piece in read(data) if isinstance(piece, Passage) for line in piece.text.splitlines()]


def middle(data: bytes) -> list[tuple[int, ...]]:
    """The colour in the middle of each picture of it."""
    seen = [piece for piece in read(data) if isinstance(piece, Image)]
    return [tuple(image.pixels[3 * (image.height // 2 * image.width + image.width // 2) :][:3]) for image in seen]


@pytest.mark.parametrize(
    "data",
    [
        an_svg(""),
        b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- drawn - by hand -->\n" + an_svg(""),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">' + an_svg(""),
        b"<s:svg xmlns:s='http://www.w3.org/2000/svg'/>",
        an_svg("").decode().encode("utf-16"),
    ],
)
def test_svg_is_told_by_its_root(data: bytes) -> None:
    assert SVG.looks(data)


@pytest.mark.parametrize("data", [b"", b"<html><body><svg/></body></html>", b"a text about <svg> pictures", b"<svgs/>"])
def test_what_only_mentions_svg_is_none(data: bytes) -> None:
    assert not SVG.looks(data)


def test_looking_at_what_goes_on_and_on_costs_next_to_nothing() -> None:
    started = time.perf_counter()
    for endless in (b"<!--" + b"-" * 200_000, b" " * 200_000, b"<?a " * 50_000, b"<!DOCTYPE a [" + b"[" * 200_000):
        assert not SVG.looks(endless)
    assert time.perf_counter() - started < 0.5


def test_words_titles_and_names_of_layers_are_text() -> None:
    body = (
        "<title>Plan</title><desc>PROTECTED B</desc><g label='Couche 1'><text x='1' y='9'>Une <tspan>li</tspan>gne"
        "<tspan x='1' y='20'>et une autre</tspan></text></g><style>.a{fill:red}</style>"
    )
    assert text(an_svg(body)) == ["Plan", "PROTECTED B", "Couche 1", "Une ligne", "et une autre"]


def test_what_is_drawn_is_seen_within_bounds_whatever_size_it_says() -> None:
    for size in ('width="10" height="5"', 'width="900000" height="450000"', 'viewBox="0 0 10 5"'):
        (image,) = [
            piece
            for piece in read(an_svg('<rect width="900000" height="900000" fill="red"/>', size))
            if isinstance(piece, Image)
        ]
        assert (image.width, image.height) == (1600, 800)
        assert image.pixels[:3] == bytes(RED)


def a_png(colour: tuple[int, int, int] = RED) -> bytes:
    kept = io.BytesIO()
    Pillow.new("RGB", (8, 8), colour).save(kept, "PNG")
    return kept.getvalue()


def test_a_picture_within_is_drawn_and_is_a_file_of_its_own() -> None:
    packed = base64.b64encode(a_png()).decode()
    data = an_svg(
        f'<image xlink:href="data:image/png;base64,{packed}" width="100" height="50" preserveAspectRatio="none"/>'
    )

    assert middle(data) == [RED]
    assert Inner(data=a_png()) in read(data)


@pytest.mark.parametrize(
    "element",
    [
        '<image href="{}" width="100" height="50" preserveAspectRatio="none"/>',
        '<image xlink:href=" {}" width="100" height="50" preserveAspectRatio="none"/>',
        '<filter id="f"><feImage href="{}"/></filter><rect filter="url(#f)" width="100" height="50"/>',
    ],
)
def test_no_file_of_the_machine_is_ever_drawn(element: str, tmp_path: Path) -> None:
    (tmp_path / "red.png").write_bytes(a_png())
    for reference in (
        str(tmp_path / "red.png"),
        f"file://{tmp_path}/red.png",
        f"../../../../../../../../{tmp_path}/red.png",
    ):
        nested = base64.b64encode(an_svg(element.format(reference))).decode()
        for data in (an_svg(element.format(reference)), an_svg(element.format(f"data:image/svg+xml;base64,{nested}"))):
            assert RED not in middle(data)


def test_entities_are_refused() -> None:
    data = b'<!DOCTYPE svg [<!ENTITY a "PROTECTED B"><!ENTITY b SYSTEM "file:///etc/passwd">]>' + an_svg(
        "<text>&a;&b;</text>"
    )

    assert SVG.looks(data)
    with pytest.raises(Unreadable, match="corrupt"):
        read(data)


def test_use_of_use_of_use_is_not_followed_to_the_end() -> None:
    levels = "".join(f'<g id="a{n}">' + f'<use xlink:href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 12))
    data = an_svg(f'<desc>said first</desc><g id="a0"><rect width="1" height="1"/></g>{levels}<use href="#a11"/>')
    pieces = SVG.read(data, Budget(ALLOWANCE, lambda: 0.0))

    assert next(pieces) == Passage(text="said first")
    with pytest.raises(Unreadable, match="too-large"):
        list(pieces)


def test_what_uses_itself_is_refused_and_not_followed() -> None:
    data = an_svg('<g id="a"><rect width="100" height="50"/><use href="#b"/></g><g id="b"><use href="#a"/></g>')
    with pytest.raises(ValueError, match="limit"):
        read(data)


def test_a_packed_svg_is_one_file_in_another() -> None:
    packed = gzip.compress(an_svg("<text>PROTECTED B</text>"))
    inner = [
        piece
        for format_ in formats()
        if format_.looks(packed)
        for piece in format_.read(packed, Budget(ALLOWANCE, lambda: 0.0))
        if isinstance(piece, Inner)
    ]
    assert [text(piece.data) for piece in inner] == [["PROTECTED B"]]
