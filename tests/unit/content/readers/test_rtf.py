"""RTF: everything that is written in it, and its pictures and objects."""

import pytest

from gatepost.content.budget import Unreadable
from gatepost.content.format import Inner, Passage, Piece, Unread
from gatepost.content.readers.rtf import FORMATS
from tests.unit.content.budgets import a_budget

(RTF,) = FORMATS
HEAD = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Calibri;}}{\colortbl;\red0;}{\stylesheet{\s0 Normal;}}"


def read(body: str) -> list[Piece]:
    data = f"{HEAD}{body}}}".encode("latin-1")
    assert RTF.looks(data)
    return list(RTF.read(data, a_budget()))


def text(body: str) -> str:
    return "".join(piece.text for piece in read(body) if isinstance(piece, Passage))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"one\par two", "one\ntwo"),
        (r"PRO{\b TEC}TED B", "PROTECTED B"),
        (r"Prot\'e9g\'e9", "Protégé"),
        (r"Prot\u233?g\u233 ?", "Protégé"),
        (r"{\uc2 \u8364\'80\'80}5", "€5"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\v hidden}", "hidden"),
        (r"{\header above}body", "\nabovebody"),
        (r"a{\footnote below}", "a\nbelow"),
        (r"a{\*\annotation said}", "a\nsaid"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt y}}", "\nHYPERLINK xy"),
        (r"a\tab b\{c\}", "a\tb{c}"),
        ("split\r\nword", "splitword"),
    ],
)
def test_what_is_written_is_read(body: str, expected: str) -> None:
    assert text(body) == expected


def test_pictures_and_objects_are_files() -> None:
    pieces = read(
        r"x{\pict\pngblip 89504e47 0d0a}{\object{\*\objdata 0105000002000000504b0304ff}}{\pict\bin4 " + "{}\\a}"
    )
    assert [piece.data for piece in pieces if isinstance(piece, Inner)] == [
        b"\x89PNG\r\n",
        b"PK\x03\x04\xff",
        b"{}\\a",
    ]


def test_a_file_that_was_cut_off_says_so() -> None:
    pieces = list(RTF.read(HEAD.encode() + rb"PROTECTED {\b B", a_budget()))
    assert pieces == [Passage(text="PROTECTED B"), Unread(reason="corrupt")]


def test_a_whole_file_has_nothing_unread() -> None:
    assert read("whole") == [Passage(text="whole")]


def test_groups_without_end_are_too_large() -> None:
    with pytest.raises(Unreadable, match="too-large"):
        read("{" * 100_000)
