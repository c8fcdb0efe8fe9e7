"""A post becomes items, and a finding for every part that could not be looked into."""

import pytest

from gatepost.content.expand import MAX_CHARACTERS, expand
from gatepost.model import Part, Post, Role, Tag, Text
from gatepost.testing import a_part, a_post


def an_attachment(data: bytes, **changes: str) -> Part:
    return Part(name="media[0]", role=Role.ATTACHMENT, data=data, **changes)


def texts(post: Post) -> list[str]:
    items, problems = expand(post)
    assert not problems
    return [item.original for item in items if isinstance(item, Text)]


def problems(post: Post) -> list[str]:
    return [finding.name for finding in expand(post)[1]]


def test_every_text_part_becomes_a_text_with_its_part_and_role() -> None:
    title = Part(name="title", role=Role.TITLE, data="Été".encode())
    items, _ = expand(a_post(parts=(a_part("Bonjour"), title)))
    assert [(item.where.part, item.role, item.folded) for item in items if isinstance(item, Text)] == [
        ("text", Role.TEXT, "bonjour"),
        ("title", Role.TITLE, "ete"),
    ]


def test_what_a_post_answers_becomes_a_tag() -> None:
    items, _ = expand(a_post(None, reply_to="@StatCan_eng"))
    assert [(item.name, item.value) for item in items if isinstance(item, Tag)] == [("reply-to", "@StatCan_eng")]


@pytest.mark.parametrize(
    ("remark", "data", "media_type"),
    [
        ("plain UTF-8", "Protégé".encode(), ""),
        ("UTF-8 with a mark", "Protégé".encode("utf-8-sig"), ""),
        ("UTF-16 with a mark", "Protégé".encode("utf-16"), ""),
        ("UTF-32 with a mark", "Protégé".encode("utf-32"), ""),
        ("UTF-16 without a mark", "Protégé".encode("utf-16-le"), "application/octet-stream"),
        ("big-endian without a mark", "Protégé".encode("utf-16-be"), ""),
        ("a declared charset", "Protégé".encode("cp850"), "text/plain; charset=cp850"),
        ("none of these: cp1252", "Protégé".encode("cp1252"), "text/csv"),
        ("a false declaration over UTF-8", "Protégé".encode(), "text/plain; charset=utf-16"),
        ("a declaration of a codec that is no charset", "Protégé".encode(), "text/plain; charset=rot13"),
    ],
)
def test_an_attachment_that_is_text_by_its_bytes_is_read(remark: str, data: bytes, media_type: str) -> None:
    assert texts(a_post(parts=(an_attachment(data, media_type=media_type),))) == ["Protégé"], remark


@pytest.mark.parametrize(
    ("remark", "data"),
    [
        ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
        ("an archive that is called a text", b"PK\x03\x04\x14\x00\x00\x00"),
        ("PDF begins as text", b"%PDF-1.7\nplain so far"),
        ("RTF is text that hides text", rb"{\rtf1 \'50ROTECTED}"),
        ("a mail may hold encoded bodies", b"From: a\nMIME-Version: 1.0\n\nUFJPVA=="),
    ],
)
def test_other_media_are_uninspectable(remark: str, data: bytes) -> None:
    post = a_post(parts=(an_attachment(data, media_type="text/plain", filename="notes.txt"),))
    assert problems(post) == ["uninspectable:unknown-format"], remark


def test_an_empty_attachment_gives_nothing() -> None:
    assert expand(a_post(parts=(an_attachment(b""),))) == ((), ())


def test_what_the_decoder_could_not_read_is_a_finding() -> None:
    assert problems(a_post(problem="corrupt")) == ["uninspectable:corrupt"]


def test_text_past_the_bound_is_cut_and_said() -> None:
    long, more = a_part("x" * (MAX_CHARACTERS + 5)), a_part("y", name="text[1]")
    items, found = expand(a_post(parts=(long, more)))
    assert [len(item.original) for item in items if isinstance(item, Text)] == [MAX_CHARACTERS]
    assert [(finding.name, finding.where.part) for finding in found] == [
        ("uninspectable:too-large", "text"),
        ("uninspectable:too-large", "text[1]"),
    ]


def test_broken_utf8_in_a_text_part_is_still_read() -> None:
    assert texts(a_post(parts=(Part(name="text", role=Role.TEXT, data=b"caf\xe9"),))) == ["café"]
