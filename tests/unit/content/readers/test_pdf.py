"""PDF: what is said in its objects, what is attached, and its pages as text and as pictures."""

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image as Pillow
from PIL import ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gatepost.content.budget import Unreadable
from gatepost.content.format import Image, Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.pdf import FORMATS
from tests.unit.content.budgets import a_budget

(PDF,) = FORMATS
LINE = "The fog lay over the canal, and the locks were closed until noon, as they are in November."
FONT = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)


def a_document(pages: int = 2, draw: Callable[[Canvas], object] = lambda canvas: None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Page {number}. {LINE}")
        if number == pages:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def changed(change: Callable[[Pdf], object], encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(a_document())) as pdf:
        change(pdf)
        pdf.save(out, encryption=encryption or False)
    return out.getvalue()


def read(data: bytes, **budget: int) -> tuple[list[Piece], str]:
    """The pieces, and why there were no more."""
    assert PDF.looks(data)
    pieces: list[Piece] = []
    try:
        for piece in PDF.read(data, a_budget(**budget)):
            pieces.append(piece)  # noqa: PERF402 - those before an exception count
    except Unreadable as error:
        return pieces, error.reason
    return pieces, ""


def said(data: bytes) -> dict[int | None, str]:
    texts: dict[int | None, str] = {}
    for piece in read(data)[0]:
        if isinstance(piece, Passage):
            texts[piece.page] = texts.get(piece.page, "") + piece.text
    return texts


def a_photograph(words: str = "") -> ImageReader:
    picture = Pillow.new("RGB", (600, 400), (250, 240, 200))
    ImageDraw.Draw(picture).text((40, 100), words, fill=0, font_size=60)
    return ImageReader(picture)


def test_text_is_read_page_by_page_and_not_drawn() -> None:
    pieces, _ = read(a_document(3))
    passages = [piece for piece in pieces if isinstance(piece, Passage) and piece.page]
    assert [(piece.page, piece.text) for piece in passages] == [(n, f"Page {n}. {LINE}") for n in (1, 2, 3)]
    assert not any(isinstance(piece, Image) for piece in pieces)


def test_words_broken_at_the_end_of_a_line_keep_their_hyphen() -> None:
    def broken(canvas: Canvas) -> None:
        canvas.drawString(72, 600, "This stays confi-")
        canvas.drawString(72, 585, "dential for now")

    assert "confi-\ndential" in said(a_document(draw=broken))[2]


@pytest.mark.parametrize(
    "how",
    [
        lambda canvas: canvas.setFillColorRGB(1, 1, 1),
        lambda canvas: canvas.setFont("Helvetica", 0.5),
        lambda canvas: canvas.translate(-2000, 0),
        lambda canvas: canvas.rotate(30),
    ],
)
def test_text_that_hardly_shows_is_read(how: Callable[[Canvas], object]) -> None:
    def draw(canvas: Canvas) -> None:
        how(canvas)
        canvas.drawString(72, 500, "PROTECTED B")

    assert "PROTECTED B" in said(a_document(draw=draw))[2]


def test_fields_are_read_where_they_stand_and_with_their_names() -> None:
    def field(canvas: Canvas) -> None:
        canvas.acroForm.textfield(name="number", tooltip="Your number", x=72, y=400, value="046 454 286", width=200)

    texts = said(a_document(draw=field))
    assert texts[2].count("046 454 286") >= 2
    assert "Your number" in texts[2]


def test_comments_links_and_stamps_are_read_on_their_page() -> None:
    def note(pdf: Pdf) -> None:
        stamp = Stream(pdf, b"BT /F1 12 Tf 10 10 Td (STAMPED) Tj ET")
        stamp.Type, stamp.Subtype, stamp.BBox = Name.XObject, Name.Form, Array([0, 0, 200, 50])
        stamp.Resources = Dictionary(Font=Dictionary(F1=FONT))
        notes = [
            Dictionary(
                Type=Name.Annot,
                Rect=[100, 100, 300, 150],
                Subtype=Name.Stamp,
                F=4,
                AP=Dictionary(N=pdf.make_indirect(stamp)),
            ),
            Dictionary(Type=Name.Annot, Rect=[100, 100, 300, 150], Subtype=Name.Text, F=2, Contents=String("à cacher")),
            Dictionary(
                Type=Name.Annot,
                Rect=[100, 100, 300, 150],
                Subtype=Name.Link,
                A=Dictionary(S=Name.URI, URI=String("https://example.org/plan")),
            ),
        ]
        pdf.pages[0].Annots = Array([pdf.make_indirect(each) for each in notes])

    texts = said(changed(note))
    assert all(words in texts[1] for words in ("STAMPED", "à cacher", "https://example.org/plan"))


def test_titles_bookmarks_scripts_and_metadata_are_read() -> None:
    def say(pdf: Pdf) -> None:
        pdf.docinfo["/Subject"] = String("about salaries")
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Chapter of secrets", 0))
        with pdf.open_metadata(update_docinfo=False) as xmp:
            xmp["dc:description"] = "described elsewhere"
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert('run me')"))

    texts = said(changed(say))[None]
    assert [
        word for word in ("about salaries", "Chapter of secrets", "described elsewhere", "run me") if word not in texts
    ] == []


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({"MSIP_Label_11111111-2222-3333-4444-555555555555_Name": "Protected B"}, "Protected B"),
        ({"Classification": "Protected A"}, "Protected A"),
    ],
)
def test_a_sensitivity_label_is_a_fact(fields: dict[str, str], label: str) -> None:
    def say(pdf: Pdf) -> None:
        for name, value in fields.items():
            pdf.docinfo[f"/{name}"] = String(value)

    assert Label(name="sensitivity-label", value=label) in read(changed(say))[0]


