"""Windows metafiles: what is written in them is read, what is only drawn is said to be unseen."""

import struct
import time
from collections.abc import Sequence

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Image, Inner, Passage, Piece, Unread
from gatepost.content.readers.metafiles import FORMATS
from gatepost.content.readers.pictures import FORMATS as PICTURES
from tests.unit.content.budgets import a_budget
from tests.unit.content.metafiles import drawn

EMF, WMF = FORMATS
BITMAP = drawn.bitmap()


def read(data: bytes) -> list[Piece]:
    [known] = [one for one in FORMATS if one.looks(data)]
    return list(known.read(data, a_budget()))


def lines(data: bytes) -> list[str]:
    text = "\n".join(piece.text for piece in read(data) if isinstance(piece, Passage))
    return [line for line in text.split("\n") if line]


def unseen(pieces: Sequence[Piece]) -> bool:
    return Unread(reason="unknown-format") in pieces


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (drawn.emf_text("PROTÉGÉ B"), ["PROTÉGÉ B"]),
        (drawn.emf_text("PROTÉGÉ B", narrow=True), ["PROTÉGÉ B"]),
        (drawn.emf_texts("PROTECTED B", "Draft"), ["PROTECTED B", "Draft"]),
        (drawn.emf_small_text("PROTECTED B", narrow=False), ["PROTECTED B"]),
        (drawn.emf_small_text("PROTECTED B", narrow=True), ["PROTECTED B"]),
        (drawn.emf_plus(drawn.plus_text("PROTECTED B")), ["PROTECTED B"]),
    ],
    ids=["wide", "narrow", "several", "small wide", "small narrow", "plus"],
)
def test_strings_are_read_whatever_call_draws_them(record: bytes, expected: list[str]) -> None:
    data = drawn.emf(record)
    assert lines(data) == expected
    assert not unseen(read(data))


def test_words_of_a_line_and_cells_of_a_row_are_one_line() -> None:
    row = (drawn.emf_text("PROTECTED", 0), drawn.emf_text("B", 76), drawn.emf_text("until", 200))
    letters = (drawn.emf_text(letter, 8 * place, 40) for place, letter in enumerate("SECRET"))
    assert lines(drawn.emf(*row, *letters)) == ["PROTECTED B\tuntil", "SECRET"]


def test_a_title_is_read() -> None:
    assert lines(drawn.emf(title="Draft release")) == ["Draw", "Draft release"]


def test_bitmaps_are_files_that_the_reader_of_pictures_knows() -> None:
    [inner, *_] = read(drawn.emf(drawn.emf_bitmap(*BITMAP)))
    assert isinstance(inner, Inner)
    [bmp] = [one for one in PICTURES if one.looks(inner.data)]
    [image] = bmp.read(inner.data, a_budget())
    assert isinstance(image, Image)
    assert (image.width, image.height) == (4, 4)
    assert not unseen(read(drawn.emf(drawn.emf_bitmap(*BITMAP))))


def test_pictures_in_newer_calls_are_files() -> None:
    data = drawn.emf(drawn.emf_plus(drawn.plus_image(b"\x89PNG\r\n\x1a\nrest")))
    assert Inner(data=b"\x89PNG\r\n\x1a\nrest") in read(data)


@pytest.mark.parametrize(
    ("record", "more"),
    [
        (drawn.emf_polygon(4), False),
        (drawn.emf_polygon(12), True),
        (drawn.emf_record(54, struct.pack("<ii", 9, 9)), False),
        (drawn.emf_record(43, struct.pack("<4i", 0, 0, 9, 9)), False),
        (drawn.emf_record(62, struct.pack("<4i", 0, 0, 9, 9)), True),
        (drawn.emf_record(85, struct.pack("<4iI8h", 0, 0, 9, 9, 4, *range(8))), True),
        (drawn.emf_text("AB", options=0x10), True),
        (drawn.emf_plus(drawn.plus_record(0x4014, b"\0\0\0\0")), True),
    ],
    ids=["box", "polygon", "line", "rectangle", "filled path", "curve", "glyphs", "path of plus"],
)
def test_tables_are_read_whole_and_of_other_shapes_there_is_more_to_see(record: bytes, more: bool) -> None:
    pieces = read(drawn.emf(drawn.emf_text("Total"), record))
    assert unseen(pieces) == more
    assert "Total" in lines(drawn.emf(drawn.emf_text("Total"), record))


