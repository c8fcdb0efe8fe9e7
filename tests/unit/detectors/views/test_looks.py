"""One pass says which of many expressions are in a text."""

from concurrent.futures import ThreadPoolExecutor

from gatepost.detectors.views.looks import Looks

LOOKS = Looks({"number": "[0-9]{3}", "edge": "^a|z$", "other": r"b\?b"})


def test_the_names_of_what_is_in_the_text_are_seen() -> None:
    assert LOOKS.seen("zebra 614") == {"number"}
    assert LOOKS.seen("a to z") == {"edge"}
    assert LOOKS.seen("") == set()


def test_what_is_not_ascii_is_a_question_mark() -> None:
    assert LOOKS.seen("b🐟b") == {"other"}


def test_several_threads_may_look_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert set(map(frozenset, pool.map(LOOKS.seen, ["abc 123"] * 200))) == {frozenset({"number", "edge"})}
