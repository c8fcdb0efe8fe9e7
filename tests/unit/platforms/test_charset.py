"""Bytes become the texts that a server may read in them."""

import pytest

from gatepost.platforms.charset import known, readings

TEXT = '{"a": "Été"}'


@pytest.mark.parametrize(
    "charset",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"],
)
def test_unicode_is_known_by_its_bytes(charset: str) -> None:
    assert readings(TEXT.encode(charset)) == (TEXT,)


def test_other_bytes_are_read_as_western_european() -> None:
    assert readings(TEXT.encode("cp1252")) == (TEXT,)


def test_a_declared_charset_adds_a_reading_where_it_differs() -> None:
    data = "café".encode()
    assert readings(data, "iso-8859-1") == ("café", "cafÃ©")
    assert readings(data, "utf-8") == ("café",)
    assert readings(b"cafe", "iso-8859-1") == ("cafe",)


def test_a_declared_utf_16_or_utf_7_counts_for_ascii_bytes() -> None:
    assert "PROTÉGÉ" in readings("PROTÉGÉ".encode("utf-7"), "utf-7")[1]


@pytest.mark.parametrize(
    "name", ["", "rot13", "zlib", "punycode", "idna", "unicode_escape", "no-such", "\0", "x" * 9999]
)
def test_charsets_that_no_server_uses_are_not_tried(name: str) -> None:
    assert not known(name)


def test_a_declared_charset_that_does_not_fit_is_no_reading() -> None:
    assert readings("é".encode(), "ascii") == ("é",)
    assert readings(b"abc", "utf-16") == ("abc",)
