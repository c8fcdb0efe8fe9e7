"""A reply to the agency is told by its target, or by the handles a text opens with."""

import pytest

from gatepost.detectors.conversation import build
from gatepost.enrolment import Resources
from gatepost.folding import text_item
from gatepost.model import Item, Role, Tag, Where

CONVERSATION = build(Resources(agency_accounts=frozenset({"@statcan_eng", "u/statcanada", "1900000000000000001"})))


def tag(value: str) -> Item:
    return Tag(where=Where(part="reply-to"), name="reply-to", value=value)


def text(value: str, role: Role = Role.TEXT) -> Item:
    return text_item(Where(part="text"), value, role)


@pytest.mark.parametrize(
    ("remark", "item"),
    [
        ("a handle", tag("@StatCan_eng")),
        ("without its sign", tag("statcan_eng")),
        ("an id", tag("1900000000000000001")),
        ("a profile", tag("https://x.com/StatCan_eng")),
        ("a post's address", tag("https://x.com/StatCan_eng/status/1?s=20")),
        ("on Reddit", tag("https://www.reddit.com/user/StatCanada/")),
        ("an opening handle", text("@StatCan_eng when?")),
        ("among others", text("@maplefan77 @StatCan_eng exactly")),
        ("behind a dot", text(".@statcan_eng no")),
        ("behind a picture", text("👉 @StatCan_eng no")),
        ("with a gap", text("@ StatCan_eng no")),
        ("in quotation marks", text('"@StatCan_eng" no')),
        ("said so", text("Replying to @StatCan_eng: no")),
        ("on another server", tag("statcan_eng@mastodon.example")),
        ("its sign in words", text("(at)StatCan_eng (at)maplefan77 no")),
        ("its sign in French words", text("(arobas)StatCan_eng non")),
        ("letters parted", text("@_S_t_a_t_C_a_n___e_n_g_ (the tool hides it) no")),
        ("wide letters", text("＠StatCan_eng why")),
    ],
)
def test_a_reply(remark: str, item: Item) -> None:
    assert [finding.name for finding in CONVERSATION.detect(item)] == ["reply-to-agency"], remark


@pytest.mark.parametrize(
    ("remark", "item"),
    [
        ("somebody else", tag("@maplefan77")),
        ("a longer handle", tag("@StatCan_english")),
        ("another tag", Tag(where=Where(part="post"), name="activity", value="statcan_eng")),
        ("inside", text("thanks @StatCan_eng")),
        ("a possessive", text("@StatCan_eng's map")),
        ("a quotation", text('"@StatCan_eng: one in five" so true')),
        ("a title", text("@StatCan_eng", Role.TITLE)),
        ("a repost", text("RT @StatCan_eng: map")),
        ("an empty target", tag("")),
    ],
)
def test_no_reply(remark: str, item: Item) -> None:
    assert list(CONVERSATION.detect(item)) == [], remark
