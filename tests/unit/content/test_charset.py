"""Bytes become the text that they most likely are."""

import pytest

from gatepost.content.charset import declared_in, decode, decoded

FRENCH = "PROTÉGÉ B : données d’enquête à ne pas diffuser, « reçu » où l'été naît\n"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("utf-32", ""),
        ("utf-16-le", ""),
        ("utf-16-be", ""),
        ("cp1252", ""),
        ("cp850", ""),
        ("mac-roman", ""),
        ("cp1252", "utf-8"),
        ("utf-8", "utf-16"),
        ("utf-8", "rot13"),
        ("utf-7", "UTF-7"),
        ("iso-8859-15", "ISO-8859-15"),
    ],
)
def test_french_is_read_in_any_charset(encoding: str, declared: str) -> None:
    text = FRENCH.replace("’", "'") if encoding in {"cp850", "iso-8859-15"} else FRENCH
    assert decode(text.encode(encoding), declared) == text


def test_bytes_that_are_nothing_else_are_still_read() -> None:
    assert decode(b"caf\xe9 \x81") == "café �"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252", "cp850"])
@pytest.mark.parametrize("end", ["\n", " "])
def test_a_long_file_in_pieces_is_the_same_text(encoding: str, end: str) -> None:
    text = (("é" * 7 + "à la fin d'une ligne").ljust(40) + end) * 9000
    assert "".join(decoded(text.encode(encoding))) == text


def test_lines_of_a_log_may_have_several_charsets() -> None:
    padding = "INFO nothing to see here\n" * 4000
    data = "é\n".encode() + padding.encode() + "é\n".encode("cp1252")
    assert "".join(decoded(data)) == f"é\n{padding}é\n"


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ('text/html; charset="UTF-8"', "UTF-8"),
        ("text/plain;charset = cp850 ", "cp850"),
        ("text/plain; charset=rot13", ""),
        ("text/plain", ""),
    ],
)
def test_a_declared_charset_is_one_that_files_are_found_in(written: str, known: str) -> None:
    assert declared_in(written) == known
