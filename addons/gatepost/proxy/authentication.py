"""Who is at each connection: credentials in, a `Principal` out, and no credential left behind.

mitmproxy's own `proxyauth` keeps passwords for as long as a connection lives and hashes them in the event loop. Here
the header is removed by the hook that reads it; bcrypt runs in a thread; what is kept is the name, and for some minutes
a keyed hash of the header that proved it.
"""

import asyncio
import secrets
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from mitmproxy import connection, http
from mitmproxy.proxy.mode_specs import TransparentMode

from gatepost.identity.certificates import certificate_login
from gatepost.identity.config import IdentityConfig
from gatepost.identity.directory import Directory
from gatepost.identity.divisions import Divisions
from gatepost.identity.passwords import VerifiedCache, parse_basic, verify
from gatepost.identity.principal import Evidence, admits, headers_to_strip, resolve, trusts_basic_user
from gatepost.model import Principal
from gatepost.proxy.translate import Headers, headers_of

# bcrypt is slow on purpose: without a bound, wrong passwords alone could take every core.
MAX_CHECKS_AT_ONCE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """What the policy folder says about who people are, read and checked."""

    config: IdentityConfig
    directory: Directory
    passwords: Mapping[str, str] = field(default_factory=dict)
    authorities: bytes = b""
    divisions: Divisions = field(default_factory=dict)


class Authentication:
    """Remembers who each tunnel belongs to, for as long as it lives.

    A CONNECT speaks for its whole tunnel, an intercepted connection for itself; on a connection to the proxy that
    carries plain requests, each request speaks for itself, because an upstream proxy shares it between people.
    """

    def __init__(self, people: People) -> None:
        self._verified = VerifiedCache(secrets.token_bytes(32))
        self._tunnels: WeakKeyDictionary[connection.Client, Principal] = WeakKeyDictionary()
        self._proven: WeakKeyDictionary[connection.Client, Evidence] = WeakKeyDictionary()
        self._certified: WeakKeyDictionary[connection.Client, str] = WeakKeyDictionary()
        self._checks = asyncio.Semaphore(MAX_CHECKS_AT_ONCE)
        self._people = people
        self.use(people)

    def use(self, people: People) -> None:
        """Take over a reloaded directory and password file.

        Whoever is connected is looked up anew by what opened the tunnel; a password that has changed since proves
        nothing any more.
        """
        before, self._people = self._people.passwords, people
        for client, evidence in list(self._proven.items()):
            if evidence.login and before.get(evidence.login) != people.passwords.get(evidence.login):
                self._proven[client] = replace(evidence, login="")
        self._strip = frozenset(name.encode() for name in headers_to_strip(people.config))
        self._verified = VerifiedCache(secrets.token_bytes(32))
        self._tunnels.clear()
        self._certified.clear()

    async def identify(self, flow: http.HTTPFlow) -> Principal | None:
        """Who sent this request, its credentials removed. None: not admitted, and the flow has its answer."""
        client = flow.client_conn
        told = [name for name, _ in flow.request.headers.fields if name.lower() in self._strip]
        try:
            if tunnel := self._tunnels.get(client):
                return tunnel
            # Whoever writes inside a tunnel is the client, not the proxy that opened it: names in there are not evidence.
            evidence = self._proven.get(client) or await self._evidence(flow, told)
        finally:
            self._remove(flow, told)
        principal = resolve(
            self._people.config, self._people.directory, replace(evidence, certificate=self._certificate_login(client))
        )
        if not admits(self._people.config, principal):
            flow.response = self._ask_or_refuse(flow)
            return None
        if flow.request.method == "CONNECT" or isinstance(client.proxy_mode, TransparentMode):
            self._proven[client] = evidence
        if client in self._proven:
            self._tunnels[client] = principal
        return principal

    @staticmethod
    def _remove(flow: http.HTTPFlow, names: Sequence[bytes]) -> None:
        for name in names:
            flow.request.headers.pop(name.decode("latin-1"), None)

    async def _evidence(self, flow: http.HTTPFlow, told: Sequence[bytes]) -> Evidence:
        peer = flow.client_conn.peername[0].split("%")[0]
        login = await self._checked_login(flow.request.headers.get("proxy-authorization", ""), peer)
        return Evidence(peer=peer, login=login, headers=self._names_told(flow, peer) if told else ())

    def _names_told(self, flow: http.HTTPFlow, peer: str) -> Headers:
        """The headers that may name a person, without any password: they are remembered as long as a tunnel lives."""
        told = tuple(header for header in headers_of(flow.request) if header[0].encode() in self._strip)
        if not trusts_basic_user(self._people.config, peer):
            return tuple(header for header in told if header[0] != "proxy-authorization")
        credentials = [parse_basic(value) for name, value in told if name == "proxy-authorization"]
        return tuple(("proxy-authorization", _name_only(one[0]) if one else "") for one in credentials)

    async def _checked_login(self, header: str, peer: str) -> str:
        """The name of a Basic credential whose password is right, or an empty string."""
        people, verified = self._people, self._verified  # those in force now: a check may outlast them
        if not header or not people.passwords or trusts_basic_user(people.config, peer):
            return ""
        now = datetime.now(UTC)
        if name := verified.name_of(header, now):
            return name
        credential = parse_basic(header)
        if credential is None:
            return ""
        name, password = credential
        async with self._checks:
            good = await asyncio.to_thread(verify, name, password, people.passwords)
        if not good:
            return ""
        verified.keep(header, name, now)
        return name

    def _certificate_login(self, client: connection.Client) -> str:
        """The login in a verified client certificate; public-key work, so once for each connection."""
        if client not in self._certified:
            self._certified[client] = self._verified_login(client)
        return self._certified[client]

    def _verified_login(self, client: connection.Client) -> str:
        wanted = self._people.config.client_certificate
        if wanted is None or not client.certificate_list:
            return ""
        chain = [certificate.to_pem() for certificate in client.certificate_list]
        return certificate_login(chain, authorities=self._people.authorities, field=wanted.field, at=datetime.now(UTC))

    def _ask_or_refuse(self, flow: http.HTTPFlow) -> http.Response:
        """407 where a client can answer it (RFC 9110 section 15.5.8), 403 where it cannot."""
        wanted = self._people.config.proxy_auth
        inside = flow.client_conn in self._proven
        if wanted is None or inside or isinstance(flow.client_conn.proxy_mode, TransparentMode):
            return http.Response.make(
                403, b"This gateway does not know you. / Cette passerelle ne vous connait pas.\n", PLAIN
            )
        challenge = {"Proxy-Authenticate": f'Basic realm="{wanted.realm}", charset="UTF-8"'}
        return http.Response.make(407, b"Sign in to the gateway. / Ouvrez une session.\n", PLAIN | challenge)


def _name_only(name: str) -> str:
    """A Basic credential that says who, and no password."""
    return f"Basic {b64encode(f'{name}:'.encode()).decode()}"


PLAIN = {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"}
