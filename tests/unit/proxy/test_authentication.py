"""Who is at a connection: by which proof, for how long, and that no credential outlives the hook that read it."""

import asyncio
from base64 import b64encode
from typing import Any

import bcrypt
import pytest

from gatepost.model import Principal, Source
from gatepost.proxy.authentication import Authentication, People
from tests.proxy.gateways import a_flow, mode, people

LOGIN, PASSWORD = "rosalind.quill", "velvet-umbrella-Ottawa-42"
HASHED = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
BY_PASSWORD: dict[str, Any] = {"proxy_auth": {"htpasswd": "users"}, "unknown": {"admit": False}}
PASSWORDS = {LOGIN: HASHED, "tomas.reed": HASHED}
UPSTREAM = "10.0.8.4"
BY_HEADER: dict[str, Any] = {
    "trusted_upstream": [{"address": f"{UPSTREAM}/32", "header": "X-Authenticated-User"}],
    "unknown": {"admit": False},
}
BY_BASIC_USER: dict[str, Any] = {
    "trusted_upstream": [{"address": f"{UPSTREAM}/32", "basic_user": True}],
    "unknown": {"admit": False},
}


def by_password(passwords: dict[str, str] | None = None) -> People:
    return people(PASSWORDS if passwords is None else passwords, **BY_PASSWORD)


def basic(name: str = LOGIN, password: str = PASSWORD) -> str:
    return f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"


class Client:
    """One connection; each request on it is a flow of its own."""

    def __init__(self, authentication: Authentication, peer: str = "192.0.2.9", proxy_mode: str = "regular") -> None:
        self._authentication = authentication
        self._connection = a_flow().client_conn
        self._connection.peername = (peer, 50000)
        self._connection.proxy_mode = mode(proxy_mode)

    async def ask(self, method: str = "POST", **headers: Any) -> tuple[Principal | None, Any]:
        """Who it is, and the flow afterwards."""
        flow = a_flow(method=method, **headers)
        flow.client_conn = self._connection
        return await self._authentication.identify(flow), flow


async def test_a_good_password_names_the_person_and_is_gone():
    principal, flow = await Client(Authentication(by_password())).ask(Proxy_Authorization=basic())
    assert principal
    assert (principal.id, principal.source) == ("emp-104", Source.PROXY_AUTH)
    assert "proxy-authorization" not in flow.request.headers


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Bearer abc", basic(password="wrong"), basic(name="nobody"), basic("", "x")]
)
async def test_without_a_good_password_nobody_is_let_in(header: str):
    principal, flow = await Client(Authentication(by_password())).ask(Proxy_Authorization=header)
    assert principal is None
    assert flow.response.status_code == 407
    assert flow.response.headers["proxy-authenticate"].startswith("Basic ")
    assert "proxy-authorization" not in flow.request.headers


async def test_a_password_is_checked_once_and_remembered(monkeypatch: pytest.MonkeyPatch):
    authentication = Authentication(by_password())
    await Client(authentication).ask(Proxy_Authorization=basic())
    monkeypatch.setattr("gatepost.proxy.authentication.verify", None)
    principal, _ = await Client(authentication).ask(Proxy_Authorization=basic())
    assert principal
    assert PASSWORD not in repr(vars(authentication))


async def test_checking_a_password_does_not_hold_up_the_loop(monkeypatch: pytest.MonkeyPatch):
    """Others go on while one is checked: the check waits for what only they do."""
    others = asyncio.Event()
    loop = asyncio.get_running_loop()

    def verify(*_: object) -> bool:
        asyncio.run_coroutine_threadsafe(others.wait(), loop).result(10)
        return True

    monkeypatch.setattr("gatepost.proxy.authentication.verify", verify)
    asking = asyncio.create_task(Client(Authentication(by_password())).ask(Proxy_Authorization=basic()))
    await asyncio.sleep(0)
    others.set()
    assert (await asking)[0]


async def test_a_changed_password_counts_at_once():
    authentication = Authentication(by_password())
    client = Client(authentication)
    await client.ask("CONNECT", Proxy_Authorization=basic())
    authentication.use(by_password({"tomas.reed": HASHED}))
    for asked in (client.ask(), Client(authentication).ask(Proxy_Authorization=basic())):
        assert (await asked)[0] is None


async def test_a_check_that_outlasts_a_reload_is_not_remembered(monkeypatch: pytest.MonkeyPatch):
    authentication = Authentication(by_password())

    def verify(*_: object) -> bool:
        authentication.use(by_password({"tomas.reed": HASHED}))
        return True

    with monkeypatch.context() as patch:
        patch.setattr("gatepost.proxy.authentication.verify", verify)
        await Client(authentication).ask(Proxy_Authorization=basic())
    assert (await Client(authentication).ask(Proxy_Authorization=basic()))[0] is None


