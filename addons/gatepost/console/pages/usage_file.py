"""Published figures -> a table for spreadsheets, with the columns of the view that dashboards read.

A figure that is withheld is no line. Names are those of the record, the same in both languages.
"""

import csv
import io
from collections.abc import Collection, Iterator

from gatepost.events.export import for_spreadsheets
from gatepost.figures.measures import MEASURES
from gatepost.figures.reading import Published

COLUMNS = ("week", "division", "measure", "dimension", "category", "value")


def lines(published: Published, divisions: Collection[str]) -> Iterator[str]:
    """Those of these divisions; the agency has no name."""
    for measure in MEASURES:
        for cell, posts in published.measures[measure].cells.items():
            if cell.division in divisions:
                yield _line(published.week, cell.division, measure, cell.table, cell.category, posts)


def _line(*values: object) -> str:
    row = io.StringIO()
    csv.writer(row).writerow([for_spreadsheets(str(value)) for value in values])
    return row.getvalue()
