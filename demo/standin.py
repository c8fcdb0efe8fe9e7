"""The stand-in: one process on loopback that is every platform, over TLS, and remembers what it received.

`python -m demo.standin FOLDER` makes its authority in FOLDER, listens on a free port for HTTP/1.1, HTTP/2 and
websockets under any name, and on another for its records; both are printed as one line of JSON. `StandIn` starts such a
process and asks it. It listens on 127.0.0.1 only, and answers under whatever name a client asks for.
"""

import asyncio
import hashlib
import json
import signal
import socket
import ssl
import subprocess
import sys
import urllib.request
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from hypercorn.asyncio import serve
from hypercorn.config import Config

from demo import platforms
from demo.certificates import Authority, foreign_names, make_authority
from demo.records import Received

CROWDED_HOST = "discord.com"
"""The host whose certificate also carries a hundred foreign names, as those of large platforms do."""

_REMEMBERED = 200_000
_ROOT = Path(__file__).parent.parent


class Server:
    """The ASGI application: answers as `platforms` says, records first."""

    def __init__(self) -> None:
        self.received: deque[Received] = deque(maxlen=_REMEMBERED)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await self._echo(scope, receive, send)
        elif scope["type"] == "http" and scope["scheme"] == "https":
            await self._answer(scope, receive, send)
        elif scope["type"] == "http":
            await self._control(scope, receive, send)
        else:
            await _lifespan(receive, send)

    async def _answer(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Digest the body as it comes; a request that breaks off is recorded as `ABORTED`: it did not arrive."""
        sha256, length, more = hashlib.sha256(), 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                self._record(scope, "ABORTED", sha256.hexdigest(), length)
                return
            piece = message.get("body", b"")
            sha256.update(piece)
            length += len(piece)
            more = message.get("more_body", False)
        self._record(scope, scope["method"], sha256.hexdigest(), length)
        said = platforms.answer(_host(scope), scope["method"], scope["path"])
        await _send_json(send, said.body, said.status, dict(said.headers))

    async def _echo(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        while (message := await receive())["type"] == "websocket.receive":
            text, data = message.get("text"), message.get("bytes")
            body = text.encode() if text is not None else data
            self._record(scope, "MESSAGE", hashlib.sha256(body).hexdigest(), len(body))
            await send({"type": "websocket.send", "text": text, "bytes": data})

    async def _control(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] == "DELETE":
            self.received.clear()
        await _send_json(send, [one.as_json() for one in self.received], 200, {})

    def _record(self, scope: dict[str, Any], method: str, sha256: str, length: int) -> None:
        query = scope["query_string"].decode("latin-1")
        self.received.append(
            Received(
                host=_host(scope),
                method=method,
                path=scope["raw_path"].decode("latin-1").partition("?")[0] + (f"?{query}" if query else ""),
                http=scope["http_version"],
                headers=[(name.decode("latin-1"), value.decode("latin-1")) for name, value in scope["headers"]],
                sha256=sha256,
                length=length,
            )
        )


def _host(scope: dict[str, Any]) -> str:
    host = next((value for name, value in scope["headers"] if name in {b"host", b":authority"}), b"")
    return host.decode("latin-1").partition(":")[0].lower()


async def _send_json(send: Any, body: Any, status: int, headers: dict[str, str]) -> None:
    content = json.dumps(body).encode()
    fields = {"content-type": "application/json", "content-length": str(len(content)), **headers}
    pairs = [(name.encode(), value.encode()) for name, value in fields.items()]
    await send({"type": "http.response.start", "status": status, "headers": pairs})
    await send({"type": "http.response.body", "body": content})


async def _lifespan(receive: Any, send: Any) -> None:
    while (message := await receive())["type"] != "lifespan.shutdown":
        await send({"type": f"{message['type']}.complete"})
    await send({"type": "lifespan.shutdown.complete"})


class _AnyName(Config):
    """Hypercorn's settings, with a certificate for whichever name the client asks for."""

    authority: Authority
    h11_max_incomplete_size = 1 << 20
    keep_alive_timeout = 600
    read_timeout = None
    accesslog = None
    errorlog = None

    @property
    def ssl_enabled(self) -> bool:
        return True

    def create_ssl_context(self) -> ssl.SSLContext:
        context = self.authority.server_context("localhost")
        context.sni_callback = self._choose
        return context

    def _choose(self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        if name:
            extra = foreign_names() if name == CROWDED_HOST else ()
            connection.context = self.authority.server_context(name, *extra)


async def _run(folder: Path) -> None:
    config = _AnyName()
    config.authority = make_authority(folder)
    secure, control = (socket.create_server(("127.0.0.1", 0), backlog=1024) for _ in range(2))
    ports = {"address": _printed(secure), "control": _printed(control)}
    config.bind, config.insecure_bind = [f"fd://{secure.detach()}"], [f"fd://{control.detach()}"]
    print(json.dumps(ports), flush=True)
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    await serve(Server(), config, shutdown_trigger=stop.wait)  # type: ignore[arg-type] # a plain ASGI callable


def _printed(listener: socket.socket) -> str:
    return "{}:{}".format(*listener.getsockname())


@dataclass(slots=True)
class StandIn:
    """A running stand-in: `address` for TLS, `ca` to trust, and what it received."""

    process: subprocess.Popen
    address: str
    control: str
    ca: Path

    @classmethod
    def start(cls, folder: Path) -> Self:
        process = subprocess.Popen(
            [sys.executable, "-m", "demo.standin", str(folder)], cwd=_ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the stand-in platforms did not start; its own message is above")
        return cls(process, ca=folder / "root.pem", **json.loads(line))

    def received(self) -> list[Received]:
        """Everything that arrived, oldest first."""
        return [Received(**one) for one in self._ask("GET")]

    def forget(self) -> None:
        self._ask("DELETE")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)
        if self.process.stdout:
            self.process.stdout.close()

    def _ask(self, method: str) -> Any:
        request = urllib.request.Request(f"http://{self.control}/", method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10) as answer:
            return json.load(answer)


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1])))