async def test_a_tunnel_belongs_to_whoever_opened_it():
    client = Client(Authentication(by_password()))
    await client.ask("CONNECT", Proxy_Authorization=basic())
    principal, flow = await client.ask(Proxy_Authorization=basic("tomas.reed"))
    assert principal
    assert principal.id == "emp-104"
    assert "proxy-authorization" not in flow.request.headers


async def test_a_tunnel_outlives_a_reload_that_changes_nothing_about_its_owner():
    authentication = Authentication(by_password())
    client = Client(authentication)
    await client.ask("CONNECT", Proxy_Authorization=basic())
    authentication.use(by_password({LOGIN: HASHED}))
    principal, _ = await client.ask()
    assert principal
    assert principal.id == "emp-104"


async def test_inside_a_tunnel_nobody_is_asked_for_a_proxy_password():
    """A browser takes a 407 from within a tunnel for a broken site."""
    authentication = Authentication(by_password())
    client = Client(authentication)
    await client.ask("CONNECT", Proxy_Authorization=basic())
    authentication.use(by_password({}))
    _, flow = await client.ask()
    assert flow.response.status_code == 403


async def test_a_trusted_upstream_names_people():
    client = Client(Authentication(people(**BY_HEADER)), UPSTREAM)
    for login, id_ in ((LOGIN, "emp-104"), ("tomas.reed", "emp-105")):
        principal, flow = await client.ask(X_Authenticated_User=login)
        assert principal
        assert (principal.id, principal.source) == (id_, Source.UPSTREAM)
        assert "x-authenticated-user" not in flow.request.headers


async def test_anybody_elses_word_is_not_evidence_and_does_not_go_on():
    authentication = Authentication(people(**BY_HEADER | {"unknown": {"admit": True}}))
    principal, flow = await Client(authentication).ask(X_Authenticated_User=LOGIN)
    assert principal
    assert principal.source is Source.UNKNOWN
    assert "x-authenticated-user" not in flow.request.headers


@pytest.mark.parametrize("reloaded", [False, True])
@pytest.mark.parametrize("config", [BY_HEADER, BY_BASIC_USER])
async def test_a_client_inside_an_upstreams_tunnel_cannot_name_itself(config: dict[str, Any], reloaded: bool):
    """Not before a reload and not after one, when everybody is looked up anew."""
    authentication = Authentication(people(**config))
    client = Client(authentication, UPSTREAM)
    await client.ask("CONNECT", X_Authenticated_User=LOGIN, Proxy_Authorization=basic(LOGIN, "squid"))
    if reloaded:
        authentication.use(people(**config))
    principal, flow = await client.ask(X_Authenticated_User="tomas.reed", Proxy_Authorization=basic("tomas.reed"))
    assert principal
    assert principal.id == "emp-104"
    assert "proxy-authorization" not in flow.request.headers


async def test_an_upstream_that_is_trusted_no_longer_proves_nothing():
    authentication = Authentication(people(**BY_HEADER))
    client = Client(authentication, UPSTREAM)
    await client.ask("CONNECT", X_Authenticated_User=LOGIN)
    authentication.use(people(unknown={"admit": False}))
    principal, flow = await client.ask()
    assert principal is None
    assert flow.response.status_code == 403


async def test_no_password_is_remembered_with_a_tunnel():
    for config in (BY_PASSWORD, BY_BASIC_USER):
        authentication = Authentication(people(PASSWORDS, **config))
        await Client(authentication, UPSTREAM).ask("CONNECT", Proxy_Authorization=basic())
        kept = repr([dict(memory) for memory in (authentication._tunnels, authentication._proven)])
        assert PASSWORD not in kept
        assert basic() not in kept


async def test_an_intercepted_connection_is_known_by_its_address():
    config: dict[str, Any] = {
        "network": [{"cidr": "10.20.4.17/32", "principal": "emp-105"}],
        "unknown": {"admit": False},
    }
    authentication = Authentication(people(**config))
    principal, _ = await Client(authentication, "10.20.4.17", "transparent").ask()
    assert principal
    assert (principal.id, principal.source) == ("emp-105", Source.NETWORK)
    principal, flow = await Client(authentication, "10.20.4.18", "transparent").ask()
    assert principal is None
    assert flow.response.status_code == 403


async def test_a_fault_in_the_lookup_lets_no_credential_through(monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise OSError

    authentication = Authentication(by_password())
    monkeypatch.setattr("gatepost.proxy.authentication.verify", fail)
    flow = a_flow(Proxy_Authorization=basic())
    with pytest.raises(OSError):
        await authentication.identify(flow)
    assert "proxy-authorization" not in flow.request.headers


async def test_whoever_is_not_known_is_somebody_all_the_same_where_all_are_let_in():
    authentication = Authentication(people())
    first, second = [(await Client(authentication, peer).ask())[0] for peer in ("192.0.2.1", "192.0.2.2")]
    assert first
    assert second
    assert first.id.startswith("unknown:")
    assert first.id != second.id
