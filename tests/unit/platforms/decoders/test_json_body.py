"""JSON is read as leniently as any platform reads it, and never crashes."""

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.decoders.json_body import decode, looks
from gatepost.platforms.media_types import HeaderValue, parse_header
from gatepost.platforms.tree import MAX_DEPTH, Several


def read(body: bytes, declared: str = "application/json") -> object:
    return decode(body, parse_header(declared))


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (b'{"a": [1, "x", null, true]}', {"a": [1, "x", None, True]}),
        (b' \n\t"text"', "text"),
        (b'for (;;);{"a": 1}', {"a": 1}),
        (b')]}\'\n{"a": 1}', {"a": 1}),
        (b'while(1);{"a": 1}', {"a": 1}),
        (b'{"a": "tab\there"}', {"a": "tab\there"}),
        (b'\xef\xbb\xbf{"a": 1}', {"a": 1}),
        (b'{"a": Infinity}', {"a": float("inf")}),
    ],
)
def test_json_becomes_its_tree(body: bytes, tree: object) -> None:
    assert read(body) == tree


def test_all_values_of_a_duplicate_key_are_kept() -> None:
    tree = read(b'{"a": 1, "b": 2, "a": 3}')
    assert tree == {"a": (1, 3), "b": 2}
    assert isinstance(tree, dict)
    assert type(tree["a"]) is Several


def test_lines_of_json_are_several_documents() -> None:
    assert read(b'{"a": "x"}\n{"a": "y"}\n\x00') == ({"a": "x"}, {"a": "y"})


def test_two_charsets_are_two_readings() -> None:
    assert read('{"a": "é"}'.encode(), "application/json; charset=iso-8859-1") == ({"a": "é"}, {"a": "Ã©"})


def test_a_number_of_any_length_is_kept() -> None:
    assert read(b'{"a": ' + b"9" * 10_000 + b"}") == {"a": "9" * 10_000}


@pytest.mark.parametrize("body", [b"[" * 100_000, b'{"a":' * 100_000, b"[" * 100_000 + b"]" * 100_000])
def test_a_deep_body_is_refused_without_recursion(body: bytes) -> None:
    with pytest.raises(Undecodable):
        read(body)


def test_brackets_inside_strings_do_not_count_as_depth() -> None:
    assert read(b'{"a": "' + b"[{" * 1000 + b'\\"["}') == {"a": "[{" * 1000 + '"['}


def test_depth_up_to_the_limit_is_read() -> None:
    assert read(b"[" * MAX_DEPTH + b"]" * MAX_DEPTH)
    assert read(b"[" + b"[]," * 500 + b"[]]")


@pytest.mark.parametrize("body", [b'"' + b'\\"' * 200_000, b'"' * 200_000 + b"[" * 200, b"[" * 200 + b'"\\' * 100_000])
def test_hostile_strings_are_scanned_once(body: bytes) -> None:
    with pytest.raises(Undecodable):
        read(body)


@pytest.mark.parametrize("body", [b"", b"{", b'{"a": 1} trailing', b"<html>", b'{"a": 1}' * 2000, b"\xff\xfe\x00"])
def test_what_is_not_json_says_so(body: bytes) -> None:
    with pytest.raises(Undecodable):
        read(body)


def test_json_is_known_by_its_beginning() -> None:
    assert looks(b' {"a"')
    assert looks(b"for (;;);{}")
    assert looks('{"a"'.encode("utf-16"))
    assert not looks(b"a=1")


def test_a_missing_declaration_does_not_matter() -> None:
    assert decode(b"[]", HeaderValue()) == []
