"""Squid in front of the gateway, with the configuration that docs/it.md gives, but for Kerberos and the addresses."""

import base64
import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from demo.gateway import ROOT, Gateway, free_port, listens
from demo.journal import records
from demo.policies import all_agreed, changed
from demo.standin import StandIn
from gatepost.cli.pac import host_list
from tests.deploy.shipped import DOMAINS

pytestmark = pytest.mark.needs("squid", "curl")

SHIPPED = (ROOT / "deploy/squid.conf").read_text()
KERBEROS = [line for line in SHIPPED.splitlines() if line.startswith("auth_param")]
# Takes any name with any password, and stands for Kerberos here: what matters is what becomes of the name.
ANYBODY = "auth_param basic program /usr/lib/squid/basic_fake_auth"
HEADER = "X-Authenticated-User"


def knows_staff_by_squids_word(identity: dict[str, Any]) -> None:
    identity["directory"] = {"file": "directory.csv"}
    identity["trusted_upstream"] = [{"address": "127.0.0.1/32", "header": HEADER}]
    identity["unknown"] = {"admit": False}


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandIn]:
    standin = StandIn.start(tmp_path_factory.mktemp("standin"))
    yield standin
    standin.stop()


@pytest.fixture(scope="module")
def gateway(standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    folder = tmp_path_factory.mktemp("gateway")
    policy = changed(
        ROOT / "policy", folder / "policy", {"agency.yaml": all_agreed, "identity.yaml": knows_staff_by_squids_word}
    )
    shutil.copy(ROOT / "deploy/examples/directory.csv", policy)
    gateway = Gateway.start(folder / "run", origin=standin.address, origin_ca=standin.ca, policy=policy)
    yield gateway
    gateway.stop()


@pytest.fixture(scope="module")
def squid(gateway: Gateway) -> Iterator[str]:
    """A Squid with the shipped lines, as HOST:PORT. Its folder is open to all: started by root it becomes another user."""
    port, program = free_port(), shutil.which("squid", path=f"{os.environ['PATH']}:/usr/sbin")
    with tempfile.TemporaryDirectory() as name, (Path(name) / "out.log").open("wb") as log:
        folder = Path(name)
        folder.chmod(0o777)
        (folder / "social.txt").write_text("\n".join(host_list(DOMAINS)))
        (folder / "squid.conf").write_text(_configuration(folder, port, gateway.proxy))
        process = subprocess.Popen([str(program), "-N", "-f", str(folder / "squid.conf")], stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not listens(f"127.0.0.1:{port}"):
            assert process.poll() is None, (folder / "out.log").read_text()
            assert time.monotonic() < deadline, (folder / "out.log").read_text()
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
        process.terminate()
        process.wait(60)


def _configuration(folder: Path, port: int, gateway: str) -> str:
    shipped = SHIPPED.replace("\n".join(KERBEROS), ANYBODY)
    shipped = shipped.replace("/etc/squid/social.txt", str(folder / "social.txt"))
    host, _, peer = gateway.rpartition(":")
    shipped = shipped.replace("10.0.8.20 parent 8080", f"{host} parent {peer}")
    logs = [f"access_log none\ncache_log {folder}/cache.log\npid_filename {folder}/squid.pid\ncoredump_dir {folder}"]
    quick = ["shutdown_lifetime 0 seconds", f"http_port 127.0.0.1:{port}", "http_access allow all", "cache deny all"]
    return "\n".join([*logs, shipped, *quick]) + "\n"


def post(squid: str, gateway: Gateway, text: str, *, who: str = "", headers: tuple[str, ...] = ()) -> tuple[str, str]:
    """The status of the proxy's answer to CONNECT, and of the platform's or the gate's answer to the post."""
    command = ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_connect} %{http_code}"]
    through = [
        "--proxy",
        f"http://{squid}",
        "--cacert",
        str(gateway.ca),
        *(["--proxy-user", f"{who}:any"] if who else []),
    ]
    told = [part for header in headers for part in ("--proxy-header", header)]
    body = ["-H", "content-type: application/json", "-d", json.dumps({"text": text}), "https://api.x.com/2/tweets"]
    done = subprocess.run([*command, *through, *told, *body], capture_output=True, text=True, check=False, timeout=60)
    connected, _, answered = done.stdout.partition(" ")
    return connected, answered


def last_decision(gateway: Gateway) -> dict[str, Any]:
    return [record for record in records(gateway.var) if record["kind"] == "decision"][-1]


MARKED = "PROTECTED B\n\nSurvey tables of the region: {}"


def test_the_shipped_lines_are_kerberos_and_nothing_is_cached_of_it():
    assert len(KERBEROS) == 3
    assert "negotiate_kerberos_auth" in KERBEROS[0]


def test_the_person_that_squid_knows_is_the_person_on_record(squid: str, gateway: Gateway):
    assert post(squid, gateway, MARKED.format("heron"), who="jsark@AGENCY.EXAMPLE") == ("200", "403")
    assert last_decision(gateway)["division"] == "Regional Operations"


def test_a_clean_post_of_theirs_arrives(squid: str, gateway: Gateway):
    assert post(squid, gateway, "Lovely fog over the canal", who="jsark") == ("200", "201")


def test_a_name_that_the_client_itself_claims_is_not_believed(squid: str, gateway: Gateway):
    forged = (f"{HEADER}: lcote",)
    assert post(squid, gateway, MARKED.format("maple"), who="jsark", headers=forged) == ("200", "403")
    assert last_decision(gateway)["division"] == "Regional Operations"


def test_squid_lets_nobody_in_without_a_name(squid: str, gateway: Gateway):
    assert post(squid, gateway, "Lovely fog over the canal") == ("407", "000")


def test_nobody_comes_past_squid(gateway: Gateway):
    """The gateway itself knows nobody who comes without Squid's word."""
    assert post(gateway.proxy, gateway, "Lovely fog over the canal") == ("403", "000")


def test_other_hosts_do_not_reach_the_gateway(squid: str, gateway: Gateway, standin: StandIn):
    before = gateway.scrape()
    credentials = base64.b64encode(b"jsark:any").decode()
    host, _, port = squid.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=30) as connection:
        connection.sendall(
            f"CONNECT {standin.address} HTTP/1.1\r\nProxy-Authorization: Basic {credentials}\r\n\r\n".encode()
        )
        assert b" 200 " in connection.recv(4096)
    assert _connections(gateway.scrape()) == _connections(before)


def _connections(scraped: str) -> list[str]:
    return [line for line in scraped.splitlines() if line.startswith("gatepost_connections_total")]
