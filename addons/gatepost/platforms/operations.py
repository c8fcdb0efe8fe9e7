"""The operations of a transport: which endpoint a name is, and which names only read."""

from gatepost.platforms.spec import Endpoint, PlatformSpec, Transport
from gatepost.platforms.wildcards import wildcard


class Operations:
    """The endpoints of a transport by operation name, and the names that only read."""

    def __init__(self, spec: PlatformSpec, transport: Transport) -> None:
        self.endpoints = tuple(endpoint for endpoint in spec.endpoints if endpoint.transport == transport.name)
        self._named: dict[str, list[Endpoint]] = {}
        self._shaped = []
        for endpoint in self.endpoints:
            for name in endpoint.operation:
                if "*" in name:
                    self._shaped.append((wildcard(name), endpoint))
                else:
                    self._named.setdefault(name, []).append(endpoint)
        self._ignored = frozenset(name for name in transport.ignore if "*" not in name)
        self._ignored_shapes = tuple(wildcard(name) for name in transport.ignore if "*" in name)

    def named(self, operation: str) -> list[Endpoint]:
        exact = self._named.get(operation)
        return exact if exact is not None else [endpoint for fits, endpoint in self._shaped if fits(operation)]

    def ignores(self, operation: str) -> bool:
        return operation in self._ignored or any(fits(operation) for fits in self._ignored_shapes)
