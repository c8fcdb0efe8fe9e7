"""What `policy/identity.yaml` says: by what a person is known, and whom to believe about it.

A value of these models is valid because it exists: addresses are networks without stray bits, a trusted upstream says
exactly one way of naming people, a header that carries a name is never one that a platform needs.
"""

from collections.abc import Mapping
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

type Network = IPv4Network | IPv6Network

# Removed from every request, as a name that nobody vouches for must not travel: so it cannot be one that is needed.
_NEEDED = frozenset(
    {"host", "authorization", "proxy-authorization", "cookie", "content-type", "content-length", "origin", "referer"}
)


def _network(value: object) -> Network:
    try:
        return ip_network(str(value))
    except ValueError as error:
        raise ValueError(f"not an address range ({error}): write one such as 10.20.0.0/16") from error


def _header(value: object) -> object:
    if isinstance(value, str) and value.lower() in _NEEDED:
        raise ValueError(
            f"{value} is removed from every request and platforms need it: choose one such as X-Authenticated-User"
        )
    return value.lower() if isinstance(value, str) else value


type _Range = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
type _Header = Annotated[str, BeforeValidator(_header), StringConstraints(pattern=r"^[a-z0-9-]{1,64}$")]
type _Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ProxyAuth(_Strict):
    """Passwords that this gateway checks itself."""

    htpasswd: _Name
    realm: Annotated[str, StringConstraints(pattern=r'^[^"\\\x00-\x1f]{1,80}$')] = "Gatepost"


class ClientCertificate(_Strict):
    """Certificates of people: the authorities that may issue them, and the field that holds the login."""

    authorities: _Name
    field: Literal["CN", "email", "UPN"] = "UPN"


class TrustedUpstream(_Strict):
    """A proxy between the people and us that has already found out who they are."""

    address: _Range
    header: _Header | None = None
    basic_user: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.header is None) is not self.basic_user:
            raise ValueError("say either `header: NAME` or `basic_user: true`: how this proxy names the person")
        return self


class NetworkEntry(_Strict):
    """What an address says of the person: who it is, or only which groups and division."""

    cidr: _Range
    principal: _Name | None = None
    groups: frozenset[_Name] = frozenset()
    division: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.principal and (self.groups or self.division):
            raise ValueError("groups and division of a `principal` come from the directory: leave them out here")
        if not (self.principal or self.groups or self.division):
            raise ValueError("say `principal`, `groups` or `division`: this address range says nothing about anyone")
        return self


class TableFile(_Strict):
    """A CSV file, and what its columns are called there: the staff directory, who is on leave when, who is under whom."""

    file: _Name
    columns: Mapping[str, str] = Field(default_factory=dict)


class Unknown(_Strict):
    """People whom nothing identifies: whether they are let in, and what is assumed of them."""

    admit: bool = True
    groups: frozenset[_Name] = frozenset()
    division: str = ""


class IdentityConfig(_Strict):
    """The whole file. File names are relative to the policy folder."""

    directory: TableFile | None = None
    absences: TableFile | None = None
    divisions: TableFile | None = None
    proxy_auth: ProxyAuth | None = None
    client_certificate: ClientCertificate | None = None
    trusted_upstream: tuple[TrustedUpstream, ...] = ()
    network: tuple[NetworkEntry, ...] = ()
    unknown: Unknown = Unknown()

    @property
    def guarded(self) -> bool:
        """Whether only people who prove who they are get in: what a listener on a public address needs."""
        return self.proxy_auth is not None or not self.unknown.admit
