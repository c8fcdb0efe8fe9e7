"""Office files, written by other libraries, become everything that is in them: what is hidden, old, small or beside."""

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from datetime import date

import docx
import openpyxl
import pptx
import pytest
from docx.oxml import parse_xml
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image as Pillow
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.office import FORMATS
from tests.unit.content.budgets import a_budget
from tests.unit.content.test_zips import a_zip

(OFFICE,) = FORMATS
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BOX = "<w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p></w:txbxContent>"
DRAWN_TWICE = (
    f'<w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice>{_BOX}</mc:Choice><mc:Fallback>{_BOX}</mc:Fallback>'
    "</mc:AlternateContent><w:t>around</w:t></w:r>"
)
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]  # documents of three libraries have it
    return out.getvalue()


def read(data: bytes, **budget: int) -> list[Piece]:
    assert OFFICE.looks(data)
    return list(OFFICE.read(data, a_budget(**budget)))


def texts(pieces: list[Piece]) -> list[tuple[int | None, str]]:
    return [(piece.page, piece.text) for piece in pieces if isinstance(piece, Passage)]


def lines(pieces: list[Piece]) -> list[str]:
    return [line for _, text in texts(pieces) for line in text.splitlines()]


def a_picture() -> io.BytesIO:
    out = io.BytesIO()
    Pillow.new("RGB", (20, 20), "red").save(out, "PNG")
    out.seek(0)
    return out


