"""Transparent mode with the shipped nftables rules: a desk, a router that is the gateway, and the world, each a network
namespace of its own. The desk is told of no proxy."""

import json
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from demo.gateway import ROOT
from demo.journal import records
from demo.policies import all_agreed, changed

pytestmark = pytest.mark.needs("netns", "curl")

DESK, ROUTER, ROUTER_OUTSIDE, WORLD = "10.20.0.2", "10.20.0.1", "203.0.113.1", "203.0.113.10"
GATEPOST = Path(sys.executable).parent / "gatepost"
HOSTS = ("api.x.com", "forms.example.org")
MARKED = "PROTECTED B\n\nSurvey tables of the region"


class Net:
    """Three namespaces with names of their own, so that several runs do not meet."""

    def __init__(self) -> None:
        tag = secrets.token_hex(2)
        self.desk, self.router, self.world = (f"gp-{name}-{tag}" for name in ("desk", "router", "world"))
        self._tag = tag

    def make(self) -> None:
        for name in (self.desk, self.router, self.world):
            _run("ip", "netns", "add", name)
            _run("ip", "-n", name, "link", "set", "lo", "up")
        self._join(self.desk, DESK, self.router, ROUTER, f"a{self._tag}")
        self._join(self.world, WORLD, self.router, ROUTER_OUTSIDE, f"b{self._tag}")
        _run("ip", "-n", self.desk, "route", "add", "default", "via", ROUTER)
        self.run(self.router, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward")
        self.run(self.world, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/conf/all/route_localnet")

    def remove(self) -> None:
        for name in (self.desk, self.router, self.world):
            _run("ip", "netns", "del", name)

    def run(self, where: str, *command: str) -> str:
        return _run("ip", "netns", "exec", where, *command)

    def start(self, where: str, log: Path, *command: str) -> "subprocess.Popen[bytes]":
        with log.open("wb") as out:
            return subprocess.Popen(["ip", "netns", "exec", where, *command], cwd=ROOT, stdout=out, stderr=out)

    @staticmethod
    def _join(one: str, address: str, other: str, other_address: str, link: str) -> None:
        _run("ip", "link", "add", f"{link}0", "netns", one, "type", "veth", "peer", "name", f"{link}1", "netns", other)
        for name, end, own in ((one, f"{link}0", address), (other, f"{link}1", other_address)):
            _run("ip", "-n", name, "addr", "add", f"{own}/24", "dev", end)
            _run("ip", "-n", name, "link", "set", end, "up")


def _run(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"
    return done.stdout


def _known_by_address(identity: dict[str, Any]) -> None:
    identity["directory"] = {"file": "directory.csv"}
    identity["network"] = [{"cidr": f"{DESK}/32", "principal": "emp-106"}]
    identity["unknown"] = {"admit": False}


class Lab:
    def __init__(self, net: Net, folder: Path) -> None:
        self.net, self.folder, self.var = net, folder, folder / "var"
        self.world_ca, self.our_ca = folder / "world/root.pem", self.var / "ca/gatepost-root.pem"

    def curl(self, url: str, *arguments: str, ca: Path) -> str:
        """The status and the body of the answer, as a program at the desk gets them."""
        named = [part for host in HOSTS for part in ("--resolve", f"{host}:443:{WORLD}")]
        shown = ["--silent", "--show-error", "--max-time", "20", "--write-out", "%{http_code}", "--cacert", str(ca)]
        return self.net.run(self.net.desk, "curl", *shown, *named, *arguments, url)

    def post(self, text: str) -> str:
        return self.curl("https://api.x.com/2/tweets", "--json", json.dumps({"text": text}), ca=self.our_ca)[-3:]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    folder, net = tmp_path_factory.mktemp("transparent"), Net()
    with ExitStack() as stack:
        stack.callback(net.remove)
        net.make()
        lab = Lab(net, folder)
        (folder / "world").mkdir()
        _start(
            stack,
            net,
            net.world,
            folder / "world.log",
            "{",
            sys.executable,
            "-m",
            "demo.standin",
            str(folder / "world"),
        )
        origin = (folder / "world.log").read_text().split("127.0.0.1:")[1].split('"')[0]
        to_standin = f"add table ip w; add chain ip w p {{ type nat hook prerouting priority dstnat; }}; add rule ip w p tcp dport 443 dnat to 127.0.0.1:{origin}"
        net.run(net.world, "nft", to_standin)
        net.run(net.router, "nft", "-f", "deploy/transparent.nft")
        policy = changed(
            ROOT / "policy", folder / "policy", {"agency.yaml": all_agreed, "identity.yaml": _known_by_address}
        )
        shutil.copy(ROOT / "deploy/examples/directory.csv", policy)
        gatepost = [str(GATEPOST), "run", "--mode", "transparent", "--listen", "0.0.0.0:8080", "--policy", str(policy)]
        trusting = [
            "--console",
            "off",
            "--var",
            str(lab.var),
            "--",
            "--set",
            f"ssl_verify_upstream_trusted_ca={lab.world_ca}",
        ]
        _start(stack, net, net.router, folder / "gateway.log", "is running", *gatepost, *trusting)
        yield lab


def _start(stack: ExitStack, net: Net, where: str, log: Path, said: str, *command: str) -> None:
    """Start a program and wait until it says that it is there."""
    process = net.start(where, log, *command)
    stack.callback(process.wait, 30)
    stack.callback(process.terminate)
    deadline = time.monotonic() + 90
    while said not in log.read_text():
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def test_a_marked_post_is_refused_and_on_record_as_the_desks(lab: Lab):
    assert lab.post(MARKED) == "403"
    decision = [record for record in records(lab.var) if record["kind"] == "decision"][-1]
    assert (decision["action"], decision["division"]) == ("block", "Regional Operations")


def test_a_clean_post_arrives(lab: Lab):
    assert lab.post("Lovely fog over the canal") == "201"


def test_a_host_that_is_no_platform_shows_its_own_certificate(lab: Lab):
    assert lab.curl("https://forms.example.org/", ca=lab.world_ca)[-3:] == "200"


@pytest.mark.parametrize(
    ("reach", "refused"),
    [
        ("socket.create_connection(('10.20.0.1', 8080), timeout=2)", "TimeoutError"),
        ("(s := socket.socket(type=socket.SOCK_DGRAM), s.connect(('203.0.113.10', 443)), s.settimeout(5), s.send(b'q'), s.recv(9))", "ConnectionRefusedError"),
    ],
    ids=["the gateway's port itself", "HTTP/3"],
)  # fmt: skip
def test_other_ways_are_closed(lab: Lab, reach: str, refused: str):
    program = f"import socket\ntry:\n  {reach}\nexcept OSError as error:\n  print(type(error).__name__)"
    assert lab.net.run(lab.net.desk, sys.executable, "-c", program).strip() == refused
