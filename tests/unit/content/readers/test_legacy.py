"""Office files as they were before 2007, and what is locked or embedded in their manner, become what is in them."""

import io
import struct
import zlib

import pytest
from PIL import Image as Pillow

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.legacy import FORMATS
from tests.unit.content.budgets import a_budget
from tests.unit.content.legacy.compound_files import a_compound_file

(LEGACY,) = FORMATS
A_DOCUMENT = {"WordDocument": b"", "1Table": b""}


def read(streams: dict[str, bytes], **budget: int) -> list[Piece]:
    data = a_compound_file(streams)
    assert LEGACY.looks(data)
    return list(LEGACY.read(data, a_budget(**budget)))


def lines(pieces: list[Piece]) -> list[str]:
    return [line for piece in pieces if isinstance(piece, Passage) for line in piece.text.splitlines()]


def reasons(pieces: list[Piece]) -> list[str]:
    return [piece.reason for piece in pieces if isinstance(piece, Unread)]


def a_letter(*pieces: tuple[str, bool], flags: int = 0x0200, version: int = 0xC1) -> dict[str, bytes]:
    """Word's two streams, with the text in these pieces, of two bytes to a character where it says so."""
    document = bytearray(0x800)
    struct.pack_into("<HH", document, 0, 0xA5EC, version)
    struct.pack_into("<H", document, 0x0A, flags)
    places, characters = [], [0]
    for text, wide in pieces:
        places.append(len(document) if wide else len(document) * 2 | 0x4000_0000)
        document += text.encode("utf-16-le" if wide else "cp1252")
        characters.append(characters[-1] + len(text))
    table = struct.pack(f"<{len(characters)}I", *characters)
    table += b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    block = b"\x01\x02\x00\xaa\xbb" + b"\x02" + struct.pack("<I", len(table)) + table
    struct.pack_into("<II", document, 0x01A2, 16, len(block))
    return {"WordDocument": bytes(document), "1Table": bytes(16) + block}


def a_record(kind: int, content: bytes, version: int = 0) -> bytes:
    return struct.pack("<HHI", version, kind, len(content)) + content


def a_cell_record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def a_workbook(*cells: bytes, before: bytes = b"") -> bytes:
    """A workbook of one sheet (MS-XLS 2.1.7.20): the globals, then the sheet, each between its beginning and end."""
    end = a_cell_record(0x000A, b"")
    begin = a_cell_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))
    sheet = a_cell_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6)) + b"".join(cells) + end
    name = b"\x06\0Releve"
    place = len(begin) + len(before) + 4 + 6 + len(name) + len(end)
    return begin + before + a_cell_record(0x0085, struct.pack("<IBB", place, 0, 0) + name) + end + sheet


def a_label(row: int, column: int, text: str) -> bytes:
    written = struct.pack("<HHHHB", row, column, 0, len(text), 1) + text.encode("utf-16-le")
    return a_cell_record(0x0204, written)


def test_a_letter_is_read_piece_by_piece() -> None:
    streams = a_letter(("PROTÉGÉ B\rBon", False), ("jour\r", True), ("a\x07b\x07\x07en-tête\r", False))
    assert lines(read(streams)) == ["PROTÉGÉ B", "Bonjour", "a\tb", "en-tête"]


def test_what_a_field_does_is_read_beside_what_it_shows() -> None:
    streams = a_letter(('see \x13 HYPERLINK "https://x.example" \x14the page\x15 there\r', False))
    assert lines(read(streams)) == ["see ", ' HYPERLINK "https://x.example" ', "the page there"]


