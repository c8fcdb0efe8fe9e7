"""The proxy auto-config file, run as a browser runs it: in a JavaScript engine."""

import json
import subprocess
from collections.abc import Sequence

import pytest

from gatepost.cli.pac import host_list, pac_file
from tests.deploy.shipped import DOMAINS

GATEWAY = "PROXY gateway.example:8080"
EXACT = [name for name in DOMAINS if not name.startswith("*.")]
BELOW = [name.removeprefix("*") for name in DOMAINS if name.startswith("*.")]

pytestmark = pytest.mark.needs("node")


def answers(hosts: Sequence[str], pac: str) -> list[str]:
    """What the file answers for each of these hosts."""
    program = (
        f"{pac}\nconsole.log(JSON.stringify({json.dumps(hosts)}.map(h => FindProxyForURL('https://' + h + '/', h))))"
    )
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True, timeout=30)
    found: list[str] = json.loads(done.stdout)
    return found


def shipped(*, gateways: Sequence[str] = ("gateway.example:8080",), otherwise: str = "DIRECT") -> str:
    return pac_file(DOMAINS, gateways, otherwise, "2026.11")


@pytest.mark.parametrize("form", [str, str.upper, "{}.".format], ids=["plain", "capitals", "final dot"])
def test_every_host_of_a_platform_goes_to_the_gateway_and_nowhere_else(form):
    hosts = [*EXACT, *(f"any{suffix}" for suffix in BELOW), *(f"far.below{suffix}" for suffix in BELOW)]
    assert set(answers([form(host) for host in hosts], shipped())) == {GATEWAY}


def test_a_gateway_that_is_down_is_no_way_around_it():
    pac = shipped(gateways=["one.example:8080", "two.example:8080"])
    assert set(answers(EXACT, pac)) == {"PROXY one.example:8080; PROXY two.example:8080"}


def test_the_gateways_own_pages_are_reached():
    assert answers(["gatepost.internal"], shipped()) == [GATEWAY]


@pytest.mark.parametrize(
    "host",
    [
        "www.statcan.gc.ca",
        "intranet",
        "notx.com",
        "x.com.example.org",
        "com",
        "10.20.30.40",
        "[::1]",
        "",
        "constructor",
    ],
)
def test_everything_else_goes_the_way_it_went_before(host: str):
    assert answers([host], shipped()) == ["DIRECT"]


def test_everything_else_may_go_to_another_proxy():
    pac = shipped(otherwise='PROXY old.example:3128; "quoted"')
    assert answers(["www.example.org"], pac) == ['PROXY old.example:3128; "quoted"']


def test_the_list_names_the_same_hosts_for_proxies_that_read_no_javascript():
    listed = host_list(DOMAINS)
    for host in [*EXACT, *(f"any{suffix}" for suffix in BELOW), "gatepost.internal"]:
        assert any(f".{host}".endswith(entry) if entry[0] == "." else host == entry for entry in listed), host


def test_no_entry_of_the_list_covers_another():
    listed = host_list(["*.example.com", "example.com", "a.example.com", "*.b.example.com", "example.org"])
    assert listed == (".example.com", "example.org", "gatepost.internal")
