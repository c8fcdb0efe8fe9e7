"""Which requests are ours: hosts of definitions, and from the head of a request what it may be.

`Platforms` is all loaded definitions with their indexes. It decides before a body is read: a read, telemetry, a host
of nobody's and what is never inspected are None here and stream through. The one rule to keep: a POST, PUT or PATCH to
a platform that no definition names is never None by accident; it is an `other`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gatepost.model import Activity
from gatepost.platforms.address import Address, normal_host, parse_address
from gatepost.platforms.claims import Claims
from gatepost.platforms.operations import Operations
from gatepost.platforms.paths import Context, Headers, Locator
from gatepost.platforms.routes import Routes
from gatepost.platforms.spec import Endpoint, Hosts, Ignore, Learn, PlatformSpec, Transport, Verdict

WRITES = frozenset({"POST", "PUT", "PATCH"})
OTHER = Endpoint.model_construct(name="other", activity=Activity.OTHER)

LEARN_LIMIT = 256 * 1024


@dataclass(frozen=True, slots=True)
class Candidate:
    """An endpoint that this request may be, and what its path captured.

    `roots` say step by step where its units are. With `operations` only the body can say which one it is: then it
    stands for what is possible, and the transport itself is what is read.
    """

    endpoint: Endpoint
    captures: tuple[str, ...]
    roots: tuple[tuple[Locator, ...], ...]
    operations: Operations | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the head of a request says it may be; the body decides between the candidates.

    `transports` carry operations whose names stand in the body. `fallback` is what the request is when no candidate
    fits (None: nothing of ours).
    """

    spec: PlatformSpec
    address: Address
    candidates: tuple[Candidate, ...] = ()
    transports: tuple[tuple[Operations, tuple[str, ...]], ...] = ()
    fallback: Endpoint | None = OTHER

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        found = tuple(candidate.endpoint for candidate in self.candidates)
        return found if self.fallback is None else (*found, self.fallback)


@dataclass(frozen=True, slots=True)
class Frames:
    """A websocket whose messages a definition names."""

    spec: PlatformSpec
    address: Address
    candidates: tuple[Candidate, ...]


class _Indexed:
    """A definition with its routes."""

    def __init__(self, spec: PlatformSpec) -> None:
        self.spec = spec
        addressed = [endpoint for endpoint in spec.endpoints if not endpoint.transport]
        self.requests = Routes([*addressed, *spec.transports, *spec.ignore])
        self.answers = Routes(spec.learn)
        self.frames = Routes(spec.frames)
        self.operations = {transport.name: Operations(spec, transport) for transport in spec.transports}
        self.undecided = {
            name: tuple(Candidate(one, (), (operations.root, one.root), operations) for one in operations.endpoints)
            for name, operations in self.operations.items()
        }


@dataclass(frozen=True, slots=True)
class _Found:
    """What one definition knows of a request."""

    candidates: tuple[Candidate, ...] = ()
    transports: tuple[tuple[Operations, tuple[str, ...]], ...] = ()
    ignored: bool = False
    unknown_operation: bool = False


_NOTHING = _Found()