def changed(data: bytes, change: Callable[[str, bytes], Iterator[tuple[str, bytes]]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            for renamed, content in change(name, source.read(name)):
                target.writestr(renamed, content)
    return out.getvalue()


def a_letter(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert(0, parse_xml(f"<w:p {W}>{paragraph}</w:p>"))
    return saved(document)


def test_a_letter_is_read_with_its_header_footer_comments_and_pictures() -> None:
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "PROTÉGÉ B", "page de garde"
    paragraph = document.add_paragraph("Bon")
    paragraph.add_run("jour").bold = True
    document.add_comment(paragraph.runs, text="à revoir", author="Jean")
    document.add_picture(a_picture())
    pieces = read(saved(document))
    assert {"PROTÉGÉ B", "page de garde", "Bonjour", "à revoir", "Jean"} <= set(lines(pieces))
    assert "word/media/image1.png" in [piece.name for piece in pieces if isinstance(piece, Inner)]


def test_a_row_is_a_line_with_tabs() -> None:
    document = docx.Document()
    table = document.add_table(2, 3)
    for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"cell {number}"
    assert lines(read(saved(document)))[-2:] == ["cell 0\tcell 1\tcell 2", "cell 3\tcell 4\tcell 5"]


@pytest.mark.parametrize(
    ("remark", "paragraph", "expected"),
    [
        (
            "a paragraph with changes is read as it is and as it was",
            "<w:r><w:t>PROTECTED </w:t></w:r><w:del><w:r><w:delText>A</w:delText></w:r></w:del><w:ins><w:r><w:t>B</w:t></w:r></w:ins>",
            ["PROTECTED B", "PROTECTED A"],
        ),
        ("a field's instruction is beside its result", "<w:r><w:instrText>LINK x</w:instrText></w:r><w:r><w:t>b</w:t></w:r>", ["LINK x", "b"]),
        (
            "a text box that is drawn twice is read once",
            DRAWN_TWICE,
            ["boxed", "around"],
        ),
        ("lettering of a watermark", '<w:r><w:pict><v:shape xmlns:v="v"><v:textpath string="SECRET"/></v:shape></w:pict></w:r>', ["SECRET"]),
        ("a picture's other text", '<w:r><w:drawing><wp:docPr xmlns:wp="w" id="1" name="x" descr="Un tableau"/></w:drawing></w:r>', ["Un tableau"]),
        ("tab stops are no tabs", '<w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>', ["a\tb"]),
        ("an element that nobody thought of", '<w:r><x:new xmlns:x="x">surprise</x:new></w:r>', ["surprise"]),
        ("places of drawings are no text", '<w:r><wp:align xmlns:wp="w">center</wp:align><w:t>a</w:t></w:r>', ["a"]),
    ],
)  # fmt: skip
def test_what_a_paragraph_holds_is_read(remark: str, paragraph: str, expected: list[str]) -> None:
    found = lines(read(a_letter(paragraph)))
    assert [line for line in found if line in expected] == expected, remark
    assert "center" not in found


def test_slides_are_pages_in_the_order_in_which_they_are_shown_with_their_notes() -> None:
    deck = pptx.Presentation()
    for number in range(3):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = f"Slide {number}"
        slide.notes_slide.notes_text_frame.text = f"notes {number}"
    order = deck.slides._sldIdLst
    order.append(order[0])
    found = texts(read(saved(deck)))
    assert [text for page, text in found if page == 3] == ["Slide 0", "notes 0"]
    assert [text for page, text in found if page == 1] == ["Slide 1", "notes 1"]


def test_what_a_chart_remembers_is_read_where_it_is_shown_and_its_workbook_is_a_file_within() -> None:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    chart = CategoryChartData()
    chart.categories = ["East", "West"]
    chart.add_series("Respondents", (1, 2))
    slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, 0, 0, Inches(3), Inches(3), chart)
    pieces = read(saved(deck))
    assert (1, "Respondents\nEast\tWest\n1\t2") in texts(pieces)
    assert [piece.page for piece in pieces if isinstance(piece, Inner) and piece.name.endswith(".xlsx")] == [1]


def test_prompts_of_masters_are_nobodys_words_and_the_rest_of_them_is() -> None:
    deck = pptx.Presentation()
    box = deck.slide_master.shapes[0]
    body = box.text_frame.text
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    moved = slide.shapes.add_textbox(0, 0, Inches(1), Inches(1))
    moved.text_frame.text = "PROTECTED B"
    deck.slide_master.shapes._spTree.append(moved._element)
    found = lines(read(saved(deck)))
    assert "PROTECTED B" in found
    assert body not in found


def a_workbook() -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Relevé"
    sheet.append(["id", None, "born"])
    sheet.append([46454286, 0.1, date(1984, 3, 2)])
    sheet["A2"].number_format = "000 000 000"
    return book


def test_a_sheet_is_read_as_it_is_shown() -> None:
    assert (1, "id\t\tborn\n046 454 286\t0.1\t1984-03-02") in texts(read(saved(a_workbook())))


def test_hidden_sheets_headers_comments_names_and_prompts_are_read() -> None:
    book = a_workbook()
    sheet = book.active
    assert sheet is not None
    sheet.oddHeader.center.text = "SECRET &P"
    sheet["A1"].comment = Comment("une remarque", "moi")
    sheet["B2"] = '="usage"&" interne"'
    hidden = book.create_sheet("Cachée")
    hidden["A1"], hidden.sheet_state = "very hidden", "veryHidden"
    book.defined_names["wages"] = DefinedName("wages", attr_text='"a constant"')
    pieces = read(saved(book))
    found = set(lines(pieces))
    assert {"Relevé", "Cachée", "SECRET", "une remarque", '"usage"&" interne"', "very hidden", "wages"} <= found
    assert (2, "very hidden") in texts(pieces)


def test_shared_strings_and_empty_cells_keep_their_places() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["C2"], sheet["E2"], sheet["AA3"] = "same", "same", "far"
    assert (1, "\t\tsame\t\tsame\n" + "\t" * 26 + "far") in texts(read(saved(book)))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"MSIP_Label_0a-1b_Name": "Protected B", "MSIP_Label_0a-1b_Enabled": "true"}, ["Protected B"]),
        ({"MSIP_Label_0a-1b_Name": "Protected B", "MSIP_Label_0a-1b_Enabled": "False"}, []),
        ({"MSIP_Label_0a-1b_Enabled": "True", "MSIP_Label_0a-1b_Method": "Standard"}, ["0a-1b"]),
        ({"MSIP_Label_0a_Name": "Public"}, ["Public"]),
        ({"Classification": "UNCLASSIFIED"}, ["UNCLASSIFIED"]),
        ({"TitusSecurityClassification": "Secret"}, ["Secret"]),
        ({"Cote de sécurité": "Protégé A"}, ["Protégé A"]),
        ({"Industry classification system": "NAICS"}, []),
        ({"Client": "Protected B"}, []),
    ],
)
def test_sensitivity_labels_are_told_by_their_names(fields: dict[str, str], expected: list[str]) -> None:
    book = a_workbook()
    for name, value in fields.items():
        book.custom_doc_props.append(StringProperty(name=name, value=value))
    assert [piece.value for piece in read(saved(book)) if isinstance(piece, Label)] == expected


