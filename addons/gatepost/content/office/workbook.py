"""What a sheet's cells refer to in the rest of the workbook: its sheets in order, its shared strings, its formats of numbers.

The rule to keep: a shared string is paid for when it is kept, and again each time that a cell shows it, because a small
table can name a long string a million times.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from gatepost.content.budget import Budget, Unreadable
from gatepost.content.office.numbers import Shown, shown
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, local_attributes, parse

_MOST_FORMATS = 70_000  # more than Excel allows (64,000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """As the workbook names it, with the reference to where it is. Hidden ones are listed like any other."""

    name: str = field(repr=False)
    reference: str


class _Counted:
    """A sink that counts open elements."""

    def __init__(self) -> None:
        self.names = LocalNames()
        self.depth = 0

    def opened(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable("too-large")

    def end(self, name: str) -> None:
        self.depth -= 1

    def text(self, text: str) -> None:
        """Not asked for, unless a sink says otherwise."""


class Sheets(_Counted):
    """A sink for the workbook or the presentation: its sheets or slides, and how it counts days."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: list[Sheet] = []
        self.since_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.opened()
        local = self.names[name]
        if local in {"sheet", "sldId"}:
            # Of a slide's two ids, the one of the reference has a prefix.
            reference = next((attributes[key] for key in attributes if key.endswith(":id")), "")
            self.sheets.append(Sheet(name=attributes.get("name", ""), reference=reference))
        elif local == "workbookPr":
            self.since_1904 = attributes.get("date1904", "0") in {"1", "true", "on"}


class Strings(_Counted):
    """A sink for the shared strings; how they are to be read aloud (`rPh`) is no part of them."""

    def __init__(self, budget: Budget) -> None:
        super().__init__()
        self.strings: list[str] = []
        self._budget = budget
        self._current: list[str] = []
        self._reading = self._aloud = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.opened()
        local = self.names[name]
        self._reading = local == "t" and not self._aloud
        self._aloud = self._aloud or local == "rPh"

    def end(self, name: str) -> None:
        self.depth -= 1
        self._reading = False
        local = self.names[name]
        if local == "rPh":
            self._aloud = False
        elif local == "si":
            self.strings.append("".join(self._current))
            self._budget.characters(len(self.strings[-1]) + 1)
            self._current.clear()

    def text(self, text: str) -> None:
        if self._reading:
            self._current.append(text)


class Formats(_Counted):
    """A sink for the styles: how each style of cells shows numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._codes: dict[int, str] = {}
        self._of_styles: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: Attributes) -> None:
        self.opened()
        local = self.names[name]
        if local == "numFmt":
            of = local_attributes(attributes, self.names)
            self._codes[_number(of.get("numFmtId"))] = of.get("formatCode", "")
        elif local == "xf" and self._in_cells:
            self._of_styles.append(_number(attributes.get("numFmtId")))
        elif local in {"cellXfs", "cellStyleXfs"}:
            self._in_cells = local == "cellXfs"
        if len(self._of_styles) > _MOST_FORMATS or len(self._codes) > _MOST_FORMATS:
            raise Unreadable("too-large")

    def shown(self, *, since_1904: bool) -> dict[str, Shown]:
        """What is done with the numbers of each style that does anything with them."""
        each = (
            (number, shown(number, self._codes.get(number, ""), since_1904=since_1904)) for number in self._of_styles
        )
        return {str(style): show for style, (_, show) in enumerate(each) if show is not None}


def read_sheets(pieces: Iterable[bytes]) -> Sheets:
    """The sheets, as far as they are told; whoever reads the same part for its text will see that there is no more."""
    sink = Sheets()
    with suppress(Unreadable):
        for _ in parse(pieces, sink):
            pass
    return sink


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 9 else 0
