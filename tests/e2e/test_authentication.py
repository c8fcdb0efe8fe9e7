"""Proxy authentication: nobody gets in without it, and no credential gets out or stays."""

import csv
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bcrypt
import pytest

from demo.clients import Clients
from demo.gateway import Gateway
from demo.journal import did
from demo.policies import changed
from demo.standin import StandIn
from tests.e2e.conftest import trusting
from tests.e2e.lab import (
    clean_text,
    connect,
    create_tweet,
    decisions,
    exchange,
    files_with,
    gatepost,
    marked_text,
    tls,
)

LOGIN, PASSWORD = "rosalind.quill", "velvet-umbrella-Ottawa-42"
PERSON = {"id": "emp-104", "login": LOGIN, "name": "Rosalind Quill", "groups": "employees", "division": "Labour"}


@pytest.fixture(scope="module")
def guarded(policy: Path, standin: StandIn, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gateway]:
    """A gateway whose people sign in."""
    place = tmp_path_factory.mktemp("guarded")
    folder = changed(policy, place / "policy", {"identity.yaml": _by_password})
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    (folder / "people.htpasswd").write_text(f"{LOGIN}:{hashed}\n")
    columns = ("id", "login", "name", "groups", "division", "time_zone", "hours", "language")
    with (folder / "staff.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerow(PERSON)
    gateway = Gateway.start(place / "gateway", origin=standin.address, origin_ca=standin.ca, policy=folder)
    yield gateway
    gateway.kill()


def _by_password(identity) -> None:
    identity |= {"proxy_auth": {"htpasswd": "people.htpasswd"}, "directory": {"file": "staff.csv"}}


@contextmanager
def _behind(gateway: Gateway, standin: StandIn, folder: Path, credentials: str) -> Iterator[Clients]:
    before = f"{credentials}@" if credentials else ""
    with Clients.behind(f"http://{before}{gateway.proxy}", trusting(gateway, standin, folder)) as clients:
        yield clients


@pytest.mark.needs("curl")
@pytest.mark.parametrize("credentials", ["", f"{LOGIN}:wrong", f"nobody:{PASSWORD}"], ids=["none", "bad", "stranger"])
def test_without_good_credentials_the_proxy_answers_407(
    guarded: Gateway, standin: StandIn, tmp_path: Path, credentials: str
):
    with _behind(guarded, standin, tmp_path, credentials) as clients:
        outcome = clients.post("curl", clean_text())
    assert not outcome.ok
    assert "407" in outcome.said
    assert not outcome.arrived(standin.received())


def test_even_what_is_not_inspected_needs_good_credentials(guarded: Gateway):
    with pytest.raises(ConnectionRefusedError, match="407"):
        connect(guarded, "forms.example.org")
    connect(guarded, "forms.example.org", credentials=f"{LOGIN}:{PASSWORD}").close()


@pytest.mark.needs("curl")
def test_good_credentials_name_the_person_and_go_no_further(guarded: Gateway, standin: StandIn, tmp_path: Path):
    known = len(decisions(guarded))
    with _behind(guarded, standin, tmp_path, f"{LOGIN}:{PASSWORD}") as clients:
        for client in ("curl", "httpx-h2", "tweepy"):
            good = clients.post(client, clean_text())
            assert good.ok, good.trace
            assert good.arrived(standin.received())
        assert not clients.post("curl", marked_text()).ok
    events = decisions(guarded)[known:]
    assert [did(event) for event in events] == ["log", "log", "log", "block"]
    assert {event["division"] for event in events} == {"Labour"}


def test_no_credential_and_no_name_is_in_any_file_or_on_its_way(guarded: Gateway, standin: StandIn):
    with tls(guarded, "x.com", guarded.ca, credentials=f"{LOGIN}:{PASSWORD}") as connection:
        assert exchange(connection, create_tweet(clean_text()))[0] == 200
    basic = b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
    headers = [value for one in standin.received() for _, value in one.headers]
    assert not any(PASSWORD in value or basic in value for value in headers)
    assert not any(one.header("proxy-authorization") for one in standin.received())
    for secret in (PASSWORD, basic, LOGIN, PERSON["name"]):
        assert files_with(guarded.folder, secret) == []


@pytest.mark.parametrize("address", ["0.0.0.0:0", "[::]:0"])
def test_a_public_listener_without_authentication_is_refused(policy: Path, tmp_path: Path, address: str):
    refused = gatepost(
        "run",
        "--policy",
        str(policy),
        "--listen",
        address,
        "--metrics",
        "127.0.0.1:0",
        "--console",
        "off",
        "--var",
        str(tmp_path),
    )
    assert refused.returncode != 0
    assert "authentication" in refused.stderr
