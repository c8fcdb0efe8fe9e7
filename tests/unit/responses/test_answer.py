"""The submitted form."""

from urllib.parse import urlencode

import pytest

from gatepost.responses.answer import MAX_WORDS, Answer, read_answer
from tests.unit.responses.notices import REASONS

GOES_ON = {"token": "t", "choice": "go-on", "reason": "public", "words": "It is in The Daily.\r\n Really."}


def answer(**fields: str) -> Answer | None:
    return read_answer(urlencode(fields).encode(), REASONS)


def test_a_person_who_goes_on_gives_a_reason() -> None:
    assert answer(**GOES_ON) == Answer(token="t", choice="go-on", reason="public", words="It is in The Daily. Really.")


def test_a_person_who_goes_back_gives_none() -> None:
    assert answer(token="t", choice="back", reason="public", words="x") == Answer(token="t", choice="back")


def test_a_person_who_reports_a_mistake_says_what_is_wrong() -> None:
    given = answer(token="t", choice="mistake", reason="public", words="That is no name.")
    assert given == Answer(token="t", choice="mistake", words="That is no name.")


@pytest.mark.parametrize(
    "changes", [{"choice": ""}, {"choice": "on"}, {"token": ""}, {"reason": ""}, {"reason": "because"}]
)
def test_half_an_answer_is_none(changes: dict[str, str]) -> None:
    assert answer(**GOES_ON | changes) is None


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"a=1&" * 30, b"token=t&choice=back&words=" + b"x" * 20_000])
def test_what_is_not_the_form_is_none(body: bytes) -> None:
    assert read_answer(body, REASONS) is None


def test_the_words_are_bounded_and_printable() -> None:
    given = answer(**GOES_ON | {"words": "a\x00\x1b[2J\u202e" + "b" * 5_000})
    assert given is not None
    assert len(given.words) <= MAX_WORDS
    assert given.words.isprintable()
