"""Evidence about who is at the client becomes one `Principal`.

The order of trust, strongest first: a password that we checked, a client certificate that we verified, the word of
an upstream proxy that the policy trusts, the network address. The first that names someone decides, and a weaker one never
adds to it. What an address that is not trusted says about a person is not evidence.
"""

from dataclasses import dataclass, replace
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from gatepost.identity.config import IdentityConfig, Network, NetworkEntry, TrustedUpstream
from gatepost.identity.directory import Directory
from gatepost.identity.passwords import parse_basic
from gatepost.model import Principal, Source

_MAX_LOGIN = 256
_ADDRESSES_OF_ONE = 64  # IPv6: a machine changes its address within its own /64 as it likes (RFC 8981)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the shell knows of the person at a connection.

    `peer` is the address that connected to us. `login` comes from a password that was checked, `certificate` from a
    certificate that was verified. `headers` are the request's (or the CONNECT's), names in lower case.
    """

    peer: str
    login: str = ""
    certificate: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def resolve(config: IdentityConfig, directory: Directory, evidence: Evidence) -> Principal:
    """Who it is. Someone who is not in the directory is `unknown:` and a digest, always the same for the same evidence."""
    named = (
        (evidence.login, Source.PROXY_AUTH),
        (evidence.certificate, Source.CERTIFICATE),
        (_told_by_upstream(config, evidence), Source.UPSTREAM),
    )
    for login, source in named:
        if login:
            return _by_login(config, directory, login, source)
    return _by_address(config, directory, evidence.peer)


def admits(config: IdentityConfig, principal: Principal) -> bool:
    """Whether this person may use the gateway; if not, they are asked for a password, or refused where there are none."""
    proven = principal.source not in (Source.UNKNOWN, Source.NETWORK) or (
        principal.source is Source.NETWORK and not is_unknown(principal)
    )
    return proven or not config.guarded


def is_unknown(principal: Principal) -> bool:
    """Whether nobody in the directory is meant (the directory's own ids never begin so)."""
    return principal.id.startswith("unknown:")


def headers_to_strip(config: IdentityConfig) -> frozenset[str]:
    """The headers, in lower case, that name people between proxies: they never go on to a platform, whoever sent them."""
    return frozenset(
        {"proxy-authorization"} | {upstream.header for upstream in config.trusted_upstream if upstream.header}
    )


def trusts_basic_user(config: IdentityConfig, peer: str) -> bool:
    """Whether a Basic credential from this address is an upstream's word, whose password nobody checks."""
    upstream = _upstream_at(config, peer)
    return upstream is not None and upstream.basic_user


def _told_by_upstream(config: IdentityConfig, evidence: Evidence) -> str:
    upstream = _upstream_at(config, evidence.peer)
    if upstream is None:
        return ""
    header = "proxy-authorization" if upstream.basic_user else upstream.header
    values = [value for name, value in evidence.headers if name == header]
    if len(values) != 1:
        return ""  # two: the client sent one as well, and which is the proxy's cannot be told
    credential = parse_basic(values[0]) if upstream.basic_user else (values[0].strip(), "")
    login = credential[0] if credential else ""
    return login if len(login) <= _MAX_LOGIN and login.isprintable() else ""


def _by_login(config: IdentityConfig, directory: Directory, login: str, source: Source) -> Principal:
    known = directory.by_login(login)
    return replace(known, source=source) if known else _unknown(config, f"login\0{login.casefold()}", source)


def _by_address(config: IdentityConfig, directory: Directory, peer: str) -> Principal:
    entry = _entry_at(config, peer)
    if entry is None:
        return _unknown(config, f"address\0{_whose(peer)}", Source.UNKNOWN)
    if entry.principal:
        known = directory.by_id(entry.principal)
        return (
            replace(known, source=Source.NETWORK)
            if known
            else _unknown(config, f"id\0{entry.principal}", Source.NETWORK)
        )
    return Principal(
        id=_unknown_id(f"address\0{_whose(peer)}"), groups=entry.groups, division=entry.division, source=Source.NETWORK
    )


def _unknown(config: IdentityConfig, what: str, source: Source) -> Principal:
    return Principal(
        id=_unknown_id(what), groups=config.unknown.groups, division=config.unknown.division, source=source
    )


def _unknown_id(what: str) -> str:
    return f"unknown:{blake2b(what.encode(errors='surrogateescape'), digest_size=8).hexdigest()}"


def _upstream_at(config: IdentityConfig, peer: str) -> TrustedUpstream | None:
    return next((upstream for upstream in config.trusted_upstream if _within(peer, upstream.address)), None)


def _entry_at(config: IdentityConfig, peer: str) -> NetworkEntry | None:
    """The narrowest range that holds the address, wherever it stands in the file."""
    entries = (entry for entry in config.network if _within(peer, entry.cidr))
    return max(entries, key=lambda entry: entry.cidr.prefixlen, default=None)


def _within(peer: str, network: Network) -> bool:
    try:
        address = ip_address(peer)
    except ValueError:
        return False  # a local socket has no address
    plain = address.ipv4_mapped or address if isinstance(address, IPv6Address) else address
    return plain in network


def _whose(peer: str) -> str:
    """The part of an address that stays the same for one machine."""
    try:
        address = ip_address(peer)
    except ValueError:
        return peer
    if not isinstance(address, IPv6Address):
        return peer
    return str(address.ipv4_mapped or ip_network((address.packed, _ADDRESSES_OF_ONE), strict=False))
