"""Rows, wherever they were found: their places, and their cells when somebody asks for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gatepost.detectors.microdata.kinds import Span

FEWEST_ROWS = 4  # are records; three may be a family
MOST_ROWS = 256  # of one table: a longer one is several, so that no stretch of it hides among the rest
_DENSE = 8  # rows
_CELL = 16  # characters of a cell in a dense table


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows, under a heading when one was given. Their cells are cut when they are asked for: of many rows few are.

    `aligned`: the cells stand in columns; else each row is one piece.
    """

    places: Sequence[Span]
    cells: Callable[[int], Sequence[str]]  # of the row at that place
    heading: tuple[str, ...] = ()
    aligned: bool = True

    @property
    def span(self) -> Span:
        return self.places[0][0], self.places[-1][1]

    @property
    def dense(self) -> bool:
        """Many short cells in columns: nothing else will be seen in these lines."""
        start, end = self.places[0]
        width = len(self.cells(0))
        return self.aligned and len(self.places) >= _DENSE and width > 2 and end - start <= _CELL * width
