"""Lines that are parted by the same sign into as many cells: tabs, bars, commas, or any other sign that people use."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from gatepost.detectors.microdata.kinds import Line
from gatepost.detectors.microdata.runs import near
from gatepost.detectors.microdata.table import FEWEST_ROWS, Table

_SENTENCE = 30  # characters of a piece of prose between two commas
_NARROW = 4.5  # ... and of one between blanks: words are longer
_NUMBERED = re.compile(r"[0-9]\S*")
_PICTURE = re.compile(r"[^\s\x00-\x7f]")
_PICTURES = 3
_QUOTED = re.compile(r'"[^"\n]{0,200}"')
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
        (".", r"(?<!\d)\.|\.(?!\d)|\.(?=\d{1,3}[kmf])"),  # a bullet folds to a point; a decimal is whole
        ("-", r"(?<!\d)-|-(?!\d)"),  # and so is a range
        (" ", r" +"),
    )
)


def grids(lines: Sequence[Line]) -> Iterator[Table]:
    """Lines next or nearly next to each other that one sign parts into as many cells."""
    if len(lines) < FEWEST_ROWS:
        return
    texts = [line for _, _, line in lines]
    together = "\n".join(texts)
    for sign, pattern in (*_PARTED_BY, *((sign, re.compile(re.escape(sign))) for sign in pictures(together))):
        if together.count(sign) < FEWEST_ROWS:
            continue
        parted = [at for at, line in enumerate(texts) if sign in line]
        if len(parted) >= FEWEST_ROWS:
            yield from _of_sign(lines, parted, sign, pattern)


def _of_sign(lines: Sequence[Line], parted: Sequence[int], sign: str, pattern: re.Pattern[str]) -> Iterator[Table]:
    of_width: dict[int, list[int]] = {}
    for at in parted:
        width = len(pattern.split(_unquoted(lines[at][2])))
        if width >= 2:
            of_width.setdefault(width, []).append(at)
    for width, places in of_width.items():
        for run in near(places):
            if _is_narrow(lines[run[1]][2], width, sign):
                yield _grid([lines[at] for at in run], pattern)


def _is_narrow(line: str, width: int, sign: str) -> bool:
    """Whether these are cells: prose has longer pieces between its commas, and between its blanks nothing but words."""
    if sign != " ":
        return len(line) <= _SENTENCE * width
    return len(line) <= _NARROW * width or 2 * len(_NUMBERED.findall(line)) > width


def pictures(text: str) -> list[str]:
    """Signs that no keyboard has and that come round, at most a few."""
    return [sign for sign, count in Counter(_PICTURE.findall(text)).items() if count >= FEWEST_ROWS - 1][:_PICTURES]


def _grid(lines: Sequence[Line], pattern: re.Pattern[str]) -> Table:
    return Table(
        places=[(start, end) for start, end, _ in lines],
        cells=lambda at: [bare(cell) for cell in pattern.split(_unquoted(lines[at][2]))],
    )


def _unquoted(line: str) -> str:
    """A quoted cell may have the sign in it."""
    return _QUOTED.sub(lambda cell: cell.group().replace(",", " ").replace(";", " "), line) if '"' in line else line


def bare(cell: str) -> str:
    """A cell without what encloses it."""
    return cell.strip(" \t\"'`()[]{}.*")
