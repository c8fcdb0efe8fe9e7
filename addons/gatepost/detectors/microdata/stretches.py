"""Where rows may be: a text becomes the stretches of it in which four numbers of one form come near each other.

Nearly every text with numbers in it has none, and the others are read there and nowhere else, so that what rows cost is
what stands around such numbers. The rule to keep: a stretch has the whole of its first and of its last record.
"""

from collections.abc import Iterator
from functools import cache

from gatepost.detectors.microdata.kinds import Span
from gatepost.detectors.microdata.marks import FORMS, within
from gatepost.detectors.microdata.table import FEWEST_ROWS
from gatepost.enrolment.matcher import Matcher, compile_here

_APART = 180  # characters between two like numbers of records
_BEFORE, _AFTER = 110, 100  # characters around them that belong to the first and to the last record, or head them
_WINDOW = 2_000  # characters that are scanned together: a matcher tells no more than so many places of one expression
_CROWDED = 40  # ... which is this many
_TWICE = 2  # characters: an expression may end in two ways at one number


def stretches(folded: str) -> list[Span]:
    """Where rows may be, in the order of the text; cut at a line's end where one is near."""
    found: list[Span] = []
    for first, last in sorted(_runs(folded)):
        start, end = _beginning(folded, first), _ending(folded, last)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


@cache
def _matcher() -> Matcher:
    return compile_here((), tuple(map(within, FORMS)))


def _runs(folded: str) -> Iterator[Span]:
    """From the first to the last of enough like numbers near each other."""
    runs: dict[int, list[int]] = {}  # of each form: how many, where the first ends, and where the last
    for form, place in _numbers(folded):
        run = runs.get(form)
        if run is None or place - run[2] > _APART:
            if run and run[0] >= FEWEST_ROWS:
                yield run[1], run[2]
            runs[form] = [1, place, place]
        elif place - run[2] >= _TWICE:
            run[0] += 1
            run[2] = place
    for count, first, last in runs.values():
        if count >= FEWEST_ROWS:
            yield first, last


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Which form each has, and where it ends; of each form in the order of the text."""
    for start in range(0, len(folded), _WINDOW):
        for form, ends in _matcher().scan(f"\n{folded[start : start + _WINDOW]}\n").items():
            for end in ends:
                yield form, start + end - 1
            if len(ends) == _CROWDED:  # there are more, as far as anybody knows to the window's end
                last = min(_WINDOW, len(folded) - start)
                yield from ((form, start + end) for end in (*range(ends[-1] + 1, last, _APART), last))


def _beginning(folded: str, first: int) -> int:
    """The beginning of a line, near enough."""
    reach = max(0, first - _BEFORE)
    line = folded.rfind("\n", max(0, reach - _BEFORE), reach)
    return line + 1 if line >= 0 or reach <= _BEFORE else reach


def _ending(folded: str, last: int) -> int:
    line = folded.find("\n", last + _AFTER, last + 2 * _AFTER)
    return line if line >= 0 else min(len(folded), last + _AFTER)
