"""A CSV file into rows of our own columns, whoever wrote it."""

from collections.abc import Iterable

import pytest

from gatepost.errors import PolicyErrors
from gatepost.identity import table
from gatepost.identity.table import Columns, Values, read_table

OURS = Columns(ours=("id", "kind"), required=("id",), theirs={})


def rows(text: str, columns: Columns = OURS) -> list[Values]:
    found: list[Values] = []

    def take(values: Values) -> Iterable[str]:
        found.append(values)
        return ()

    read_table(text, columns, take, file="a.csv")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "id,kind\nemp-1,leave\n",
        "\ufeffID;Kind\r\nemp-1; leave \r\n",
        '"kind","id"\n"leave","emp-1"\n',
        "id,notes,kind\n\nemp-1,none,leave,and more",
    ],
    ids=["plain", "French spreadsheet", "quoted, in another order", "more columns and values"],
)
def test_a_row_is_its_values_by_our_columns(text: str) -> None:
    assert rows(text) == [{"id": "emp-1", "kind": "leave"}]


def test_what_a_row_or_the_file_lacks_is_empty_or_left_out() -> None:
    assert rows("id,kind\nemp-1\n") == [{"id": "emp-1", "kind": ""}]
    assert rows("id\nemp-1\n") == [{"id": "emp-1"}]


def test_a_column_may_be_called_otherwise() -> None:
    theirs = Columns(ours=("id", "kind"), required=("id",), theirs={"id": "Matricule"})
    assert rows("matricule,id\nemp-1,7\n", theirs) == [{"id": "emp-1"}]


def test_what_is_said_of_a_row_is_told_with_its_line() -> None:
    with pytest.raises(PolicyErrors) as raised:
        read_table("id,kind\nemp-1,\n\nemp-2,\n", OURS, lambda values: [f"{values['id']} is wrong"], file="a.csv")
    told = [str(error) for error in raised.value.errors]
    assert told == ["a.csv:2:1: error: emp-1 is wrong", "a.csv:4:1: error: emp-2 is wrong"]


def test_a_file_without_end_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "_MAX_CHARACTERS", 100)
    with pytest.raises(PolicyErrors, match="longer than 100 characters"):
        rows("id,kind\n" + "x" * 100)
