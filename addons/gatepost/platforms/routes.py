"""Method, host and path -> what a definition says of them, through a tree of path segments.

A request of a busy page is looked up in microseconds, however many endpoints a definition has. Segments are compared
in lower case: a platform that cares about case answers 404 to the other one, so nothing is lost by knowing it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gatepost.platforms.address import Address
from gatepost.platforms.spec import Endpoint, Ignore, Learn, Transport
from gatepost.platforms.wildcards import HostSet

type Owner = Endpoint | Transport | Ignore | Learn


@dataclass(frozen=True, slots=True)
class Route:
    """One path pattern of an owner. `cuts` say which segments are captured, without how much at each end."""

    owner: Owner
    methods: frozenset[str]
    hosts: HostSet | None
    order: int
    cuts: tuple[tuple[int, int, int], ...]

    def captures(self, address: Address) -> tuple[str, ...]:
        return tuple(address.path[place][start : len(address.path[place]) - end] for place, start, end in self.cuts)


@dataclass(slots=True)
class _Branch:
    """A place in the tree: what goes on from here, and the routes that end here or cover all below."""

    named: "dict[str, _Branch]" = field(default_factory=dict)
    shaped: "list[tuple[str, str, _Branch]]" = field(default_factory=list)
    here: list[Route] = field(default_factory=list)
    below: list[Route] = field(default_factory=list)


class Routes:
    """The paths of one definition."""

    def __init__(self, owners: Iterable[Owner]) -> None:
        self._root = _Branch()
        self.methods: set[str] = set()
        order = 0
        for owner in owners:
            for pattern in owner.path:
                self._add(owner, pattern, order)
                order += 1
            self.methods.update(owner.method)

    def _add(self, owner: Owner, pattern: str, order: int) -> None:
        branch, cuts = self._root, []
        segments = [segment for segment in pattern.split("/") if segment]
        everything = bool(segments) and segments[-1] == "**"
        for place, segment in enumerate(segments[:-1] if everything else segments):
            before, hole, after = segment.lower().partition("{}")
            if hole:
                cuts.append((place, len(before), len(after)))
            branch = _grown(branch, before, hole, after)
        hosts = HostSet.of(owner.hosts) if owner.hosts else None
        route = Route(owner, frozenset(owner.method), hosts, order, tuple(cuts))
        (branch.below if everything else branch.here).append(route)

    def find(self, method: str | None, address: Address) -> list[Route]:
        """The routes of a request, in the definition's order; without a method, those of any."""
        found = [
            route
            for route in self._reached(address.folded)
            if (method is None or method in route.methods) and (route.hosts is None or address.host in route.hosts)
        ]
        if len(found) > 1:
            found.sort(key=lambda route: route.order)
        return found

    def _reached(self, segments: tuple[str, ...]) -> Iterator[Route]:
        live = [self._root]
        for segment in segments:
            following: list[_Branch] = []
            for branch in live:
                yield from branch.below
                if (named := branch.named.get(segment)) is not None:
                    following.append(named)
                for before, after, shaped in branch.shaped:
                    fits = len(segment) > len(before) + len(after)
                    if fits and segment.startswith(before) and segment.endswith(after):
                        following.append(shaped)
            live = following
            if not live:
                return
        for branch in live:
            yield from branch.below
            yield from branch.here


def _grown(branch: _Branch, before: str, hole: str, after: str) -> _Branch:
    """The branch for one more segment, new or there already."""
    if not hole:
        return branch.named.setdefault(before, _Branch())
    for known_before, known_after, known in branch.shaped:
        if (known_before, known_after) == (before, after):
            return known
    fresh = _Branch()
    branch.shaped.append((before, after, fresh))
    return fresh