@pytest.mark.parametrize(
    ("remark", "streams", "reason"),
    [
        ("a password", a_letter(("x", False), flags=0x0300), "encrypted"),
        ("Word 95", a_letter(("x", False), version=0x68), "unknown-format"),
        ("pieces beyond all bytes", a_letter(*[("x" * 500, False)] * 3) | {"1Table": b"\xff" * 3000}, "corrupt"),
        ("no table", {"WordDocument": a_letter(("x", False))["WordDocument"]}, "corrupt"),
        ("a presentation's password", {"PowerPoint Document": b"", "Current User": bytes(12) + b"\xdf\xc4\xd1\xf3"}, "encrypted"),
        ("a workbook's password", {"Workbook": a_workbook(before=a_cell_record(0x2F, bytes(54)))}, "encrypted"),
        ("two cells at opposite ends", {"Workbook": a_workbook(a_label(0, 0, "a"), a_label(65535, 255, "b"))}, "too-large"),
        ("a string that goes on beyond its record", {"Workbook": a_workbook(before=a_cell_record(0xFC, b"\1\0\0\0\1\0\0\0\xff\xff\x0c"))}, "corrupt"),
        ("a workbook within a document", {"MBD01/Workbook": a_workbook(a_label(0, 0, "a"))}, "unknown-format"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(remark: str, streams: dict[str, bytes], reason: str) -> None:
    assert reasons(read(streams)) == [reason], remark


def test_a_newer_file_with_a_password_is_encrypted() -> None:
    with pytest.raises(Unreadable, match="encrypted"):
        read({"EncryptionInfo": b"x", "EncryptedPackage": b"y"})


def test_slides_are_pages_in_their_outlines_and_other_text_is_read_as_well() -> None:
    outline = b"".join(
        a_record(0x03F3, bytes(20)) + a_record(0x0FA0, f"Diapo {number}\rpoint".encode("utf-16-le"))
        for number in (1, 2)
    )
    box = a_record(0x03EE, a_record(0x0FA8, b"PROTECTED B"), version=0xF)
    stream = a_record(0x03E8, a_record(0x0FF0, outline, version=0xF) + box, version=0xF)
    found = [(piece.page, piece.text) for piece in read({"PowerPoint Document": stream}) if isinstance(piece, Passage)]
    assert found == [(1, "Diapo 1\npoint"), (2, "Diapo 2\npoint"), (None, "PROTECTED B")]


def test_records_within_records_end_somewhere() -> None:
    stream = b"".join(struct.pack("<HHI", 0xF, 0x03E8, 1 << 20) for _ in range(10_000))
    assert reasons(read({"PowerPoint Document": stream})) == ["too-large"]


def test_a_workbook_is_read_with_what_stands_beside_its_cells() -> None:
    header = a_cell_record(0x0014, struct.pack("<HB", 13, 0) + b"&CPROTECTED B")
    box = a_cell_record(0x01B6, bytes(18)) + a_cell_record(0x003C, b"\0a remark")
    number = a_cell_record(0x0203, struct.pack("<HHHd", 1, 2, 0, 46454286.0))
    found = lines(read({"Workbook": a_workbook(header, a_label(0, 0, "né"), a_label(0, 2, "id"), number, box)}))
    assert found == ["PROTECTED B", "a remark", "Releve", "né\t\tid", "\t\t46454286"]


def a_property_set(*sets: dict[int, bytes]) -> bytes:
    header = struct.pack("<HHI16xI", 0xFFFE, 0, 0, len(sets))
    bodies = []
    for properties in sets:
        places, values = b"", b""
        for id_, value in properties.items():
            places += struct.pack("<II", id_, 8 + 8 * len(properties) + len(values))
            values += value + bytes(-len(value) % 4)
        bodies.append(struct.pack("<II", 8 + len(places) + len(values), len(properties)) + places + values)
    start = 28 + 20 * len(sets)
    directory = b"".join(struct.pack("<16xI", start + sum(map(len, bodies[:number]))) for number in range(len(sets)))
    return header + directory + b"".join(bodies)


def a_text(text: str) -> bytes:
    written = text.encode("cp1252") + b"\0"
    return struct.pack("<II", 0x1E, len(written)) + written


def test_fields_and_labels_are_read() -> None:
    names = {2: "MSIP_Label_0a_Name", 3: "MSIP_Label_0a_Enabled"}
    dictionary = struct.pack("<I", 2) + b"".join(
        struct.pack("<II", id_, len(name) + 1) + name.encode() + b"\0" for id_, name in names.items()
    )
    own = {0: dictionary, 1: struct.pack("<II", 2, 1252), 2: a_text("Protégé B"), 3: struct.pack("<II", 0x0B, 0xFFFF)}
    streams = {
        "\x05SummaryInformation": a_property_set({1: struct.pack("<II", 2, 1252), 2: a_text("Ébauche")}),
        "\x05DocumentSummaryInformation": a_property_set({15: a_text("Agence")}, own),
    }
    pieces = read(streams)
    assert Label(name="sensitivity-label", value="Protégé B") in pieces
    assert set(lines(pieces)) == {"title: Ébauche", "company: Agence"}


def test_pictures_are_files_within_and_what_nothing_draws_is_said() -> None:
    out = io.BytesIO()
    Pillow.new("RGB", (8, 8), "red").save(out, "PNG")
    picture = a_record(0xF01E, bytes(17) + out.getvalue(), version=0x6E00)
    assert Inner(data=out.getvalue()) in read({"Pictures": b"junk" + picture})
    drawn = a_record(0xF01C, bytes(80), version=0x5420)
    pieces = read({"Pictures": drawn + picture})
    assert Inner(data=out.getvalue()) in pieces
    assert reasons(pieces) == ["unknown-format"]


@pytest.mark.parametrize(
    ("kind", "version", "marks"), [(0xF01A, 0x3D40, 1), (0xF01A, 0x3D50, 2), (0xF01B, 0x2160, 1), (0xF01B, 0x2170, 2)]
)
@pytest.mark.parametrize("packed", [True, False])
def test_metafiles_are_files_within_packed_or_not(kind: int, version: int, marks: int, packed: bool) -> None:
    metafile = b"a metafile, whichever " * 20
    header = bytes(16 * marks + 32) + (b"\0\xfe" if packed else b"\xfe\xfe")
    kept = zlib.compress(metafile) if packed else metafile
    assert Inner(data=metafile) in read({"Pictures": a_record(kind, header + kept, version=version)})


def test_a_metafile_that_does_not_unpack_costs_itself() -> None:
    record = a_record(0xF01A, bytes(16 + 34) + b"no stream", version=0x3D40)
    assert reasons(read({"Pictures": record})) == ["corrupt"]


def test_files_that_were_put_in_are_files_within() -> None:
    content = b"PROTECTED B"
    packed = struct.pack("<IH", 0, 2) + b"notes.txt\0C:\\notes.txt\0" + struct.pack("<HHI", 0, 3, 6) + b"C:\\t\\x"
    native = packed + struct.pack("<I", len(content)) + content
    pieces = read({"ObjectPool/\x01Ole10Native": native, "Package": b"PK\x03\x04"})
    assert Inner(data=content, name="notes.txt") in pieces
    assert sorted(piece.name for piece in pieces if isinstance(piece, Inner)) == ["Package", "notes.txt"]


def test_macros_are_read_as_their_source() -> None:
    # Eight literals behind each byte of flags; in the last group a literal, and a copy of the one before it.
    tokens = b'\0Attribut\0e VB_Nam\0e="Gehei' + b"\x02m" + struct.pack("<H", 2)
    source = b"\x01" + struct.pack("<H", 0xB000 | (len(tokens) - 1)) + tokens
    assert lines(read({"VBA/Module1": b"compiled" + source})) == ['Attribute VB_Name="Geheimmmmmm']


def test_a_stream_that_nobody_knows_is_a_file_within() -> None:
    (piece,) = read({"Unheard": b"of" * 3000})
    assert piece == Inner(data=b"of" * 3000, name="Unheard")


def test_mail_is_left_to_those_who_read_it() -> None:
    assert not LEGACY.looks(a_compound_file({"__properties_version1.0": b"x"}))


@pytest.mark.parametrize("length", [8, 600])
def test_a_file_that_is_cut_off_is_damaged(length: int) -> None:
    with pytest.raises(Unreadable, match="corrupt"):
        list(LEGACY.read(a_compound_file(a_letter(("x", False)))[:length], a_budget()))


def test_a_stream_that_is_cut_off_costs_itself_alone() -> None:
    data = a_compound_file({"\x05SummaryInformation": a_property_set({2: a_text("Title")}), "WordDocument": b"x"})
    pieces = list(LEGACY.read(data[:-3000], a_budget()))
    assert lines(pieces) == ["title: Title"]
    assert reasons(pieces) == ["corrupt"]
