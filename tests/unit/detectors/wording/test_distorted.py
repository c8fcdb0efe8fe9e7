"""Names are known by their sound and by the letters left of them, and other words are not taken for them."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.wording.agency import name_hints
from gatepost.detectors.wording.distorted import HINTS, distorted
from gatepost.detectors.wording.named import AGENCY, GOVERNMENT
from gatepost.enrolment.matcher import compile_here


def named(text: str) -> list[str]:
    return [what for what, _, _ in distorted(text)]


DISTORTED = [
    ("swapped letters", "statisitcs canda said so", AGENCY),
    ("by its sound", "stahtistik kanada", AGENCY),
    ("misspelt in french", "satistique canada", AGENCY),
    ("the government misspelt", "goverment of canada", GOVERNMENT),
    ("a letter starred out", "st@t*c@n wants to chat", AGENCY),
    ("two words", "st*t c*n rang", AGENCY),
    ("most letters", "the folks of s******ics c****a", AGENCY),
    ("one sign too few", "s********que c****a", AGENCY),
    ("a sign between", "stat*can numbers are out", AGENCY),
    ("the government", "g**vernement du c*n*da", GOVERNMENT),
]


@pytest.mark.parametrize(("remark", "text", "what"), DISTORTED)
def test_what_still_reads_like_a_name_is_one(remark: str, text: str, what: str) -> None:
    assert named(text) == [what], remark


@pytest.mark.parametrize(
    "text",
    [
        "s*** can happen",
        "sh*t can",
        "st*ff can be dull",
        "sam@example.com",
        "stuff * can be",
        "logistics canada inc",
        "statistics candidate",
        "governor of canada",
        "g*t off c****** street",
    ],
)
def test_what_could_be_any_word_is_no_name(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(("remark", "text", "what"), DISTORTED)
def test_every_distorted_name_is_hinted(remark: str, text: str, what: str) -> None:
    assert compile_here(tuple(HINTS[what])).scan(text), remark


def test_hints_for_names_have_those_for_distorted_ones() -> None:
    assert name_hints(shipped_resources()) >= HINTS[AGENCY] | HINTS[GOVERNMENT]


def test_signs_alone_cost_no_more_than_their_number() -> None:
    assert named("s*" * 5_000) == []
    assert named("*" * 10_000) == []