def test_attachments_and_forms_in_xml_are_files_of_their_own() -> None:
    def attach(pdf: Pdf) -> None:
        pdf.attachments["notes.txt"] = b"attached words"
        pdf.Root.AcroForm = Dictionary(
            XFA=Array([String("a"), pdf.make_stream(b"<a>"), String("b"), pdf.make_stream(b"</a>")])
        )

    inner = [piece for piece in read(changed(attach))[0] if isinstance(piece, Inner)]
    assert inner == [Inner(data=b"attached words", name="notes.txt"), Inner(data=b"<a></a>")]


def test_hidden_layers_are_read_and_drawn() -> None:
    def hide(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Draft layer")))
        pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(L=layer)
        page.Contents = pdf.make_stream(b"/OC /L BDC 1 0 0 rg 0 0 600 900 re f EMC")

    data = changed(hide)
    assert "Draft layer" in said(data)[None]
    (image,) = [piece for piece in read(data)[0] if isinstance(piece, Image)]
    assert image.pixels[:3] == b"\xff\0\0"


def test_a_scan_is_drawn_to_be_read_and_its_invisible_text_is_read_too() -> None:
    def scan(canvas: Canvas) -> None:
        canvas.drawImage(a_photograph(), 0, 0, width=595, height=842)
        line = canvas.beginText(72, 400)
        line.setTextRenderMode(3)
        line.textLine("what the scanner read")
        canvas.drawText(line)

    data = a_document(draw=scan)
    assert "what the scanner read" in said(data)[2]
    (image,) = [piece for piece in read(data)[0] if isinstance(piece, Image)]
    assert (image.page, image.read, image.width) == (2, False, 1654)


def test_a_small_picture_beside_text_is_read_alone_and_seen_on_its_page() -> None:
    def stamp(canvas: Canvas) -> None:
        canvas.drawImage(a_photograph(), 300, 50, width=150, height=100)

    page, part = [piece for piece in read(a_document(draw=stamp))[0] if isinstance(piece, Image)]
    assert (page.read, part.read) == (True, False)
    assert (part.width, part.height) == pytest.approx((417, 278), abs=2)
    assert part.pixels[:3] == part.pixels[-3:] == bytes((250, 240, 200))


def test_a_letterhead_on_every_page_is_looked_at_once() -> None:
    out = io.BytesIO()
    canvas, picture = Canvas(out), a_photograph()
    for number in range(5):
        canvas.drawString(72, 700, f"{number} {LINE}")
        canvas.drawImage(picture, 60, 760, width=100, height=60)
        canvas.showPage()
    canvas.save()
    assert len([piece for piece in read(out.getvalue())[0] if isinstance(piece, Image)]) == 2


def test_shapes_beside_text_are_looked_at_and_lines_and_boxes_are_not() -> None:
    def shapes(canvas: Canvas) -> None:
        canvas.rect(50, 50, 100, 100)
        path = canvas.beginPath()
        path.moveTo(200, 200)
        for step in range(12):
            path.curveTo(200 + step, 210, 220, 230 + step, 240, 250)
        canvas.drawPath(path)

    assert not [p for p in read(a_document(draw=lambda canvas: canvas.rect(9, 9, 9, 9)))[0] if isinstance(p, Image)]
    (image,) = [piece for piece in read(a_document(draw=shapes))[0] if isinstance(piece, Image)]
    assert image.read


def test_letters_that_say_they_are_others_are_read_from_a_picture() -> None:
    def without_meaning(pdf: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 9, 9], FontMatrix=[0.1, 0, 0, 0.1, 0, 0])
        font.CharProcs = Dictionary(a=pdf.make_stream(b"9 0 d0 0 0 7 7 re f"))
        font.Encoding = Dictionary(Type=Name.Encoding, Differences=[1, *[Name("/a")] * 30])
        cmap = b"30 beginbfchar\n" + b"".join(b"<%02X> <E0%02X>\n" % (n, n) for n in range(1, 31)) + b"endbfchar"
        head = b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
        font.ToUnicode, font.FirstChar, font.LastChar = pdf.make_stream(head + cmap + b" endcmap end"), 1, 30
        font.Widths = Array([9] * 30)
        page = pdf.pages[0]
        page.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(b"BT /F 9 Tf 50 500 Td <%s> Tj ET" % bytes(range(1, 31)).hex().encode() * 3)

    (image,) = [piece for piece in read(changed(without_meaning))[0] if isinstance(piece, Image)]
    assert (image.page, image.read) == (1, False)


