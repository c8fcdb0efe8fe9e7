"""PDF files, written by ReportLab and finished by pikepdf, with words in one place each."""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import AttachedFileSpec, Dictionary, Name, OutlineItem, Pdf, String
from reportlab.lib.pagesizes import letter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.corpora.files.pixels import page_of
from tests.corpora.files.place import Holds, Place

_LABEL = "MSIP_Label_0c3f2d2e-1f57-4a6b-9d0e-6a7b8c9d0e1f"
_PAGES = 3


def _drawn(put: Callable[[Canvas, str], object]) -> Callable[[str], bytes]:
    """Three pages, and the words somewhere on the last."""

    def make(words: str) -> bytes:
        out = io.BytesIO()
        canvas = Canvas(out, pagesize=letter, invariant=True)
        for number in range(1, _PAGES + 1):
            canvas.drawString(72, 650, f"Minutes of the meeting, page {number}: we talked about the weather at length,")
            canvas.drawString(72, 630, "and then went home early, since the snow had begun to fall in the afternoon.")
            if number == _PAGES:
                put(canvas, words)
            canvas.showPage()
        canvas.save()
        return out.getvalue()

    return make


def _finished(put: Callable[[Pdf, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        out = io.BytesIO()
        with Pdf.open(io.BytesIO(_drawn(lambda canvas, _: None)(""))) as pdf:
            put(pdf, words)
            pdf.save(out)
        return out.getvalue()

    return make


def _white(canvas: Canvas, words: str) -> None:
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 400, words)


def _invisible(canvas: Canvas, words: str) -> None:
    line = canvas.beginText(72, 400)
    line.setTextRenderMode(3)
    line.textLine(words)
    canvas.drawText(line)


def _small(canvas: Canvas, words: str) -> None:
    canvas.setFont("Helvetica", 5)
    canvas.drawCentredString(306, 20, words)


def _rows(canvas: Canvas, rows: str) -> None:
    for down, row in enumerate(rows.split("\n")):
        for across, cell in enumerate(row.split("\t")):
            canvas.drawString(72 + 120 * across, 560 - 18 * down, cell)


def _scanned(canvas: Canvas, words: str) -> None:
    canvas.drawImage(ImageReader(page_of(words, (1200, 500))), 40, 150, width=530, height=221)


def _field(canvas: Canvas, words: str) -> None:
    canvas.acroForm.textfield(name="remark", value=words, x=72, y=400, width=300, maxlen=200)


def _note(pdf: Pdf, words: str) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[72, 400, 92, 420], Contents=String(words))
    pdf.pages[_PAGES - 1].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(note)]))


def _attached(pdf: Pdf, words: str) -> None:
    pdf.attachments["notes.txt"] = AttachedFileSpec(
        pdf, words.encode(), filename="notes.txt", description="", mime_type="text/plain", creation_date="", mod_date=""
    )


def _bookmark(pdf: Pdf, words: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem(words, 0))


def _metadata(pdf: Pdf, words: str) -> None:
    with pdf.open_metadata() as xmp:
        xmp["dc:description"] = words


def _hidden_layer(pdf: Pdf, words: str) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft")))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group], Order=[group]))
    page = pdf.pages[_PAGES - 1]
    page.Resources.Properties = Dictionary(Draft=group)
    content = b"/OC /Draft BDC BT /F1 12 Tf 72 300 Td (" + words.encode("cp1252") + b") Tj ET EMC"
    page.contents_add(content)
    page.Resources.Font.F1.Encoding = Name.WinAnsiEncoding


def _label(pdf: Pdf, label: str) -> None:
    for key, value in {"Enabled": "true", "Name": label, "Method": "Standard"}.items() if label else ():
        pdf.docinfo[f"/{_LABEL}_{key}"] = String(value)


_DRAWN: dict[str, Callable[[Canvas, str], object]] = {
    "body": lambda canvas, words: canvas.drawString(72, 400, words),
    "small-footer": _small,
    "white": _white,
    "invisible": _invisible,
    "form-field": _field,
}
_FINISHED: dict[str, tuple[Callable[[Pdf, str], object], int | None]] = {
    "annotation": (_note, _PAGES),
    "attachment": (_attached, None),
    "bookmark": (_bookmark, None),
    "title": (lambda pdf, words: pdf.docinfo.__setitem__("/Title", String(words)), None),
    "metadata": (_metadata, None),
    "hidden-layer": (_hidden_layer, _PAGES),
}

PLACES = (
    *(Place(format="pdf", name=name, make=_drawn(put), page=_PAGES) for name, put in _DRAWN.items()),
    *(Place(format="pdf", name=name, make=_finished(put), page=page) for name, (put, page) in _FINISHED.items()),
    Place(format="pdf", name="rows", make=_drawn(_rows), holds=Holds.ROWS, page=_PAGES),
    Place(format="pdf", name="label", make=_finished(_label), holds=Holds.LABEL),
    Place(format="pdf", name="scan", make=_drawn(_scanned), page=_PAGES, drawn=True),
)