@pytest.mark.parametrize("placeable", [True, False])
def test_older_metafiles_are_read_the_same_way(placeable: bool) -> None:
    records = (
        drawn.wmf_text("PROTÉGÉ B", 10),
        drawn.wmf_boxed_text("Draft", 0, 40),
        drawn.wmf_boxed_text("only", 48, 40),
        drawn.wmf_bitmap(*BITMAP),
    )
    data = drawn.wmf(*records, placeable=placeable)
    assert lines(data) == ["PROTÉGÉ B", "Draft only"]
    [inner] = [piece for piece in read(data) if isinstance(piece, Inner)]
    assert any(one.looks(inner.data) for one in PICTURES)
    assert not unseen(read(data))


def test_the_newer_form_of_a_drawing_within_the_older_one_is_a_file() -> None:
    newer = drawn.emf(drawn.emf_text("PROTECTED B"))
    assert Inner(data=newer) in read(drawn.wmf(*drawn.wmf_with(newer, 100)))


@pytest.mark.parametrize(
    "whole",
    [
        drawn.emf(drawn.emf_text("PROTECTED B"), drawn.emf_bitmap(*BITMAP)),
        drawn.wmf(drawn.wmf_text("PROTECTED B"), drawn.wmf_bitmap(*BITMAP)),
    ],
    ids=["emf", "wmf"],
)
def test_one_that_is_cut_off_is_corrupt_behind_what_was_read(whole: bytes) -> None:
    [known] = [one for one in FORMATS if one.looks(whole)]
    pieces: list[Piece] = []
    with pytest.raises(Unreadable, match="corrupt"):
        pieces.extend(known.read(whole[:-4], a_budget()))
    assert any(isinstance(piece, Passage) and "PROTECTED B" in piece.text for piece in pieces)
    assert any(isinstance(piece, Inner) for piece in pieces)


@pytest.mark.parametrize(
    "record",
    [
        drawn.emf_record(
            84, struct.pack("<4iIff", 0, 0, 9, 9, 1, 1, 1) + struct.pack("<iiIIIiiiiI", *[9] * 2, 1 << 30, 76, *[0] * 6)
        ),
        drawn.emf_record(84, b"\0\0\0\0"),
        drawn.emf_record(97, struct.pack("<4iIffI", 0, 0, 9, 9, 1, 1, 1, 1 << 31)),
        drawn.emf_record(81, struct.pack("<4i6i4I", *[0] * 10, 80, 1 << 30, 80, 1 << 30) + bytes(16)),
        drawn.emf_plus(struct.pack("<HHII", 0x401C, 0, 1 << 30, 4)),
        struct.pack("<II", 84, 4),
    ],
    ids=["letters", "nothing", "strings", "pixels", "plus", "record"],
)
def test_what_a_record_claims_beyond_itself_is_damage(record: bytes) -> None:
    with pytest.raises(Unreadable, match="corrupt"):
        read(drawn.emf(record))


def test_millions_of_records_are_read_until_the_time_is_over() -> None:
    data = drawn.emf(*[drawn.emf_text("a")] * 3, drawn.emf_record(54, bytes(8)) * 1_000_000)
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="timeout"):
        list(EMF.read(data, a_budget(seconds=0.2)))
    assert time.monotonic() - begun < 2


def test_what_stands_behind_the_drawing_is_a_file() -> None:
    assert Inner(data=b"%PDF-1.7") in read(drawn.emf() + b"\0\0%PDF-1.7")


@pytest.mark.parametrize("data", [b"", b"\1\0\0\0", b"\1\0\x09\0\0", b" EMF", b"\0" * 60])
def test_other_bytes_are_no_metafiles(data: bytes) -> None:
    assert not any(one.looks(data) for one in FORMATS)
