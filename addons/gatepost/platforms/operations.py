"""The operations of a transport: where their names stand, which endpoint a name is, and which names only read."""

from collections.abc import Sequence

from gatepost.platforms.paths import Context
from gatepost.platforms.spec import Endpoint, PlatformSpec, Transport
from gatepost.platforms.wildcards import wildcard


class Operations:
    """The endpoints of a transport by operation name, and the names that only read."""

    def __init__(self, spec: PlatformSpec, transport: Transport) -> None:
        self.root = transport.root
        self._places = transport.operation
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

    def names_in_head(self, context: Context) -> Sequence[str]:
        """The names that path and query tell. A header is not believed before the body was seen."""
        for place in self._places:
            if not place.in_head or place.text.startswith("header:"):
                return ()
            if names := place.texts(context):
                return names
        return ()

    def names(self, context: Context) -> Sequence[str]:
        """What a unit says that its operation is: the first place that says anything."""
        return next((names for place in self._places if (names := place.texts(context))), ())

    def named(self, operation: str) -> list[Endpoint]:
        exact = self._named.get(operation)
        return exact if exact is not None else [endpoint for fits, endpoint in self._shaped if fits(operation)]

    def ignores(self, operation: str) -> bool:
        return operation in self._ignored or any(fits(operation) for fits in self._ignored_shapes)
