"""Many expressions in one pass, and why one of them is refused."""

import threading

import pytest

from gatepost.enrolment.matcher import Matcher, compile_here, engine, first_rejected, serialize


def test_each_expression_is_told_by_its_place_and_where_its_matches_end() -> None:
    matcher = compile_here(("secret", r"\bpr[aeiou]*\b", "embargo"))
    assert matcher.scan("a secret secret") == {0: [8, 15]}
    assert matcher.scan("nothing of it") == {}


def test_a_letter_of_another_script_takes_one_place() -> None:
    matcher = compile_here(("b", "ж"))
    assert matcher.scan("🙂ж b") == {0: [4], 1: [1, 2]}  # any such letter does


def test_a_flood_of_matches_keeps_the_first_few() -> None:
    (ends,) = compile_here(("x",)).scan("x" * 100_000).values()
    assert ends == list(range(1, 41))


def test_no_expressions_find_nothing() -> None:
    assert compile_here(()).scan("anything") == {}


def test_threads_scan_at_once() -> None:
    matcher, found = compile_here(("needle",)), []
    text = "hay " * 50_000 + "needle"
    threads = [threading.Thread(target=lambda: found.append(matcher.scan(text))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [{0: [len(text)]}] * 4


def test_damaged_bytes_make_no_matcher() -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Matcher(serialize(["secret"])[:-9])


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
