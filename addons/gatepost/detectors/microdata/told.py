"""Records that each tell of somebody in their own way: lines or other pieces of which none is parted like the next.

What shows that a piece is a record is that it has a number, or a word for one, and says something about somebody, like
those beside it. The rule to keep: what costs nothing is asked of all pieces, what costs more only of runs of those.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.runs import near
from gatepost.detectors.microdata.table import Table

BRIEF = 60  # characters in which one thing about somebody is enough to be looked at with those beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What tells a record in running text: `marked` costs nothing and is asked of all lines, `kinds` of some."""

    marked: Callable[[Line], bool]
    kinds: Callable[[Line], int]  # of things said about somebody


def told(lines: Sequence[Line], looks: Looks, *, brief: int = BRIEF) -> Iterator[Table]:
    """Lines or other pieces, each of which tells of somebody in its own way: one thing in few words, or two in more."""
    marked = [at for run in near([at for at, line in enumerate(lines) if looks.marked(line)]) for at in run]
    for run in near([at for at in marked if looks.kinds(lines[at]) > (len(lines[at][2]) > brief)]):
        yield pieces([lines[at] for at in run])


def pieces(lines: Sequence[Line]) -> Table:
    """Each of these is a row, and is one piece."""
    places = [(start, end) for start, end, _ in lines]
    return Table(places=places, cells=lambda at: [lines[at][2]], aligned=False)
