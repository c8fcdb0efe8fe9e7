"""Forms become the tree that their names mean, with every value of a repeated name."""

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.decoders.urlencoded import decode, fields, looks, steps_of
from gatepost.platforms.media_types import parse_header
from gatepost.platforms.tree import Several


def read(body: bytes, declared: str = "application/x-www-form-urlencoded") -> object:
    return decode(body, parse_header(declared))


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        (b"a=1&b=two+words&c=%C3%A9", {"a": "1", "b": "two words", "c": "é"}),
        (b"a=%E9", {"a": "é"}),
        (b"a", {"a": ""}),
        (b"&&a=1&", {"a": "1"}),
        (b"a%5B%5D=1", {"a": {"0": "1"}}),
        (b"a[]=1&a[]=2", {"a": {"0": "1", "1": "2"}}),
        (b"a[b][c]=1&a[b][d]=2", {"a": {"b": {"c": "1", "d": "2"}}}),
        (b"a[][b]=1&a[][b]=2", {"a": {"0": {"b": "1"}, "1": {"b": "2"}}}),
        (b"a[b=1&[c]=2&]=3", {"a[b": "1", "[c]": "2", "]": "3"}),
        (b"a%ZZ=%", {"a%ZZ": "%"}),
    ],
)
def test_a_form_becomes_its_tree(body: bytes, tree: object) -> None:
    assert read(body) == tree


def test_a_repeated_name_has_all_its_values() -> None:
    tree = read(b"a=1&a=2")
    assert tree == {"a": ("1", "2")}
    assert isinstance(tree, dict)
    assert type(tree["a"]) is Several


def test_a_name_that_is_a_value_and_a_group_is_both() -> None:
    assert read(b"a=1&a[b]=2") == {"a": ("1", {"b": "2"})}
    assert read(b"a[b]=2&a=1&a[c]=3") == {"a": ({"b": "2", "c": "3"}, "1")}


def test_a_declared_charset_is_a_second_reading() -> None:
    assert read(b"a=%C3%A9", "application/x-www-form-urlencoded; charset=iso-8859-1") == ({"a": "é"}, {"a": "Ã©"})
    assert read(b"a=1", "application/x-www-form-urlencoded; charset=iso-8859-1") == {"a": "1"}


def test_a_form_in_utf_16_is_read() -> None:
    assert read("a=é".encode("utf-16-le")) == {"a": "é"}


def test_a_million_fields_are_refused_before_they_are_read() -> None:
    with pytest.raises(Undecodable) as caught:
        read(b"a=1&" * 1_000_000)
    assert caught.value.reason == "too-large"


def test_names_nest_only_in_the_clear_way() -> None:
    assert steps_of("a[b][]") == ["a", "b", ""]
    assert steps_of("a[b]c") == ["a[b]c"]
    assert steps_of("a" + "[b]" * 9) == ["a" + "[b]" * 9]


def test_a_query_has_its_names_as_they_are() -> None:
    assert fields("a[]=1&b=%20") == {"a[]": "1", "b": " "}
    assert fields("") == {}


def test_a_form_is_known_by_its_first_name() -> None:
    assert looks(b"status=Hello")
    assert looks(b"poll%5Boptions%5D[]=x")
    assert not looks(b'{"a": "b=c"}')
    assert not looks(b"a sentence with = in it")
