"""A recognised request and its body -> fragments: each operation in it, with the endpoint that it is.

One request may hold several operations (a batch, an array, repeated fields) and one place several readings. The first
endpoint whose conditions hold takes an operation; where they hold of only some of the readings, the endpoints after it
are asked too. Nothing in a body that writes goes unread because something else in it was recognised.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gatepost.model import Activity, Request
from gatepost.platforms.body import Body, read_body
from gatepost.platforms.match import OTHER, Candidate, Platforms, Recognised
from gatepost.platforms.operations import Operations
from gatepost.platforms.paths import Context, Locator, elements
from gatepost.platforms.spec import BodyKind, Endpoint, Transport, Verdict
from gatepost.platforms.tree import Node, Several

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
    """The bodies and units of one request, each made once."""

    def __init__(self, request: Request, recognised: Recognised) -> None:
        self._request = request
        self._content_type = request.header("content-type")
        self._recognised = recognised
        self._bodies: dict[BodyKind, Body] = {}
        self._units: dict[tuple[BodyKind, tuple[Locator, ...]], list[Node]] = {}

    @property
    def problem(self) -> str:
        return next((body.problem for body in self._bodies.values() if body.problem), "")

    def context(self, kind: BodyKind = BodyKind.AUTO, captures: tuple[str, ...] = ()) -> Context:
        if kind not in self._bodies:
            self._bodies[kind] = read_body(self._request.body, self._content_type, kind)
        tree = self._bodies[kind].tree
        return Context(
            address=self._recognised.address,
            headers=self._request.headers,
            captures=captures,
            raw=self._request.body,
            body=tree,
            files=self._bodies[kind].files,
            unit=tree,
        )

    def units(self, context: Context, kind: BodyKind, root: tuple[Locator, ...]) -> list[Node]:
        """The operations of a body: where the root says, else the elements of a batch, else the body itself."""
        known = self._units.get((kind, root))
        if known is None:
            found = [node for locator in root for node in locator.find(context)]
            bodies = list(context.body) if type(context.body) is Several else [context.body]
            known = self._units[kind, root] = elements(found or bodies)
        return known


def fragments(request: Request, recognised: Recognised, platforms: Platforms) -> tuple[list[Fragment], str]:
    """The operations that write, in order, and the reason why the body could not be read whole, if so."""
    reading = Reading(request, recognised)
    taken: set[Taken] = set()
    found: list[Fragment] = []
    for candidate in recognised.candidates:
        found.extend(_fitting(candidate, reading, taken, recognised))
    for transport, captures in recognised.transports:
        operations = platforms.operations(recognised.spec, transport)
        found.extend(_unknown(transport, operations, reading.context(captures=captures), reading, taken))
    if not found and reading.problem and recognised.candidates and not recognised.transports:
        found.append(_broken(recognised.candidates, reading))
    if not found and recognised.fallback is not None and not recognised.transports:
        found.append(Fragment(recognised.fallback, reading.context(), generic=True))
    return found, reading.problem


def _fitting(
    candidate: Candidate,
    reading: Reading,
    taken: set[Taken],
    recognised: Recognised,
) -> Iterator[Fragment]:
    """The units of the body that are this endpoint."""
    endpoint = candidate.endpoint
    transport = next((one for one, _ in recognised.transports if one.name == endpoint.transport), None)
    root = endpoint.root or (_transport(endpoint, recognised).root if endpoint.transport else ())
    whole = reading.context(endpoint.body, candidate.captures)
    for index, unit in enumerate(reading.units(whole, endpoint.body, root)):
        if (endpoint.body, root, index) in taken:
            continue
        context = whole._replace(unit=unit)
        verdict = _verdict(endpoint, transport, context)
        if verdict is Verdict.YES:
            taken.add((endpoint.body, root, index))
        if verdict:
            yield Fragment(endpoint, context)


def _transport(endpoint: Endpoint, recognised: Recognised) -> Transport:
    return next(transport for transport in recognised.spec.transports if transport.name == endpoint.transport)


def _verdict(endpoint: Endpoint, transport: Transport | None, context: Context) -> Verdict:
    """Whether a unit is this endpoint. Without `transport` its operation was decided by the head of the request."""
    verdicts = [condition.judge(context) for condition in endpoint.when]
    if transport is not None:
        fits = [name in endpoint.operation for name in operation_names(transport, context)]
        verdicts.append(Verdict.YES if fits and all(fits) else Verdict.SOME if any(fits) else Verdict.NO)
    return min(verdicts, default=Verdict.YES)


def operation_names(transport: Transport, context: Context) -> Sequence[str]:
    """What this unit says its operation is: the first place that says anything."""
    return next((names for locator in transport.operation if (names := locator.texts(context))), ())


def _unknown(
    transport: Transport, operations: Operations, whole: Context, reading: Reading, taken: set[Taken]
) -> Iterator[Fragment]:
    """The units that no endpoint took, unless their operation is one that only reads."""
    for index, unit in enumerate(reading.units(whole, BodyKind.AUTO, transport.root)):
        context = whole._replace(unit=unit)
        names = operation_names(transport, context)
        ignored = names and all(map(operations.ignores, names))
        if (BodyKind.AUTO, transport.root, index) not in taken and not ignored:
            yield Fragment(OTHER, context, generic=True)


def _broken(candidates: tuple[Candidate, ...], reading: Reading) -> Fragment:
    """A body that cannot be read is what it would be at worst; but undoing is never hindered."""
    worst = min(candidates, key=lambda candidate: SERIOUSNESS.index(candidate.endpoint.activity))
    return Fragment(worst.endpoint, reading.context(worst.endpoint.body, worst.captures), generic=True)