def test_a_password_is_said_and_an_owners_password_does_not_matter() -> None:
    owned = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user=""))
    locked = changed(lambda pdf: None, encryption=pikepdf.Encryption(owner="owner", user="user"))
    assert LINE in said(owned)[1]
    assert read(locked) == ([], "encrypted")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.995])
def test_a_file_that_was_cut_off_is_never_clean(kept: float) -> None:
    data = a_document(9)
    pieces, reason = read(data[: int(len(data) * kept)])
    assert reason == "corrupt" or Unread(reason="corrupt") in pieces


def test_a_file_with_a_damaged_index_is_read() -> None:
    assert LINE in said(a_document().replace(b"startxref\n", b"startxref\n99"))[2]


def test_what_stands_around_the_file_is_read() -> None:
    pieces, _ = read(b"a line before\n" + a_document() + b"\nPROTECTED B")
    assert Passage(text="a line before") in pieces
    assert Inner(data=b"PROTECTED B") in pieces


def test_a_text_about_pdf_is_none() -> None:
    assert not PDF.looks(b"A header is %PDF-1.7, as is known.")


def test_of_many_pages_some_of_all_are_read_and_the_rest_is_said() -> None:
    pieces, reason = read(a_document(50), pages=10)
    said = {piece.page: piece.text for piece in pieces if isinstance(piece, Passage) and piece.page}
    assert reason == ""
    assert pieces[-1] == Unread(reason="too-large")
    assert [*said] == [1, 2, 3, 4, 5, 13, 27, 41, 49, 50]
    assert all(text.startswith(f"Page {page}.") for page, text in said.items())


def test_a_form_that_draws_itself_costs_its_page_alone() -> None:
    def ring(pdf: Pdf) -> None:
        form = pdf.make_indirect(Stream(pdf, b"/X Do"))
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
        form.Resources = Dictionary(XObject=Dictionary(X=form))
        pdf.pages[0].Contents, pdf.pages[0].Resources = pdf.make_stream(b"/X Do"), form.Resources

    pieces, reason = read(changed(ring))
    assert reason == ""
    assert Unread(reason="corrupt", page=1) in pieces
    assert any(isinstance(piece, Passage) and piece.page == 2 and LINE in piece.text for piece in pieces)


def a_bomb(pdf: Pdf) -> None:
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(200)) + packer.flush()
    stream = Stream(pdf, b"")
    stream.write(packed, filter=Name.FlateDecode)
    pdf.pages[0].Contents = pdf.make_indirect(stream)


def forms_in_forms(depth: int, times: int) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        drawn, resources = b"BT /F1 9 Tf (x) Tj ET", Dictionary(Font=Dictionary(F1=FONT))
        for _ in range(depth):
            form = Stream(pdf, drawn)
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
            form.Resources = resources
            drawn, resources = b"/X Do " * times, Dictionary(XObject=Dictionary(X=pdf.make_indirect(form)))
        pdf.pages[0].Contents, pdf.pages[0].Resources = pdf.make_stream(drawn), resources

    return change


@pytest.mark.parametrize("change", [a_bomb, forms_in_forms(20, 2), forms_in_forms(60, 1)])
def test_what_grows_without_end_is_too_large(change: Callable[[Pdf], None]) -> None:
    assert read(changed(change))[1] == "too-large"


def test_a_picture_larger_than_allowed_is_not_drawn() -> None:
    def picture(pdf: Pdf) -> None:
        huge = Stream(pdf, b"\0")
        huge.Type, huge.Subtype, huge.Width, huge.Height = Name.XObject, Name.Image, 100_000, 100_000
        huge.ColorSpace, huge.BitsPerComponent = Name.DeviceGray, 8
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(huge)))
        pdf.pages[0].Contents = pdf.make_stream(b"9 0 0 9 0 0 cm /I Do")

    pieces, _ = read(changed(picture))
    assert Unread(reason="too-large", page=1) in pieces
    assert not any(isinstance(piece, Image) for piece in pieces)


@pytest.mark.parametrize("words", ["PROTÉGÉ B", "Œuvre protégée — niveau B", "Réservé 機密"])
def test_accents_are_read_in_each_charset_that_strings_have(words: str) -> None:
    assert words in said(changed(lambda pdf: pdf.docinfo.__setitem__("/Title", String(words))))[None]


def test_bytes_that_programs_keep_in_strings_are_no_words() -> None:
    table = pikepdf.String(bytes(range(256)))
    texts = said(changed(lambda pdf: pdf.Root.__setitem__("/Table", Array([table]))))
    assert not any("\x01" in text or "ÿ" in text for text in texts.values())
