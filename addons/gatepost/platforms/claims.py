"""Host -> which definitions have to do with it: the one it belongs to, and those that also send there.

An exact name goes before a wildcard, a nearer wildcard before a farther one. What is left alone belongs to nobody.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from gatepost.platforms.spec import Hosts, PlatformSpec
from gatepost.platforms.wildcards import HostSet

_MAX_HOST = 253  # RFC 1035


@dataclass(frozen=True, slots=True)
class Claim:
    """Who owns a host, and who else sends there."""

    owner: str = ""
    sharers: tuple[str, ...] = ()

    @property
    def platforms(self) -> tuple[str, ...]:
        return (self.owner, *self.sharers) if self.owner else self.sharers


NOBODY = Claim()


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims by host or wildcard; what definitions leave alone, and what is never looked into."""

    by_host: Mapping[str, Claim]
    left_alone: HostSet
    never: HostSet

    @classmethod
    def of(cls, specs: Mapping[str, PlatformSpec], hosts: Hosts) -> "Claims":
        left_alone = HostSet.of(host for spec in specs.values() for host in spec.leave_alone)
        return cls(_by_host(specs, hosts), left_alone, HostSet.of(hosts.never_inspect.hosts))

    def find(self, host: str) -> Claim:
        """Who claims a host (in lower case, without port)."""
        if not host or len(host) > _MAX_HOST or host in self.left_alone or host in self.never:
            return NOBODY
        return self.by_host.get(host) or _nearest_wildcard(self.by_host, host) or NOBODY


def _by_host(specs: Mapping[str, PlatformSpec], hosts: Hosts) -> dict[str, Claim]:
    owned = {
        host: Claim(name) for name, spec in specs.items() for host in (*spec.hosts, *hosts.platforms.get(name, ()))
    }
    sharers: dict[str, list[str]] = {}
    for name, spec in specs.items():
        for host in spec.shared_hosts:
            sharers.setdefault(host, []).append(name)
    shared = {}
    for host, names in sharers.items():
        claim = owned.get(host) or _nearest_wildcard(owned, host.removeprefix("*.")) or NOBODY
        shared[host] = Claim(claim.owner, tuple(name for name in names if name != claim.owner))
    return owned | shared


def _nearest_wildcard(claims: Mapping[str, Claim], host: str) -> Claim | None:
    _, dot, rest = host.partition(".")
    while dot:
        if claim := claims.get(f"*.{rest}"):
            return claim
        _, dot, rest = rest.partition(".")
    return None
