"""What headers and first bytes say of a body."""

import pytest

from gatepost.platforms.media_types import is_text, media_type_of, parse_header, sniff


@pytest.mark.parametrize(
    ("text", "value", "parameters"),
    [
        ("text/plain", "text/plain", {}),
        ("Text/HTML; Charset=UTF-8", "text/html", {"charset": "UTF-8"}),
        ('multipart/form-data; boundary="a;b"', "multipart/form-data", {"boundary": "a;b"}),
        (
            'form-data; name="a"; filename="C:\\new\\"x\\".png"',
            "form-data",
            {"name": "a", "filename": 'C:\\new"x".png'},
        ),
        ("form-data; filename=\"a.txt\"; filename*=UTF-8''%C3%A9t%C3%A9.txt", "form-data", {"filename": "été.txt"}),
        ("attachment; filename*0*=UTF-8''%C3%A9; filename*1=t; filename*2*=%C3%A9", "attachment", {"filename": "été"}),
        ("attachment; filename*=iso-8859-1'fr'%E9", "attachment", {"filename": "é"}),
        ("a; b=1; b=2", "a", {"b": "1"}),
        (";;;=", "", {}),
        ("", "", {}),
    ],
)
def test_header_values_have_parameters(text: str, value: str, parameters: dict[str, str]) -> None:
    header = parse_header(text)
    assert (header.value, dict(header.parameters)) == (value, parameters)


@pytest.mark.parametrize("text", ['a; b="' + "\\" * 100_000, "a" + "; b" * 100_000, "a; " + "x*0*=" * 10_000])
def test_hostile_headers_end_soon(text: str) -> None:
    parse_header(text)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"\0\0\0\x18ftypisom", "video/mp4"),
        (b"\0\0\0\x18ftypheic", "image/heic"),
        (b"%PDF-1.7", "application/pdf"),
        (b"PK\x03\x04", "application/zip"),
        (b"hello", ""),
        (b"", ""),
    ],
)
def test_first_bytes_tell_the_type(data: bytes, kind: str) -> None:
    assert sniff(data) == kind


@pytest.mark.parametrize(
    ("data", "declared", "filename", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n", "text/plain", "a.txt", "image/png"),
        (b"a,b\n1,2\n", "application/octet-stream", "data.CSV", "text/csv"),
        (b"a,b\n1,2\n", "text/csv", "", "text/csv"),
        (b"WEBVTT\n", "", "", "text/plain"),
        ("été".encode(), "", "x.bin", "text/plain"),
        (b"\x00\x01\x02", "text/plain", "a.txt", "application/octet-stream"),
        (b"", "image/png", "", "application/octet-stream"),
        (b'{"a": 1}', "application/json", "", "application/json"),
    ],
)
def test_the_bytes_win_and_the_declaration_tells_kinds_of_text_apart(
    data: bytes, declared: str, filename: str, kind: str
) -> None:
    assert media_type_of(data, declared, filename) == kind


def test_text_cut_in_the_middle_of_a_character_is_text() -> None:
    assert is_text(b"a" * 4095 + "é".encode())
    assert not is_text(b"\xe9")
