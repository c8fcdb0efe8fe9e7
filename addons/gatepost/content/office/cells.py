"""The XML of a worksheet becomes its rows, cells parted by tabs, as a person sees them; then what else is written on it.

A big sheet has a million cells, so this is the one sink that is written for speed: about two microseconds a cell, most of it
expat's calls. Empty cells keep their place, because it is columns that tell records. The rule to keep: what stands around
the cells (headers, footers, prompts, names in formulas) is read as well.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from gatepost.content.budget import Unreadable
from gatepost.content.office.numbers import Shown, general
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, parse

_WIDEST = 256  # columns kept apart; beyond, cells follow each other
_DIGITS = "0123456789"
_HEADERS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_FORMULAS = frozenset({"f", "formula1", "formula2"})
_READ = _FORMULAS | _HEADERS | {"v", "t"}
_WRITTEN_ON = frozenset({"prompt", "promptTitle", "error", "errorTitle", "display", "tooltip"})
# 18.3.1.46: where a stretch begins, its font, its size, its colour; fields keep their letter out of the way.
_HEADER_CODES = re.compile(r'&(?:"[^"]{0,255}"|K[0-9A-Fa-f]{6}|\d{1,3}|[LCRBIUEXYSPNDTZFAGH])')


class Cells:
    """A sink that collects rows in `done`, headers and footers in `headers`, and what else is written on it in `beside`."""

    def __init__(self, strings: Sequence[str], formats: Mapping[str, Shown]) -> None:
        self.done: list[str] = []
        self.beside: list[str] = []
        self.headers: list[str] = []
        self._strings, self._formats = strings, formats
        self._names = LocalNames()
        self._columns = _Columns()
        self._depth = self._column = 0
        self._row: list[str] = []
        self._kind = self._style = ""
        self._value: list[str] = []
        self._reading = ""
        formulas = dict.fromkeys(_FORMULAS, self._formula)
        self._ends: Mapping[str, Callable[[str], None]] = formulas | dict.fromkeys(_HEADERS, self._header)

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("too-large")
        local = self._names[name]
        if local == "c":
            self._kind, self._style = attributes.get("t", ""), attributes.get("s", "")
            place = attributes.get("r")
            self._column = self._columns[place.rstrip(_DIGITS)] if place else len(self._row)
        elif local in _READ:
            self._reading = local
        elif local == "row":
            self._row = []
        elif not _WRITTEN_ON.isdisjoint(attributes):
            self.beside.extend(attributes[key] for key in attributes if key in _WRITTEN_ON)

    def end(self, name: str) -> None:
        self._depth -= 1
        self._reading = ""
        local = self._names[name]
        if local == "c":
            self._end_cell()
        elif local == "row":
            self.done.append("\t".join(self._row))
        elif self._value and local in self._ends:
            self._ends[local](self._taken())

    def text(self, text: str) -> None:
        if self._reading:
            self._value.append(text)

    def _taken(self) -> str:
        text = "".join(self._value)
        self._value.clear()
        return text

    def _end_cell(self) -> None:
        raw = "".join(self._value)
        self._value.clear()
        if not raw:
            return
        kind = self._kind
        if kind == "s":
            raw = self._strings[int(raw)] if raw.isdecimal() and int(raw) < len(self._strings) else raw
        elif kind in {"", "n"}:
            show = self._formats.get(self._style)
            raw = general(raw) if show is None else show(raw)
        elif kind == "b":
            raw = "FALSE" if raw == "0" else "TRUE"
        row = self._row
        if len(row) < self._column < _WIDEST:
            row.extend([""] * (self._column - len(row)))
        row.append(raw if "\n" not in raw else raw.replace("\n", " "))

    def _formula(self, text: str) -> None:
        """Only one that has words in it: the cell beside it shows what comes out."""
        if '"' in text:
            self.beside.append(text)

    def _header(self, text: str) -> None:
        self.headers.append(header_text(text))


def header_text(written: str) -> str:
    """What a header or footer shows, without the codes of its parts, fonts and fields."""
    return _HEADER_CODES.sub(" ", written).strip()


class _Columns(dict[str, int]):
    """The letters of a column, and its number from 0."""

    def __missing__(self, letters: str) -> int:
        number = 0
        for letter in letters[:3].upper():
            number = number * 26 + ord(letter) - 64
        self[letters] = number - 1
        return number - 1


def read_cells(pieces: Iterable[bytes], cells: Cells) -> Iterator[str]:
    """The rows of a worksheet, as they come, and at the end what is written beside them."""
    try:
        for _ in parse(pieces, cells):
            done, cells.done = cells.done, []
            yield from done
    finally:
        yield from cells.done
        yield from cells.beside
        yield from cells.headers
