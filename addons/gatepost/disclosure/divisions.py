"""Who is under whom -> the tree of divisions, numbered so that a division and all below it are neighbours.

The agency is the root and is called "". A division that nobody named belongs to the agency itself: a mistake in the
directory costs detail, never protection.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

AGENCY = ""


@dataclass(frozen=True, slots=True)
class Divisions:
    """`places`: each division's number, parents before children. `ends`: the first number that is no longer below it."""

    parents: Mapping[str, str]
    children: Mapping[str, tuple[str, ...]]
    places: Mapping[str, int]
    ends: Mapping[str, int]

    def place(self, division: str) -> int:
        return self.places.get(division, self.places[AGENCY])

    def upwards(self, division: str) -> Iterator[str]:
        """The division, the one above it, and so on to the agency."""
        here = division if division in self.places else AGENCY
        while here != AGENCY:
            yield here
            here = self.parents[here]
        yield AGENCY


def tree(parents: Mapping[str, str]) -> Divisions:
    """`parents` says for each division which it is under; those at the top are under "". ValueError for a circle."""
    named = {AGENCY, *parents}
    under = {division: above if above in named else AGENCY for division, above in parents.items() if division}
    children: dict[str, list[str]] = {division: [] for division in named}
    for division in sorted(under):
        children[under[division]].append(division)
    places, ends = _numbered(children)
    if lost := named - places.keys():
        raise ValueError(f"divisions are under each other in a circle: {', '.join(sorted(lost)[:10])}")
    return Divisions(under, {division: tuple(below) for division, below in children.items()}, places, ends)


def _numbered(children: Mapping[str, list[str]]) -> tuple[dict[str, int], dict[str, int]]:
    places: dict[str, int] = {}
    ends: dict[str, int] = {}
    ahead = [(AGENCY, False)]
    while ahead:  # not recursive: the depth is the directory's
        division, done = ahead.pop()
        if done:
            ends[division] = len(places)
            continue
        places[division] = len(places)
        ahead.append((division, True))
        ahead.extend((child, False) for child in reversed(children[division]))
    return places, ends
