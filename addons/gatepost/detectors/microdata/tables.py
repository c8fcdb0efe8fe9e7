"""Tables as people paste them: a folded text becomes rows of cells, whatever parts them.

Lines with tabs, bars, commas or any other sign; labelled fields (`age: 34`, JSON, XML) that come round again; lists one
below the other, each of one column; paragraphs of short lines; items in a row within one line. Nothing here knows what a
cell means. The rule to keep: each finder walks the text a fixed number of times, so that a megabyte costs what it is long.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from gatepost.detectors.microdata.columns import JOINED

type Line = tuple[int, int, str]  # start and end in the folded text, and what is on it without its decoration
type Span = tuple[int, int]
type _List = tuple[int, int, str, list[str]]  # start and end, the heading, and the values


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """What tells a record in running text: `marked` costs nothing and is asked of all lines, `kinds` of some."""

    marked: Callable[[Line], bool]
    kinds: Callable[[Line], int]  # of things said about somebody


_FEWEST = 4  # rows
_MOST = 256  # rows of one table: a longer one is several, so that no stretch of it hides among the rest
_LONGEST = 2_000  # characters of a line that can be a row
_BRIEF = 60  # characters in which one thing about somebody is enough to be looked at with those beside it
_DENSE = 8  # rows
_CELL, _SENTENCE = 16, 30  # characters of a cell in a dense table, and of a piece of prose between two commas
_NARROW = 4.5  # ... and of one between blanks: words are longer
_SHORT = 60  # characters of a line that is one field of a record
_FIELD = 34  # ... and of one where no empty line says so
_STACKED = 7  # lines of one record without an empty line between records
_FEW_LINES = 400  # of a text in which such records are looked for
_TALLEST = 15  # lines of one record
_GAP = 2  # lines of something else between two rows
_BREAK = re.compile(r"\n|\r|<br ?/?>|\\n|</tr>|</li>|</p>")
_TAG = re.compile(r"</?[a-z][^<>]{0,200}>")
_CELL_END = re.compile(r"</t[dh]>")
_LEAD = re.compile(
    r"[\s>*`+.#(\[-]{0,12}(?:(?:no ?)?\d{1,3}[.)\]:] ?(?=\D|\d{2})|[ivx]{1,4}[.)] |[a-z][.)] )?[\s>*`|+(\[-]{0,6}"
)
_TAIL = " \t`|,;)]}"
_QUOTED = re.compile(r'"[^"\n]{0,200}"')
_MIXED = re.compile(r"[,;|/\t]| - ")
_PARTED_BY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        ("\t", r"\t"),
        ("|", r"\|{1,2}"),
        (";", r";"),
        (",", r","),
        (", ", r", "),
        (",", r",(?!\d{3}(?!\d))"),
        ("  ", r" {2,}"),
        (" - ", r" - "),
        ("/", r" ?/ ?"),
        ("~", r"~{1,3}"),
        ("^", r"\^{1,3}"),
        (":", r"(?<!\d):{1,3}|:{1,3}(?!\d\d(?!\d))"),  # a time is whole
        ("*", r"\*{1,3}"),
        ("_", r"_{1,3}"),
        ("=", r"={1,3}>?"),
        (">", r"-?>{1,2}"),
        ("#", r"#{1,3}"),
        ("→", r"→"),
        ("+", r"\+"),
        ("&", r"&"),
        ("\\", r"\\{1,2}"),
        (" . ", r" \. "),
        ("-", r"(?<!\d)-|-(?!\d)"),  # and so is a range
        (" ", r" "),
    )
)
_ITEMS_BY = (";", "|", " / ", ",", ". ", " - ", "(", "{", "[", " . ", "//", "~", "*", "&", "\t")
_OF_PROSE = frozenset({",", "(", " - "})
_OPENING = re.compile(
    r"(?<![a-z0-9])((?:[a-z]{2,12}|[rpc](?=\d)))\.? ?#?\d{1,9}(?![\d.,/:-]{0,4}\d)|(?<!\S)()\(?\d{1,2}[.):/](?!\d)"
)
_PICTURE = re.compile(r"[^\s\x00-\x7f]")
_LABEL = re.compile(r"([a-z][\w .'/$()-]{0,30}?)[\"' ]{0,3}$")
_VALUE = re.compile(r"[>\s]{0,3}[\"']?([^\"'\n\r,;|<>{}\[\]=]{1,80})")
_LIST = re.compile(r"\W{0,6}([a-z][\w .'()$]{0,30}?)[\"' ]{0,3}(?:[:=|;,\t>(\[]|<-| - )[\s:=c(\[|\"'-]{0,6}(.{7,1500})")
_INLINE = re.compile(r"\d{1,7}(?: ?[,;/|] ?\d{1,7}){3,80}")
_INLINE_LABEL = re.compile(r"([a-z][\w .'()$]{0,20}?)[\"' ]{0,3}[:=()\[]{1,2} ?$")
_LIST_END = re.compile(r"[\n\r\])]")
_LIST_SIGN = re.compile(r"[,;|\t/]| - ")
_NO_LIST: _List = (1 << 30, 0, "", [])
_BETWEEN_LISTS = 40  # characters
_APART = 600  # characters between two labelled fields of one record


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


def lines_of(folded: str) -> list[Line]:
    """The lines that may be rows: not empty, no rule between rows, with bullets, numbers and tags taken off."""
    tagged = "</t" in folded
    lines: list[Line] = []
    start = 0
    for end, following in [*((match.start(), match.end()) for match in _BREAK.finditer(folded)), (len(folded), 0)]:
        if 0 < end - start <= _LONGEST:
            written = folded[start:end]
            if tagged:
                written = _TAG.sub(" ", _CELL_END.sub("|", written))
            lead = _LEAD.match(written)
            bare = written[lead.end() if lead else 0 :].rstrip(_TAIL)
            if any(map(str.isalnum, bare)):
                lines.append((start, end, bare))
        start = following
    return lines


def grids(lines: Sequence[Line]) -> Iterator[Table]:
    """Lines that are parted by the same sign into as many cells."""
    together = "\n".join(line for _, _, line in lines)
    for sign, pattern in _PARTED_BY:
        if together.count(sign) >= _FEWEST:
            counts = [line.count(sign) for _, _, line in lines]
            widths = [_width(count, line, pattern) for count, (_, _, line) in zip(counts, lines, strict=True)]
            for run in _runs(widths):
                start, end, _ = lines[run[1]]
                if end - start <= (_NARROW if sign == " " else _SENTENCE) * widths[run[1]]:
                    yield _grid([lines[at] for at in run], pattern)


def _width(count: int, line: str, pattern: re.Pattern[str]) -> int:
    return len(pattern.split(_unquoted(line))) if count else 0


def _grid(lines: Sequence[Line], pattern: re.Pattern[str]) -> Table:
    return Table(
        places=[(start, end) for start, end, _ in lines],
        cells=lambda at: [_bare(cell) for cell in pattern.split(_unquoted(lines[at][2]))],
    )


def _runs(widths: Sequence[int]) -> Iterator[list[int]]:
    """Places of rows of one width, near each other."""
    of_width: dict[int, list[int]] = {}
    for at, width in enumerate(widths):
        if width >= 2:
            of_width.setdefault(width, []).append(at)
    for places in of_width.values():
        yield from _near(places)


def _unquoted(line: str) -> str:
    """A quoted cell may have the sign in it."""
    return _QUOTED.sub(lambda cell: cell.group().replace(",", " ").replace(";", " "), line) if '"' in line else line


def _bare(cell: str) -> str:
    return cell.strip(" \t\"'`()[]{}.*")


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
    for height in range(2, _STACKED + 1) if 2 * _FEWEST <= len(brief) <= _FEW_LINES else ():
        for first in (0, 1):  # the first line may be a remark
            places = range(first, len(brief) - height + 1, height)
            yield from told([_joined(brief[at : at + height]) for at in places], looks)


def _joined(block: Sequence[Line]) -> Line:
    return block[0][0], block[-1][1], JOINED.join(line for _, _, line in block)


def items(line: Line, looks: Looks) -> Iterator[Table]:
    """Records one after the other on one line, parted by a sign or each begun by the same word and a number."""
    for sign in (*_ITEMS_BY, *_pictures(line[2])):
        if line[2].count(sign) >= _FEWEST - 1:
            yield from told(_split(line[0], line[2], sign), looks, brief=0 if sign in _OF_PROSE else _BRIEF)
    openings: dict[str, list[int]] = {}
    for opening in _OPENING.finditer(line[2]):
        openings.setdefault(opening.group(1) or "", []).append(opening.start())
    for places in openings.values():
        if len(places) >= _FEWEST:
            yield from told(_cut(line[0], line[2], places), looks)


def _pictures(line: str) -> list[str]:
    """Signs that no keyboard has."""
    return [sign for sign, count in Counter(_PICTURE.findall(line)).items() if count >= _FEWEST - 1][:3]


def _cut(start: int, line: str, places: Sequence[int]) -> list[Line]:
    return [(start + at, start + end, line[at:end]) for at, end in pairwise([*places, len(line)])]


def _split(start: int, line: str, sign: str) -> list[Line]:
    found: list[Line] = []
    at = 0
    for piece in line.split(sign):
        found.append((start + at, start + at + len(piece), piece))
        at += len(piece) + len(sign)
    return found


def told(lines: Sequence[Line], looks: Looks, *, brief: int = _BRIEF) -> Iterator[Table]:
    """Lines or other pieces, each of which tells of somebody in its own way: one thing in few words, or two in more."""
    marked = [at for near in _near([at for at, line in enumerate(lines) if looks.marked(line)]) for at in near]
    for run in _near([at for at in marked if looks.kinds(lines[at]) > (len(lines[at][2]) > brief)]):
        yield pieces([lines[at] for at in run])


def _near(places: Sequence[int]) -> Iterator[list[int]]:
    """Runs of places near each other, enough to be a table and not more than are looked at together."""
    run: list[int] = []
    for at in places:
        if run and (at - run[-1] > _GAP + 1 or len(run) == _MOST):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(at)
    if len(run) >= _FEWEST:
        yield run


def pieces(lines: Sequence[Line]) -> Table:
    """Each of these is a row, and is one piece."""
    places = [(start, end) for start, end, _ in lines]
    return Table(places=places, cells=lambda at: [lines[at][2]], aligned=False)


def labelled(folded: str, is_label: Callable[[str], bool]) -> Iterator[Table]:
    """Fields with labels; a record ends where one of its labels comes again."""
    if sum(map(folded.count, ":=>")) < 2 * _FEWEST:
        return
    record: dict[str, tuple[int, int, str]] = {}
    records: list[dict[str, tuple[int, int, str]]] = []
    for match in re.finditer(r"[:=>]", folded):
        label = _LABEL.search(folded[max(0, match.start() - 34) : match.start()])
        value = _VALUE.match(folded, match.end())
        if not (label and value and is_label(label.group(1))):
            continue
        name = label.group(1).strip()
        begins = match.start() - len(label.group())
        if name in record or (record and begins - max(field[1] for field in record.values()) > _APART):
            records.append(record)
            record = {}
        record[name] = begins, value.end(), value.group(1).strip()
    yield from _of_records([*records, record])


def _of_records(records: Sequence[dict[str, tuple[int, int, str]]]) -> Iterator[Table]:
    for first in range(0, len(records), _MOST):
        kept = [record for record in records[first : first + _MOST] if len(record) >= 2]
        if len(kept) >= _FEWEST:
            _, heading = max((len(record), tuple(record)) for record in kept)
            yield _labelled(kept, heading)


def _labelled(records: Sequence[dict[str, tuple[int, int, str]]], heading: tuple[str, ...]) -> Table:
    return Table(
        places=[
            (min(start for start, _, _ in record.values()), max(end for _, end, _ in record.values()))
            for record in records
        ],
        cells=lambda at: [records[at][name][2] if name in records[at] else "" for name in heading],
        heading=heading,
    )


def columns(folded: str) -> Iterator[Table]:
    """A table on its side: each line, or each list of a program, is a column with its heading before it."""
    lists: list[_List] = []
    start = 0
    for end in [*(match.start() for match in _LIST_END.finditer(folded)), len(folded)]:
        found = _LIST.match(folded, start, end) if end - start > 10 else None
        values = _values(found.group(2)) if found else []
        if found and len(values) >= _FEWEST:
            lists.append((start, end, found.group(1), values))
        start = end + 1
    yield from _on_their_side(lists)
    yield from _on_their_side([found for match in _INLINE.finditer(folded) for found in _inline(folded, match)])


def _values(written: str) -> list[str]:
    values = [_bare(value) for value in _LIST_SIGN.split(written)]
    if len(values) < _FEWEST:
        values = written.split()
    return [value for value in values if value]


def _inline(folded: str, numbers: re.Match[str]) -> Iterator[_List]:
    """Numbers behind a label within a line."""
    label = _INLINE_LABEL.search(folded[max(0, numbers.start() - 28) : numbers.start()])
    if label:
        values = re.findall(r"\d+", numbers.group())
        yield numbers.start() - len(label.group()), numbers.end(), label.group(1), values


def bare_columns(lines: Sequence[Line]) -> Iterator[Table]:
    """A table on its side without headings: lines of as many cells each, of which some are numbers only and some words only."""
    group: list[_List] = []
    for start, end, line in [*lines, (_NO_LIST[0], 0, "")]:
        values = _values(line)
        if group and (start - group[-1][1] > _BETWEEN_LISTS or len(values) != len(group[-1][3])):
            if len(group) >= _FEWEST - 1 and {_all_numbers(column[3]) for column in group} == {True, False}:
                yield _turned(group)
            group = []
        if len(values) >= _FEWEST and _all_numbers(values) is not None:
            group.append((start, end, "", values))


def _all_numbers(values: Sequence[str]) -> bool | None:
    """Whether there is a number in all of these, or in none."""
    numbers = sum(any(map(str.isdigit, value)) for value in values)
    return None if 0 < numbers < len(values) else numbers > 0


def _on_their_side(lists: Sequence[_List]) -> Iterator[Table]:
    group: list[_List] = []
    for column in [*lists, _NO_LIST]:
        if group and (column[0] - group[-1][1] > _BETWEEN_LISTS or len(column[3]) != len(group[-1][3])):
            if len(group) >= 2:
                yield _turned(group)
            group = []
        group.append(column)


def _turned(lists: Sequence[_List]) -> Table:
    """Each row stands all over the lists."""
    rows = list(zip(*(values[:_MOST] for _, _, _, values in lists), strict=True))
    return Table(
        places=[(lists[0][0], lists[-1][1])] * len(rows),
        cells=lambda at: rows[at],
        heading=tuple(label for _, _, label, _ in lists) if lists[0][2] else (),
    )
