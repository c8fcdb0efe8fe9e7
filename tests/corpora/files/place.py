"""A place in a file where words can stand, and how a file is made that has words there and nowhere else.

The files are made by the libraries that other people write theirs with, never by ours: what a reader finds is then what
those wrote, not what we believe that they write. The rule to keep: with innocent words, the file must be innocent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto


class Holds(Enum):
    """What a place has room for."""

    WORDS = auto()  # a line or two
    ROWS = auto()  # lines of columns with tabs between them
    LABEL = auto()  # the name of a sensitivity label; no name, no label


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`make` turns words into a whole file; `page` is where a reader says that they stand; `drawn` words are pixels."""

    format: str
    name: str
    make: Callable[[str], bytes]
    holds: Holds = Holds.WORDS
    page: int | None = None
    drawn: bool = False

    def __str__(self) -> str:
        return f"{self.format}-{self.name}"
