"""Gateways for tests of the proxy shell: the shipped policy, a var folder of the test's own, and flows to send through.

Loading the policy takes longer than most tests; it is frozen, so one copy serves all of them, and a test that needs
another one changes values of it.
"""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from mitmproxy import certs, connection, http, options  # noqa: TID251 - the shell is tried with its base
from mitmproxy.addons.tlsconfig import TlsConfig  # noqa: TID251 - as above
from mitmproxy.proxy.context import Context  # noqa: TID251 - as above
from mitmproxy.proxy.mode_specs import ProxyMode  # noqa: TID251 - as above
from mitmproxy.test import taddons, tflow  # noqa: TID251 - as above
from mitmproxy.websocket import WebSocketData, WebSocketMessage  # noqa: TID251 - as above
from wsproto.frame_protocol import Opcode

from demo import journal
from demo.policies import changed, unhindered
from gatepost.clock import Clock
from gatepost.enrolment.compiling import cache_folder
from gatepost.events.record import new_id
from gatepost.identity.config import IdentityConfig
from gatepost.identity.directory import load_directory
from gatepost.model import Account
from gatepost.policy.agency import Mode
from gatepost.policy.decide import with_official
from gatepost.proxy.authentication import People
from gatepost.proxy.gateway import Gateway, Settings
from gatepost.proxy.inspection import NOTHING_BEFORE, Before, Verdict, weigh
from gatepost.proxy.loading import Loaded, load
from gatepost.readers.orders import Reading
from gatepost.readers.pool import Readers
from gatepost.testing import FakeClock, a_post, a_request

CRL = "http://crl.example/ca.crl"
SHIPPED = Path(__file__).parents[2] / "policy"
CREATE_TWEET = "/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/CreateTweet"
CLEAN = "Lovely fog over the canal this morning"
MARKED = "PROTECTED B\n\nSurvey tables of the region, second draft"
COACHED = "What the fuck is this fog"

DIRECTORY = load_directory(
    "id,login,name,groups,division\nemp-104,rosalind.quill,Rosalind Quill,employees,Labour\n"
    "emp-105,tomas.reed,Tomas Reed,employees|communications,Communications\n",
    file="staff.csv",
)


def loaded(folder: Path = SHIPPED, _cache: Path | None = None, _enrolled: Path | None = None) -> Loaded:
    return _loaded(folder)


@cache
def _loaded(folder: Path) -> Loaded:
    """Without the rule about the agreement, as for people who have accepted it."""
    written = _as_written(folder)
    return _changed(written, rules=tuple(rule for rule in written.gate.policy.rules if rule.id != "agreement"))


@cache
def _as_written(folder: Path) -> Loaded:
    return load(folder, cache_folder(), folder / "enrolled")


def _changed(one: Loaded, **changes: Any) -> Loaded:
    return replace(one, gate=replace(one.gate, policy=replace(one.gate.policy, **changes)))


class SharedReaders(Readers):
    """Real readers that all gateways of a run have together: their mother takes seconds to load what never differs."""

    def start(self) -> None:
        """They start when the first file comes."""

    async def use(self, reading: Reading) -> None:
        """They stay."""

    def close(self) -> None:
        """They stay until the run ends."""


@cache
def shared_readers(*_: object) -> SharedReaders:
    return SharedReaders(replace(loaded().reading, wait_seconds=60.0), 2)


def end_shared_readers() -> None:
    if shared_readers.cache_info().currsize:
        Readers.close(shared_readers())


def people(passwords: dict[str, str] | None = None, **config: Any) -> People:
    """Who people are, as `identity.yaml` would say it."""
    return People(config=IdentityConfig.model_validate(config), directory=DIRECTORY, passwords=passwords or {})


def a_gateway(
    var: Path,
    clock: Clock | None = None,
    *,
    folder: Path = SHIPPED,
    accept: Callable[[People], None] = lambda _: None,
) -> Gateway:
    settings = Settings(
        policy=folder, var=var, state="sqlite://", node="test", worker="1", enrolled=var / "enrolled", readers=1
    )
    return Gateway(settings, clock or FakeClock(), accept)


def with_policy(gateway: Gateway, **changes: Any) -> None:
    """Put a policy in force that differs in these values."""
    gateway.loaded = _changed(gateway.loaded, **changes)


def asking_for_the_agreement(gateway: Gateway) -> None:
    """Put the shipped rule about the agreement in force."""
    with_policy(gateway, rules=_as_written(SHIPPED).gate.policy.rules)


def quiet_policy(folder: Path) -> Path:
    """The shipped policy for a person who may post all day."""
    return changed(SHIPPED, folder, {"agency.yaml": unhindered})


def tweet(text: str) -> bytes:
    return json.dumps({"variables": {"tweet_text": text}}).encode()


