"""Word documents, written by python-docx, with words in one place each."""

import io
from collections.abc import Callable
from html import escape

from docx import Document
from docx.document import Document as Opened
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Inches

from tests.corpora.files.packages import with_label, with_part
from tests.corpora.files.pixels import plain_png
from tests.corpora.files.place import Holds, Place

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TEXT_BOX = (
    '<w:r {}><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:200pt;height:40pt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def _saved(document: Opened) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _made(put: Callable[[Opened, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        document = Document()
        document.add_heading("Minutes of the meeting", 1)
        document.add_paragraph("We talked about the weather and went home early.")
        put(document, words)
        document.add_paragraph("Next meeting on Thursday.")
        return _saved(document)

    return make


def _xml(template: str) -> Callable[[Opened, str], object]:
    """Into a paragraph of its own, as XML that python-docx has no words for."""

    def put(document: Opened, words: str) -> None:
        document.add_paragraph()._p.append(parse_xml(template.format(nsdecls("w"), escape(words))))

    return put


def _table(document: Opened, rows: str) -> None:
    cells = [row.split("\t") for row in rows.split("\n")]
    table = document.add_table(len(cells), len(cells[0]))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _letter_by_letter(document: Opened, words: str) -> None:
    paragraph = document.add_paragraph()
    for letter in words:
        paragraph.add_run(letter)


def _first_header(document: Opened, words: str) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = words


def _even_footer(document: Opened, words: str) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    document.sections[0].even_page_footer.paragraphs[0].text = words


def _hidden(document: Opened, words: str) -> None:
    document.add_paragraph().add_run(words).font.hidden = True


def _comment(document: Opened, words: str) -> None:
    document.add_comment(document.paragraphs[1].runs, words, author="A. Writer", initials="AW")


def _alt_text(document: Opened, words: str) -> None:
    shape = document.add_picture(io.BytesIO(plain_png()), width=Inches(1))
    shape._inline.docPr.set("descr", words)


def _property(name: str) -> Callable[[Opened, str], object]:
    return lambda document, words: setattr(document.core_properties, name, words)


def _footnote(words: str) -> bytes:
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:footnote></w:footnotes>"
    data = _made(lambda document, _: None)("")
    return with_part(
        data, "word/footnotes.xml", notes.encode(), f"{_WORD}.footnotes+xml", kind="footnotes", of="word/document.xml"
    )


def _attached(words: str) -> bytes:
    data = _made(lambda document, _: None)("")
    inner = _made(lambda document, text: document.add_paragraph(text))(words)
    return with_part(
        data, "word/embeddings/one.docx", inner, f"{_WORD}.document", kind="package", of="word/document.xml"
    )


_PUT: dict[str, Callable[[Opened, str], object]] = {
    "body": lambda document, words: document.add_paragraph(words),
    "letters": _letter_by_letter,
    "header": lambda document, words: setattr(document.sections[0].header.paragraphs[0], "text", words),
    "footer": lambda document, words: setattr(document.sections[0].footer.paragraphs[0], "text", words),
    "first-header": _first_header,
    "even-footer": _even_footer,
    "hidden-text": _hidden,
    "comment": _comment,
    "alt-text": _alt_text,
    "title": _property("title"),
    "keywords": _property("keywords"),
    "text-box": _xml(_TEXT_BOX),
    "inserted": _xml('<w:ins {} w:id="9" w:author="A. Writer"><w:r><w:t>{}</w:t></w:r></w:ins>'),
    "deleted": _xml('<w:del {} w:id="9" w:author="A. Writer"><w:r><w:delText>{}</w:delText></w:r></w:del>'),
    "content-control": _xml("<w:sdt {}><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>"),
}

PLACES = (
    *(Place(format="docx", name=name, make=_made(put)) for name, put in _PUT.items()),
    Place(format="docx", name="footnote", make=_footnote),
    Place(format="docx", name="attachment", make=_attached),
    Place(format="docx", name="table", make=_made(_table), holds=Holds.ROWS),
    Place(
        format="docx",
        name="label",
        make=lambda label: with_label(_made(lambda document, _: None)(""), label),
        holds=Holds.LABEL,
    ),
)
