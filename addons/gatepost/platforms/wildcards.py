"""Names with `*` in them, matched in linear time: operation names, keys and hosts of definitions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


def wildcard(pattern: str) -> Callable[[str], bool]:
    """A test for a pattern in which each `*` stands for any characters, also none."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern.__eq__
    *middle, last = rest

    def matches(name: str) -> bool:
        if len(name) < len(first) + len(last) or not name.startswith(first) or not name.endswith(last):
            return False
        place, end = len(first), len(name) - len(last)
        for piece in middle:
            place = name.find(piece, place, end)
            if place < 0:
                return False
            place += len(piece)
        return True

    return matches


@dataclass(frozen=True, slots=True)
class HostSet:
    """Hosts by name, and `*.example.com` for all below one."""

    exact: frozenset[str]
    below: tuple[str, ...]

    @classmethod
    def of(cls, hosts: Iterable[str]) -> "HostSet":
        named = tuple(hosts)
        return cls(
            frozenset(host for host in named if not host.startswith("*.")),
            tuple(host[1:] for host in named if host.startswith("*.")),
        )

    def __contains__(self, host: str) -> bool:
        return host in self.exact or (bool(self.below) and host.endswith(self.below))
