"""`--state` URL -> where a Redis or Valkey server is, and what it has to be told to let us in.

`redis://` and `valkey://` speak in clear, `rediss://` and `valkeys://` over TLS with a certificate that is always
verified. The rule to keep: a password is in no log, no error and no text of an `Address`; better, it is in no URL
either, because command lines can be read by everyone on the machine: `password_file` names a file that has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from gatepost.errors import GatepostError

SCHEMES: Mapping[str, bool] = {"redis": False, "valkey": False, "rediss": True, "valkeys": True}  # name -> TLS
PORT = 6379
_FILES = ("password_file", "ca_file", "cert_file", "key_file")
_LONGEST_PASSWORD = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A server that is reached by TCP. An empty `user` is the server's default user."""

    host: str
    port: int = PORT
    database: int = 0
    tls: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    cert_file: str = ""
    key_file: str = ""

    def __str__(self) -> str:
        return f"{self.host}:{self.port}/{self.database}"


def read_address(url: str) -> Address:
    """GatepostError says what is wrong with a URL without repeating it."""
    try:
        parts = urlsplit(url)
        tls, port, options = SCHEMES[parts.scheme], parts.port or PORT, _options(parts.query)
        database = int(parts.path.strip("/") or 0)
        password = _password(unquote(parts.password or ""), options.pop("password_file", ""))
    except (ValueError, KeyError) as error:
        raise _wrong("it is no URL of the kind below") from error
    except OSError as error:
        raise _wrong(f"its password file cannot be read: {error.strerror}") from error
    if not parts.hostname:
        raise _wrong("it names no host")
    if options and not tls:
        raise _wrong(f"{', '.join(sorted(options))} are for rediss:// and valkeys://")
    return Address(
        host=parts.hostname,
        port=port,
        database=database,
        tls=tls,
        user=unquote(parts.username or ""),
        password=password,
        **options,
    )


def _options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, strict_parsing=True)) if query else {}
    if unknown := sorted(options.keys() - set(_FILES)):
        raise _wrong(f"it has an option that is not known, {unknown[0]!r}; known are {', '.join(_FILES)}")
    return options


def _password(given: str, file: str) -> str:
    if not file:
        return given
    if given:
        raise _wrong("it has a password and names a file of another")
    with Path(file).open(encoding="utf-8") as opened:
        return opened.read(_LONGEST_PASSWORD).rstrip("\r\n")


def _wrong(what: str) -> GatepostError:
    return GatepostError(
        f"the URL of the state is wrong: {what}. Write rediss://USER@HOST:PORT/DATABASE?password_file=FILE&ca_file=FILE,"
        " or redis:// where the way to the server is safe by itself; Valkey takes valkeys:// and valkey:// as well"
    )
