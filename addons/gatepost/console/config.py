"""What `console.yaml` in the var folder says: under which address people reach the console, and who vouches for them.

Without the file the console is for this machine alone, at the address that it listens on, and people have passwords.
The file may hold a secret, so it is refused when others can read it.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from gatepost.console.roles import Role
from gatepost.errors import GatepostError, PolicyError, PolicyErrors
from gatepost.yaml_source import parse, validate

FILE = "console.yaml"
_MOST_BYTES = 64 * 1024


def _https(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/") or parts.query or parts.username:
        raise ValueError("write an address such as https://console.agency.example, with nothing after the host")
    return f"https://{parts.netloc.lower()}"


def _issuer(address: str) -> str:
    parts = urlsplit(address)
    if not parts.hostname or (parts.scheme != "https" and parts.hostname != "127.0.0.1"):
        raise ValueError("write the provider's issuer, such as https://login.agency.example/realm")
    return address


type _Name = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OpenId(_Strict):
    """A provider of OpenID Connect, and which of its groups have which role here."""

    issuer: Annotated[str, AfterValidator(_issuer)]
    client_id: _Name
    client_secret: Annotated[str, Field(repr=False)] = ""
    groups_claim: _Name = "groups"
    division_claim: _Name = "division"
    roles: Mapping[Role, tuple[_Name, ...]]
    sworn: tuple[_Name, ...] = ()


class Config(_Strict):
    """The whole file. `proxies` are the addresses of reverse proxies whose word is taken for who asks."""

    url: Annotated[str, AfterValidator(_https)] = ""
    proxies: tuple[_Name, ...] = ()
    openid: OpenId | None = None

    @model_validator(mode="after")
    def _reachable(self) -> Self:
        if self.proxies and not self.url:
            raise ValueError("say `url`: under which address people reach the console through the proxy")
        return self


def read_config(var: Path) -> Config:
    """The file, or what holds without one. GatepostError says what is wrong with it, and where."""
    path = var / FILE
    if not path.exists():
        return Config()
    if path.stat().st_mode & 0o077:
        raise GatepostError(f"{path} can be read by others; chmod 600 it")
    if path.stat().st_size > _MOST_BYTES:
        raise GatepostError(f"{path} is larger than {_MOST_BYTES} bytes")
    try:
        return validate(Config, parse(path.read_text("utf-8-sig"), file=str(path)))
    except UnicodeDecodeError:
        raise PolicyErrors([PolicyError("not UTF-8: save the file as UTF-8", file=str(path))]) from None
