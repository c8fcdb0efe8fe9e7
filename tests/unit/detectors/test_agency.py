"""Names are marked in place, and a name in a link is none."""

import pytest

from bench.corpora import shipped_resources
from gatepost.detectors.agency import AGENCY, BODY, FEDERAL, GOVERNMENT, name_hints, names
from gatepost.detectors.phrasebook import Words
from gatepost.folding import text_item
from gatepost.model import Where

NAMES = names(shipped_resources())


def kinds(text: str) -> list[str]:
    item = text_item(Where(part="text"), text)
    return [mention.kind for mention in NAMES.mentions(item, Words(item.folded))]


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
    ],
)
def test_names_by_kind(text: str, expected: list[str]) -> None:
    assert sorted(kinds(text)) == sorted(expected)


def test_marks_stand_where_the_names_stood() -> None:
    item = text_item(Where(part="text"), "I left StatCan.")
    words = Words(item.folded)
    assert words.overwritten(NAMES.mentions(item, words)).text == "i left AAAAAAA."


def test_every_written_out_name_is_a_hint() -> None:
    assert {"statistics canada", "statcan", "gouvernement du canada"} <= name_hints(shipped_resources())
