"""Which division is under which, and what a wrong file is told."""

from pathlib import Path

import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity.divisions import load_divisions

HEADER = "division,above\n"
EXAMPLE = Path(__file__).parents[3] / "deploy/examples/divisions.csv"


def mistakes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PolicyErrors) as raised:
        load_divisions(HEADER + text, file="divisions.csv")
    return [(error.line, error.message) for error in raised.value.errors]


def test_lines_become_divisions_with_the_one_above() -> None:
    found = load_divisions(f"{HEADER}Labour,Field 8\nField 8,\n", file="divisions.csv")
    assert found == {"Labour": "Field 8", "Field 8": ""}


def test_columns_may_have_other_names() -> None:
    found = load_divisions(
        "unité;supérieure\nPrix;Champ 5\n",
        file="divisions.csv",
        columns={"division": "Unité", "above": "Supérieure"},
    )
    assert found == {"Prix": "Champ 5"}


def test_the_example_is_one() -> None:
    assert load_divisions(EXAMPLE.read_text(), file="divisions.csv")["Labour Statistics"] == "Social Statistics"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (",Field 8\n", 2, "empty"),
        ("Labour,Field 8\nLabour,Field 5\n", 3, "stands twice"),
        ("Labour,Labour\n", 2, "under itself"),
        ("A,B\nB,C\nC,A\n", 4, "under itself, by way of 'A'"),
    ],
)
def test_what_is_no_organisation_is_told_with_its_line(text: str, line: int, says: str) -> None:
    ((where, what),) = mistakes(text)
    assert (where, says in what) == (line, True)
