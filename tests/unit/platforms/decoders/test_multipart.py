"""Multipart bodies are read however their sender wrote them."""

import base64

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.decoders.multipart import decode, looks
from gatepost.platforms.media_types import parse_header
from gatepost.platforms.tree import File

FORM = "multipart/form-data; boundary=b"


def part(head: str, content: bytes = b"hello", end: bytes = b"\r\n") -> bytes:
    return b"--b" + end + head.encode().replace(b"\n", end) + end * 2 + content + end


def read(body: bytes, declared: str = FORM) -> object:
    return decode(body, parse_header(declared))


FIELD = 'Content-Disposition: form-data; name="a"'
FILE = 'Content-Disposition: form-data; name="f"; filename="x.png"\nContent-Type: image/png'


def test_fields_and_files_stand_under_their_names() -> None:
    tree = read(part(FIELD) + part(FILE, b"\x89PNG") + b"--b--\r\n")
    assert tree == {"a": "hello", "f": File(filename="x.png", media_type="image/png", data=b"\x89PNG")}


@pytest.mark.parametrize(
    "body",
    [
        part(FIELD, end=b"\n") + b"--b--\n",
        part(FIELD) + b"--b--",
        part(FIELD),
        part(FIELD)[:-2],
        b"preamble\r\n" + part(FIELD) + b"--b--\r\nepilogue",
        part(FIELD).replace(b"--b\r\n", b"--b  \r\n") + b"--b--\r\n",
        part(FIELD).replace(b"Content-D", b"content-d") + b"--b--\r\n",
        part('Content-Disposition: form-data;\n name="a"') + b"--b--\r\n",
    ],
    ids=["bare LF", "no last line end", "no end", "cut", "preamble", "padded boundary", "lower case", "folded header"],
)
def test_every_way_to_write_a_part_is_read(body: bytes) -> None:
    assert read(body) == {"a": "hello"}


def test_a_wrong_boundary_is_found_in_the_body() -> None:
    assert read(part(FIELD), "multipart/form-data; boundary=other") == {"a": "hello"}
    assert read(part(FIELD), "multipart/form-data") == {"a": "hello"}


def test_bracketed_and_repeated_names_are_those_of_a_form() -> None:
    twice = part(FIELD) + part(FIELD, b"again")
    assert read(twice) == {"a": ("hello", "again")}
    assert read(part('Content-Disposition: form-data; name="p[o][]"')) == {"p": {"o": {"0": "hello"}}}


def test_json_in_a_part_is_a_tree() -> None:
    head = 'Content-Disposition: form-data; name="payload_json"\nContent-Type: application/json'
    assert read(part(head, b'{"content": "x"}')) == {"payload_json": {"content": "x"}}
    tree = read(
        part('Content-Disposition: form-data; name="p"; filename="blob"\nContent-Type: application/json', b"[1]")
    )
    assert tree == {"p": ([1], File(filename="blob", media_type="application/json", data=b"[1]"))}


def test_an_unnamed_json_part_is_a_reading_of_the_whole() -> None:
    body = part("Content-Type: application/json", b'{"title": "t"}', b"\n") + part(
        "Content-Type: video/mp4", b"mp4", b"\n"
    )
    tree = read(body, "multipart/related; boundary=b")
    assert tree == ({"": File(media_type="video/mp4", data=b"mp4")}, {"title": "t"})
    assert read(part("Content-Type: application/json", b'{"title": "t"}')) == {"title": "t"}


def test_a_transfer_encoding_is_a_second_reading() -> None:
    coded = base64.b64encode(b"hidden")
    assert read(part(FIELD + "\nContent-Transfer-Encoding: base64", coded)) == {"a": (coded.decode(), "hidden")}
    assert read(part(FIELD + "\nContent-Transfer-Encoding: base64", b"a")) == {"a": "a"}
    assert read(part(FIELD + "\nContent-Transfer-Encoding: quoted-printable", b"=41")) == {"a": ("=41", "A")}


def test_a_charset_of_a_part_counts() -> None:
    assert read(part(FIELD + "\nContent-Type: text/plain; charset=iso-8859-1", b"\xe9")) == {"a": "é"}


def test_multipart_inside_multipart_is_read_to_a_depth() -> None:
    inner = b'--c\r\nContent-Disposition: attachment; filename="i.png"\r\n\r\nbytes\r\n--c--'
    head = 'Content-Disposition: form-data; name="m"\nContent-Type: multipart/mixed; boundary=c'
    assert read(part(head, inner)) == {"m": {"": File(filename="i.png", data=b"bytes")}}
    nested = b"hello"
    for _ in range(5):
        nested = part('Content-Disposition: form-data; name="m"\nContent-Type: multipart/mixed; boundary=b', nested)
    with pytest.raises(Undecodable):
        read(nested)


def test_a_part_without_headers_is_a_text() -> None:
    assert read(b"--b\r\n\r\nhello\r\n--b--") == {"": "hello"}
    assert read(b"--b\r\nhello\r\n--b--") == {"": "hello"}


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(Undecodable) as caught:
        read(part(FIELD) * 1002)
    assert caught.value.reason == "too-large"


def test_a_body_without_any_boundary_says_so() -> None:
    with pytest.raises(Undecodable):
        read(b"hello")


def test_a_multipart_body_is_known_by_its_first_part() -> None:
    assert looks(part(FIELD))
    assert not looks(b"-- a signature\r\nJane")
