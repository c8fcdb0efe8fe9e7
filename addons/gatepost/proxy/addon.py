"""The mitmproxy add-on: hooks that bring flows to the gate and carry out what it says.

mitmproxy logs an exception in a hook and lets the request through. So every hook here is `guarded`: what goes wrong
becomes the policy's `on_fault`, an event and a metric, never a silent pass. Hooks may wait, and a client may go away
meanwhile: after waiting, `flow.live` is looked at again.
"""

import asyncio
import gc
import logging
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial, wraps

from mitmproxy import connection, ctx, exceptions, http, tls
from mitmproxy.addonmanager import Loader
from mitmproxy.proxy.context import Context
from mitmproxy.proxy.layer import NextLayer
from mitmproxy.proxy.layers.tcp import TCPLayer
from mitmproxy.websocket import WebSocketMessage

from gatepost import metrics
from gatepost.clock import SystemClock
from gatepost.errors import GatepostError
from gatepost.events.record import new_id, number_of, outcome_event
from gatepost.model import Post, Request, Response
from gatepost.platforms import read_frame, read_recognised
from gatepost.platforms.address import parse_address
from gatepost.policy.decide import with_official
from gatepost.proxy import bounded, options, own_pages
from gatepost.proxy.bounded import Bound, bind, bound_of
from gatepost.proxy.dispatch import dispatch_directly
from gatepost.proxy.faults import Fault, fault_of, fault_response, must_close, record_fault, shut
from gatepost.proxy.gateway import Gateway, Settings
from gatepost.proxy.incidents import notice_lapsed
from gatepost.proxy.inspection import Verdict, beside, weigh
from gatepost.proxy.learning import Kept, learn_session, learn_upload, tells
from gatepost.proxy.limits import is_file, limit_of
from gatepost.proxy.listeners import refuse_open_listeners
from gatepost.proxy.opening import open_request
from gatepost.proxy.page_loads import instead, is_page_load
from gatepost.proxy.quiet import quieten
from gatepost.proxy.refusals import is_prohibited, refuse_unread
from gatepost.proxy.tls import Handling, asks_for, certify_requested_name_only, handling_of, prefer_http2
from gatepost.proxy.translate import headers_of, method_of, put_response, request_of, url_of
from gatepost.proxy.uploads import found_before, gather, settle
from gatepost.proxy.visit import Visit, begin_visit, visit_of

logger = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 1.0
LAPSED_EVERY_SECONDS = 30.0  # it is on record by the minute, and looking costs the state a transaction
SHORT_BYTES = 16 * 1024
COLLECT_AFTER = 4_000  # objects: the cycles of a few flows
SWITCH_SECONDS = 0.0005  # between the loop and what is done beside it; a post is judged within one or two of these
SWITCHING_PROTOCOLS = 101
DELIVERED = 200  # a websocket message has no answer of its own: once it is let through, it counts
NO_ROOM = Fault("in-flight", "full")
UNKNOWN_PROTOCOL = Fault("websocket", "unknown-protocol")
REFUSING_HOOKS = frozenset({"http_connect", "requestheaders", "request", "websocket_message"})

type Hook = Callable[[Gatepost, http.HTTPFlow], Awaitable[None]]


def guarded(hook: Hook) -> Hook:
    """The one broad `except`: a fault in a hook is answered as the policy says, recorded and counted."""

    @wraps(hook)
    async def safely(addon: "Gatepost", flow: http.HTTPFlow) -> None:
        try:
            await hook(addon, flow)
        except Exception as error:  # noqa: BLE001 - mitmproxy would let the request through
            try:
                addon.fail(flow, hook.__name__, error)
            except Exception as second:  # noqa: BLE001 - and what answers for faults may be what failed
                fault_of(hook.__name__, second)
                if hook.__name__ in REFUSING_HOOKS:
                    shut(flow)

    return safely


