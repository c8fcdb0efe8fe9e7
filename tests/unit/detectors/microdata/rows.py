"""The rows that a reader of tables found, for tests to compare."""

from collections.abc import Iterator

from gatepost.detectors.microdata.table import Table
from gatepost.detectors.microdata.told import Looks

ANY = Looks(marked=lambda _: True, kinds=lambda _: 2)  # every piece looks like a record


def rows(table: Table) -> list[tuple[str, ...]]:
    return [tuple(table.cells(at)) for at in range(len(table.places))]


def first_rows(tables: Iterator[Table]) -> list[tuple[str, ...]]:
    return rows(next(tables))
