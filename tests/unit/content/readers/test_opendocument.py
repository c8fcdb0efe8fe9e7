"""OpenDocument files, written by another library, become everything that is in them."""

import io
import zipfile

import pytest
from odf import dc, draw, office, style, table, text
from odf.meta import UserDefined
from odf.namespaces import TABLENS
from odf.opendocument import OpenDocument, OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Label, Passage, Piece, Unread
from gatepost.content.readers import formats
from gatepost.content.readers.opendocument import FORMATS
from tests.unit.content.budgets import a_budget

PACKED, FLAT = FORMATS


def saved(document: OpenDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes, **budget: int) -> list[Piece]:
    assert PACKED.looks(data)
    return list(PACKED.read(data, a_budget(**budget)))


def texts(pieces: list[Piece]) -> list[tuple[int | None, str]]:
    return [(piece.page, piece.text) for piece in pieces if isinstance(piece, Passage)]


def lines(pieces: list[Piece]) -> list[str]:
    return [line for _, stretch in texts(pieces) for line in stretch.splitlines()]


def a_letter() -> OpenDocument:
    document = OpenDocumentText()
    layout = style.PageLayout(name="page")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Standard", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    header = style.Header()
    header.addElement(text.P(text="PROTÉGÉ B"))
    master.addElement(header)
    paragraph = text.P(text="Bon")
    paragraph.addElement(text.Span(text="jour"))
    note = office.Annotation()
    note.addElement(dc.Creator(text="Jean"))
    note.addElement(text.P(text="une note"))
    paragraph.addElement(note)
    paragraph.addElement(text.Tab())
    paragraph.addText("fin")
    document.text.addElement(paragraph)
    return document


def a_book(document: OpenDocument, names: tuple[str, ...] = ("Une", "Deux")) -> OpenDocument:
    for name in names:
        sheet = table.Table(name=name)
        for number in range(2):
            row = table.TableRow()
            for content, times in (("id", 1), ("", 2), (str(number), 2)):
                cell = table.TableCell(numbercolumnsrepeated=times)
                if content:
                    cell.addElement(text.P(text=content))
                row.addElement(cell)
            sheet.addElement(row)
        document.spreadsheet.addElement(sheet)
    return document


def test_a_letter_is_read_with_its_header_and_its_notes_apart_from_its_sentences() -> None:
    found = lines(read(saved(a_letter())))
    assert {"PROTÉGÉ B", "une note", "Jean", "Bonjour\tfin"} <= set(found)


def test_sheets_are_pages_and_repeated_cells_keep_their_columns() -> None:
    found = texts(read(saved(a_book(OpenDocumentSpreadsheet()))))
    assert [one for one in found if one[0]] == [
        (1, "Une\nid\t\t\t0\t0\nid\t\t\t1\t1"),
        (2, "Deux\nid\t\t\t0\t0\nid\t\t\t1\t1"),
    ]


def test_a_cell_that_says_to_be_repeated_forever_is_not() -> None:
    document = a_book(OpenDocumentSpreadsheet(), ("Une",))
    for cell in document.getElementsByType(table.TableCell):
        cell.attributes[(TABLENS, "number-columns-repeated")] = "999999999"
    assert max(map(len, lines(read(saved(document))))) < 1000


def test_slides_are_pages() -> None:
    deck = OpenDocumentPresentation()
    layout = style.PageLayout(name="page")
    deck.automaticstyles.addElement(layout)
    master = style.MasterPage(name="m", pagelayoutname=layout)
    deck.masterstyles.addElement(master)
    for number in range(2):
        page = draw.Page(masterpagename=master, name=f"page{number}")
        frame, box = draw.Frame(width="1cm", height="1cm"), draw.TextBox()
        box.addElement(text.P(text=f"Diapositive {number}"))
        frame.addElement(box)
        page.addElement(frame)
        deck.presentation.addElement(page)
    found = [one for one in texts(read(saved(deck))) if one[0]]
    assert found == [(1, "page0\nDiapositive 0"), (2, "page1\nDiapositive 1")]


def test_labels_stand_among_the_fields() -> None:
    document = a_letter()
    document.meta.addElement(dc.Title(text="Ébauche"))
    document.meta.addElement(UserDefined(name="MSIP_Label_0a_Name", text="Protected B"))
    pieces = read(saved(document))
    assert Label(name="sensitivity-label", value="Protected B") in pieces
    assert "title: Ébauche" in lines(pieces)


def test_pictures_and_strangers_are_files_within() -> None:
    out = io.BytesIO(saved(a_letter()))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("Pictures/1.png", b"\x89PNG")
        archive.writestr("layout-cache", b"\0\1")
    assert Inner(data=b"\x89PNG", name="Pictures/1.png") in read(out.getvalue())
    assert "layout-cache" not in [piece.name for piece in read(out.getvalue()) if isinstance(piece, Inner)]


def test_an_encrypted_document_is_told_by_its_manifest() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>")
        archive.writestr("content.xml", b"\x93\x01\xff")
    with pytest.raises(Unreadable, match="encrypted"):
        list(PACKED.read(out.getvalue(), a_budget()))


def test_a_flat_file_is_read_like_a_packed_one_with_what_it_embeds() -> None:
    flat = a_letter().xml()
    embedded = b"<office:binary-data>iVBORw0K\nGgo=</office:binary-data></office:text>"
    data = flat.replace(b"</office:text>", embedded)
    assert FLAT.looks(data)
    pieces = list(FLAT.read(data, a_budget()))
    assert {"PROTÉGÉ B", "Bonjour\tfin"} <= set(lines(pieces))
    assert Inner(data=b"\x89PNG\r\n\x1a\n") in pieces


def test_a_page_that_speaks_of_the_format_is_not_one() -> None:
    assert not FLAT.looks(b"<html>urn:oasis:names:tc:opendocument:xmlns:office:1.0</html>")


def test_a_zip_that_holds_or_follows_a_flat_file_is_read_as_what_it_is() -> None:
    flat = a_letter().xml()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.fodt", flat)
    assert [format_.name for format_ in formats() if format_.looks(out.getvalue())] == ["zip"]
    both = [format_.name for format_ in formats() if format_.looks(flat + out.getvalue())]
    assert {"zip", "flat-opendocument"} <= set(both)


def test_headers_are_read_before_a_text_for_which_there_is_no_room() -> None:
    document = a_letter()
    for _ in range(20):
        document.text.addElement(text.P(text="The fog lay over the canal. " * 10))
    pieces = read(saved(document), characters=1000)
    assert "PROTÉGÉ B" in lines(pieces)
    assert Unread(reason="too-large") in pieces