def a_flow(
    body: bytes = b"", *, url: str = f"https://x.com{CREATE_TWEET}", method: str = "POST", **headers: str
) -> http.HTTPFlow:
    """A live flow whose request is whole; header names are written with `_`."""
    fields = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    request = http.Request.make(method, url, b"", [(name.encode(), value.encode()) for name, value in fields.items()])
    request.raw_content = body  # as it is on the wire: `make` would code it
    request.headers["content-length"] = str(len(body))
    request.headers.setdefault("host", request.pretty_host)
    flow = tflow.tflow(req=request)
    flow.client_conn.sni = request.host
    return flow


def with_limits(gateway: Gateway, **limits: int) -> None:
    """Put a policy in force under which bodies may be this long, in bytes."""
    with_policy(gateway, limits=gateway.policy.limits.model_copy(update=limits))
    gateway.in_flight.limit = gateway.policy.limits.in_flight


def observe(gateway: Gateway) -> None:
    with_policy(gateway, mode=Mode.OBSERVE)


def records(gateway: Gateway, kind: str = "") -> list[dict[str, Any]]:
    """What stands in the journal."""
    return [one for one in journal.records(gateway.settings.var) if kind in ("", one["kind"])]


def mode(spec: str) -> ProxyMode:
    """A mode of the proxy, as `--mode` names it."""
    return ProxyMode.parse(spec)


def a_context(host: str, *, sni: str | None = None, upstream_names: tuple[str, ...] = ()) -> Context:
    """A connection whose client asked the proxy for this host."""
    flow = a_flow()
    flow.client_conn.sni = sni
    context = Context(flow.client_conn, options.Options())
    context.server = connection.Server(address=(host, 443) if host else None)
    if upstream_names:
        context.server.certificate_list = [_certificate_for(upstream_names)]
    return context


def tls_config(folder: Path) -> TlsConfig:
    """mitmproxy's own maker of leaf certificates, with an authority in this folder."""
    config = TlsConfig()
    with taddons.context(config) as context:
        context.configure(config, confdir=str(folder))
    return config


def _certificate_for(names: tuple[str, ...]) -> certs.Cert:
    key, authority = certs.create_ca("origin", "origin", 2048)
    return certs.dummy_cert(key, authority, names[0], [x509.DNSName(name) for name in names], crl_url=CRL)


def answered(flow: http.HTTPFlow, status: int, body: bytes = b"", **headers: str) -> http.HTTPFlow:
    """The same flow with the platform's answer."""
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    flow.response = http.Response.make(
        status, body, [(name.encode(), value.encode()) for name, value in fields.items()]
    )
    return flow


async def weighed(
    gateway: Gateway,
    text: str = CLEAN,
    *,
    id_: str = "",
    account: str = "@maplefan77",
    cookie: str = "",
    before: Before = NOTHING_BEFORE,
    **post: Any,
) -> Verdict:
    """A tweet on its way through the gate, at the gateway's present moment."""
    now = gateway.clock.now()
    request = a_request(id=id_ or new_id(now), received=now, body=tweet(text), headers=(("cookie", cookie),))
    values = {"id": request.id, "at": now, "account": Account(platform="x", handle=account) if account else None}
    made = with_official(a_post(text, **values | post), gateway.policy)
    return await weigh(gateway, gateway.gate, request, made, before)


def number_in(verdict: Verdict) -> str:
    assert verdict.response
    return dict(verdict.response.headers)["Gatepost-Incident"]


def with_people(one: Loaded, others: People) -> Loaded:
    return replace(one, people=others)


@contextmanager
def listening(host: str, modes: list[str]) -> Iterator[None]:
    """mitmproxy's options as of a proxy that listens there."""
    with taddons.context() as context:
        context.options.update(listen_host=host, mode=modes)
        yield


def number_of_page(head: bytes) -> str:
    """The incident's number in the head of an answer."""
    found = re.search(rb"(?i)gatepost-incident: *([0-9A-Z-]+)", head)
    assert found, head
    return found[1].decode()


def with_prohibited(gateway: Gateway, *names: str) -> None:
    """Put definitions in force under which these platforms are refused altogether."""
    gate = gateway.loaded.gate
    hosts = gate.platforms.hosts.model_copy(update={"prohibited": names})
    platforms = replace(gate.platforms, hosts=hosts)
    gateway.loaded = replace(gateway.loaded, gate=replace(gate, platforms=platforms))


def a_websocket(url: str, content: bytes, *, from_client: bool = True, text: bool = True) -> http.HTTPFlow:
    """An open websocket on which this message has just come."""
    flow = a_flow(url=url, method="GET")
    kind = Opcode.TEXT if text else Opcode.BINARY
    flow.websocket = WebSocketData(messages=[WebSocketMessage(kind, from_client, content)])
    return flow
