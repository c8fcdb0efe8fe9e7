"""Which posts are read together, and what of each."""

import pytest

from gatepost.content.thread import MAX_POSTS, MOST_BYTES, is_threaded, latest, says_again, text_of
from gatepost.model import Activity, Audience, Role
from gatepost.testing import a_part, a_post


@pytest.mark.parametrize("activity", list(Activity))
def test_what_is_published_in_its_order_is_read_together(activity: Activity) -> None:
    published = {Activity.POST, Activity.REPLY, Activity.COMMENT}
    assert is_threaded(a_post(activity=activity)) is (activity in published)


def test_what_goes_to_one_person_never_is() -> None:
    assert not is_threaded(a_post(audience=Audience.DIRECT))


def test_of_a_post_its_texts_are_read_and_no_attachment() -> None:
    parts = (
        a_part("Respondents", name="title", role=Role.TITLE),
        a_part("Rosa, 34"),
        a_part("", name="text[1]"),
        a_part("a,b", name="media[0]", role=Role.ATTACHMENT),
    )
    assert text_of(a_post(None, parts=parts)) == "Respondents\nRosa, 34"


def test_of_a_long_post_the_end_is_read() -> None:
    text = text_of(a_post("é" * MOST_BYTES + "the end"))
    assert len(text.encode()) <= MOST_BYTES
    assert text.endswith("éthe end")


def test_half_a_character_is_no_reason_to_fail() -> None:
    assert latest(["\ud800 fog"], 100) == ("? fog",)


def test_the_latest_are_those_that_fit() -> None:
    assert latest(["first", "second", "third"], 11) == ("second", "third")
    assert latest(["first", "second", "third"], 8) == ("ond", "third")
    assert latest(["first"], 0) == ()
    assert latest([], 10) == ()
    assert len(latest(["."] * 100, 1000)) == MAX_POSTS


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("Lovely fog", "Lovely fog"),
        ("Lovely fog", " Lovely fog\n"),
        ("Lovely fog over the cnaal this morning", "Lovely fog over the canal this morning"),
        ("Rosa 34 K1A, Zoé 28 H2X, Idris 63 B3H", "Rosa 34 K1A; Zoe 28 H2X; Idris 63 B3H"),
    ],
)
def test_a_retry_or_a_mistake_put_right_says_the_same_again(earlier: str, text: str) -> None:
    assert says_again(earlier, text)
    assert says_again(text, earlier)


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("454", "286"),
        ("P", "R"),
        ("", "fog"),
        ("Rosa in Hull, 34, works", "Rosa in Hull, 35, works"),
        ("Lovely fog over the canal this morning", "The bus is late again and so am I"),
        ("fog", "fog and more fog, and nothing but fog as far as one can see"),
    ],
)
def test_what_differs_says_something_new(earlier: str, text: str) -> None:
    assert not says_again(earlier, text)
    assert not says_again(text, earlier)
