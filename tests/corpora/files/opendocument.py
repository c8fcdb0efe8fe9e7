"""OpenDocument texts, spreadsheets and presentations, written by odfpy, with words in one place each."""

import io
from collections.abc import Callable

from odf import dc, draw, meta, office, presentation, style, table, text
from odf.element import Element
from odf.namespaces import XMLNS
from odf.opendocument import (
    OpenDocument,
    OpenDocumentPresentation,
    OpenDocumentSpreadsheet,
    OpenDocumentText,
)

from tests.corpora.files.place import Holds, Place


def _written(document: OpenDocument) -> bytes:
    out = io.BytesIO()
    document.write(out)
    return out.getvalue()


def _with(element: Element, *children: Element) -> Element:
    for child in children:
        element.addElement(child)
    return element


def _p(words: str) -> Element:
    return text.P(text=words)


def _master(document: OpenDocument, part: Callable[[], Element], words: str) -> None:
    layout = style.PageLayout(name="Page")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    document.masterstyles.addElement(_with(master, _with(part(), _p(words))))


def _note(words: str) -> Element:
    return _with(office.Annotation(), dc.Creator(text="A. Writer"), _p(words))


def _text(put: Callable[[OpenDocument, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        document = OpenDocumentText()
        document.text.addElement(text.H(outlinelevel=1, text="Minutes of the meeting"))
        document.text.addElement(_p("We talked about the weather and went home early."))
        put(document, words)
        return _written(document)

    return make


def _frame(document: OpenDocument, words: str) -> None:
    box = _with(draw.Frame(width="8cm", height="2cm"), _with(draw.TextBox(), _p(words)))
    document.text.addElement(_with(text.P(), box))


def _footnote(document: OpenDocument, words: str) -> None:
    note = _with(text.Note(noteclass="footnote"), text.NoteCitation(text="1"), _with(text.NoteBody(), _p(words)))
    document.text.addElement(_with(text.P(text="See below."), note))


def _deleted(document: OpenDocument, words: str) -> None:
    info = _with(office.ChangeInfo(), dc.Creator(text="A. Writer"), dc.Date(text="2026-11-02T10:00:00"))
    region = _with(text.ChangedRegion(qattributes={(XMLNS, "id"): "ct1"}), _with(text.Deletion(), info, _p(words)))
    document.text.addElement(_with(text.TrackedChanges(), region))


def _table_of(rows: str, **attributes: str) -> Element:
    made = table.Table(name="People", **attributes)
    for row in rows.split("\n"):
        cells = (_with(table.TableCell(), _p(cell)) for cell in row.split("\t"))
        made.addElement(_with(table.TableRow(), *cells))
    return made


def _sheets(put: Callable[[OpenDocument, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        document = OpenDocumentSpreadsheet()
        document.spreadsheet.addElement(_table_of("fruit\tkilograms\napples\t12"))
        put(document, words)
        return _written(document)

    return make


def _hidden_sheet(document: OpenDocument, words: str) -> None:
    hidden = style.Style(name="ta9", family="table")
    hidden.addElement(style.TableProperties(display="false"))
    document.automaticstyles.addElement(hidden)
    document.spreadsheet.addElement(_table_of(words, stylename=hidden))


def _cell_note(document: OpenDocument, words: str) -> None:
    cell = _with(table.TableCell(), _note(words), _p("7"))
    document.spreadsheet.addElement(_with(table.Table(name="Notes"), _with(table.TableRow(), cell)))


def _slides(put: Callable[[OpenDocument, Element, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        document = OpenDocumentPresentation()
        layout = style.PageLayout(name="Slide")
        document.automaticstyles.addElement(layout)
        master = style.MasterPage(name="Plain", pagelayoutname=layout)
        document.masterstyles.addElement(master)
        pages = [draw.Page(name=f"page{number}", masterpagename=master) for number in (1, 2)]
        for page in pages:
            document.presentation.addElement(page)
            page.addElement(_box("Weather"))
        put(document, pages[1], words)
        return _written(document)

    return make


def _box(words: str) -> Element:
    return _with(draw.Frame(width="8cm", height="2cm", x="1cm", y="1cm"), _with(draw.TextBox(), _p(words)))


def _notes(document: OpenDocument, page: Element, words: str) -> None:
    page.addElement(_with(presentation.Notes(), _box(words)))


def _on_master(document: OpenDocument, page: Element, words: str) -> None:
    master = document.masterstyles.getElementsByType(style.MasterPage)[0]
    master.addElement(_box(words))


def _hidden_slide(document: OpenDocument, page: Element, words: str) -> None:
    hidden = style.Style(name="hidden", family="drawing-page")
    document.automaticstyles.addElement(_with(hidden, style.DrawingPageProperties(visibility="hidden")))
    page.setAttribute("stylename", hidden)
    page.addElement(_box(words))


_TEXTS: dict[str, Callable[[OpenDocument, str], object]] = {
    "body": lambda document, words: document.text.addElement(_p(words)),
    "header": lambda document, words: _master(document, style.Header, words),
    "footer": lambda document, words: _master(document, style.Footer, words),
    "annotation": lambda document, words: document.text.addElement(_with(text.P(text="Hm."), _note(words))),
    "text-box": _frame,
    "footnote": _footnote,
    "deleted": _deleted,
    "hidden-section": lambda document, words: document.text.addElement(
        _with(text.Section(name="s", display="none"), _p(words))
    ),
    "title": lambda document, words: document.meta.addElement(dc.Title(text=words)),
    "user-defined": lambda document, words: document.meta.addElement(
        meta.UserDefined(name="Remark", valuetype="string", text=words)
    ),
}

PLACES = (
    *(Place(format="odt", name=name, make=_text(put)) for name, put in _TEXTS.items()),
    Place(
        format="odt",
        name="table",
        make=_text(lambda document, rows: document.text.addElement(_table_of(rows))),
        holds=Holds.ROWS,
    ),
    Place(
        format="ods",
        name="second-sheet",
        make=_sheets(lambda document, words: document.spreadsheet.addElement(_table_of(words))),
        page=2,
    ),
    Place(format="ods", name="hidden-sheet", make=_sheets(_hidden_sheet), page=2),
    Place(format="ods", name="annotation", make=_sheets(_cell_note)),
    Place(
        format="ods",
        name="sheet-header",
        make=_sheets(lambda document, words: _master(document, style.Header, words)),
    ),
    Place(format="ods", name="hidden-rows", make=_sheets(_hidden_sheet), holds=Holds.ROWS, page=2),
    Place(format="odp", name="slide", make=_slides(lambda document, page, words: page.addElement(_box(words))), page=2),
    Place(format="odp", name="notes", make=_slides(_notes)),
    Place(format="odp", name="master", make=_slides(_on_master)),
    Place(format="odp", name="hidden-slide", make=_slides(_hidden_slide), page=2),
)
