"""Texts in shorthand: one sign for each word and stop."""

import pytest

from gatepost.detectors.wording.shorthand import WORD, Vocabulary, shortest, tokens_of, vocabulary
from gatepost.enrolment import Resources

LISTS = {
    ("speech-author", "en"): ("i",),
    ("speech-author", "fr"): ("j'", "je"),
    ("speech-work", "en"): ("work|works", "work [very] hard", "work a job"),
    ("speech-future", "fr"): ("*rons",),
    ("speech-not", "en"): ("don't",),
    ("speech-other", "en"): ("sister*", "in-law"),
    ("roles", "en"): ("analyst*",),
    ("beasts", "en"): ("🐀",),
    ("not-beasts", "en"): ("guinea pig",),
}
KINDS = {name.removeprefix("speech-"): name for name, _ in LISTS if name.startswith("speech-")}
KINDS |= {"role": "roles", "beast": "beasts", "word": "not-beasts"}
KNOWN = vocabulary(Resources(lexicons=LISTS), KINDS)


def kinds(text: str, written: str = "", known: Vocabulary = KNOWN) -> list[str]:
    """The kinds of the words of a text in which capitals in a row are a marked name; other signs as they are."""
    named = {sign: kind for kind, sign in known.signs.items() if sign != WORD}
    return [named.get(sign, sign) for sign in known.shorthand(tokens_of(text, written or text.lower())).signs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i work at AAAAAAA", ["author", "work", "_", "A"]),
        ("j'ai", ["author", "_"]),
        ("i don't work hard", ["author", "not", "work"]),
        ("work a job", ["work"]),
        ("work very hard", ["work"]),
        ("nous publierons", ["_", "future"]),
        ("my sister-in-law", ["_", "other", "other"]),
        ("2 analysts, 14 years", ["0", "role", ",", "0", "_"]),
        ("AAAA's", ["A", "_"]),
        ("yes. no? a: (b) - c", ["_", ".", "_", "?", "_", ":", "(", "_", ")", "-", "_"]),
        ("dog mom | AAAA\nottawa", ["_", "_", "|", "A", "|", "_"]),
        ("dog mom\nottawa", ["_", "_", "|", "_"]),
        ("i\nwork\nhard\nat\nAAAA", ["author", "work", "_", "A"]),
        ("aujourd'hui i'm", ["_", "_", "author", "_"]),
        ("2,000 4th", ["0", "_"]),
        ("hi 🎉🎉 there", ["_", "*", "_"]),
        ("🎉🐀🐀", ["beast"]),
        ("guinea pig", ["_"]),
        ("@moss.glen and @AAAA", ["@", "_", "@", "A"]),
        ("", []),
    ],
)
def test_each_word_has_the_sign_of_its_kind(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_the_longest_term_counts_whether_its_second_word_is_whole_or_only_begun() -> None:
    lists = {("meals", "en"): ("eat soup*", "eat soup bowls"), ("times", "en"): ("eat soup", "eat soups daily")}
    known = vocabulary(Resources(lexicons=lists), {"meal": "meals", "time": "times"})
    assert kinds("eat soup", known=known) == ["time"]
    assert kinds("eat soups", known=known) == ["meal"]
    assert kinds("eat soupy", known=known) == ["meal"]
    assert kinds("eat soup bowls", known=known) == ["meal"]
    assert kinds("eat soups daily", known=known) == ["time"]
    assert kinds("eat so", known=known) == ["_", "_"]


def test_a_capital_inside_a_sentence_is_a_proper_name() -> None:
    assert kinds("zoe roe, of oka", "Zoe Roe, of oka") == ["_", "^", ",", "_", "_"]


def test_a_vocabulary_that_knows_first_names_tells_capitals_that_begin_a_sentence() -> None:
    named = vocabulary(Resources(lexicons=LISTS), KINDS, names=["zoe"])
    assert kinds("zoe left. soup left", "Zoe left. Soup left", named) == ["^", "_", ".", "`", "_"]


def test_a_place_is_that_of_all_words_of_a_term() -> None:
    text = "yes: i work very hard, yes"
    shorthand = KNOWN.shorthand(tokens_of(text, text))
    assert [text[slice(*shorthand.span(place, place + 1))] for place in (2, 3, 4)] == ["i", "work very hard", ","]
    assert [shorthand.sign_at(text.index(word)) for word in ("yes", "i", "very", ",")] == [0, 2, 3, 4]


def test_terms_are_spelt_out_without_those_that_have_another_in_them() -> None:
    assert shortest(["*rons", "don't", "work|works", "work [very] hard"]) == {"*rons", "don't", "work", "works"}


def test_a_term_of_two_kinds_is_a_mistake() -> None:
    lists = {**LISTS, ("speech-job", "en"): ("work",)}
    with pytest.raises(ValueError, match="'work' is of two kinds: job and work"):
        vocabulary(Resources(lexicons=lists), {**KINDS, "job": "speech-job"})
