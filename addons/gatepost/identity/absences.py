"""Days of leave and of telework: the text of a CSV file becomes the absences of each person, by id.

It is read as the directory is, with every mistake and its line. Who is in the file and not in the directory is no
mistake: the two come from different systems.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from gatepost.identity.table import Columns, Values, read_table
from gatepost.worktime import Absence, Away, Span, read_span

COLUMNS = ("id", "kind", "first", "last", "hours")
_REQUIRED = ("id", "kind", "first")
_LONGEST = timedelta(days=2 * 366)
_MAX_EACH = 400  # more single days of one person than a year has

type Absences = Mapping[str, tuple[Absence, ...]]


def load_absences(text: str, *, file: str, columns: Mapping[str, str] | None = None) -> Absences:
    """The absences of a CSV text. `columns` says what the file calls a column of ours."""
    found: dict[str, list[Absence]] = {}
    read_table(
        text,
        Columns(ours=COLUMNS, required=_REQUIRED, theirs=columns or {}),
        lambda values: _add(values, found),
        file=file,
    )
    return {id_: tuple(absences) for id_, absences in found.items()}


def _add(values: Values, found: dict[str, list[Absence]]) -> Iterator[str]:
    """Adds the days of one row, or says what is wrong with it."""
    try:
        absence = _absence(values)
    except ValueError as error:
        yield str(error)
        return
    of_person = found.setdefault(values["id"], [])
    if len(of_person) >= _MAX_EACH:
        yield f"more than {_MAX_EACH} lines of {values['id']!r}: write days that follow each other as one line"
    else:
        of_person.append(absence)


def _absence(values: Values) -> Absence:
    if not values["id"]:
        raise ValueError("id is empty: every line is about a person")
    if values["kind"].lower() not in list(Away):
        raise ValueError(f"kind {values['kind']!r} is not known: write leave or telework")
    first = _day("first", values["first"])
    last = _day("last", values["last"]) if values.get("last") else first
    if not timedelta() <= last - first <= _LONGEST:
        raise ValueError(
            f"{first} to {last} is no stretch of days, or one of more than two years: write the first day first"
        )
    return Absence(kind=Away(values["kind"].lower()), first=first, last=last, hours=_hours(values.get("hours", "")))


def _day(name: str, written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ValueError(f"{name} {written!r} is not a day: write it as 2026-12-24") from error


def _hours(written: str) -> Span | None:
    return read_span(written) if written else None
