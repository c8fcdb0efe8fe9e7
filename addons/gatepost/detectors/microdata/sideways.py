"""Tables on their side: each line, or each list of a program, is a column; its heading, when it has one, before it."""

import re
from collections.abc import Iterator, Sequence

from gatepost.detectors.microdata.grids import bare
from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.table import FEWEST_ROWS, MOST_ROWS, Table

type _List = tuple[int, int, str, list[str]]  # start and end in the text, the heading, and the values

_LIST = re.compile(r"\W{0,6}([a-z][\w .'()$]{0,30}?)[\"' ]{0,3}(?:[:=|;,\t>(\[]|<-| - )[\s:=c(\[|\"'-]{0,6}(.{7,1500})")
_LIST_END = re.compile(r"[\n\r\])]")
_SIGN = re.compile(r"[,;|\t/]| - ")
_NUMBERS = re.compile(r"\d{1,7}(?: ?[,;/|] ?\d{1,7}){3,80}")
_LABEL = re.compile(r"([a-z][\w .'()$]{0,20}?)[\"' ]{0,3}[:=()\[]{1,2} ?$")
_LABEL_REACH = 28  # characters in which a label stands before its numbers
_BETWEEN = 40  # characters from one list to the next
_SHORTEST = 10  # characters of a list
_LAST: _List = (1 << 30, 0, "", [])  # ends the group before it


def columns(folded: str) -> Iterator[Table]:
    """Lists with headings, each on a line or in brackets; and numbers behind a label within a line."""
    lists: list[_List] = []
    start = 0
    for end in [*(match.start() for match in _LIST_END.finditer(folded)), len(folded)]:
        found = _LIST.match(folded, start, end) if end - start > _SHORTEST else None
        values = _values(found.group(2)) if found else []
        if found and len(values) >= FEWEST_ROWS:
            lists.append((start, end, found.group(1), values))
        start = end + 1
    yield from _on_their_side(lists)
    yield from _on_their_side(
        [found for match in _NUMBERS.finditer(folded) for found in _behind_a_label(folded, match)]
    )


def bare_columns(lines: Sequence[Line]) -> Iterator[Table]:
    """Lists without headings: lines of as many cells each, of which some are numbers only and some words only."""
    group: list[_List] = []
    for start, end, line in [*lines, (_LAST[0], 0, "")]:
        values = _values(line)
        if group and not _go_on(group, start, values):
            if len(group) >= FEWEST_ROWS - 1 and {_all_numbers(column[3]) for column in group} == {True, False}:
                yield _turned(group)
            group = []
        if len(values) >= FEWEST_ROWS and _all_numbers(values) is not None:
            group.append((start, end, "", values))


def _values(written: str) -> list[str]:
    values = [bare(value) for value in _SIGN.split(written)]
    if len(values) < FEWEST_ROWS:
        values = written.split()
    return [value for value in values if value]


def _behind_a_label(folded: str, numbers: re.Match[str]) -> Iterator[_List]:
    label = _LABEL.search(folded[max(0, numbers.start() - _LABEL_REACH) : numbers.start()])
    if label:
        values = re.findall(r"\d+", numbers.group())
        yield numbers.start() - len(label.group()), numbers.end(), label.group(1), values


def _all_numbers(values: Sequence[str]) -> bool | None:
    """Whether there is a number in all of these, or in none."""
    numbers = sum(any(map(str.isdigit, value)) for value in values)
    return None if 0 < numbers < len(values) else numbers > 0


def _on_their_side(lists: Sequence[_List]) -> Iterator[Table]:
    group: list[_List] = []
    for column in [*lists, _LAST]:
        if group and not _go_on(group, column[0], column[3]):
            if len(group) >= 2:
                yield _turned(group)
            group = []
        group.append(column)


def _go_on(group: Sequence[_List], start: int, values: Sequence[str]) -> bool:
    """Whether a list that begins there is one more column of the same table."""
    return start - group[-1][1] <= _BETWEEN and len(values) == len(group[-1][3])


def _turned(lists: Sequence[_List]) -> Table:
    """Each row stands all over the lists."""
    rows = list(zip(*(values[:MOST_ROWS] for _, _, _, values in lists), strict=True))
    return Table(
        places=[(lists[0][0], lists[-1][1])] * len(rows),
        cells=lambda at: rows[at],
        heading=tuple(label for _, _, label, _ in lists) if lists[0][2] else (),
    )
