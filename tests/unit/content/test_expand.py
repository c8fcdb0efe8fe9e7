"""A post becomes items, and a finding for every part that could not be looked into."""

from dataclasses import replace

import pytest

from gatepost.content.expand import IN_LOOP_BYTES, MAX_CHARACTERS, expand
from gatepost.model import Part, Post, Role, Tag, Text
from gatepost.testing import a_part, a_post


def an_attachment(data: bytes, **changes: str) -> Part:
    return Part(name="media[0]", role=Role.ATTACHMENT, data=data, **changes)


def texts(post: Post) -> list[str]:
    expanded = expand(post)
    assert not expanded.problems
    return [item.original for item in expanded.items if isinstance(item, Text)]


def problems(post: Post) -> list[str]:
    return [finding.name for finding in expand(post).problems]


def test_every_text_part_becomes_a_text_with_its_part_and_role() -> None:
    title = Part(name="title", role=Role.TITLE, data="Été".encode())
    expanded = expand(a_post(parts=(a_part("Bonjour"), title)))
    assert [(item.where.part, item.role, item.folded) for item in expanded.items if isinstance(item, Text)] == [
        ("text", Role.TEXT, "bonjour"),
        ("title", Role.TITLE, "ete"),
    ]


def test_what_a_post_answers_becomes_a_tag() -> None:
    expanded = expand(a_post(None, reply_to="@StatCan_eng"))
    assert [(item.name, item.value) for item in expanded.items if isinstance(item, Tag)] == [
        ("reply-to", "@StatCan_eng")
    ]


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
def test_a_text_is_read_in_the_charset_that_it_has(remark: str, data: bytes, media_type: str) -> None:
    part = Part(name="text", role=Role.TEXT, data=data, media_type=media_type)
    assert texts(a_post(parts=(part,))) == ["Protégé"], remark


def test_files_are_handed_over_as_they_came_whatever_they_are() -> None:
    files = tuple(
        replace(an_attachment(data), name=f"media[{number}]")
        for number, data in enumerate((b"\x89PNG\r\n\x1a\n", b"plain text", b"%PDF-1.7\nplain so far"))
    )
    expanded = expand(a_post(parts=files))
    assert expanded.handed_over == files
    assert not expanded.items


def test_an_empty_attachment_gives_nothing() -> None:
    assert not expand(a_post(parts=(an_attachment(b""),))).handed_over


def test_a_long_text_is_handed_over_in_utf8() -> None:
    post = a_post(parts=(Part(name="text", role=Role.TEXT, data=("Été " * IN_LOOP_BYTES).encode("utf-16")),))
    (part,) = expand(post).handed_over
    assert not expand(post).items
    assert (part.name, part.role, part.data.decode()) == ("text", Role.TEXT, "Été " * IN_LOOP_BYTES)


def test_what_fits_beside_other_texts_is_looked_at_at_once_and_the_rest_elsewhere() -> None:
    parts = tuple(a_part("x" * (IN_LOOP_BYTES // 3), name=f"text[{number}]") for number in range(4))
    expanded = expand(a_post(parts=parts))
    assert [item.where.part for item in expanded.items] == ["text[0]", "text[1]", "text[2]"]
    assert [part.name for part in expanded.handed_over] == ["text[3]"]


def test_what_the_decoder_could_not_read_is_a_finding() -> None:
    assert problems(a_post(problem="corrupt")) == ["uninspectable:corrupt"]


def test_text_past_the_bound_is_cut_and_said() -> None:
    long, more = a_part("x" * (MAX_CHARACTERS + 5)), a_part("y", name="text[1]")
    expanded = expand(a_post(parts=(long, more)))
    assert [len(part.data) for part in expanded.handed_over] == [MAX_CHARACTERS]
    assert [(finding.name, finding.where.part) for finding in expanded.problems] == [
        ("uninspectable:too-large", "text"),
        ("uninspectable:too-large", "text[1]"),
    ]


def test_broken_utf8_in_a_text_part_is_still_read() -> None:
    assert texts(a_post(parts=(Part(name="text", role=Role.TEXT, data=b"caf\xe9"),))) == ["café"]
