"""Which division is under which: the text of a CSV file becomes the organisation, as far as figures need it.

It is read as the directory is, with every mistake and its line. A division that only stands above others has no line of
its own to write, and one that only the directory knows needs none: it is under the agency itself.
"""

from collections.abc import Iterator, Mapping

from gatepost.identity.table import Columns, Values, read_table

COLUMNS = ("division", "above")

type Divisions = Mapping[str, str]


def load_divisions(text: str, *, file: str, columns: Mapping[str, str] | None = None) -> Divisions:
    """Division -> the one above it, "" at the top. `columns` says what the file calls a column of ours."""
    above: dict[str, str] = {}
    read_table(
        text,
        Columns(ours=COLUMNS, required=COLUMNS, theirs=columns or {}),
        lambda values: _add(values, above),
        file=file,
    )
    return above


def _add(values: Values, above: dict[str, str]) -> Iterator[str]:
    """Adds the division of one row, or says what is wrong with it."""
    name, over = values["division"], values["above"]
    if not name:
        yield "division is empty: every line is about one"
    elif name in above:
        yield f"division {name!r} stands twice: it is under one other"
    elif name in _upwards(over, above):
        yield f"division {name!r} is under itself, by way of {over!r}: write what it is really under"
    else:
        above[name] = over


def _upwards(division: str, above: Divisions) -> Iterator[str]:
    """This one, the one above it, and so on: no circle, because none was added."""
    here: str | None = division
    while here:
        yield here
        here = above.get(here)
