"""A file of letters tells by its first lines what they mean."""

import pytest

from gatepost.content.textual import Kind, kind


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"Notes of the day", Kind.PLAIN),
        (b"# Title\n\n<div>and a tag</div>", Kind.PLAIN),
        (b"<John> hi there", Kind.PLAIN),
        (b"{\\not rtf}", Kind.PLAIN),
        (b'{"MIME": "json"}', Kind.PLAIN),
        (b"Froms: a list\n- b", Kind.PLAIN),
        (b"a line of a log\n" * 20 + b"\0\0 cut off\n", Kind.PLAIN),
        ("Protégé".encode("utf-16-le"), Kind.PLAIN),
        (
            b"BM\xb6\xf4\x14\0\0\0\0\0\x36\0\0\0\x28\0\0\0\xd1\3\0\0\xd9\1\0\0\1\0\x18" + bytes(25) + b"\xff" * 9000,
            None,
        ),
        (b"%PDF-1.7", Kind.PDF),
        (b"\n%PDF-1.7", Kind.PDF),
        (b"%!PS-Adobe-3.0", Kind.POSTSCRIPT),
        (b"{\\rtf1 x}", Kind.RTF),
        (b"<!DOCTYPE html><p>x", Kind.HTML),
        (b"<!-- one --> <!-- two -->\n<HTML>", Kind.HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", Kind.HTML),
        ("<html>é".encode("utf-16"), Kind.HTML),
        (b"<div align=center>", Kind.HTML),
        (b"<?xml version='1.0'?><a/>", Kind.XML),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", Kind.XML),
        (b"<w:document xmlns:w='x'>", Kind.XML),
        (b"<feed xmlns='x'>", Kind.XML),
        (b"From: a@b.example\nTo: c@d.example\n\nx", Kind.MAIL),
        (b"From a@b.example Mon Nov 23\nSubject: x\n\nx", Kind.MAIL),
        (b"Look at this:\n\nMIME-Version: 1.0\nContent-Type: text/plain\n\nx", Kind.MAIL),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", None),
        (b"PK\x03\x04\x14\x00\x00\x00", None),
        (bytes(range(256)), None),
    ],
)
def test_the_kind_is_told_by_the_letters(data: bytes, expected: Kind | None) -> None:
    assert kind(data) is expected
