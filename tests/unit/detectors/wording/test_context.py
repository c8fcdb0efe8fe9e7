"""The rest of a clause, and other people's words."""

from gatepost.detectors.wording.context import clause_after, clause_before, quoted, told_by_others


def test_a_clause_ends_at_a_stop_a_bar_and_a_line() -> None:
    text = "one. two | three four five\nsix"
    start = text.index("four")
    assert clause_before(text, start) == " three "
    assert clause_after(text, start + 4) == " five"


def test_words_between_quotation_marks_are_somebody_elses() -> None:
    text = 'he said "i work there" and left'
    assert quoted(text, text.index("work"))
    assert not quoted(text, text.index("left"))


def test_an_inch_sign_opens_no_quotation() -> None:
    text = 'a 9" pan and i work here'
    assert not quoted(text, text.index("work"))


def test_reposts_and_quoted_lines_are_somebody_elses() -> None:
    assert quoted("rt @a: i work there", 7)
    assert quoted("hello\n> i work there", 8)
    assert not quoted("art: i work there", 5)


def test_what_somebody_quotes_of_their_own_profile_is_their_own() -> None:
    text = 'my profile: "i work there"'
    assert quoted(text, text.index("work"))
    assert not told_by_others(text, text.index("work"))


def test_what_somebody_quotes_of_anothers_profile_is_not() -> None:
    text = 'her bio says "i work there"'
    assert told_by_others(text, text.index("work"))
    assert told_by_others('he said "i work there"', 12)
