"""Who is on leave or works elsewhere when, and what a wrong file is told."""

from datetime import date, time
from pathlib import Path

import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity.absences import load_absences
from gatepost.worktime import Absence, Away, Span

HEADER = "id,kind,first,last,hours\n"
EXAMPLE = Path(__file__).parents[3] / "deploy/examples/absences.csv"


def mistakes(text: str) -> list[tuple[int, str]]:
    with pytest.raises(PolicyErrors) as raised:
        load_absences(text, file="leave.csv")
    return [(error.line, error.message) for error in raised.value.errors]


def test_lines_become_the_absences_of_each_person() -> None:
    text = (
        HEADER
        + "emp-1,leave,2026-12-21,2026-12-24,\n"
        + "emp-2,Telework,2026-12-01,,06:00-14:00\n"
        + "emp-1,leave,2026-11-24,,13:00-17:00\n"
    )
    christmas = Absence(kind=Away.LEAVE, first=date(2026, 12, 21), last=date(2026, 12, 24))
    dentist = Absence(
        kind=Away.LEAVE, first=date(2026, 11, 24), last=date(2026, 11, 24), hours=Span(time(13), time(17))
    )
    at_home = Absence(
        kind=Away.TELEWORK, first=date(2026, 12, 1), last=date(2026, 12, 1), hours=Span(time(6), time(14))
    )
    assert load_absences(text, file="leave.csv") == {"emp-1": (christmas, dentist), "emp-2": (at_home,)}


def test_columns_may_have_other_names_and_be_left_out() -> None:
    text = "matricule;type;du\nemp-1;leave;2026-12-24\n"
    columns = {"id": "matricule", "kind": "type", "first": "du"}
    assert len(load_absences(text, file="leave.csv", columns=columns)["emp-1"]) == 1


def test_the_shipped_example_loads() -> None:
    assert set(load_absences(EXAMPLE.read_text("utf-8"), file=EXAMPLE.name)) == {"emp-104", "emp-105", "emp-106"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (",leave,2026-12-24,,", "id is empty"),
        ("emp-1,vacation,2026-12-24,,", "kind 'vacation' is not known"),
        ("emp-1,leave,24 December,,", "first '24 December' is not a day"),
        ("emp-1,leave,2026-12-24,2026-13-01,", "last '2026-13-01' is not a day"),
        ("emp-1,leave,2026-12-24,2026-12-23,", "no stretch of days"),
        ("emp-1,leave,2026-12-24,2029-12-24,", "more than two years"),
        ("emp-1,leave,2026-12-24,,afternoon", "two times of the clock"),
        (f"emp-1,leave,2026-12-24,,{'x' * 600}", "longer than 512"),
    ],
)
def test_every_mistake_is_told_with_its_line(line: str, message: str) -> None:
    found = mistakes(f"{HEADER}emp-0,leave,2026-12-24,,\n{line}\n")
    assert {number for number, _ in found} == {3}
    assert any(message in told for _, told in found)


def test_one_person_has_so_many_lines_and_no_more() -> None:
    lines = [f"emp-1,leave,{date.fromordinal(740_000 + day)},,\n" for day in range(401)]
    assert len(load_absences(HEADER + "".join(lines[:400]), file="leave.csv")["emp-1"]) == 400
    ((line, message),) = mistakes(HEADER + "".join(lines))
    assert (line, message[:18]) == (402, "more than 400 line")
