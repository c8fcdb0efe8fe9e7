"""Proxy authentication: nobody gets in without it, and no credential gets out or stays."""

import csv
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import bcrypt
import pytest
from demo.clients import Clients, Outcome
from demo.gateway import Gateway
from demo.policies import changed
from demo.standin import StandIn
from tests.e2e.conftest import StartGateway, trusting
from tests.e2e.lab import clean_text, connect, decisions, did, files_with, gatepost, marked_text

LOGIN, PASSWORD = "rosalind.quill", "velvet-umbrella-Ottawa-42"
PERSON = {"id": "emp-104", "login": LOGIN, "name": "Rosalind Quill", "groups": "employees", "division": "Labour"}


@pytest.fixture
def guarded(policy: Path, tmp_path: Path) -> Path:
    """A policy folder whose people sign in."""
    folder = changed(policy, tmp_path / "policy", {"identity.yaml": _by_password})
    hashed = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
    (folder / "people.htpasswd").write_text(f"{LOGIN}:{hashed}\n")
    columns = ("id", "login", "name", "groups", "division", "time_zone", "hours", "language")
    with (folder / "staff.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerow(PERSON)
    return folder


def _by_password(identity) -> None:
    identity |= {"proxy_auth": {"htpasswd": "people.htpasswd"}, "directory": {"file": "staff.csv"}}


@contextmanager
def _behind(gateway: Gateway, standin: StandIn, folder: Path, credentials: str = "") -> Iterator[Clients]:
    before = f"{credentials}@" if credentials else ""
    with Clients.behind(f"http://{before}{gateway.proxy}", trusting(gateway, standin, folder)) as clients:
        yield clients


def _post(gateway: Gateway, standin: StandIn, folder: Path, credentials: str, text: str) -> Outcome:
    with _behind(gateway, standin, folder, credentials) as clients:
        return clients.post("curl", text)


@pytest.mark.parametrize("credentials", ["", f"{LOGIN}:wrong", f"nobody:{PASSWORD}"], ids=["none", "bad", "stranger"])
def test_without_good_credentials_the_proxy_answers_407(
    start_gateway: StartGateway, standin: StandIn, guarded: Path, tmp_path: Path, credentials: str
):
    gateway = start_gateway(policy=guarded)
    outcome = _post(gateway, standin, tmp_path, credentials, clean_text())
    assert not outcome.ok
    assert "407" in outcome.said
    assert not outcome.arrived(standin.received())


def test_even_what_is_not_inspected_needs_good_credentials(start_gateway: StartGateway, guarded: Path):
    gateway = start_gateway(policy=guarded)
    with pytest.raises(ConnectionRefusedError, match="407"):
        connect(gateway, "forms.example.org")
    connect(gateway, "forms.example.org", credentials=f"{LOGIN}:{PASSWORD}").close()


def test_good_credentials_name_the_person_and_go_no_further(
    start_gateway: StartGateway, standin: StandIn, guarded: Path, tmp_path: Path
):
    gateway = start_gateway(policy=guarded)
    with _behind(gateway, standin, tmp_path, f"{LOGIN}:{PASSWORD}") as clients:
        for client in ("curl", "httpx-h2", "tweepy", "discord"):
            good = clients.post(client, clean_text())
            assert good.ok, good.trace
            assert good.arrived(standin.received())
        assert not clients.post("curl", marked_text()).ok
    assert {event["division"] for event in decisions(gateway)} == {"Labour"}
    assert [did(event) for event in decisions(gateway)] == ["log"] * 4 + ["block"]
    gateway.stop()
    basic = b64encode(f"{LOGIN}:{PASSWORD}".encode()).decode()
    headers = [value for one in standin.received() for _, value in one.headers]
    assert not any(PASSWORD in value or basic in value for value in headers)
    assert not any(one.header("proxy-authorization") for one in standin.received())
    for secret in (PASSWORD, basic, LOGIN, PERSON["name"]):
        assert files_with(gateway.folder, secret) == []


@pytest.mark.parametrize("address", ["0.0.0.0:{port}", "[::]:{port}"])
def test_a_public_listener_without_authentication_is_refused(policy: Path, tmp_path: Path, address: str):
    listen = ["--listen", address.format(port=0), "--metrics", "127.0.0.1:0", "--var", str(tmp_path)]
    done = gatepost("run", "--policy", str(policy), *listen)
    assert done.returncode != 0
    assert "authentication" in done.stderr
