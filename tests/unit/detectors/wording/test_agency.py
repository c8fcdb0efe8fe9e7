"""Names are marked in place, and a name in a link is none."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.wording.agency import name_hints, names
from gatepost.detectors.wording.named import AGENCY, BODY, FEDERAL, GOVERNMENT
from gatepost.detectors.wording.phrasebook import words_of
from gatepost.enrolment.matcher import compile_here
from gatepost.folding import fold
from tests.unit.detectors.readings import a_reading

NAMES = names(shipped_resources())


def kinds(text: str) -> list[str]:
    return [mention.kind for mention in NAMES.mentions(a_reading(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("StatCan and the Government of Canada", [AGENCY, GOVERNMENT]),
        ("Health Canada, the federal government", [FEDERAL, BODY]),
        ("@StatCan_eng u/StatCanada #StatCanRocks", [AGENCY, AGENCY, AGENCY]),
        ("@StatCan_engineer", []),
        ("work at stats can", [AGENCY]),
        ("Stats Can't explain", []),
        ("stats can be dull", []),
        ("the Stat Can map", [AGENCY]),
        ("https://x.com/statcan_eng", []),
        ("www.statcan.gc.ca", []),
        ("statistics, Canada and France", []),
        ("goc cong", []),
        ("Statitsics Canda", [AGENCY]),
        ("St@t*C@n", [AGENCY]),
        ("Goverment of Canada", [GOVERNMENT]),
        ("the Govt. of Canada", [GOVERNMENT]),
        ("the government of Canada West", []),
        ("a whole government of Canada geese", []),
        ("the government of Canada's most populous province", []),
        ("the Government of Canada's plan", [GOVERNMENT]),
        ("artistique Canada", []),
        ("why is stats can calling", [AGENCY]),
        ("stat can appelle encore", [AGENCY]),
        ("stats can, of course, mislead", []),
        ("bureau fédéral de la statistique", [AGENCY]),
    ],
)
def test_names_by_kind(text: str, expected: list[str]) -> None:
    assert sorted(kinds(text)) == sorted(expected)


def test_marks_stand_where_the_names_stood() -> None:
    reading = a_reading("I left StatCan.")
    assert words_of(reading).overwritten(NAMES.mentions(reading)).text == "i left AAAAAAA."


@pytest.mark.parametrize(
    "text", ["Statistics Canada", "at StatCan.", "le gouvernement du Canada", "#StatCanRocks", "@StatCan_eng"]
)
def test_every_written_out_name_is_hinted(text: str) -> None:
    hints = tuple(name_hints(shipped_resources()))
    assert compile_here(hints).scan(fold(text)[0])
