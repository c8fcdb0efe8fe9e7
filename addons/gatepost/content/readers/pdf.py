"""PDF: what is said in its objects and what is attached, then its pages, as text and where needed as pictures.

Two libraries look at each file: qpdf at its objects, because it bounds what it unpacks, and pdfium at its pages, because it
reads and draws as browsers do, and as much of a damaged file. The rule to keep: pdfium is not given what qpdf found to
be larger than honest files are, nor a page that was not weighed.
"""

import io
import re
from collections.abc import Iterator, Mapping

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it has no types

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.charset import decode
from gatepost.content.cutting import cut
from gatepost.content.format import Data, Format, Inner, Passage, Piece, Unread
from gatepost.content.pdf.objects import read_objects
from gatepost.content.pdf.pages import Pages
from gatepost.content.pdf.weighing import Known, weigh
from gatepost.content.sampling import sample

_HEADER_WITHIN = 1024  # bytes: readers look that far (ISO 32000-1, annex H.3.4.1)
_OBJECT = re.compile(rb"\d\s{1,9}obj\b")
_END = b"%%EOF"
_LINEARIZED = re.compile(rb"/Linearized\s[^>]{0,400}/L\s{0,9}(\d{1,12})")
_QPDF_FAULTS = (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, TypeError)
_MOST_BROKEN_PAGES = 20


def _looks(data: Data) -> bool:
    start = data[: _HEADER_WITHIN + 8].find(b"%PDF-")
    if start < 0:
        return False
    return not data[:start].strip(b"\0\t\n\f\r \xef\xbb\xbf") or _OBJECT.search(data) is not None


def _read(data: Data, budget: Budget) -> Iterator[Piece]:
    data = bytes(data)
    pdf = _opened(data)
    yield from _around(data)
    count = len(pdf.pages)
    wanted = {*sample(count, budget.left("pages"))}
    # One after the other: each one by its number would take a list of all.
    pages = {number: page for number, page in enumerate(pdf.pages, 1) if number - 1 in wanted}
    yield from _said(pdf, pages, budget)
    yield from _pages(_with_all_layers(pdf, data), pages, budget)
    if not _is_whole(data):
        yield Unread(reason="corrupt")
    if len(pages) < count:
        yield Unread(reason="too-large")


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data), inherit_page_attributes=False)  # for which it would load all objects
    except pikepdf.PasswordError as error:
        raise Unreadable("encrypted") from error
    except _QPDF_FAULTS as error:
        if "limit" in str(error):
            raise Unreadable("too-large") from error
        raise Unreadable("encrypted" if b"/Encrypt" in data else "corrupt") from error


def _around(data: bytes) -> Iterator[Piece]:
    """What stands before the header and behind the end."""
    before = data[: data.find(b"%PDF-")].strip()
    if before:
        yield Passage(text=decode(before))
    behind = data[data.rfind(_END) + len(_END) :].strip(b"\0\r\n\t ") if _END in data else b""
    if behind and not _OBJECT.search(behind):
        yield Inner(data=behind)


def _is_whole(data: bytes) -> bool:
    """Whether the file goes on to its end: that of its last revision, and of the length that it says it has."""
    length = _LINEARIZED.search(data[:_HEADER_WITHIN])
    if length and int(length[1]) > len(data):
        return False
    end = data.rfind(_END)
    return end >= 0 and not _OBJECT.search(data, end)


def _said(pdf: pikepdf.Pdf, pages: Mapping[int, pikepdf.Page], budget: Budget) -> Iterator[Piece]:
    """What objects say, page by page where they belong to one."""
    lines: dict[int | None, list[str]] = {}
    problem = None
    try:
        for said in read_objects(pdf, pages, budget):
            lines.setdefault(said.page, []).extend(f"{line}\n" for line in said.lines)
            yield from said.pieces
    except Unreadable as error:
        problem = error
    for page, said_there in lines.items():
        for stretch in cut(said_there, budget):
            yield Passage(text=stretch, page=page)
    if problem:
        raise problem


def _with_all_layers(pdf: pikepdf.Pdf, data: bytes) -> bytes:
    """The file, without what says that some layers are not to be shown."""
    if "/OCProperties" not in pdf.Root:
        return data
    del pdf.Root.OCProperties
    shown = io.BytesIO()
    pdf.save(shown)
    return shown.getvalue()


def _pages(data: bytes, weighed: Mapping[int, pikepdf.Page], budget: Budget) -> Iterator[Piece]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("corrupt") from error
    with document:
        pages, known, broken = Pages(document, budget), Known(), 0
        for number, page in weighed.items():
            budget.page()
            try:
                budget.inflate(weigh(page, known))
                yield from pages.read(number)
            except (pypdfium2.PdfiumError, *_QPDF_FAULTS):
                broken += 1
                if broken > _MOST_BROKEN_PAGES:
                    raise Unreadable("corrupt") from None
                yield Unread(reason="corrupt", page=number)


FORMATS = (Format(name="pdf", looks=_looks, read=_read),)
