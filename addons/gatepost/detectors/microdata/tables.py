"""Every way to see rows in a stretch of text, the plainest first: columns, labels, lines, and records in running text.

What reads a text again in many ways is for those in which something that speaks for records comes round. The rule to keep:
each reader walks the stretch a fixed number of times, so that a megabyte costs what it is long, and nobody here knows what a
cell means.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from gatepost.detectors.microdata.cells import Cells
from gatepost.detectors.microdata.fixed_width import packed
from gatepost.detectors.microdata.forms import SAID
from gatepost.detectors.microdata.grids import grids
from gatepost.detectors.microdata.items import items
from gatepost.detectors.microdata.kinds import CIRCUMSTANCES, Kind, Line
from gatepost.detectors.microdata.labelled import labelled
from gatepost.detectors.microdata.lines import lines_of
from gatepost.detectors.microdata.marks import MARK
from gatepost.detectors.microdata.paragraphs import paragraphs
from gatepost.detectors.microdata.series import by_age, by_sign
from gatepost.detectors.microdata.sideways import bare_columns, columns
from gatepost.detectors.microdata.table import FEWEST_ROWS, Table
from gatepost.detectors.microdata.told import Looks, pieces, told
from gatepost.detectors.microdata.vocabulary import Vocabulary
from gatepost.detectors.wording.spans import Spans

_LONGEST = 240  # characters of a line that tells of one person
_ITEMS = 40  # characters of a line with several records
_COMES_ROUND = 3
_LARGE = 4  # digits
_NUMBER = re.compile(r"[0-9]+(?:[ ,][0-9]{3}(?![0-9])){0,3}(?![0-9:%]| ?(?:%|km|h\b))")
_WORD = re.compile(r"[a-z][a-z'+-]+")
_LETTER = re.compile(r"(?<![a-z'])[mfh](?![a-z'])|[♂♀👨👦👴👩👧👵]")
_SAID = re.compile(
    rf"(?<![a-z]){SAID}([ -](?:thousand|grand|mille|k))?(?![a-z])|(?:ving|tren|quaran|cinquan|soixan)taine"
)
_RECORD = CIRCUMSTANCES | frozenset(
    {Kind.AGE, Kind.SEX, Kind.SEX_LETTER, Kind.POSTAL, Kind.POSTAL_AREA, Kind.MONEY, Kind.SMALL, Kind.LARGE, Kind.DATE}
    | {Kind.YEAR, Kind.CONTACT, Kind.NUMBER, Kind.NAME, Kind.FIRM, Kind.CODE, Kind.RECORD, Kind.STAFF, Kind.INDUSTRY}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What needs no second look: places where rows were found, and rows that are clearly of something else."""

    taken: Spans = field(default_factory=Spans)
    dull: set[int] = field(default_factory=set)  # where they begin

    def has(self, line: Line) -> bool:
        start, end, _ = line
        return start in self.dull or self.taken.meet(start, end)


def tables(text: str, cells: Cells, seen: Seen) -> Iterator[Table]:
    """Tables, and lists in running text; what whoever asks has seen by then is not looked at again."""
    yield from labelled(text, lambda label: cells.vocabulary.exact_heading(label) is not None)
    yield from columns(text)
    lines = lines_of(text)
    yield from grids(lines)
    yield from packed(lines)
    yield from bare_columns(lines)
    yield from _in_running_text(text, [line for line in lines if not seen.has(line)], cells)


def _in_running_text(text: str, lines: Sequence[Line], cells: Cells) -> Iterator[Table]:
    marks = [match.start() for match in MARK.finditer(text)]
    if len(marks) < FEWEST_ROWS or not _comes_round(lines, cells):
        return
    marked = _counter(marks)
    looks = Looks(
        marked=lambda line: marked(line) > 0,
        kinds=lambda line: len(_RECORD.intersection(_signs(line[2], cells.vocabulary))),
    )
    yield from told([line for line in lines if len(line[2]) <= _LONGEST], looks)
    for line in lines:
        if len(line[2]) >= _ITEMS and marked(line) >= FEWEST_ROWS:
            yield from items(line, looks)
            for cut in by_sign(line):
                yield from told(cut, looks)
    yield from paragraphs(text, lines, looks)
    yield from map(pieces, by_age(text, marks))


def _comes_round(lines: Sequence[Line], cells: Cells) -> bool:
    if any(len(line) > _LONGEST for _, _, line in lines):
        return True
    counts = Counter(kind for _, _, line in lines for kind in _signs(line, cells.vocabulary))
    return any(count >= _COMES_ROUND for kind, count in counts.items() if kind in _RECORD)


def _signs(text: str, vocabulary: Vocabulary) -> list[Kind | None]:
    """What may be said there, seen at a glance: words by themselves, and numbers by how long they are."""
    numbers = [Kind.LARGE if len(number) >= _LARGE else Kind.SMALL for number in _NUMBER.findall(text)]
    letters = [Kind.SEX_LETTER] * len(_LETTER.findall(text))
    said = [] if numbers else [Kind.MONEY if thousands else Kind.AGE for thousands in _SAID.findall(text)]
    return [*numbers, *letters, *said, *map(vocabulary.values.get, _WORD.findall(text))]


def _counter(places: Sequence[int]) -> Callable[[Line], int]:
    """How many of these places lie in a line."""
    return lambda line: bisect_left(places, line[1]) - bisect_left(places, line[0])
