"""A text written anew knows of every character where what it stands for is."""

from gatepost.detectors.views.reading import Reading, View
from gatepost.detectors.views.rewriting import Stretch, kept, refolded, rewrite, traced, whole
from gatepost.model import Where


def test_stretches_are_written_anew_and_the_rest_stays() -> None:
    anew = rewrite("ab-cd", [whole(2, 3, "xy")])
    assert anew is not None
    assert anew.text == "abxycd"
    assert list(anew.starts) == [0, 1, 2, 2, 3, 4]
    assert list(anew.ends) == [1, 2, 3, 3, 4, 5]


def test_without_stretches_there_is_nothing_new() -> None:
    assert rewrite("abc", []) is None


def test_kept_characters_keep_their_places() -> None:
    assert kept("a.b.c", 0, 5, [0, 2, 4]) == Stretch(0, 5, "abc", [0, 2, 4], [1, 3, 5])


def a_reading(original: str, folded: str, offsets: list[int] | None = None) -> Reading:
    return Reading(where=Where(part="text"), original=original, folded=folded, offsets=offsets)


def test_a_reading_written_anew_leads_to_the_original() -> None:
    reading = refolded(a_reading("œ-k", "oe-k", [0, 0, 1, 2, 3]), View.JOINED, [kept("oe-k", 1, 4, [1, 3])])
    assert reading is not None
    assert (reading.view, reading.folded) == (View.JOINED, "oek")
    assert reading.span(0, 3) == (0, 3)
    assert reading.span(2, 3) == (2, 3)


def test_a_reading_of_a_decoded_text_leads_to_the_code_and_shows_what_it_says() -> None:
    original = "x &#80; y"
    anew = rewrite(original, [whole(2, 7, "P")])
    assert anew is not None
    reading = traced(a_reading(anew.text, "x p y"), anew, original)
    assert reading.span(2, 3) == (2, 7)
    assert reading.written(2, 3) == "P"
    assert reading.original == original
