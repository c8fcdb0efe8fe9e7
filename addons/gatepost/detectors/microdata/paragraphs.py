"""Records whose fields stand on lines of their own: between empty lines, or so many lines each."""

from collections.abc import Iterator, Sequence

from gatepost.detectors.microdata.cells import JOINED
from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.table import FEWEST_ROWS, Table
from gatepost.detectors.microdata.told import Looks, told

_SHORT = 60  # characters of a line that is one field of a record
_FIELD = 34  # ... and of one where no empty line says so
_STACKED = 7  # lines of one record without an empty line between records
_FEW_LINES = 400  # of a text in which such records are looked for
_TALLEST = 15  # lines of one record


def paragraphs(folded: str, lines: Sequence[Line], looks: Looks) -> Iterator[Table]:
    """Records whose fields stand on lines of their own: between empty lines, or so many lines each."""
    short = [line for line in lines if len(line[2]) <= _SHORT]
    blocks: list[list[Line]] = []
    for line in short:
        if blocks and folded.count("\n", blocks[-1][-1][1], line[0]) <= 1:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    yield from told([_joined(block) for block in blocks if len(block) <= _TALLEST], looks)
    brief = [line for line in short if len(line[2]) <= _FIELD]
    for height in range(2, _STACKED + 1) if 2 * FEWEST_ROWS <= len(brief) <= _FEW_LINES else ():
        for first in (0, 1):  # the first line may be a remark
            places = range(first, len(brief) - height + 1, height)
            yield from told([_joined(brief[at : at + height]) for at in places], looks)


def _joined(block: Sequence[Line]) -> Line:
    return block[0][0], block[-1][1], JOINED.join(line for _, _, line in block)
