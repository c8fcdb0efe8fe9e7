"""Upstream mode: everything goes on through another proxy, and nothing that is only for the gateway goes there."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import bcrypt
import httpx
import pytest
import yaml

from demo.gateway import ROOT, Gateway
from demo.policies import all_agreed, changed
from demo.standin import StandIn


class Upstream(socketserver.ThreadingTCPServer):
    """A proxy that knows CONNECT alone, leads every name to the stand-in, and remembers what it was asked."""

    daemon_threads = True

    def __init__(self, origin: str) -> None:
        super().__init__(("127.0.0.1", 0), _Tunnel)
        self.origin = origin
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Tunnel(socketserver.StreamRequestHandler):
    server: Upstream

    def handle(self) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = self.rfile.readline()
            if not line:
                return
            head += line
        self.server.asked.append(head.decode())
        host, _, port = self.server.origin.rpartition(":")
        with socket.create_connection((host, int(port))) as onward:
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=_pass_on, args=(onward, self.connection), daemon=True)
            back.start()
            _pass_on(self.connection, onward)


def _pass_on(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
        other.shutdown(socket.SHUT_WR)


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    standin = StandIn.start(tmp_path_factory.mktemp("standin"))
    yield standin
    standin.stop()


@pytest.fixture(scope="module")
def upstream(standin: StandIn) -> Iterator[Upstream]:
    with Upstream(standin.address) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def gateway(upstream: Upstream, standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """In upstream mode, and with passwords of its own; the other proxy wants a name, too."""
    folder = tmp_path_factory.mktemp("gateway")
    policy = changed(ROOT / "policy", folder / "policy", {"agency.yaml": all_agreed})
    (policy / "users.htpasswd").write_text(f"jsark:{bcrypt.hashpw(b'winter', bcrypt.gensalt(4)).decode()}\n")
    (policy / "identity.yaml").write_text(yaml.safe_dump({"proxy_auth": {"htpasswd": "users.htpasswd"}}))
    gateway = Gateway.start(
        folder / "run",
        origin=standin.address,
        origin_ca=standin.ca,
        policy=policy,
        run=["--mode", f"upstream:{upstream.url}"],
        options=["--set", "upstream_auth=gateway:summer"],
    )
    yield gateway
    gateway.stop()


@pytest.fixture
def desk(gateway: Gateway, standin: StandIn, tmp_path: Path) -> Iterator[httpx.Client]:
    trusted = tmp_path / "trusted.pem"
    trusted.write_bytes(gateway.ca.read_bytes() + standin.ca.read_bytes())
    proxy = httpx.Proxy(gateway.url, auth=("jsark", "winter"))
    with httpx.Client(proxy=proxy, verify=str(trusted), trust_env=False, timeout=30) as client:
        yield client


def post(desk: httpx.Client, text: str) -> int:
    return desk.post("https://api.x.com/2/tweets", json={"text": text}).status_code


def test_a_clean_post_goes_on_through_the_other_proxy(desk: httpx.Client, upstream: Upstream):
    upstream.asked.clear()
    assert post(desk, "Lovely fog over the canal") == 201
    assert [asked.split("\r\n")[0] for asked in upstream.asked] == ["CONNECT api.x.com:443 HTTP/1.1"]


def test_a_marked_post_is_refused_before_it(desk: httpx.Client, standin: StandIn):
    standin.forget()
    assert post(desk, "PROTECTED B\n\nSurvey tables of the region") == 403
    assert standin.received() == []


def test_a_host_that_is_no_platform_goes_through_it_unopened(desk: httpx.Client, upstream: Upstream):
    upstream.asked.clear()
    assert desk.get("https://forms.example.org/").status_code == 200
    assert upstream.asked[0].startswith("CONNECT forms.example.org:443 ")


def test_the_other_proxy_sees_the_gateways_name_and_never_the_persons(desk: httpx.Client, upstream: Upstream):
    upstream.asked.clear()
    post(desk, "Fog over the canal, again")
    (asked,) = upstream.asked
    credentials = [line for line in asked.split("\r\n") if line.lower().startswith("proxy-authorization:")]
    assert credentials == ["Proxy-Authorization: Basic Z2F0ZXdheTpzdW1tZXI="]  # gateway:summer
