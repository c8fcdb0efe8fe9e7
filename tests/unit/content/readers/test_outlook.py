"""MSG: Outlook's messages."""

import struct

from gatepost.content.format import Inner, Label, Passage, Piece, Unread
from gatepost.content.readers.outlook import FORMATS
from tests.unit.content.budgets import a_budget
from tests.unit.content.legacy.compound_files import a_compound_file

(OUTLOOK,) = FORMATS
STREAM = "__substg1.0_"


def read(**streams: bytes) -> list[Piece]:
    names = {
        name.replace("attached_", "__attach_version1.0_#00000000/" + STREAM): body for name, body in streams.items()
    }
    names = {name if "/" in name else STREAM + name.removeprefix("p"): body for name, body in names.items()}
    data = a_compound_file({"__properties_version1.0": b"\0" * 32, **names})
    assert OUTLOOK.looks(data)
    return list(OUTLOOK.read(data, a_budget()))


def test_strings_of_a_message_are_read() -> None:
    pieces = read(p0037001F="Réunion".encode("utf-16-le"), p1000001F="PROTÉGÉ B".encode("utf-16-le"))
    assert pieces == [Passage(text="Réunion\nPROTÉGÉ B\n")]


def test_a_page_as_body_is_read_as_one() -> None:
    page = "<html><p>PRO<b>TÉG</b>É B</p>".encode()
    assert "PROTÉGÉ B" in "".join(piece.text for piece in read(p10130102=page) if isinstance(piece, Passage))


def test_what_is_attached_is_a_file_with_its_name() -> None:
    pieces = read(attached_37010102=b"PK\x03\x04" * 1024, attached_3707001F="été.zip".encode("utf-16-le"))
    assert Inner(data=b"PK\x03\x04" * 1024, name="été.zip") in pieces


def test_labels_are_facts() -> None:
    value = "MSIP_Label_11111111-2222-3333-4444-555555555555_Name=Protected B; a=b"
    assert Label(name="sensitivity-label", value="Protected B") in read(p8001001F=value.encode("utf-16-le"))


def test_compressed_rich_text_is_unpacked() -> None:
    text = rb"{\rtf1 PROTECTED B}"
    stored = struct.pack("<IIII", len(text) + 12, len(text), 0x414C454D, 0) + text
    assert Inner(data=text) in read(p10090102=stored)


def test_runs_of_compressed_rich_text_are_followed() -> None:
    # `{\rtf1` stands in the window; a run of it, a letter, three times that letter, and the mark of the end.
    text = rb"{\rtf1AAAA"
    end = (207 + len(text)) << 4
    packed = b"\x0d" + (4).to_bytes(2) + b"A" + (213 << 4 | 1).to_bytes(2) + end.to_bytes(2)
    data = struct.pack("<IIII", len(packed) + 12, len(text), 0x75465A4C, 0) + packed
    assert Inner(data=text) in read(p10090102=data)


def test_damaged_rich_text_is_said_to_be() -> None:
    assert Unread(reason="corrupt") in read(p10090102=struct.pack("<IIII", 20, 9, 7, 0))


def test_a_message_for_its_recipient_alone_is_encrypted() -> None:
    assert Unread(reason="encrypted") in read(p001A001F="IPM.Note.SMIME".encode("utf-16-le"))
