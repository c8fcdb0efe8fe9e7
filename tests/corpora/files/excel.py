"""Workbooks, written by openpyxl, with words in one place each."""

import io
from collections.abc import Callable

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.packaging.custom import StringProperty
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.corpora.files.place import Holds, Place

_LABEL = "MSIP_Label_0c3f2d2e-1f57-4a6b-9d0e-6a7b8c9d0e1f"


def _made(put: Callable[[Workbook, str], object]) -> Callable[[str], bytes]:
    def make(words: str) -> bytes:
        book = Workbook()
        sheet = _first(book)
        for row in (("fruit", "kilograms"), ("apples", 12), ("pears", 7.5)):
            sheet.append(row)
        put(book, words)
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()

    return make


def _first(book: Workbook) -> Worksheet:
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def _cell(book: Workbook, words: str) -> None:
    _first(book)["D9"] = words


def _on_a_sheet(state: str) -> Callable[[Workbook, str], object]:
    def put(book: Workbook, words: str) -> None:
        sheet = book.create_sheet("Notes")
        sheet["B2"] = words
        sheet.sheet_state = state

    return put


def _hidden_row(book: Workbook, words: str) -> None:
    _first(book)["A40"] = words
    _first(book).row_dimensions[40].hidden = True


def _comment(book: Workbook, words: str) -> None:
    _first(book)["A1"].comment = Comment(words, "A. Writer")


def _formula(book: Workbook, words: str) -> None:
    _first(book)["D4"] = f'="{words}"'


def _defined_name(book: Workbook, words: str) -> None:
    book.defined_names["remark"] = DefinedName("remark", attr_text=f'"{words}"')


def _prompt(book: Workbook, words: str) -> None:
    check = DataValidation(
        type="whole", operator="between", formula1="1", formula2="9", prompt=words, showInputMessage=True
    )
    check.add("B2")
    _first(book).add_data_validation(check)


def _chart(book: Workbook, words: str) -> None:
    sheet, chart = _first(book), BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=1, max_row=3), titles_from_data=True)
    chart.title = words
    sheet.add_chart(chart, "F2")


def _rows(book: Workbook, rows: str) -> None:
    sheet = book.create_sheet("People")
    for row in rows.split("\n"):
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row.split("\t")])


def _hidden_rows(book: Workbook, rows: str) -> None:
    _rows(book, rows)
    book.worksheets[1].sheet_state = "veryHidden"


def _label(book: Workbook, label: str) -> None:
    for key, value in {"Enabled": "true", "Name": label, "Method": "Standard"}.items() if label else ():
        book.custom_doc_props.append(StringProperty(name=f"{_LABEL}_{key}", value=value))


_WORDS: dict[str, tuple[Callable[[Workbook, str], object], int | None]] = {
    "cell": (_cell, 1),
    "second-sheet": (_on_a_sheet("visible"), 2),
    "hidden-sheet": (_on_a_sheet("hidden"), 2),
    "very-hidden-sheet": (_on_a_sheet("veryHidden"), 2),
    "hidden-row": (_hidden_row, 1),
    "sheet-header": (lambda book, words: setattr(_first(book).oddHeader.center, "text", words), None),
    "sheet-footer": (lambda book, words: setattr(_first(book).evenFooter.left, "text", words), None),
    "comment": (_comment, None),
    "formula": (_formula, None),
    "defined-name": (_defined_name, None),
    "prompt": (_prompt, None),
    "chart-title": (_chart, None),
    "title": (lambda book, words: setattr(book.properties, "title", words), None),
    "category": (lambda book, words: setattr(book.properties, "category", words), None),
}

PLACES = (
    *(Place(format="xlsx", name=name, make=_made(put), page=page) for name, (put, page) in _WORDS.items()),
    Place(format="xlsx", name="rows", make=_made(_rows), holds=Holds.ROWS, page=2),
    Place(format="xlsx", name="very-hidden-rows", make=_made(_hidden_rows), holds=Holds.ROWS, page=2),
    Place(format="xlsx", name="label", make=_made(_label), holds=Holds.LABEL),
)
