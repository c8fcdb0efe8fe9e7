"""What a pivot table remembers of its source becomes the rows of that source, which often is nowhere else in the file.

The cache's definition names the fields and lists the values of some; the records have values, or numbers of listed ones
(ECMA-376, part 1, 18.10.1). The rule to keep: a listed value is paid for each time that a record shows it.
"""

from collections.abc import Iterable, Iterator, Sequence

from gatepost.content.budget import Unreadable
from gatepost.content.xml import DEEPEST, Attributes, LocalNames, parse

_VALUES = frozenset({"s", "n", "d", "b", "e", "m"})


class Pivot:
    """A sink for both: the fields that a definition names, and the rows that records make of what it lists."""

    def __init__(self, listed: Sequence[Sequence[str]] = ()) -> None:
        self.names: list[str] = []
        self.values: list[list[str]] = []
        self.rows: list[str] = []
        self._listed = listed
        self._row: list[str] = []
        self._names = LocalNames()
        self._depth = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise Unreadable("too-large")
        local = self._names[name]
        value = attributes.get("v", "")
        if local == "cacheField":
            self.names.append(attributes.get("name", ""))
            self.values.append([])
        elif local in _VALUES and self.values:
            self.values[-1].append(value)
        elif local in _VALUES:
            self._row.append(value)
        elif local == "x":
            self._row.append(self._of_list(value))

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._names[name] == "r":
            self.rows.append("\t".join(self._row).replace("\n", " "))
            self._row.clear()

    def text(self, text: str) -> None:
        """Values are attributes."""

    def _of_list(self, number: str) -> str:
        field = len(self._row)
        values = self._listed[field] if field < len(self._listed) else ()
        return values[int(number)] if number.isdecimal() and len(number) < 9 and int(number) < len(values) else number


def read_definition(pieces: Iterable[bytes]) -> Pivot:
    sink = Pivot()
    for _ in parse(pieces, sink):
        pass
    return sink


def read_records(pieces: Iterable[bytes], definition: Pivot) -> Iterator[str]:
    """The rows, below the names of their fields."""
    yield "\t".join(definition.names)
    sink = Pivot(definition.values)
    for _ in parse(pieces, sink):
        rows, sink.rows = sink.rows, []
        yield from rows
