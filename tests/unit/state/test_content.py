from typing import Any

import pytest

from gatepost.model import Activity, Role
from gatepost.state import content_key
from gatepost.testing import A_TUESDAY, a_part, a_post, a_principal

KEY = b"k" * 32
POST = a_post("Lovely fog", parts=(a_part("Lovely fog"), a_part("over the canal", name="text[1]")))


def test_the_same_content_sent_again_has_the_same_key():
    again = a_post(id="r-2", at=A_TUESDAY.replace(hour=20), principal=a_principal(id="emp-9"), parts=POST.parts)
    assert content_key(KEY, again) == content_key(KEY, POST)


@pytest.mark.parametrize(
    "changes",
    [
        {"parts": POST.parts[:1]},
        {"parts": POST.parts[::-1]},
        {"parts": (a_part("Lovely fogo"), a_part("ver the canal", name="text[1]"))},
        {"parts": (a_part("Lovely fog"), a_part("over the canal", name="media[0]"))},
        {"media": ("17",)},
        {"reply_to": "@StatCan_eng"},
        {"target": "@StatCan_eng"},
    ],
)
def test_any_change_to_the_content_is_another_key(changes: dict[str, Any]):
    changed = a_post(**({"parts": POST.parts} | changes))
    assert content_key(KEY, changed) != content_key(KEY, POST)


def test_what_is_answered_is_not_mistaken_for_where_it_goes():
    answer, group = a_post(reply_to="17"), a_post(target="17")
    assert content_key(KEY, answer) != content_key(KEY, group)


def test_without_the_key_a_content_cannot_be_guessed():
    assert content_key(b"other" * 8, POST) != content_key(KEY, POST)


def test_any_text_has_a_key():
    assert content_key(KEY, a_post(reply_to="\ud800"))


def test_a_file_uploaded_again_under_another_id_is_the_same_content():
    first, again = (
        a_post(
            None, activity=Activity.UPLOAD, parts=(a_part("%PDF", role=Role.ATTACHMENT, name="media[0]"),), media=ids
        )
        for ids in (("17",), ("18",))
    )
    assert content_key(KEY, first) == content_key(KEY, again)
    asked = a_post(None, activity=Activity.UPLOAD, media=("17",))
    assert content_key(KEY, asked) != content_key(KEY, a_post(None, activity=Activity.UPLOAD, media=("18",)))
