"""The staff directory: who is found by which login, and what a wrong file is told."""

from datetime import date, time
from pathlib import Path
from time import process_time

import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity.directory import load_directory, with_absences
from gatepost.model import Principal
from gatepost.worktime import Absence, Away, Span, WorkTime

HEADER = "id,login,name,groups,division,time_zone,hours,language\n"
LINE = "emp-1,mtremblay,Maude Tremblay-Okafor,employees;pilot,Labour Statistics,America/Toronto,08:00-16:00,FR\n"
EXAMPLE = Path(__file__).parents[3] / "deploy/examples/directory.csv"


def mistakes(text: str, **options: dict[str, str]) -> list[tuple[int, str]]:
    with pytest.raises(PolicyErrors) as raised:
        load_directory(text, file="directory.csv", **options)
    return [(error.line, error.message) for error in raised.value.errors]


def test_a_line_becomes_a_principal() -> None:
    directory = load_directory(HEADER + LINE, file="directory.csv")
    assert directory.by_id("emp-1") == Principal(
        id="emp-1",
        groups=frozenset({"employees", "pilot"}),
        division="Labour Statistics",
        work=WorkTime(time_zone="America/Toronto", hours=Span(time(8), time(16))),
        language="fr",
    )
    assert len(directory) == 1


def test_what_it_says_of_somebodys_work_is_read() -> None:
    header = "id,login,province,pattern,work_days,hours,lunch,breaks,own_time\n"
    line = "emp-1,ada,qc,nights,Monday;thursday,22:00-06:00,02:00-02:30,00:00-00:15|04:00-04:15,20\n"
    (person,) = load_directory(header + line, file="directory.csv").people.values()
    assert person.work == WorkTime(
        province="QC",
        pattern="nights",
        work_days=frozenset({0, 3}),
        hours=Span(time(22), time(6)),
        lunch=Span(time(2), time(2, 30)),
        breaks=(Span(time(0), time(0, 15)), Span(time(4), time(4, 15))),
        own_time=20,
    )


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("province", "XX"),
        ("work_days", "lundi"),
        ("hours", "16:00-16:00"),
        ("hours", "17:00-16:00"),
        ("lunch", "12-13"),
        ("breaks", ";".join(["10:00-10:15"] * 11)),
        ("own_time", "-5"),
        ("own_time", "241"),
        ("own_time", "half an hour"),
    ],
)
def test_work_that_cannot_be_read_is_a_mistake_of_its_line(column: str, written: str) -> None:
    ((line, message),) = mistakes(f"id,login,{column}\n1,ada,{written}\n")
    assert line == 2
    assert message.startswith(f"{column} '{written}' cannot be read")


def test_people_with_the_same_hours_share_them() -> None:
    lines = "emp-1,ada,08:00-16:00\nemp-2,bo,08:00-16:00\n"
    ada, bo = load_directory("id,login,hours\n" + lines, file="directory.csv").people.values()
    assert ada.work is bo.work


def test_absences_are_of_those_whom_the_directory_knows() -> None:
    directory = load_directory(HEADER + LINE, file="directory.csv")
    away = (Absence(kind=Away.LEAVE, first=date(2026, 12, 21), last=date(2026, 12, 24)),)
    known = with_absences(directory, {"emp-1": away, "emp-2": away})
    person = known.by_login("mtremblay")
    assert person is not None
    assert person.work.absences == away
    assert len(known) == 1
    assert "2026" not in repr(person), "who is on leave is nobody's business in a log"


@pytest.mark.parametrize(
    "login", ["mtremblay", "MTremblay", r"STATS\mtremblay", "mtremblay@STATS.EXAMPLE", r"stats.example\MTREMBLAY "]
)
def test_a_login_is_found_in_every_way_of_writing_it(login: str) -> None:
    directory = load_directory(HEADER + LINE, file="directory.csv")
    assert directory.by_login(login) is directory.by_id("emp-1")


@pytest.mark.parametrize("login", ["", "nobody", "@", "mtremblay2"])
def test_an_unknown_login_is_nobody(login: str) -> None:
    assert load_directory(HEADER + LINE, file="directory.csv").by_login(login) is None


def test_only_id_and_login_are_needed() -> None:
    directory = load_directory("login,id\nsroy,emp-9\n", file="directory.csv")
    assert directory.by_login("sroy") == Principal(id="emp-9")