class Gatepost:
    """Registered by `addons/gate.py`, and by the gateway's own master."""

    gateway: Gateway

    def __init__(self) -> None:
        self.visits: dict[str, http.HTTPFlow] = {}  # what is here and not answered yet, by its id
        self._refused: exceptions.OptionsError | None = None
        self._tasks: list[asyncio.Task[None]] = []

    # -- life ---------------------------------------------------------------------------------------------------------

    def load(self, loader: Loader) -> None:
        options.add(loader)
        bounded.install()
        dispatch_directly(loader.master.addons)
        quieten()

    def configure(self, updated: set[str]) -> None:
        options.refuse_dumps()
        if self._refused and not hasattr(self, "gateway"):
            raise self._refused  # mitmproxy puts the options back, and asks again with the default policy
        try:
            if hasattr(self, "gateway"):
                options.keep_hardened(updated)
                if updated & {"mode", "listen_host"}:
                    refuse_open_listeners(self.gateway.loaded.people)
            elif "gatepost_policy" in updated:
                options.harden()
                self.gateway = self._open_gateway()
        except (GatepostError, OSError) as error:
            self._refused = exceptions.OptionsError(f"Gatepost cannot start:\n{error}")
            raise self._refused from error

    @staticmethod
    def _open_gateway() -> Gateway:
        settings = Settings(
            policy=options.policy_folder(),
            var=options.var_folder(),
            state=ctx.options.gatepost_state,
            node=ctx.options.gatepost_node or socket.gethostname(),
            worker=ctx.options.gatepost_worker,
            enrolled=options.enrolled_folder(),
            readers=options.reader_count(),
        )
        return Gateway(settings, SystemClock(), accept=refuse_open_listeners)

    def running(self) -> None:
        settle_memory()
        certify_requested_name_only(ctx.master.addons.get("tlsconfig"))
        if self.gateway.gate.identity.client_certificate:
            ctx.options.update(request_client_cert=True)
        if ctx.options.gatepost_metrics:
            host, _, port = ctx.options.gatepost_metrics.rpartition(":")
            metrics.serve(host, int(port))
        self.gateway.tell_status()
        self.gateway.tell_policy()
        self.gateway.get_ready()
        self._tasks = [
            asyncio.create_task(work()) for work in (self._look_around, self._look_for_lapsed, self._measure_lag)
        ]

    async def done(self) -> None:
        for task in self._tasks:
            task.cancel()
        if hasattr(self, "gateway"):
            await self.gateway.close()

    async def _look_around(self) -> None:
        """Take over a changed policy, and what is paused, within seconds; forget what is no longer needed."""
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            try:
                await self.gateway.look_at_policy()
                self.gateway.look_at_pauses()
                self.gateway.look_at_period()
                self.gateway.forget_posts()
                await self.gateway.forget_pieces()
                await self.gateway.look_at_state()
                self.gateway.tell_status()
            except Exception as error:  # noqa: BLE001 - a full disk must not end the looking for good
                record_fault(self.gateway, fault_of("look_around", error), closed=False)

    async def _look_for_lapsed(self) -> None:
        """Put on record what nobody answered in time; one worker of all does it for each."""
        while True:
            await asyncio.sleep(LAPSED_EVERY_SECONDS)
            try:
                await notice_lapsed(self.gateway)
            except Exception as error:  # noqa: BLE001 - as above
                record_fault(self.gateway, fault_of("look_for_lapsed", error), closed=False)

    async def _measure_lag(self) -> None:
        """How late the loop wakes up is how long it was held up: the first sign of overload."""
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LOOK_EVERY_SECONDS
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            metrics.loop_lag(max(0.0, loop.time() - due))

    # -- connections --------------------------------------------------------------------------------------------------

    def next_layer(self, offer: NextLayer) -> None:
        """What need not be opened goes past TLS altogether: nothing of ours stands between its two ends."""
        hello = asks_for(offer)
        if hello is not None and self._handling(hello.sni, offer.context) == "passed":
            offer.layer = TCPLayer(offer.context, ignore=True)
            metrics.connection("passed")

    def tls_clienthello(self, hello: tls.ClientHelloData) -> None:
        """The same for a ClientHello that came in pieces; and how we speak with those that are opened."""
        handling = self._handling(hello.client_hello.sni, hello.context)
        hello.ignore_connection = handling == "passed"
        if handling == "inspected" and ctx.options.http2:
            prefer_http2(hello)
        metrics.connection(handling)

    def _handling(self, sni: str | None, connection: Context) -> Handling:
        return "passed" if self.gateway.all_paused else handling_of(sni, connection, self.gateway.gate.platforms)

    def tls_failed_client(self, data: tls.TlsData) -> None:
        """The client does not take our certificate: a pinned application, or a machine without our root."""
        metrics.connection("client-refused")
        logger.warning("a client refused the certificate for %s", data.conn.sni)

    # -- requests -----------------------------------------------------------------------------------------------------

    @guarded
    async def http_connect(self, flow: http.HTTPFlow) -> None:
        await self.gateway.authentication.identify(flow)

    @guarded
    async def requestheaders(self, flow: http.HTTPFlow) -> None:
        """Who it is, and whether the request is read: from the head alone, before the first byte of the body."""
        if flow.response or flow.error or not flow.live:
            return
        principal = await self.gateway.authentication.identify(flow)
        if principal is None:
            self._bind(flow, 0)
            return
        gate = self.gateway.gate
        url = url_of(flow, gate.platforms)
        headers = headers_of(flow.request)
        visit = Visit(gate=gate, principal=principal, url=url)
        if own_pages.is_own(url):
            self._begin(flow, visit, own_pages.MAX_FORM_BYTES)
        elif is_prohibited(url, gate.platforms):
            visit.refused = True
            self._begin(flow, visit, 0)
            number = number_of(new_id(self.gateway.clock.now()))
            put_response(flow, refuse_unread(gate, self._head(flow, visit), "prohibited", number))
        elif recognised := gate.platforms.recognise(method_of(flow.request), url, headers):
            visit.recognised = recognised
            self._begin(flow, visit, limit_of(recognised, flow.request, gate.policy.limits))
        elif is_page_load(flow.request.method, headers) and (page := await self._instead(flow, visit)):
            visit.refused = True
            self._begin(flow, visit, 0)
            put_response(flow, page)
        else:
            flow.request.stream = True
            if gate.platforms.frames(url):
                visit.websocket = True
                begin_visit(flow, visit)

    async def _instead(self, flow: http.HTTPFlow, visit: Visit) -> Response | None:
        """What a person sees in place of a platform's page, if there is anything."""
        platform = visit.gate.platforms.owner_of(parse_address(visit.url).host)
        return await instead(self.gateway, self._head(flow, visit), platform) if platform else None

    def _begin(self, flow: http.HTTPFlow, visit: Visit, limit: int) -> None:
        visit.bound = self._bind(flow, limit)
        begin_visit(flow, visit)
        self.visits[flow.id] = flow

    def _bind(self, flow: http.HTTPFlow, limit: int) -> Bound:
        bound = Bound(limit, self.gateway.in_flight)
        bind(flow, bound)
        return bound

    @guarded
    async def request(self, flow: http.HTTPFlow) -> None:
        """The body is here, whole or as far as its limit: judge it, once."""
        visit = visit_of(flow)
        if visit is None or visit.judged or visit.bound is None or flow.response or flow.error or not flow.live:
            return
        visit.judged = True
        opened = await open_request(flow, visit, new_id(self.gateway.clock.now()))
        if opened is None:
            self._turn_away(flow, visit)
            return
        request, problem = opened
        if own_pages.is_own(visit.url):
            visit.refused = True
            put_response(flow, await own_pages.serve(self.gateway, request))
        else:
            await self._judge(flow, visit, request, problem)

    async def _judge(self, flow: http.HTTPFlow, visit: Visit, request: Request, problem: str) -> None:
        assert visit.recognised  # noqa: S101 - only what was recognised has a body to be judged
        with metrics.timed("decode"):
            work = partial(read_recognised, request, visit.recognised, visit.gate.platforms)
            # A body that is one file is taken as it is; only the structure of a long one takes time.
            post = await beside(0 if is_file(flow.request) else len(request.body), work)
        if post is None:
            return
        post = replace(post, problem=problem) if problem else post
        verdict = await self._weigh(visit, request, with_official(post, visit.gate.policy))
        visit.passage = verdict.passage
        if verdict.response is not None:
            visit.refused = True
            put_response(flow, verdict.response)

    async def _weigh(self, visit: Visit, request: Request, post: Post) -> Verdict:
        """Judge a post with the uploads that belong to it."""
        visit.post = post
        gathered = await gather(self.gateway, visit.gate, post, visit.url)
        try:
            before = found_before(gathered, visit.gate.policy.labels_wanted(post))
            verdict = await weigh(self.gateway, visit.gate, request, gathered.post, before)
            visit.uploaded = await settle(self.gateway, gathered, verdict)
        finally:
            gathered.close()
        return verdict

    def _turn_away(self, flow: http.HTTPFlow, visit: Visit) -> None:
        """There is no room to read the body: a fault of ours, answered as such."""
        closed = must_close(self.gateway, visit)
        number = record_fault(self.gateway, NO_ROOM, closed=closed, visit=visit)
        if closed:
            visit.refused = True
            put_response(flow, refuse_unread(visit.gate, self._head(flow, visit), "busy", number))

    def _head(self, flow: http.HTTPFlow, visit: Visit) -> Request:
        """The request without its body, for an answer that does not depend on it."""
        request, _ = request_of(flow, url=visit.url, request_id="", principal=visit.principal, limit=0, cut=True)
        return request

    @guarded
    async def responseheaders(self, flow: http.HTTPFlow) -> None:
        """Answers stream through; of one that a definition names, who is signed in or how an upload is called, a copy is kept."""
        visit = visit_of(flow)
        if flow.error or not flow.live or flow.response is None or (visit and visit.refused):
            return
        if flow.response.status_code == SWITCHING_PROTOCOLS or (visit is None and bound_of(flow)):
            return
        platforms = self.gateway.gate.platforms
        learns = platforms.learns(flow.request.method, visit.url if visit else url_of(flow, platforms))
        if learns or (visit and tells(visit) and not _is_short(flow.response)):
            flow.response.stream = Kept()
        elif not _is_short(flow.response):
            flow.response.stream = True

    @guarded
    async def response(self, flow: http.HTTPFlow) -> None:
        """The platform has answered: the count is settled, the outcome recorded, and who is signed in learnt."""
        if flow.error or flow.response is None:
            return
        await self._leave(flow, flow.response.status_code)
        if flow.response.status_code == SWITCHING_PROTOCOLS and flow.websocket is None:
            self._refuse_switch(flow)
        kept = flow.response.stream if isinstance(flow.response.stream, Kept) else None
        if kept is not None:
            flow.response.stream = True
            await learn_session(self.gateway, flow, url_of(flow, self.gateway.gate.platforms), kept)
        if (visit := visit_of(flow)) and tells(visit):
            await learn_upload(self.gateway, flow, visit, kept)
        _let_go(flow)

    def _refuse_switch(self, flow: http.HTTPFlow) -> None:
        """What is spoken after a change to anything but a websocket, or to an old kind of one, would not be read."""
        platforms = self.gateway.gate.platforms
        if platforms.listed(parse_address(url_of(flow, platforms)).host):
            record_fault(self.gateway, UNKNOWN_PROTOCOL, closed=True, visit=visit_of(flow))
            flow.kill()

    @guarded
    async def error(self, flow: http.HTTPFlow) -> None:
        """It did not get through, and does not count; unless only the end of the answer is missing."""
        await self._leave(flow, flow.response.status_code if flow.response else None)
        _let_go(flow)

    async def client_disconnected(self, client: connection.Client) -> None:
        """A request that mitmproxy itself dropped (its parser failed on it) has no other end than this."""
        for flow in [flow for flow in self.visits.values() if flow.client_conn is client]:
            await self.error(flow)

    async def _leave(self, flow: http.HTTPFlow, status: int | None) -> None:
        """A post counts when the platform took it (2xx); what it answered goes on record beside the decision."""
        self.visits.pop(flow.id, None)
        if bound := bound_of(flow):
            bound.release()
        visit = visit_of(flow)
        if visit is None or visit.passage is None:
            return
        passage, visit.passage = visit.passage, None
        if passage.holds:
            self.gateway.counting.settle(passage.attempt, kept=status is not None and 200 <= status < 300)
        if passage.event_id and not visit.refused:
            now = self.gateway.clock.now()
            await self.gateway.record(outcome_event(passage.event_id, at=now, upstream_status=status))

    # -- websockets ---------------------------------------------------------------------------------------------------

    @guarded
    async def websocket_message(self, flow: http.HTTPFlow) -> None:
        if flow.error or not flow.live or flow.websocket is None:
            return
        visit, message = visit_of(flow), flow.websocket.messages[-1]
        del flow.websocket.messages[:-1]  # mitmproxy keeps every message for as long as the connection lives
        if visit and visit.websocket and message.from_client and not message.injected:
            visit.gate, visit.post = self.gateway.gate, None  # it may have been open for days
            await self._judge_message(flow, visit, message)

    async def _judge_message(self, flow: http.HTTPFlow, visit: Visit, message: WebSocketMessage) -> None:
        now, limit = self.gateway.clock.now(), visit.gate.policy.limits.text
        request = replace(self._head(flow, visit), id=new_id(now), received=now, truncated=len(message.content) > limit)
        with metrics.timed("decode"):
            post = read_frame(request, message.content[:limit], visit.gate.platforms)
        if post is None:
            return
        verdict = await self._weigh(visit, request, with_official(post, visit.gate.policy))
        if verdict.response is None:
            visit.passage = verdict.passage
            await self._leave(flow, DELIVERED)
        else:
            message.drop()
            if verdict.frame is not None:
                ctx.master.commands.call("inject.websocket", flow, True, verdict.frame, message.is_text)

    # -- faults -------------------------------------------------------------------------------------------------------

    def fail(self, flow: http.HTTPFlow, hook: str, error: Exception) -> None:
        """What went wrong in a hook becomes what the policy says, an event and a metric."""
        visit = visit_of(flow)
        fault = fault_of(hook, error)
        closed = hook in REFUSING_HOOKS and must_close(self.gateway, visit)
        number = record_fault(self.gateway, fault, closed=closed, visit=visit)
        if closed and hook == "websocket_message" and flow.websocket:
            flow.websocket.messages[-1].drop()
        elif closed:
            flow.request.stream = False
            if bound_of(flow) is None:
                self._bind(flow, 0)
            if visit:
                visit.refused = True
            put_response(flow, fault_response(flow, visit, number))
        elif hook == "requestheaders" and bound_of(flow) is None:
            flow.request.stream = True  # it goes on unread, and so need not be kept


def settle_memory() -> None:
    """What is loaded now stays: the collector need not look at it again, nor at every few hundred new objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECT_AFTER)
    sys.setswitchinterval(SWITCH_SECONDS)


def _let_go(flow: http.HTTPFlow) -> None:
    """The body goes now: flows hang in cycles, and looking for those takes the longer the more else is remembered."""
    flow.request.data.content = None
    visit = visit_of(flow)
    if visit and not visit.websocket:
        visit.post = None


def _is_short(response: http.Response) -> bool:
    """Whether the whole answer comes at once anyway: passing it on in one piece is cheaper than streaming it."""
    length = response.headers.get("content-length", "")
    return length.isdigit() and int(length) <= SHORT_BYTES
