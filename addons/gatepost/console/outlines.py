"""The boxes of an incident's findings -> outlines of the pictures that they are in, to be drawn without the pictures.

Findings in one picture (a part, or a page or a moment of it) share an outline; a box has its finding's number in the list.
The rule to keep: an outline is made of whole numbers of bounded size and of nothing else that the record says, for it is
drawn as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_SIZE = re.compile(r"([0-9]{1,5})x([0-9]{1,5})")
_MOST = 12  # pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """In pixels of its picture; `number` is the finding's, from 1."""

    number: int
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A picture: where it is in the post, its size, and what was found in it. `lettering` is a size that can be read in it."""

    part: str
    page: int | None
    seconds: float | None
    width: int
    height: int
    boxes: tuple[Box, ...]

    @property
    def lettering(self) -> int:
        return max(1, max(self.width, self.height) // 20)


def outlines(findings: Sequence[Mapping[str, Any]]) -> tuple[Outline, ...]:
    """The pictures of these findings, in the order of the first finding in each."""
    drawn: dict[tuple[Any, ...], list[Box]] = {}
    for number, finding in enumerate(findings, start=1):
        size = _SIZE.fullmatch(str(finding.get("details", {}).get("picture", "")))
        where = finding.get("where", {})
        if size and all(map(int, size.groups())):
            width, height = map(int, size.groups())
            place = str(where.get("part", "")), _number(where.get("page")), _number(where.get("time_seconds"))
            drawn.setdefault((*place, width, height), []).extend(_boxes(number, where.get("box"), width, height))
    return tuple(
        Outline(part=part, page=page, seconds=seconds, width=width, height=height, boxes=tuple(boxes))
        for (part, page, seconds, width, height), boxes in list(drawn.items())[:_MOST]
        if boxes
    )


def _number(value: object) -> Any:
    return value if isinstance(value, (int, float)) else None


def _boxes(number: int, box: object, width: int, height: int) -> Iterator[Box]:
    """The box as far as it is in the picture."""
    if not (isinstance(box, list) and len(box) == 4 and all(isinstance(value, int) for value in box)):
        return
    left, top = min(max(0, box[0]), width - 1), min(max(0, box[1]), height - 1)
    right, bottom = min(width, max(left + 1, box[0] + box[2])), min(height, max(top + 1, box[1] + box[3]))
    yield Box(number=number, left=left, top=top, width=right - left, height=bottom - top)