def test_columns_may_have_other_names() -> None:
    text = "employeeID;sAMAccountName;department\nemp-9;sroy;Prices\n"
    columns = {"id": "employeeid", "login": "sAMAccountName", "division": "Department"}
    person = load_directory(text, file="directory.csv", columns=columns).by_login("sroy")
    assert person == Principal(id="emp-9", division="Prices")


def test_a_french_spreadsheet_writes_semicolons_and_a_byte_order_mark() -> None:
    text = "\ufeffid;login;groups\r\nemp-9;sroy;employees|pilot\r\n"
    person = load_directory(text, file="directory.csv").by_login("sroy")
    assert person == Principal(id="emp-9", groups=frozenset({"employees", "pilot"}))


def test_blank_lines_and_short_lines_are_fine() -> None:
    directory = load_directory(HEADER + "\nemp-9,sroy\n\n", file="directory.csv")
    assert len(directory) == 1


def test_every_mistake_is_told_with_its_line() -> None:
    text = (
        HEADER
        + LINE
        + "emp-1,someone,,,,,,\n"
        + r"emp-2,OTHER\MTremblay,,,,,,"
        + "\n"
        + "emp-3,,,,,,,\n"
        + ",sroy,,,,,,\n"
        + "emp-4,dlee,,,,America/Bytown,,\n"
        + "emp-5,kwong,,,,,8 to 4,\n"
        + "emp-6,aroy,,,,,,es\n"
        + "unknown:7,bcote,,,,,,\n"
    )
    found = mistakes(text)
    assert [line for line, _ in found] == [3, 4, 5, 6, 7, 8, 9, 10]
    expected = ["id 'emp-1'", "login 'mtremblay'", "login is empty", "id is empty", "time_zone", "hours", "language"]
    for (_, message), words in zip(found, expected, strict=False):
        assert words in message
    assert "'unknown:'" in found[-1][1]


def test_a_line_number_counts_lines_of_the_file_not_rows() -> None:
    text = HEADER + 'emp-1,aroy,"Ada\nRoy",,,,,\nemp-1,bcote,,,,,,\n'
    assert [line for line, _ in mistakes(text)] == [4]


def test_a_missing_column_is_asked_for() -> None:
    assert mistakes("id,name\n1,Ada\n") == [
        (1, "no column 'login': add it to the first line, or say in `columns` what the file calls it")
    ]


def test_a_renamed_column_must_exist_and_be_one_of_ours() -> None:
    found = mistakes("id,login\n1,ada\n", columns={"division": "team", "colour": "login"})
    assert [message.split(":")[0] for _, message in found] == [
        "unknown column 'colour' in `columns`",
        "no column 'team'",
    ]


def test_an_empty_file_has_no_columns() -> None:
    assert len(mistakes("")) == 2


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/localtime", "America", "\x00"])
def test_a_time_zone_that_is_a_path_is_a_mistake(zone: str) -> None:
    assert "time_zone" in mistakes(f"id,login,time_zone\n1,ada,{zone}\n")[0][1]


def test_an_open_quote_is_a_mistake_and_not_a_crash() -> None:
    assert "not CSV" in mistakes(HEADER + 'emp-1,"ada,,,,,,\n')[0][1]


def test_a_field_without_end_is_a_mistake() -> None:
    assert mistakes(HEADER + f"emp-1,ada,{'x' * 200_000},,,,,\n")
    assert "longer than 512" in mistakes(HEADER + f"emp-1,ada,{'x' * 600},,,,,\n")[0][1]


def test_a_wrong_column_does_not_bury_the_reader() -> None:
    lines = "".join(f"emp-{number},person{number},,,,,never,\n" for number in range(5_000))
    assert len(mistakes(HEADER + lines)) == 100


def test_the_shipped_example_loads() -> None:
    directory = load_directory(EXAMPLE.read_text("utf-8"), file=EXAMPLE.name, patterns={"nine-days-in-two-weeks"})
    assert len(directory) == 5


def test_ten_thousand_people_load_in_half_a_second() -> None:
    lines = "".join(
        f"emp-{number},person{number},Name {number},employees;g{number % 40},Division {number % 90},America/Toronto,,en\n"
        for number in range(10_000)
    )
    begin = process_time()
    assert len(load_directory(HEADER + lines, file="directory.csv")) == 10_000
    assert process_time() - begin < 0.5
