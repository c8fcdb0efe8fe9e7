"""Trees are walked without recursion, in order, and nothing is lost."""

import base64

import pytest

from gatepost.errors import Undecodable
from gatepost.platforms.tree import File, Several, data_uri, files, flatten, from_base64, nodes, several, text_of, texts


def test_one_reading_is_itself_and_more_are_several() -> None:
    assert several(["a"]) == "a"
    assert several([]) is None
    both = several(["a", Several(("b", "c"))])
    assert type(both) is Several
    assert both == ("a", "b", "c")


def test_strings_are_found_in_order_through_every_container() -> None:
    assert list(texts({"a": ["x", {"b": Several(("y", "z"))}], "c": 1, "d": None, "e": "w"})) == ["x", "y", "z", "w"]


def test_a_tree_with_too_many_values_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.platforms.tree.MAX_NODES", 3)
    with pytest.raises(Undecodable) as caught:
        list(nodes(["a", "b", "c"]))
    assert caught.value.reason == "too-large"


@pytest.mark.parametrize(
    ("node", "text"),
    [("a", "a"), (12, "12"), (1.5, "1.5"), (True, None), (None, None), (b"\xc3\xa9", "é"), ({}, None), ([], None)],
)
def test_a_value_has_the_text_that_platforms_make_of_it(node: object, text: str | None) -> None:
    assert text_of(node) == text


@pytest.mark.parametrize("text", ["YWJj", "YWJj\n", "YWI=", "YWI", "-_8", "+/8="])
def test_base64_is_read_in_either_alphabet_and_without_padding(text: str) -> None:
    assert from_base64(text.encode()) is not None


@pytest.mark.parametrize("text", ["a", "a!b", "=a=", "é"])
def test_what_is_no_base64_is_none(text: str) -> None:
    assert from_base64(text.encode()) is None


def test_inline_media_is_a_file() -> None:
    uri = "data:image/png;base64," + base64.b64encode(b"bytes").decode()
    assert list(files({"avatar": [uri]})) == [File(media_type="image/png", data=b"bytes")]
    assert data_uri("data:text/plain,a%20b") == File(media_type="text/plain", data=b"a b")
    assert data_uri("data:image/png;base64,!!") is None
    assert data_uri("data: that we keep, in general") is None
    assert data_uri("DATA:;base64,YWJj") == File(data=b"abc")
    assert data_uri("data:none") is None


def test_rich_text_reads_as_it_looks() -> None:
    prosemirror = {
        "type": "doc",
        "content": [
            {
                "type": "paragraph",
                "content": [{"type": "text", "text": "A map is "}, {"type": "text", "text": "an argument."}],
            },
            {"type": "paragraph", "content": [{"type": "text", "text": "So is a table."}]},
        ],
    }
    rtjson = {
        "document": [
            {
                "e": "par",
                "c": [{"e": "text", "t": "See "}, {"e": "link", "t": "the table", "u": "https://tables.example/1"}],
            }
        ]
    }
    assert flatten(prosemirror) == "A map is an argument.\nSo is a table."
    assert flatten(rtjson) == "See the table https://tables.example/1"
    assert flatten([]) == flatten("x") == ""


def test_rich_text_with_too_many_nodes_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gatepost.platforms.tree.MAX_NODES", 3)
    with pytest.raises(Undecodable):
        flatten([{"text": "a"}] * 5)
