"""Stretches of a text that do not overlap, to be asked quickly whether another meets one of them."""

from bisect import bisect_left, insort
from collections.abc import Iterable


class Spans:
    """Spans, sorted. Asking is a search and no walk, so that a flood of them costs little more than a few."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._spans = sorted(spans)

    def meet(self, start: int, end: int) -> bool:
        before = bisect_left(self._spans, (end, end)) - 1
        return before >= 0 and self._spans[before][1] > start

    def add(self, start: int, end: int) -> None:
        """Takes a span that meets none of those already there."""
        insort(self._spans, (start, end))