def test_a_label_of_the_newer_kind_is_told_by_its_id() -> None:
    info = b'<clbl:labelList xmlns:clbl="l"><clbl:label id="{AB-12}" enabled="1" removed="0"/></clbl:labelList>'
    kind = b'<Relationship Id="r9" Type="http://x/classificationlabels" Target="docMetadata/LabelInfo.xml"/></Relationships>'

    def labelled(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        yield name, content.replace(b"</Relationships>", kind) if name == "_rels/.rels" else content
        if name == "_rels/.rels":
            yield "docMetadata/LabelInfo.xml", info

    pieces = read(changed(saved(a_workbook()), labelled))
    assert [piece.value for piece in pieces if isinstance(piece, Label)] == ["AB-12"]


def test_what_nothing_refers_to_is_read_all_the_same() -> None:
    def with_strangers(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        yield name, content
        if name == "_rels/.rels":
            yield "word/lost.xml", b"<lost><t>PROTECTED B</t></lost>"
            yield "notes.txt", b"a file of its own"

    pieces = read(changed(a_letter("<w:r><w:t>a</w:t></w:r>"), with_strangers))
    assert "PROTECTED B" in lines(pieces)
    assert Inner(data=b"a file of its own", name="notes.txt") in pieces


def test_a_part_that_is_damaged_costs_itself_alone() -> None:
    def damaged(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        yield name, content[:-40] if name == "word/document.xml" else content

    document = docx.Document()
    document.add_paragraph("before")
    document.sections[0].footer.paragraphs[0].text = "pied de page"
    pieces = read(changed(saved(document), damaged))
    assert {"before", "pied de page"} <= set(lines(pieces))
    assert "word/document.xml" in [piece.name for piece in pieces if isinstance(piece, Inner)]


def as_document(content: bytes) -> bytes:
    return changed(a_letter(), lambda name, old: iter([(name, content if name == "word/document.xml" else old)]))


@pytest.mark.parametrize(
    ("remark", "content", "reason"),
    [
        ("too deep", b"<a>" * 100_000, "too-large"),
        ("more than may be inflated", b"<a>" + b" " * 5_000_000 + b"</a>", "too-large"),
    ],
)
def test_hostile_parts_are_refused_and_the_rest_is_read(remark: str, content: bytes, reason: str) -> None:
    pieces = read(as_document(content), inflated=4_000_000)
    assert [piece.reason for piece in pieces if isinstance(piece, Unread)] == [reason], remark
    assert "creator: python-docx" in lines(pieces)


def test_entities_are_never_expanded() -> None:
    pieces = read(as_document(ENTITIES))
    assert "haha" not in lines(pieces)
    assert Inner(data=ENTITIES, name="word/document.xml") in pieces  # for whoever reads XML as such, who refuses it


def test_a_short_string_that_is_shown_often_is_paid_for_each_time() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for _ in range(300):
        sheet.append(["x" * 1000] * 10)
    pieces = read(saved(book), characters=100_000)
    assert [piece.reason for piece in pieces if isinstance(piece, Unread)] == ["too-large"]
    assert sum(len(text) for _, text in texts(pieces)) > 80_000


def with_shared_strings(strings: bytes) -> bytes:
    """A workbook as Excel writes it: cells have the numbers of strings that stand in a part of their own."""
    link = b'<Relationship Id="s1" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    cells = b'<row r="9"><c r="A9" t="s"><v>0</v></c><c r="C9" t="s"><v>1</v></c></row></sheetData>'

    def shared(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        if name == "xl/_rels/workbook.xml.rels":
            content = content.replace(b"</Relationships>", link)
            yield "xl/sharedStrings.xml", strings
        yield name, content.replace(b"</sheetData>", cells) if name == "xl/worksheets/sheet1.xml" else content

    return changed(saved(a_workbook()), shared)


FIRST_STRING = b"<x:sst xmlns:x='x'><x:si><x:r><x:t>PROT</x:t></x:r><x:r><x:t>ECTED B</x:t></x:r><x:rPh><x:t>aloud</x:t></x:rPh></x:si>"


def test_shared_strings_are_read_where_cells_show_them() -> None:
    data = with_shared_strings(FIRST_STRING + b"<x:si><x:t>once filled</x:t></x:si></x:sst>")
    assert lines(read(data))[-1] == "PROTECTED B\t\tonce filled"


def test_a_sheet_whose_strings_are_damaged_is_read_without_them() -> None:
    pieces = read(with_shared_strings(FIRST_STRING + b"<x:si><x:t>once"))
    assert lines(pieces)[-1] == "PROTECTED B\t\t1"
    assert Unread(reason="corrupt") in pieces


def test_more_slides_than_may_be_looked_at_are_said() -> None:
    deck = pptx.Presentation()
    for number in range(5):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = f"Slide {number}"
    pieces = read(saved(deck), pages=3)
    assert [text for page, text in texts(pieces) if page] == ["Slide 0", "Slide 2", "Slide 4"]
    assert Unread(reason="too-large", page=2) in pieces


def test_what_stands_on_each_page_is_read_before_a_text_for_which_there_is_no_room() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "PROTÉGÉ B"
    document.core_properties.title = "Relevé"
    for _ in range(20):
        document.add_paragraph("The fog lay over the canal. " * 10)
    pieces = read(saved(document), characters=2000)
    assert {"PROTÉGÉ B", "title: Relevé"} <= set(lines(pieces))
    assert Unread(reason="too-large") in pieces


def test_headers_of_a_sheet_are_read_where_there_is_no_room_for_its_cells() -> None:
    book = openpyxl.Workbook()
    for number, title in enumerate(("Long", "Longer")):
        sheet = book.create_sheet(title)
        sheet.oddHeader.center.text = f"SECRET {number}"
        for _ in range(200):
            sheet.append(["fog over the canal", "and the locks", "were closed"])
    pieces = read(saved(book), characters=3000)
    assert [one for one in texts(pieces) if "SECRET" in one[1]] == [(2, "SECRET 0"), (3, "SECRET 1")]
    assert Unread(reason="too-large", page=2) in pieces


def test_a_budget_of_time_ends_it() -> None:
    with pytest.raises(Unreadable, match="timeout"):
        list(OFFICE.read(saved(a_workbook()), a_budget(seconds=0)))


def test_what_a_pivot_table_remembers_of_its_source_is_rows() -> None:
    definition = (
        b'<d><cacheFields><cacheField name="postal"><sharedItems><s v="K1A 0T6"/><s v="H2X 1Y4"/></sharedItems></cacheField>'
        b'<cacheField name="income"><sharedItems/></cacheField></cacheFields></d>'
    )
    records = b'<r0><r><x v="1"/><n v="52000"/></r><r><x v="0"/><n v="48000"/></r></r0>'
    kinds = '<Relationship Id="{}" Type="http://x/{}" Target="{}"/></Relationships>'

    def with_pivot(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
        link = kinds.format("p1", "pivotCacheDefinition", "pivotCache/d.xml").encode()
        yield name, content.replace(b"</Relationships>", link) if name == "xl/_rels/workbook.xml.rels" else content
        if name == "xl/workbook.xml":
            yield "xl/pivotCache/d.xml", definition
            yield "xl/pivotCache/r.xml", records
            yield (
                "xl/pivotCache/_rels/d.xml.rels",
                b"<Relationships>" + kinds.format("p2", "pivotCacheRecords", "r.xml").encode(),
            )

    found = lines(read(changed(saved(a_workbook()), with_pivot)))
    assert "postal\tincome\nH2X 1Y4\t52000\nK1A 0T6\t48000" in "\n".join(found)


def a_binary_record(kind: int, content: bytes = b"") -> bytes:
    """MS-XLSB 2.1.4: type and length in groups of seven bits."""
    written = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return written + bytes([len(content) & 0x7F | 0x80, len(content) >> 7]) + content


def a_wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def a_binary_workbook(*cells: tuple[int, int, str]) -> bytes:
    sheet = b"".join(
        a_binary_record(0, struct.pack("<I", row) + bytes(13))
        + a_binary_record(6, struct.pack("<II", column, 0) + a_wide(text))
        for row, column, text in cells
    )
    corners = struct.pack("<IIII", 0, max(row for row, *_ in cells), 0, max(column for _, column, _ in cells))
    header = a_binary_record(479, b"\0\0" + a_wide("&CPROTECTED B") + b"\xff" * 4)
    bundle = a_binary_record(156, struct.pack("<II", 0, 1) + a_wide("rId1") + a_wide("Relevé"))
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
    link = '<Relationship Id="{}" Type="{}" Target="{}"/>'
    parts = {
        "[Content_Types].xml": b"<Types/>",
        "_rels/.rels": links.format(link.format("r1", f"{kinds}officeDocument", "xl/workbook.bin")).encode(),
        "xl/workbook.bin": a_binary_record(143) + bundle + a_binary_record(144) + a_binary_record(132),
        "xl/_rels/workbook.bin.rels": links.format(link.format("rId1", f"{kinds}worksheet", "worksheets/sheet1.bin")).encode(),
        "xl/worksheets/sheet1.bin": a_binary_record(148, corners) + a_binary_record(145) + sheet + a_binary_record(146) + header,
    }  # fmt: skip
    return a_zip(parts)


def test_a_binary_workbook_is_read_with_its_headers() -> None:
    found = texts(read(a_binary_workbook((0, 0, "id"), (0, 1, "né"), (1, 1, "x"))))
    assert found == [(1, "Relevé\nid\tné\n\tx"), (None, "PROTECTED B")]


def test_a_binary_workbook_with_cells_in_far_corners_is_not_spread_out() -> None:
    pieces = read(a_binary_workbook((0, 0, "a"), (1_000_000, 16_000, "b")))
    assert [piece.reason for piece in pieces if isinstance(piece, Unread)] == ["too-large"]
    assert "PROTECTED B" in lines(pieces)
