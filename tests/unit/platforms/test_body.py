"""A body is read as what it is declared to be and as what it is."""

import pytest

from gatepost.platforms.body import read_body
from gatepost.platforms.tree import File, Several

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 8


@pytest.mark.parametrize(
    "content_type",
    [
        "application/json",
        "text/plain;charset=UTF-8",
        "application/problem+json",
        "",
        "image/png",
        "multipart/form-data",
    ],
)
def test_json_is_json_whatever_it_is_declared_to_be(content_type: str) -> None:
    assert read_body(b'{"text": "hello"}', content_type).tree == {"text": "hello"}


@pytest.mark.parametrize("content_type", ["", "application/json", "text/plain", "application/octet-stream"])
def test_a_form_is_a_form_whatever_it_is_declared_to_be(content_type: str) -> None:
    tree = read_body(b"text=hello&n=1", content_type).tree
    assert {"text": "hello", "n": "1"} in (tree if type(tree) is Several else (tree,))


def test_json_declared_as_a_form_is_read_both_ways() -> None:
    tree = read_body(b'{"title": "a=b"}', "application/x-www-form-urlencoded").tree
    assert type(tree) is Several
    assert {"title": "a=b"} in tree


def test_a_file_declared_as_a_form_is_also_a_file() -> None:
    body = read_body(PNG, "application/x-www-form-urlencoded")
    assert File(media_type="application/x-www-form-urlencoded", data=PNG) in body.files


def test_the_definition_may_say_that_the_body_is_a_file() -> None:
    body = read_body(b'{"text": "hello"}', "application/json", "raw")
    assert body.tree == File(media_type="application/json", data=b'{"text": "hello"}')
    assert body.files == (body.tree,)


def test_plain_text_is_text_only_where_it_is_nothing_else() -> None:
    assert read_body(b"hello there", "text/plain").tree == "hello there"
    assert read_body(b"hello there", "").tree == "hello there"


@pytest.mark.parametrize(
    ("body", "content_type", "problem"),
    [
        (b"{broken", "application/json", "corrupt"),
        (b"a=1&" * 20_000, "application/x-www-form-urlencoded", "too-large"),
        (b"hello", "multipart/form-data; boundary=b", "corrupt"),
        (b"\0\1\2\3", "", "unknown-format"),
        (b"\0\1\2\3", "application/x-protobuf", "unknown-format"),
    ],
)
def test_what_cannot_be_read_is_handed_on_with_its_problem(body: bytes, content_type: str, problem: str) -> None:
    found = read_body(body, content_type)
    assert found.problem == problem
    assert found.tree


def test_no_body_is_an_empty_tree() -> None:
    assert read_body(b"", "application/json").tree == {}


def test_too_many_values_to_look_for_files_is_told() -> None:
    body = b'["data:,"' + b',"a"' * 100_001 + b"]"
    assert read_body(body, "application/json").problem == "too-large"
