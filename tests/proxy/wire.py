"""A real gateway in this process, between raw bytes and an origin that writes down what reaches it.

Everything is on loopback. Names lead to the origin whatever they are; requests are plain HTTP, at the proxy or inside
a tunnel, so that a test decides about every byte of them.
"""

import asyncio
import re
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mitmproxy import options  # noqa: TID251 - the shell is tried with its base
from mitmproxy.proxy.server_hooks import ServerConnectionHookData  # noqa: TID251 - the shell is tried with its base

from demo.certificates import make_authority
from gatepost.proxy.addon import Gatepost
from gatepost.proxy.master import GatewayMaster
from tests.proxy.gateways import CREATE_TWEET, SHIPPED

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
PATIENCE = 10.0


@dataclass(slots=True)
class Received:
    head: bytes
    body: bytes


@dataclass(slots=True)
class Origin:
    """Answers every request with what `answer` makes of it, once its body is whole. `port` names another server."""

    answer: Callable[[Received], bytes] = lambda _: OK
    received: list[Received] = field(default_factory=list)
    port: int = 0
    tls: ssl.SSLContext | None = None

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                request = Received(head, await read_body(reader, head))
                self.received.append(request)
                answer = self.answer(request)
                writer.write(answer.partition(b"{")[0] if head.startswith(b"HEAD ") else answer)
        writer.close()


@dataclass(slots=True)
class Wire:
    """A running gateway. `send` writes bytes on a new connection and reads one answer."""

    addon: Gatepost
    options: options.Options
    origin: Origin
    address: tuple[str, int]
    var: Path

    async def send(self, *pieces: bytes) -> tuple[bytes, bytes]:
        connection = await self.connect()
        try:
            return await connection.exchange(*pieces)
        finally:
            await connection.close()

    async def connect(self) -> "Connection":
        reader, writer = await asyncio.open_connection(*self.address)
        return Connection(reader, writer)

    async def tunnel(self, host: str = "x.com", *headers: str) -> "Connection":
        connection = await self.connect()
        lines = (f"CONNECT {host}:443 HTTP/1.1", f"Host: {host}:443", *headers, "", "")
        head, _ = await connection.exchange("\r\n".join(lines).encode())
        assert b" 200 " in head.split(b"\r\n")[0], head
        return connection


@dataclass(slots=True)
class Connection:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def exchange(self, *pieces: bytes) -> tuple[bytes, bytes]:
        """Head and body of one answer; both empty when the connection ends without one."""
        for piece in pieces:
            self.writer.write(piece)
            await self.writer.drain()
        async with asyncio.timeout(PATIENCE):
            try:
                head = await self.reader.readuntil(b"\r\n\r\n")
                bare = b" 100 " in head[:20] or b"".join(pieces).startswith(b"HEAD ")
                return head, b"" if bare else await read_body(self.reader, head)
            except (asyncio.IncompleteReadError, ConnectionError):
                return b"", b""

    async def close(self) -> None:
        self.writer.close()
        with suppress(ConnectionError):
            await self.writer.wait_closed()


async def read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if length := re.search(rb"(?i)content-length: *(\d+)", head):
        return await reader.readexactly(int(length[1]))
    body = b""
    if re.search(rb"(?i)transfer-encoding: *[^\r]*chunked", head):
        while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
            body += (await reader.readexactly(size + 2))[:-2]
        await reader.readuntil(b"\r\n")
    return body


def request(
    body: bytes = b"",
    *headers: str,
    method: str = "POST",
    target: str = f"http://x.com{CREATE_TWEET}",
    host: str = "x.com",
    length: int | None = None,
) -> bytes:
    """A request as it stands on the wire, by default to the proxy itself. A negative length leaves the header out."""
    size = len(body) if length is None else length
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Content-Type: application/json", *headers]
    if size >= 0:
        lines.append(f"Content-Length: {size}")
    return "\r\n".join([*lines, "", ""]).encode() + body


def chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (*pieces, b""))


class _Redirect:
    """Every name leads to the origin."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin

    def server_connect(self, data: ServerConnectionHookData) -> None:
        data.server.address = ("127.0.0.1", self._origin.port)


@asynccontextmanager
async def gateway_between(
    var: Path, *, policy: Path = SHIPPED, origin: Origin | None = None, addons: tuple[object, ...] = (), **values: Any
) -> AsyncIterator[Wire]:
    origin = origin or Origin()
    server = await asyncio.start_server(origin.serve, "127.0.0.1", 0, ssl=origin.tls)
    origin.port = origin.port or server.sockets[0].getsockname()[1]
    opts = options.Options()
    master = GatewayMaster(opts)
    master.addons.add(_Redirect(origin), *addons, master.gatepost)
    opts.update(
        **{
            "listen_host": "127.0.0.1",
            "listen_port": 0,
            "confdir": str(var.parent / "certificates"),
            "gatepost_policy": str(policy),
            "gatepost_var": str(var),
        }
        | values
    )
    running = asyncio.create_task(master.run())
    try:
        async with asyncio.timeout(PATIENCE):
            while not (addresses := master.proxyserver.listen_addrs()):  # noqa: ASYNC110 - mitmproxy tells nobody
                await asyncio.sleep(0.01)
        yield Wire(master.gatepost, opts, origin, addresses[0][:2], var)
    finally:
        master.options.update(server=False)
        master.shutdown()
        await running
        server.close()


async def eventually(claim: Callable[[], object]) -> bool:
    """Whether it becomes true before the patience ends."""
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not claim():  # noqa: ASYNC110 - whatever a claim looks at has no event
                await asyncio.sleep(0.02)
            return True
    return False


def tls_origin(folder: Path) -> Origin:
    """An origin that speaks TLS, as x.com."""
    authority = make_authority(folder)
    return Origin(tls=authority.server_context("x.com", alpn=("http/1.1",)))
