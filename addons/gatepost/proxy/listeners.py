"""A proxy that anyone can reach and that lets in whoever comes is an open proxy: it does not start."""

import ipaddress

from mitmproxy import ctx
from mitmproxy.proxy.mode_specs import ProxyMode

from gatepost.errors import GatepostError
from gatepost.proxy.authentication import People


def refuse_open_listeners(people: People) -> None:
    """Raises GatepostError when a listener is open to others and people need not be known."""
    if people.config.guarded:
        return
    for spec in ctx.options.mode:
        host = ProxyMode.parse(spec).listen_host(ctx.options.listen_host)
        if not is_loopback(host):
            raise GatepostError(open_listener(host))


def open_listener(host: str) -> str:
    """What IT is told, and what to do."""
    return (
        f"refusing to listen on {host or 'all addresses'} without authentication: anyone who reaches it could use it. "
        "Say in identity.yaml how people prove who they are (`proxy_auth`), or let nobody in who is not known "
        "(`unknown: {admit: false}`, with a certificate, a trusted upstream proxy or a network map); or listen on 127.0.0.1."
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a listener on that address; an empty host is every address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"
