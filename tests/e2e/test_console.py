"""The console beside a gateway, both really started: what was refused is on a reviewer's list, and nothing outlives them."""

import html
import os
import re
from pathlib import Path
from typing import Self

import httpx

from demo.gateway import Gateway, free_port, listens
from tests.e2e.conftest import StartGateway
from tests.e2e.lab import create_tweet, decisions, eventually, exchange, gatepost, marked_text, tls

PASSWORD = "heron maple canoe lantern"
_TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
_LINK = re.compile(r"http://127\.0\.0\.1:\d+/invitation/[\w-]+")


class Browser:
    """What a person's browser does: it keeps cookies and sends back the form that a page has."""

    def __init__(self, address: str) -> None:
        self._client = httpx.Client(
            base_url=address, headers={"Origin": address}, follow_redirects=True, trust_env=False, timeout=30
        )

    def page(self, path: str) -> str:
        answer = self._client.get(path)
        assert answer.status_code == 200, path
        return str(answer.text)

    def send(self, path: str, to: str = "", **fields: str) -> str:
        """Fill in the form of a page."""
        (token, *_) = _TOKEN.findall(self.page(path))
        answer = self._client.post(to or path, data={"form_token": token, **fields})
        assert answer.status_code == 200, answer.text
        return str(answer.text)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()


def _link(text: str) -> str:
    (link, *_) = _LINK.findall(html.unescape(text))
    return str(link)


def _refused(gateway: Gateway) -> str:
    """Post something marked; the number that the person is shown."""
    with tls(gateway, "x.com", gateway.ca) as connection:
        status, body = exchange(connection, create_tweet(marked_text()))
    assert status == 403
    (number,) = {event["number"] for event in decisions(gateway) if event["number"].encode() in body}
    return str(number)


def _reviewer(gateway: Gateway, console: str) -> Browser:
    """By the link in the log to an administrator, and by theirs to a reviewer who is signed in."""
    assert eventually(lambda: "/invitation/" in gateway.log and listens(console), seconds=60)
    address = f"http://{console}"
    with Browser(address) as administrator:
        administrator.send(_link(gateway.log), login="a.roy", password=PASSWORD, again=PASSWORD)
        invited = administrator.send("/accounts", login="r.gagnon", role="reviewer")
    reviewer = Browser(address)
    reviewer.send(_link(invited), password=PASSWORD, again=PASSWORD)
    reviewer.send("/", to="/sign-out")
    reviewer.send("/sign-in", login="r.gagnon", password=PASSWORD)
    return reviewer


def _group(leader: int) -> list[int]:
    """Every process of a gateway, whoever its parent is by now."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            found += [int(path.name)] * (os.getpgid(int(path.name)) == leader)
        except ProcessLookupError:
            continue
    return found


def test_what_is_refused_is_on_a_reviewers_list_once_and_sigterm_ends_all(start_gateway: StartGateway):
    console = f"127.0.0.1:{free_port()}"
    gateway = start_gateway(console=console)
    numbers = [_refused(gateway), _refused(gateway)]
    with _reviewer(gateway, console) as reviewer:
        assert eventually(lambda: all(number in reviewer.page("/incidents") for number in numbers), seconds=60)
        page = reviewer.page("/incidents")
        assert [page.count(f">{number}<") for number in numbers] == [1, 1]
        assert numbers[0] in reviewer.page(f"/incidents/{numbers[0]}")
    processes = _group(gateway.process.pid)
    assert len(processes) >= 3
    assert gateway.stop() == 0
    assert not [pid for pid in processes if pid in _group(gateway.process.pid)]
    assert not listens(console)
    verified = gatepost("events", "verify", "--var", str(gateway.var))
    assert verified.returncode == 0, verified.stdout + verified.stderr
