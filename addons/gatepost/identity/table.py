"""A CSV file that a program exported into rows of our own columns, or into all that is wrong with it.

Every mistake of the file is reported in one run with its line, because it is read by someone who has ten thousand lines
before them. Keep the reading linear: it runs again whenever the file changes.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gatepost.errors import PolicyError, PolicyErrors

_MAX_CHARACTERS = 64 * 1024 * 1024  # a quarter of a million people with long lines
_MAX_MISTAKES = 100  # a wrong column makes one mistake a line; the first hundred say it
MAX_FIELD = 512

type Values = Mapping[str, str]
type _Mistake = tuple[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Ours, which of them a file must have, and what the file calls those that it names otherwise."""

    ours: Sequence[str]
    required: Sequence[str]
    theirs: Mapping[str, str]


def read_table(text: str, columns: Columns, take: Callable[[Values], Iterable[str]], *, file: str) -> None:
    """Hands every row to `take`, as our column -> value, which says what is wrong with it. PolicyErrors has it all."""
    if len(text) > _MAX_CHARACTERS:
        raise PolicyErrors([PolicyError(f"longer than {_MAX_CHARACTERS} characters: split the file", file=file)])
    text = text.removeprefix("\ufeff")  # a spreadsheet's mark of UTF-8
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    mistakes: list[_Mistake] = []
    try:
        places = _places(next(rows, []), columns, mistakes)
        for row in rows if not mistakes else ():
            if row:
                values = {ours: row[place].strip() if place < len(row) else "" for ours, place in places.items()}
                mistakes.extend((rows.line_num, wrong) for wrong in (*_too_long(values), *take(values)))
            if len(mistakes) >= _MAX_MISTAKES:
                break
    except csv.Error as error:
        mistakes.append((rows.line_num, f"not CSV ({error}): put quotes around a value that holds quotes or commas"))
    if mistakes:
        raise PolicyErrors([PolicyError(message, file=file, line=max(line, 1)) for line, message in mistakes])


def _delimiter(text: str) -> str:
    """A spreadsheet set to French writes semicolons where one set to English writes commas."""
    header = text.partition("\n")[0]
    return ";" if header.count(";") > header.count(",") else ","


def _places(header: Sequence[str], columns: Columns, mistakes: list[_Mistake]) -> Mapping[str, int]:
    """Where each of our columns stands in a row."""
    theirs = {name.strip().casefold(): place for place, name in reversed(list(enumerate(header)))}
    mistakes.extend(
        (1, f"unknown column {ours!r} in `columns`: use one of {', '.join(columns.ours)}")
        for ours in columns.theirs
        if ours not in columns.ours
    )
    wanted = {ours: columns.theirs.get(ours, ours).strip().casefold() for ours in columns.ours}
    mistakes.extend(
        (1, f"no column {wanted[ours]!r}: add it to the first line, or say in `columns` what the file calls it")
        for ours in columns.ours
        if wanted[ours] not in theirs and (ours in columns.required or ours in columns.theirs)
    )
    return {ours: theirs[name] for ours, name in wanted.items() if name in theirs}


def _too_long(values: Values) -> Iterable[str]:
    return (
        f"{name} is longer than {MAX_FIELD} characters: shorten it"
        for name, value in values.items()
        if len(value) > MAX_FIELD
    )
