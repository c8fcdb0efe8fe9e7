"""Request bodies that are read whole, but never without a bound.

mitmproxy knows one size limit for everything, and answers with a page of its own. Gatepost needs a limit per media
type, its own answer, and a way on for what is too large and may pass all the same (an official account's long video):
when a body grows over its limit, the `request` hook judges the beginning; what it refuses is answered at once and the
rest is thrown away, what it lets through is streamed on from the first byte. `BoundedStream` is mitmproxy's
`HttpStream` with that one state changed; `install` puts it in place for the whole process.

The second bound is on all bodies together: waiting would not help, because mitmproxy goes on reading while a hook
waits, so what finds no room is answered 503 at once.
"""

import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from mitmproxy import http
from mitmproxy.proxy import layer
from mitmproxy.proxy.layers import http as http_layers
from mitmproxy.proxy.layers.http import HttpStream
from mitmproxy.proxy.layers.http._events import RequestData, RequestEndOfMessage, RequestTrailers
from mitmproxy.proxy.layers.http._hooks import HttpRequestHook, HttpResponseHeadersHook


@dataclass(slots=True)
class InFlight:
    """All request bodies that this process holds in memory, in bytes."""

    limit: int
    held: int = 0

    def take(self, size: int) -> bool:
        if self.held + size > self.limit:
            return False
        self.held += size
        return True


@dataclass(slots=True)
class Bound:
    """How much of one body is read. `cut` and `no_room` say why the hook sees only the beginning."""

    limit: int
    in_flight: InFlight
    held: int = 0
    cut: bool = False
    no_room: bool = False

    def admit(self, size: int) -> bool:
        """Whether `size` more bytes may be held."""
        if self.held + size > self.limit:
            self.cut = True
        elif not self.in_flight.take(size):
            self.no_room = True
        else:
            self.held += size
            return True
        return False

    def hold(self, size: int) -> bool:
        """Whether `size` more bytes may be held beside what the client sent."""
        self.no_room = not self.in_flight.take(size)
        self.held += 0 if self.no_room else size
        return not self.no_room

    def give_back(self, size: int) -> None:
        self.in_flight.held -= size
        self.held -= size

    def release(self) -> None:
        self.in_flight.held -= self.held
        self.held = 0


def bind(flow: http.HTTPFlow, bound: Bound) -> None:
    """Read no more of this flow's body than that."""
    _BOUNDS[flow] = bound


def bound_of(flow: http.HTTPFlow) -> Bound | None:
    return _BOUNDS.get(flow)


_BOUNDS: WeakKeyDictionary[http.HTTPFlow, Bound] = WeakKeyDictionary()  # beside the flows, as visits are


class BoundedStream(HttpStream):
    def state_consume_request_body(
        self, event: RequestData | RequestTrailers | RequestEndOfMessage
    ) -> layer.CommandGenerator[None]:
        bound = bound_of(self.flow)
        if bound and isinstance(event, RequestData) and not bound.admit(len(event.data)):
            self.request_body_buf += event.data
            yield from self._judge_the_beginning(bound)
        else:
            yield from super().state_consume_request_body(event)

    def state_done(self, _: object) -> layer.CommandGenerator[None]:
        """What still comes after an early answer is thrown away; mitmproxy's own state expects that nothing comes."""
        yield from ()

    def _judge_the_beginning(self, bound: Bound) -> layer.CommandGenerator[None]:
        beginning = bytes(self.request_body_buf)
        self.request_body_buf.clear()
        self.flow.request.data.content = beginning[: bound.limit]
        yield HttpRequestHook(self.flow)
        if (yield from self.check_killed(True)):
            return
        if self.flow.response:
            self.client_state = self.state_done
            self.flow.response.timestamp_start = time.time()
            yield HttpResponseHeadersHook(self.flow)
            if not (yield from self.check_killed(True)):
                yield from self.send_response()
            return
        self.flow.request.data.content = None
        self.flow.request.stream = True
        yield from self.start_request_stream()
        if self.client_state == self.state_stream_request_body:
            yield from self.state_stream_request_body(RequestData(self.stream_id, beginning))
        bound.release()  # it is on its way, and mitmproxy reads on no faster than the platform takes it


def install() -> None:
    """Make every HTTP stream of this process a bounded one."""
    http_layers.HttpStream = BoundedStream  # type: ignore[misc]  # the seam that mitmproxy has
