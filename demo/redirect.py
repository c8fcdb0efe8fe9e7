"""A script for mitmproxy (`-s demo/redirect.py`): every name leads to the stand-in on loopback.

The gateway keeps real names everywhere - in its rules, its TLS, its connection reuse - and needs no rights: only the
answer of the resolver is another one. `GATEPOST_DEMO_ORIGIN` says where the stand-in listens, as ADDRESS:PORT.
Nothing leaves the machine: an address that is not loopback is refused, a name always resolves to the stand-in.
"""

import asyncio
import ipaddress
import os
import socket

from mitmproxy.proxy.server_hooks import ServerConnectionHookData  # noqa: TID251 - a script for mitmproxy

_HOST, _, _PORT = os.environ["GATEPOST_DEMO_ORIGIN"].rpartition(":")
_ANSWER = [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", (_HOST, int(_PORT)))]
_system = asyncio.BaseEventLoop.getaddrinfo


async def _resolve(loop: asyncio.BaseEventLoop, host, port, **options):
    return _ANSWER if _is_outside(host) else await _system(loop, host, port, **options)


def _is_outside(host: str | bytes | None) -> bool:
    """A name of the world outside; none at all, an address or `localhost` is a listener of the machine's own."""
    name = host.decode() if isinstance(host, bytes) else host or "localhost"
    return name != "localhost" and not _is_address(name)


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


# For the class, so that it holds for whichever loop the gateway runs.
asyncio.BaseEventLoop.getaddrinfo = _resolve  # type: ignore[method-assign, assignment] # the lab's resolver


def server_connect(data: ServerConnectionHookData) -> None:
    host = data.server.address[0] if data.server.address else ""
    if _is_address(host) and not ipaddress.ip_address(host).is_loopback:
        data.server.error = f"the lab reaches no address but loopback, and not {host}"
