"""Files of marks, opened: what they show, whatever their format, and what is refused."""

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Circle, Drawing, Polygon
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from gatepost.enrolment.symbols.drawing import Pixels
from gatepost.enrolment.symbols.opening import BadDrawing, open_drawing

SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200">
<polygon points="40,160 120,40 200,160" fill="#aa2233"/><circle cx="220" cy="60" r="30" fill="#112233"/></svg>"""


def as_pdf() -> bytes:
    buffer = io.BytesIO()
    page, drawing = Canvas(buffer, pagesize=(595, 842)), Drawing(300, 200)
    drawing.add(Polygon([40, 40, 120, 160, 200, 40], fillColor=HexColor("#aa2233"), strokeWidth=0))
    drawing.add(Circle(220, 140, 30, fillColor=HexColor("#112233"), strokeWidth=0))
    renderPDF.draw(drawing, page, 100, 400)
    page.save()
    return buffer.getvalue()


def as_png(ground: tuple[int, int, int, int]) -> bytes:
    from PIL import ImageDraw  # noqa: PLC0415 - one use

    image = Image.new("RGBA", (600, 400), ground)
    draw = ImageDraw.Draw(image)
    draw.polygon([(80, 320), (240, 80), (400, 320)], fill="#aa2233")
    draw.ellipse((380, 60, 500, 180), fill="#112233")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


def opened(folder: Path, data: bytes) -> Pixels:
    path = folder / "mark"
    path.write_bytes(data)
    return open_drawing(path)


@pytest.mark.parametrize(
    "data",
    [SVG.encode(), as_pdf(), as_png((255, 255, 255, 0)), as_png((255, 255, 255, 255)), as_png((230, 240, 250, 255))],
    ids=["SVG", "PDF", "PNG", "PNG on white", "PNG on light blue"],
)
def test_the_same_mark_is_the_same_drawing_in_any_format(tmp_path: Path, data: bytes):
    rgba = opened(tmp_path, data)
    height, width = rgba.shape[:2]
    assert width / height == pytest.approx(210 / 130, rel=0.02)  # trimmed to what is drawn
    assert max(width, height) <= 1400
    middle_of_triangle, corner = rgba[int(0.7 * height), int(0.38 * width)], rgba[2, 2]
    assert np.abs(middle_of_triangle.astype(int) - [0xAA, 0x22, 0x33, 255]).max() <= 12
    assert corner[3] < 40  # transparent


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"GIF89a" + bytes(40), "no SVG, PNG or PDF"),
        (b"", "no SVG, PNG or PDF"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>', "nothing in this drawing"),
        (
            SVG.replace("<polygon", '<image href="/etc/hostname" width="9" height="9"/><polygon').encode(),
            "refers to other files",
        ),
        (
            SVG.replace("<polygon", '<image xlink:href="https://example.org/a.png"/><polygon').encode(),
            "refers to other files",
        ),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]>' + SVG.encode(), "refers to other files"),
        (SVG.replace("<svg", "<svg <", 1).encode(), "cannot be drawn"),
        (as_png((255, 255, 255, 0))[:200], "cannot be drawn"),
        (as_pdf()[:300], "cannot be drawn"),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 9"><path d="M0 4h900v1H0z"/></svg>',
            "which is no mark",
        ),
        (SVG.encode() + bytes(17 * 2**20), "larger than"),
    ],
    ids=[
        "another format",
        "empty",
        "blank",
        "a file",
        "an address",
        "entities",
        "no XML",
        "half a PNG",
        "half a PDF",
        "a line",
        "huge",
    ],
)
def test_what_cannot_be_enrolled_is_refused_and_says_why(tmp_path: Path, data: bytes, why: str):
    with pytest.raises(BadDrawing, match=why):
        opened(tmp_path, data)


def test_a_png_that_would_fill_the_memory_is_refused_before_it_is_decoded(tmp_path: Path):
    buffer = io.BytesIO()
    Image.new("1", (9000, 9000)).save(buffer, "PNG")
    with pytest.raises(BadDrawing, match="more than 40000000 pixels"):
        opened(tmp_path, buffer.getvalue())
