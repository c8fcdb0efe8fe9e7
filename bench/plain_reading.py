"""Files of the usual sizes, and what the libraries that one would take for each alone make of them."""

import csv
import email
import email.policy
import io
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from random import Random

import av
import numpy as np
import py7zr
import py7zr.io
import pypdfium2  # type: ignore[import-untyped]  # it has no types
from docx import Document
from odf import table, teletype, text
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText, load
from openpyxl import Workbook
from PIL import Image, ImageSequence
from pptx import Presentation
from pptx.util import Inches
from python_calamine import CalamineWorkbook
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from bench.ordinary import ordinary_posts
from tests.corpora.files import films, mail
from tests.corpora.files.archives import seven, tarred, zipped
from tests.corpora.files.pixels import page_of, saved


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A file, and how the library of this name gets all out of it that it can."""

    what: str
    make: Callable[[], bytes]
    library: str
    plain: Callable[[bytes], object]


@cache
def _lines(count: int) -> list[str]:
    """Ordinary sentences, as long as a line of a page."""
    posts = [post.text.replace("\n", " ")[:90] for post in ordinary_posts(2_000)]
    return [posts[number % len(posts)] for number in range(count)]


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    out = io.BytesIO()
    save(out)
    return out.getvalue()


def _pdf(pages: int = 20) -> bytes:
    def draw(out: io.BytesIO) -> None:
        canvas = Canvas(out, pagesize=letter)
        for page in range(pages):
            for place, line in enumerate(_lines(40 * pages)[40 * page : 40 * page + 40]):
                canvas.drawString(60, 740 - 17 * place, line)
            canvas.showPage()
        canvas.save()

    return _saved(draw)


def _read_pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


def _docx(lines: int = 800) -> bytes:
    document = Document()
    for line in _lines(lines):
        document.add_paragraph(line)
    return _saved(document.save)


def _xlsx(rows: int = 50_000, columns: int = 8) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(rows):
        sheet.append([f"item {row}", *(row * column for column in range(1, columns))])
    return _saved(book.save)


def _pptx(slides: int = 20) -> bytes:
    show = Presentation()
    for number in range(slides):
        slide = show.slides.add_slide(show.slide_layouts[5])
        box = slide.shapes.add_textbox(Inches(1), Inches(2), Inches(8), Inches(4))
        box.text_frame.text = "\n".join(_lines(12 * slides)[12 * number : 12 * number + 12])
    return _saved(show.save)


def _read_pptx(data: bytes) -> None:
    for slide in Presentation(io.BytesIO(data)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                str(shape.text_frame.text)


def _odt(lines: int = 800) -> bytes:
    document = OpenDocumentText()
    for line in _lines(lines):
        document.text.addElement(text.P(text=line))
    return _saved(document.write)


def _ods(rows: int = 2_000) -> bytes:
    document = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Items")
    for line in _lines(rows):
        row, cell = table.TableRow(), table.TableCell()
        cell.addElement(text.P(text=line))
        row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    return _saved(document.write)


def _read_open_document(data: bytes) -> None:
    for paragraph in load(io.BytesIO(data)).getElementsByType(text.P):
        teletype.extractText(paragraph)


def _read_html(data: bytes) -> None:
    parser = HTMLParser()
    parser.feed(data.decode())
    parser.close()


def _read_zip(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            archive.read(name).decode()


def _read_tar(data: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            if file := archive.extractfile(member):
                file.read().decode()


def _read_seven(data: bytes) -> None:
    with py7zr.SevenZipFile(io.BytesIO(data)) as archive:
        archive.extractall(factory=py7zr.io.BytesIOFactory(1 << 30))  # noqa: S202 - into memory


def _texts() -> dict[str, bytes]:
    return {f"{number}.txt": "\n".join(_lines(4000)[40 * number : 40 * number + 40]).encode() for number in range(100)}


@cache
def _photograph(width: int, height: int) -> Image.Image:
    """Soft shapes and a grain, which compress as a photograph does."""
    noise = np.random.default_rng(7).integers(0, 256, (height // 40, width // 40, 3), np.uint8)
    soft = np.asarray(Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC), np.int16)
    grain = np.random.default_rng(8).integers(-6, 7, (height, width, 1), np.int16)
    return Image.fromarray((soft + grain).clip(0, 255).astype(np.uint8))


def _frames() -> bytes:
    first, *rest = (page_of(line, (640, 360)) for line in _lines(20))
    return saved(first, "GIF", save_all=True, append_images=rest, duration=200)


def _read_picture(data: bytes) -> None:
    for frame in ImageSequence.Iterator(Image.open(io.BytesIO(data))):
        frame.convert("RGB").tobytes()


def _film() -> bytes:
    chance = Random(3)  # noqa: S311 - the same every time
    scenes = [_photograph(1280 + 40 * scene, 720).crop((0, 0, 1280, 720)) for scene in range(5)]
    return films.film("mp4", [scenes[chance.randrange(5)] for _ in range(10)] * 24, rate=24)


def _read_film(data: bytes) -> None:
    with av.open(io.BytesIO(data), "r", format="mp4") as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            frame.to_ndarray(format="rgb24")


def _mail() -> bytes:
    attached = next(place.make for place in mail.PLACES if place.name == "attachment")
    return attached("weather")


def _read_mail(data: bytes) -> None:
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        part.get_payload(decode=True)


CASES = (
    Case(what="PDF, 20 pages", make=_pdf, library="pypdfium2", plain=_read_pdf),
    Case(what="DOCX, 20 pages", make=_docx, library="python-docx", plain=lambda data: [p.text for p in Document(io.BytesIO(data)).paragraphs]),
    Case(what="XLSX, 50,000 x 8", make=_xlsx, library="python-calamine", plain=lambda data: CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()),
    Case(what="PPTX, 20 slides", make=_pptx, library="python-pptx", plain=_read_pptx),
    Case(what="ODT, 20 pages", make=_odt, library="odfpy", plain=_read_open_document),
    Case(what="ODS, 2,000 rows", make=_ods, library="odfpy", plain=_read_open_document),
    Case(what="HTML, 250 KB", make=lambda: "".join(f"<p>{line}</p>\n" for line in _lines(4000)).encode(), library="html.parser", plain=_read_html),
    Case(what="plain text, 2 MB", make=lambda: "\n".join(_lines(30_000)).encode(), library="bytes.decode", plain=lambda data: data.decode()),
    Case(what="CSV, 20,000 x 8", make=lambda: "\n".join(f"item {n}," + ",".join(str(n * c) for c in range(7)) for n in range(20_000)).encode(), library="csv", plain=lambda data: list(csv.reader(io.StringIO(data.decode())))),
    Case(what="mail with a DOCX", make=_mail, library="email", plain=_read_mail),
    Case(what="ZIP of 100 texts", make=lambda: zipped(_texts()), library="zipfile", plain=_read_zip),
    Case(what="TAR of 100 texts", make=lambda: tarred(_texts()), library="tarfile", plain=_read_tar),
    Case(what="7z of 100 texts", make=lambda: seven(_texts()), library="py7zr", plain=_read_seven),
    Case(what="JPEG, 1080 px", make=lambda: saved(_photograph(1620, 1080), "JPEG", quality=85), library="Pillow", plain=_read_picture),
    Case(what="JPEG, 12 megapixels", make=lambda: saved(_photograph(4000, 3000), "JPEG", quality=85), library="Pillow", plain=_read_picture),
    Case(what="PNG, 1080 px", make=lambda: saved(_photograph(1620, 1080), "PNG", compress_level=3), library="Pillow", plain=_read_picture),
    Case(what="WebP, 1080 px", make=lambda: saved(_photograph(1620, 1080), "WEBP", method=0), library="Pillow", plain=_read_picture),
    Case(what="HEIC, 1080 px", make=lambda: saved(_photograph(1620, 1080), "HEIF", quality=60), library="pillow-heif", plain=_read_picture),
    Case(what="GIF, 20 frames", make=_frames, library="Pillow", plain=_read_picture),
    Case(what="MP4, 10 s of 720p", make=_film, library="PyAV, key frames", plain=_read_film),
)  # fmt: skip
