"""Locators find what they name, in every reading of it, and nothing raises."""

import re

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms import steps
from gatepost.platforms.address import parse_address
from gatepost.platforms.paths import Context, first_text, parse_locator
from gatepost.platforms.tree import File, Several

BODY = {
    "text": "hello",
    "null": None,
    "number": 12,
    "list": [{"id": 1, "text": "a"}, {"id": 2, "text": "b"}],
    "numbered": {"0": "x", "1": "y"},
    "twice": Several(({"text": "one"}, {"text": "two"})),
    "string": '{"input": {"message": {"text": "inside"}}}',
    "card": {"choice1_label": "Yes", "choice2_label": "No", "other": "-", "a.b:c": "odd"},
    "deep": {"x": [{"text": "far"}, {"y": {"text": "farther"}}]},
}
CONTEXT = Context(
    address=parse_address("https://Example.com/Posts/77?status=Hi+there&tag=a&tag=b"),
    headers=(("cookie", "a=1; twid=u%3D5; b=2"), ("cookie", 'other="quoted"'), ("authorization", "Bearer t")),
    captures=("77",),
    raw=b"raw bytes",
    body=BODY,
    unit=BODY,
)


@pytest.mark.parametrize(
    ("locator", "found"),
    [
        ("text", ["hello"]),
        ("number", [12]),
        ("null", [None]),
        ("none", []),
        ("text.more", []),
        ("list[*].text", ["a", "b"]),
        ("list[1].text", ["b"]),
        ("list[9].text", []),
        ("numbered[*]", ["x", "y"]),
        ("numbered[1]", ["y"]),
        ("text[*]", ["hello"]),
        ("twice.text", ["one", "two"]),
        ("string->input.message.text", ["inside"]),
        ("string->.input.message.text", ["inside"]),
        ("card->choice1_label", ["Yes"]),
        ("text->x", []),
        ("card.choice*_label", ["Yes", "No"]),
        ('card["choice*_label"]', ["Yes", "No"]),
        ('card["a.b:c"]', ["odd"]),
        ("card.*", ["Yes", "No", "-", "odd"]),
        ("deep..text", ["far", "farther"]),
        ("deep..*", ["far", "farther"]),
        ("..id", [1, 2]),
        ("body:text", ["hello"]),
        ("form:list[1][text]", []),
        ("form:numbered[]", ["x", "y"]),
        ("form:string->input.message.text", ["inside"]),
        ("q:status", ["Hi there"]),
        ("q:tag", ["a", "b"]),
        ("q:none", []),
        ("param:status", ["Hi there"]),
        ("param:text", ["hello"]),
        ("param:numbered[]", ["x", "y"]),
        ("path:1", ["77"]),
        ("path:2", []),
        ("header:Authorization", ["Bearer t"]),
        ("cookie:twid", ["u%3D5"]),
        ("cookie:other", ["quoted"]),
        ("cookie:wid", []),
        ("cookie:twid | percent | after u=", ["5"]),
        ("raw", [b"raw bytes"]),
        ("host", ["example.com"]),
        ("pb:text", ["hello"]),
        (".", [BODY]),
    ],
)
def test_a_locator_finds(locator: str, found: list[object]) -> None:
    assert parse_locator(locator).find(CONTEXT) == found


def test_texts_are_those_that_say_something() -> None:
    context = CONTEXT._replace(unit={"a": ["x", "", None, 3, True, {"b": "c"}, File(data=b"f")]})
    assert parse_locator("a[*]").texts(context) == ["x", "3"]


def test_the_first_text_of_several_places_is_found() -> None:
    assert first_text((parse_locator("none"), parse_locator("null"), parse_locator("text")), CONTEXT) == "hello"
    assert not first_text((), CONTEXT)


@pytest.mark.parametrize(
    ("locator", "advice"),
    [
        ("", "write a place"),
        (3, "write a place"),
        ("foo:bar", "unknown source `foo:`"),
        ("path:x", "write the number"),
        ("a[", "cannot be read"),
        ("a b", "cannot be read"),
        ("a | shout", "unknown transform `shout`"),
        ("a | after", "takes an argument"),
        ("a | digits 3", "takes no argument"),
        ("cookie:a->b", "write `| json`"),
    ],
)
def test_a_wrong_locator_says_what_to_write(locator: object, advice: str) -> None:
    with pytest.raises(ValueError, match=re.escape(advice)):
        parse_locator(locator)


def test_a_head_locator_needs_no_body() -> None:
    assert parse_locator("q:action").in_head
    assert not parse_locator("param:action").in_head


def test_two_locators_are_the_same_when_written_the_same() -> None:
    assert parse_locator("a.b") == parse_locator("a.b") != parse_locator("a.c")
    assert len({parse_locator("a"), parse_locator("a")}) == 1


@pytest.mark.parametrize("locator", ["a[*]", "a..b", "a..*", "a.*", "a[*].b"])
def test_what_would_be_lost_is_told(locator: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "MAX_FOUND", 3)
    monkeypatch.setattr(steps, "MAX_NODES", 6)
    tree = {"a": [{"b": Several(("c", "d"))}] * 5} if locator != "a.*" else {"a": {"x": Several("abcd")}}
    with pytest.raises(Undecodable) as caught:
        parse_locator(locator).find(CONTEXT._replace(unit=tree))
    assert caught.value.reason == "too-large"