@dataclass(frozen=True, slots=True)
class Platforms:
    """All platform definitions. Make it with `load_platforms`."""

    specs: Mapping[str, PlatformSpec]
    hosts: Hosts = field(repr=False)
    _claims: Claims = field(repr=False)
    _indexed: Mapping[str, _Indexed] = field(repr=False)
    _never_targets: frozenset[tuple[str, str]] = field(repr=False)

    @classmethod
    def of(cls, specs: Mapping[str, PlatformSpec], hosts: Hosts) -> "Platforms":
        """Definitions that fit together, indexed. Hosts of federated platforms come from `hosts`."""
        return cls(
            specs,
            hosts,
            Claims.of(specs, hosts),
            {name: _Indexed(spec) for name, spec in specs.items()},
            frozenset((target.platform, target.id.lower()) for target in hosts.never_inspect.targets),
        )

    @property
    def prohibited(self) -> frozenset[str]:
        """The platforms whose hosts are refused altogether."""
        return frozenset(self.hosts.prohibited)

    def platform_of(self, host: str) -> PlatformSpec | None:
        """The platform that a host belongs to, or else the first that sends there."""
        claimed = self._claims.find(normal_host(host)).platforms
        return self.specs[claimed[0]] if claimed else None

    def owner_of(self, host: str) -> str:
        """The platform that a host belongs to; empty when none does, even if some send there."""
        return self._claims.find(normal_host(host)).owner

    def listed(self, host: str) -> bool:
        """Whether TLS to this host is to be intercepted."""
        return bool(self._claims.find(normal_host(host)).platforms)

    def domains(self) -> tuple[str, ...]:
        """All hosts and wildcards of definitions, for the PAC file and the name constraints of the certificate."""
        return tuple(sorted(self._claims.by_host))

    def never_inspected_host(self, host: str) -> bool:
        """Whether this host is one that is never looked into, whatever else is known of a connection to it."""
        return normal_host(host) in self._claims.never

    def never_inspected(self, platform: str, target: str) -> bool:
        """Whether this group, page or conversation is one that is never looked into."""
        return (platform, target.lower()) in self._never_targets

    @property
    def spares_targets(self) -> bool:
        """Whether there are any such; most agencies have none, and their posts need not be asked."""
        return bool(self._never_targets)

    def recognise(self, method: str, url: str, headers: Headers) -> Recognised | None:
        """What a request may be, from its head alone; None is none of our business, and may stream."""
        address = parse_address(url)
        claim = self._claims.find(address.host)
        if not claim.platforms:
            return None
        method = method.upper()
        ignored = False
        for platform in claim.platforms:
            found = _in_definition(self._indexed[platform], method, address, headers)
            if recognised := _recognised(self.specs[platform], found, method, address, headers):
                return recognised
            ignored = ignored or found.ignored
        if ignored or method not in WRITES or not claim.owner:
            return None
        return Recognised(spec=self.specs[claim.owner], address=address)

    def learns(self, method: str, url: str) -> Learn | None:
        """The entry for an answer that says who is signed in; it is read up to LEARN_LIMIT."""
        return next((learn for _, learn, _ in self.learning(method, url)), None)

    def learning(self, method: str | None, url: str) -> Iterator[tuple[PlatformSpec, Learn, Address]]:
        """Every entry for the answers of this address, with its platform."""
        address = parse_address(url)
        for platform in self._claims.find(address.host).platforms:
            for route in self._indexed[platform].answers.find(method and method.upper(), address):
                if isinstance(route.owner, Learn):
                    yield self.specs[platform], route.owner, address

    def frames(self, url: str) -> Frames | None:
        """The websocket at this address, if a definition names its messages."""
        address = parse_address(url)
        for platform in self._claims.find(address.host).platforms:
            routes = self._indexed[platform].frames.find(None, address)
            candidates = tuple(
                Candidate(owner, route.captures(address), (owner.root,))
                for route in routes
                if isinstance(owner := route.owner, Endpoint)
            )
            if candidates:
                return Frames(self.specs[platform], address, candidates)
        return None


def _recognised(
    spec: PlatformSpec, found: _Found, method: str, address: Address, headers: Headers
) -> Recognised | None:
    """What a definition knows of a request as what the request may be; None when it does not write."""
    fallback = OTHER if method in WRITES and not found.ignored else None
    if not (found.candidates or found.transports or (found.unknown_operation and fallback)):
        return None
    return Recognised(
        spec=spec,
        address=address,
        candidates=found.candidates,
        transports=found.transports,
        fallback=fallback,
    )


def _in_definition(indexed: _Indexed, method: str, address: Address, headers: Headers) -> _Found:
    """What one definition says of a request: endpoints it may be, or that it is to be ignored."""
    if method not in indexed.requests.methods:
        return _NOTHING
    candidates: list[Candidate] = []
    transports: list[tuple[Operations, tuple[str, ...]]] = []
    ignored = unknown = False
    for route in indexed.requests.find(method, address):
        owner, captures = route.owner, route.captures(address)
        if isinstance(owner, Endpoint):
            candidates.append(Candidate(owner, captures, (owner.root,)))
        elif isinstance(owner, Ignore):
            ignored = ignored or _holds(owner, address, headers, captures)
        elif isinstance(owner, Transport):
            operations = indexed.operations[owner.name]
            names = operations.names_in_head(Context(address=address, headers=headers, captures=captures))
            known = [endpoint for name in names for endpoint in operations.named(name)]
            if not names:
                candidates.extend(indexed.undecided[owner.name])
                transports.append((operations, captures))
            elif known:
                candidates.extend(Candidate(one, captures, (operations.root, one.root)) for one in known)
            elif all(map(operations.ignores, names)):
                ignored = True
            else:
                unknown = True
    return _Found(tuple(candidates), tuple(transports), ignored, unknown)


def _holds(ignore: Ignore, address: Address, headers: Headers, captures: tuple[str, ...]) -> bool:
    context = Context(address=address, headers=headers, captures=captures)
    return all(condition.judge(context) is Verdict.YES for condition in ignore.when)
