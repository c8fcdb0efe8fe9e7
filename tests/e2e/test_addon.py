"""The add-on by itself: `mitmdump -s addons/gate.py --set gatepost_policy=policy`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from demo.clients import Clients
from demo.gateway import Gateway
from demo.journal import did
from demo.standin import StandIn
from tests.e2e.conftest import StartGateway, trusting
from tests.e2e.lab import INCIDENT, clean_text, decisions, files_with, marked_text


@contextmanager
def _behind(gateway: Gateway, standin: StandIn, folder: Path) -> Iterator[Clients]:
    with Clients.behind(gateway.url, trusting(gateway, standin, folder)) as clients:
        yield clients


def test_under_mitmdump_the_add_on_judges_and_records_alike(
    start_gateway: StartGateway, standin: StandIn, tmp_path: Path
):
    gateway = start_gateway(kind="add-on")
    with _behind(gateway, standin, tmp_path) as clients:
        for client in ("tweepy", "Mastodon.py", "httpx-h2"):
            good = clients.post(client, clean_text())
            assert good.ok, good.trace
            assert good.arrived(standin.received())
            bad = clients.post(client, marked_text())
            assert INCIDENT.search(bad.said)
            assert not bad.arrived(standin.received())
        elsewhere = clients.post("elsewhere", marked_text())
    assert elsewhere.arrived(standin.received())
    assert [did(event) for event in decisions(gateway)] == ["log", "block"] * 3


@pytest.mark.parametrize("kind", ["gatepost", "add-on"])
def test_nothing_that_was_written_is_in_any_log_or_file(
    start_gateway: StartGateway, standin: StandIn, tmp_path: Path, kind: str
):
    """Bodies, query strings, websocket messages; let through and refused."""
    secret = "zanzibarquokka"  # longer than anything that an excerpt would show, and no finding itself
    far_away = " and so on" * 10
    gateway = start_gateway(kind=kind)
    with _behind(gateway, standin, tmp_path) as clients:
        for client in ("requests", "tweepy-v1", "facebook", "curl-file", "websockets", "elsewhere"):
            clients.post(client, f"{clean_text()} {secret}")
            clients.post(client, f"{marked_text()}{far_away} {secret}")
    gateway.stop()
    assert files_with(gateway.folder, secret) == []
