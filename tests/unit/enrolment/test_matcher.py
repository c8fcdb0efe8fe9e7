"""Many expressions in one pass, and why one of them is refused."""

import threading

import pytest

from gatepost.enrolment.matcher import (
    Both,
    Matcher,
    Row,
    Serialized,
    compile_here,
    engine,
    first_rejected,
    serialize,
    words_in,
)


def test_each_pattern_is_told_by_its_place_and_where_its_matches_end() -> None:
    matcher = compile_here((), ("secret", r"\bpr[aeiou]*\b", "embargo"))
    assert matcher.scan("a secret secret") == {0: [8, 15]}
    assert matcher.scan("nothing of it") == {}


def test_patterns_stand_behind_the_hints() -> None:
    matcher = compile_here((Row("none"), "not"), ("secret", "hing"))
    assert matcher.scan("nothing of it") == {1: [3], 3: [7]}


@pytest.mark.parametrize(
    ("row", "found", "passed"),
    [
        ("internal use", "for Internal -- use!", "internally use"),
        ("part time", "part-time\njob", "parttime"),
        ("statcan", "@statcan: hello", "statcanada"),
        ("diffus*", "diffusion", "rediffusion"),
        ("*fuck*", "unfuckable", "fu ck"),
        ("d usage", "l'ordre d'usage", "dusage"),
    ],
)
def test_a_row_of_words_is_found_whatever_signs_part_them(row: str, found: str, passed: str) -> None:
    matcher = compile_here((Row(row),))
    assert list(matcher.scan(found.lower())) == [0]
    assert matcher.scan(passed) == {}


def test_a_hint_is_told_once_however_often_it_is_there() -> None:
    assert [len(ends) for ends in compile_here((Row("x"), "y")).scan("x y " * 50_000).values()] == [1, 1]


def test_two_expressions_are_a_hint_where_both_are_somewhere() -> None:
    matcher = compile_here((Both(r"\bkey\b", r"\d\d"), "lock", Both("door", r"\d\d")), ("code",))
    assert matcher.scan("12 is the key to it") == {0: []}
    assert matcher.scan("a key, a door, a code") == {3: [21]}
    assert matcher.scan("7 keys and 12 locks of one door") == {1: [18], 2: []}


def test_the_words_of_a_text_stand_between_single_blanks() -> None:
    assert words_in(b"don't,  post...\t2 x ?") == b" don t post 2 x "
    assert words_in(b"!?").split() == []


def test_a_letter_of_another_script_takes_one_place() -> None:
    matcher = compile_here((), ("b", "ж"))
    assert matcher.scan("🙂ж b") == {0: [4], 1: [1, 2]}  # any such letter does


def test_a_flood_of_matches_keeps_the_first_few() -> None:
    (ends,) = compile_here((), ("x",)).scan("x" * 100_000).values()
    assert ends == list(range(1, 41))


def test_no_expressions_find_nothing() -> None:
    assert compile_here(()).scan("anything") == {}


def test_threads_scan_at_once() -> None:
    matcher, found = compile_here((), ("needle",)), []
    text = "hay " * 50_000 + "needle"
    threads = [threading.Thread(target=lambda: found.append(matcher.scan(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{0: [len(text)]}] * 4


def test_damaged_bytes_make_no_matcher() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Matcher(Serialized(b"", serialize(["secret"]).expressions[:-9]))


@pytest.mark.parametrize("expression", [r"(?<=a)b", r"(a)\1", "a(", "x*"])
def test_an_expression_without_linear_time_or_match_is_to_blame(expression: str) -> None:
    blamed = first_rejected(["fine", expression])
    assert blamed is not None
    assert blamed.place == 1
    assert blamed.reason


def test_expressions_that_are_fine_blame_nobody() -> None:
    assert first_rejected(["fine", r"too\b"]) is None


def test_the_second_engine_says_where_a_match_begins() -> None:
    match = engine(r"case [0-9]{3}").search(b"see case 042.")
    assert match is not None
    assert match.span() == (4, 12)
