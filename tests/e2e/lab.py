"""What end-to-end tests share: texts that are new each time, a raw tunnel, and what a gateway left behind."""

import json
import re
import secrets
import socket
import ssl
import subprocess
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from prometheus_client.parser import text_string_to_metric_families

import demo.journal
from demo.gateway import ROOT, Gateway
from demo.journal import records

GATEPOST = ROOT / ".venv/bin/gatepost"
CREATE_TWEET = "/i/api/graphql/AAAAAAAAAAAAAAAAAAAAAA/CreateTweet"
INCIDENT = re.compile(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")

_WORDS = ("heron", "maple", "canoe", "lantern", "thistle", "orchard", "harbour", "kettle", "willow", "barley")


def clean_text() -> str:
    """A post that no rule minds. Never the same twice: what is refused twice is one event with two attempts."""
    return f"Lovely fog over the canal this morning: {_new_words()}"


def marked_text() -> str:
    return f"PROTECTED B\n\nSurvey tables of the region, second draft. {_new_words()}"


def marked_text_fr() -> str:
    return f"PROTÉGÉ B\n\nTableaux d’enquête de la région, deuxième ébauche. {_new_words()}"


def _new_words() -> str:
    return " ".join(secrets.choice(_WORDS) for _ in range(6))


# --- a connection without a library -------------------------------------------------------------------------------


def connect(gateway: Gateway, host: str, *, port: int = 443, credentials: str = "") -> socket.socket:
    """A tunnel through the gateway, before any TLS."""
    proxy_host, _, proxy_port = gateway.proxy.rpartition(":")
    authorization = f"Proxy-Authorization: Basic {b64encode(credentials.encode()).decode()}\r\n" if credentials else ""
    with ExitStack() as unless_it_opens:
        tunnel = unless_it_opens.enter_context(socket.create_connection((proxy_host, int(proxy_port)), timeout=30))
        tunnel.sendall(f"CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n{authorization}\r\n".encode())
        head = _read_head(tunnel)
        if b" 200 " not in head.split(b"\r\n")[0]:
            raise ConnectionRefusedError(head.decode())
        unless_it_opens.pop_all()
    return tunnel


def tls(gateway: Gateway, host: str, ca: Path, *, sni: str = "", credentials: str = "") -> ssl.SSLSocket:
    context = ssl.create_default_context(cafile=ca)
    return context.wrap_socket(connect(gateway, host, credentials=credentials), server_hostname=sni or host)


def exchange(connection: socket.socket, request: bytes) -> tuple[int, bytes]:
    """Send these bytes, whatever they are, and read one answer: its status and body.

    (0, b"") when the connection ends without one. Waiting in vain is neither, and raises `TimeoutError`.
    """
    with suppress(*_ENDED):  # it may answer and close before all of it was read
        connection.sendall(request)
    with suppress(*_ENDED):
        if head := _read_head(connection):
            found = re.search(rb"(?i)content-length: *(\d+)", head)
            return int(head.split()[1]), _read(connection, int(found[1]) if found else 0)
    return 0, b""


_ENDED = (ConnectionError, ssl.SSLError)


def _read(connection: socket.socket, length: int) -> bytes:
    body = b""
    while len(body) < length and (piece := connection.recv(65536)):
        body += piece
    return body


def create_tweet(text: str) -> bytes:
    """A whole request that posts this text on x.com."""
    body = tweet_body(text)
    fields = f"Host: x.com\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    return f"POST {CREATE_TWEET} HTTP/1.1\r\n{fields}\r\n".encode() + body


def tweet(text: str) -> dict[str, Any]:
    return {"variables": {"tweet_text": text}}


def tweet_body(text: str) -> bytes:
    return json.dumps(tweet(text)).encode()


def _read_head(connection: socket.socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n") and (piece := connection.recv(1)):
        head += piece
    return head


# --- what a gateway leaves behind ---------------------------------------------------------------------------------


def journal(gateway: Gateway) -> list[dict[str, Any]]:
    return records(gateway.var)


def decisions(gateway: Gateway) -> list[dict[str, Any]]:
    return demo.journal.decisions(gateway.var)


def counted(gateway: Gateway, name: str, **labels: str) -> float:
    """The sum of this metric over all label sets that have these labels."""
    return sum(
        sample.value
        for family in text_string_to_metric_families(gateway.scrape())
        for sample in family.samples
        if sample.name == name and labels.items() <= sample.labels.items()
    )


def files_with(folder: Path, secret: str) -> list[str]:
    """The files under this folder that hold these words, as they stand or as base64 of their beginning."""
    wanted = (secret.encode(), b64encode(secret.encode()).rstrip(b"=")[:-1])
    return [str(file.relative_to(folder)) for file in _files(folder) if any(one in file.read_bytes() for one in wanted)]


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def gatepost(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GATEPOST, *arguments], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def eventually[T](ask: Callable[[], T], *, seconds: float = 10) -> T:
    """Ask until the answer is true, or the time is over; the last answer either way."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return answer
