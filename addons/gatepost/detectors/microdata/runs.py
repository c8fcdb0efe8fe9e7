"""Rows that are near each other, out of the places of all that look alike."""

from collections.abc import Iterator, Sequence

from gatepost.detectors.microdata.table import FEWEST_ROWS, MOST_ROWS

_GAP = 2  # lines of something else between two rows


def near(places: Sequence[int]) -> Iterator[list[int]]:
    """Runs of places near each other, enough to be a table and not more than are looked at together."""
    run: list[int] = []
    for at in places:
        if run and (at - run[-1] > _GAP + 1 or len(run) == MOST_ROWS):
            if len(run) >= FEWEST_ROWS:
                yield run
            run = []
        run.append(at)
    if len(run) >= FEWEST_ROWS:
        yield run
