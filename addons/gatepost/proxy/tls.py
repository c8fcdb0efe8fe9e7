"""Which connections are opened, and what their leaf certificate says.

Only hosts of platform definitions are intercepted. That is decided at the ClientHello, from the name that the client
asks for (SNI) and the host of its CONNECT: either being listed is enough, and a never-inspect destination wins over
both. With neither name (a bare address, no SNI) the connection passes: nothing says that it is a platform's.
"""

import ipaddress
import logging
from typing import Literal

from mitmproxy import certs
from mitmproxy.addons import tlsconfig
from mitmproxy.proxy import context
from mitmproxy.proxy.layer import NextLayer
from mitmproxy.proxy.layers.tls import ServerTLSLayer, parse_client_hello
from mitmproxy.tls import ClientHello, ClientHelloData

from gatepost.platforms import Platforms

logger = logging.getLogger(__name__)

type Handling = Literal["inspected", "passed"]


def handling_of(sni: str | None, connection: context.Context, platforms: Platforms) -> Handling:
    """Whether this connection is opened. Its destination is the CONNECT host, or the SNI where there is none."""
    asked = (sni or "").lower()
    connected = destination(connection)
    if platforms.never_inspected_host(connected or asked):
        return "passed"
    listed = [name for name in (connected, asked) if name and platforms.listed(name)]
    if not listed:
        return "passed"
    if connected and asked and connected != asked:
        logger.warning(
            "SNI %s and CONNECT host %s differ; intercepted because %s is listed", asked, connected, listed[0]
        )
    return "inspected"


def asks_for(offer: NextLayer) -> ClientHello | None:
    """The ClientHello of a connection that is about to be taken for TLS to a server; None when it is not whole yet."""
    if not isinstance(offer.layer, ServerTLSLayer):
        return None
    try:
        return parse_client_hello(offer.data_client())
    except ValueError:
        return None


def prefer_http2(hello: ClientHelloData) -> None:
    """Speak HTTP/2 with a client that offers it, as platforms do, whatever it names first.

    No connection to the platform exists yet whose choice could be mirrored; one that speaks HTTP/1.1 is translated for.
    """
    if b"h2" in hello.client_hello.alpn_protocols:
        hello.context.client.alpn = b"h2"


def destination(connection: context.Context) -> str:
    """The host name that the client wants to reach, where it gave one; empty for a bare address (transparent mode)."""
    host = (connection.server.address or ("", 0))[0].lower().rstrip(".")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host
    return ""


def certify_requested_name_only(config: tlsconfig.TlsConfig) -> None:
    """Make this add-on issue leaves with exactly the name that the client asked for.

    Left alone it adds the upstream certificate's names, the CONNECT host and the upstream's CRL address. The
    intermediate's name constraints permit listed domains only, so one foreign name makes the whole leaf invalid
    (RFC 5280 section 4.2.1.10: "permitted subtree violation").
    """

    def get_cert(connection: context.Context) -> certs.CertStoreEntry:
        name = connection.client.sni or destination(connection)
        host = name or (connection.server.address or connection.client.sockname)[0]
        alternative = tlsconfig._ip_or_dns_name(host)  # noqa: SLF001 - the same encoding as mitmproxy's own leaves
        return config.certstore.get_cert(host if len(host) <= MAX_COMMON_NAME else None, [alternative])

    config.get_cert = get_cert  # type: ignore[assignment]  # bound to `config` by hand: the one method that names a leaf


MAX_COMMON_NAME = 63  # X.520: ub-common-name is 64, and mitmproxy leaves longer ones out
