"""A recognised request and its body -> fragments: each operation in it, with the endpoint that it is.

One request may hold several operations (a batch, an array, repeated fields) and one place several readings. The first
endpoint whose conditions hold takes an operation; where they hold of only some of the readings, the endpoints after it
are asked too. Nothing in a body that writes goes unread because something else in it was recognised.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gatepost.errors import Undecodable
from gatepost.model import Activity, Request
from gatepost.platforms.body import Body, read_body
from gatepost.platforms.match import OTHER, Candidate, Recognised
from gatepost.platforms.operations import Operations
from gatepost.platforms.paths import Context, Locator
from gatepost.platforms.spec import BodyKind, Endpoint, Verdict
from gatepost.platforms.steps import elements
from gatepost.platforms.tree import Node, Several

MAX_UNITS = 500  # operations in one request; the largest batch that a platform takes has two hundred

type Taken = tuple[BodyKind, tuple[Locator, ...], int]  # how the body was read, where its units are, which of them


@dataclass(frozen=True, slots=True)
class Fragment:
    """One operation of a request: what it is, and where to look for what it says."""

    endpoint: Endpoint
    context: Context
    generic: bool = False  # read by all its strings: unknown, or broken


# What a request with several operations counts as: the one that says most, first.
SERIOUSNESS = (
    Activity.POST,
    Activity.REPLY,
    Activity.COMMENT,
    Activity.EDIT,
    Activity.PROFILE,
    Activity.UPLOAD,
    Activity.MESSAGE,
    Activity.OTHER,
    Activity.DRAFT,
    Activity.REACTION,
    Activity.DELETE,
)


class Reading:
    """The bodies of one request, each read once, and the units in them."""

    def __init__(self, request: Request, recognised: Recognised) -> None:
        self._request = request
        self._content_type = request.header("content-type")
        self._address = recognised.address
        self._bodies: dict[BodyKind, Body] = {}
        self._batches: dict[BodyKind, list[Node]] = {}

    @property
    def problem(self) -> str:
        return next((body.problem for body in self._bodies.values() if body.problem), "")

    def context(self, kind: BodyKind = BodyKind.AUTO, captures: tuple[str, ...] = ()) -> Context:
        body = self._bodies.get(kind)
        if body is None:
            body = self._bodies[kind] = read_body(self._request.body, self._content_type, kind)
        return Context(
            address=self._address,
            headers=self._request.headers,
            captures=captures,
            raw=self._request.body,
            body=body.tree,
            files=body.files,
            unit=body.tree,
        )

    def batch(self, kind: BodyKind, captures: tuple[str, ...]) -> Iterator[Context]:
        """The elements of a body that is a list, or the one body; each reading of it."""
        whole = self.context(kind, captures)
        if kind not in self._batches:
            body = whole.body
            self._batches[kind] = _bounded(elements(list(body) if type(body) is Several else [body]))
        return (whole._replace(unit=unit) for unit in self._batches[kind])


def fragments(request: Request, recognised: Recognised) -> tuple[list[Fragment], str]:
    """The operations that write, in order, and the reason why the body could not be read whole, if so."""
    reading = Reading(request, recognised)
    taken: set[Taken] = set()
    found: list[Fragment] = []
    head = Context(address=recognised.address, headers=request.headers)
    for candidate in recognised.candidates:
        if candidate.operations is None and not _ruled_out(candidate, head):
            contexts = reading.batch(candidate.endpoint.body, candidate.captures)
            found.extend(_fitting(candidate.endpoint, _rooted(contexts, *candidate.roots), taken))
    for operations, captures in recognised.transports:
        for context in _rooted(reading.batch(BodyKind.AUTO, captures), operations.root):
            found.extend(_operation(operations, context))
    if not found and recognised.fallback is not None and not recognised.transports:
        broken = recognised.candidates and reading.problem
        found.append(
            _worst(recognised.candidates, reading) if broken else Fragment(OTHER, reading.context(), generic=True)
        )
    if reading.problem:
        found = [Fragment(fragment.endpoint, fragment.context, generic=True) for fragment in found]
    return found, reading.problem


def _ruled_out(candidate: Candidate, head: Context) -> bool:
    """Whether the head alone says that it is not this one: then nobody tries to read the body as this one's would be."""
    context = head._replace(captures=candidate.captures)
    return any(
        condition.place.in_head and condition.judge(context) is Verdict.NO for condition in candidate.endpoint.when
    )


def _rooted(contexts: Iterable[Context], *roots: tuple[Locator, ...]) -> list[Context]:
    """The units inside units that these roots name; where a root finds nothing, the unit itself."""
    for root in roots:
        if root:
            contexts = [
                context._replace(unit=unit)
                for context in contexts
                for unit in elements([node for locator in root for node in locator.find(context)]) or [context.unit]
            ]
    return _bounded(list(contexts))


def _bounded[T](units: list[T]) -> list[T]:
    if len(units) > MAX_UNITS:
        raise Undecodable(f"more than {MAX_UNITS} operations in one request", "too-large")
    return units


def _fitting(
    endpoint: Endpoint, contexts: list[Context], taken: set[Taken], *, sure: bool = True
) -> Iterator[Fragment]:
    """The units that are this endpoint. Not `sure`: it is only one reading of what the operation is."""
    for index, context in enumerate(contexts):
        place = (endpoint.body, endpoint.root, index)
        if place in taken:
            continue
        verdict = min((condition.judge(context) for condition in endpoint.when), default=Verdict.YES)
        if verdict is Verdict.YES and sure:
            taken.add(place)
        if verdict:
            yield Fragment(endpoint, context)


def _operation(operations: Operations, context: Context) -> list[Fragment]:
    """What one unit of a transport is: an endpoint by its operation's name, nothing if it only reads, else an `other`."""
    names = operations.names(context)
    endpoints = {endpoint.name: endpoint for name in names for endpoint in operations.named(name)}
    taken: set[Taken] = set()
    sure = len(set(names)) == 1
    found = [
        fragment
        for endpoint in endpoints.values()
        for fragment in _fitting(endpoint, _rooted([context], endpoint.root), taken, sure=sure)
    ]
    only_reads = names and all(map(operations.ignores, names))
    return found if found or only_reads else [Fragment(OTHER, context, generic=True)]


def _worst(candidates: tuple[Candidate, ...], reading: Reading) -> Fragment:
    """A body that cannot be read is what it would be at worst."""
    worst = min(candidates, key=lambda candidate: SERIOUSNESS.index(candidate.endpoint.activity))
    return Fragment(worst.endpoint, reading.context(worst.endpoint.body, worst.captures))
