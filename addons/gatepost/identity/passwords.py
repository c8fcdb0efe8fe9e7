"""Proxy passwords: an htpasswd file and a `Proxy-Authorization` header become a name, or nothing.

Checking a password is slow on purpose (bcrypt): the shell does it in a thread and remembers in `VerifiedCache` for
some minutes that this very header was good, as a keyed hash. No password is kept, logged or compared in the open.
"""

import base64
import binascii
import hmac
import re
from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime, timedelta

import bcrypt

from gatepost.errors import PolicyError, PolicyErrors

_BCRYPT = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
_OTHER_KINDS = {"{SHA}": "SHA-1", "$apr1$": "MD5", "$5$": "SHA-256 crypt", "$6$": "SHA-512 crypt"}
_MAX_COST = 14  # about a second of one core for each new connection; more only stops the gateway
_MAX_HEADER = 4096
_BCRYPT_READS = 72  # bytes of a password; htpasswd cuts there too, and the library refuses more

# What an unknown name is checked against, so that the answer takes as long as for a known one.
_NOBODY = "$2b${cost:02}$......................kFD47TqiyGsuObl4NlcZBqs0dVPMkJm"


def parse_htpasswd(text: str, *, file: str) -> Mapping[str, str]:
    """Name to bcrypt hash. Other kinds of hash are refused: they are guessed by the million."""
    entries: dict[str, str] = {}
    mistakes: list[PolicyError] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hashed = line.strip().partition(":")
        if problem := _problem(name, hashed, entries):
            mistakes.append(PolicyError(problem, file=file, line=number))
        entries.setdefault(name, hashed)
    if mistakes:
        raise PolicyErrors(mistakes)
    return entries


def _problem(name: str, hashed: str, entries: Mapping[str, str]) -> str:
    """What is wrong with a line, without ever showing its hash; empty when nothing is."""
    if not name or not hashed:
        return "not `name:hash`: make the line with `htpasswd -B FILE NAME`"
    if name in entries:
        return f"{name!r} stands twice: keep one line"
    bcrypt_hash = _BCRYPT.fullmatch(hashed)
    if bcrypt_hash is None:
        kind = next((kind for start, kind in _OTHER_KINDS.items() if hashed.startswith(start)), "crypt or plain text")
        return (
            f"the password of {name!r} is not kept as bcrypt but as {kind}: set it again with `htpasswd -B FILE {name}`"
        )
    if not 4 <= int(bcrypt_hash[1]) <= _MAX_COST:
        return (
            f"the bcrypt cost of {name!r} is not in 4..{_MAX_COST}: set it again with `htpasswd -B -C 10 FILE {name}`"
        )
    return ""


def parse_basic(header: str) -> tuple[str, str] | None:
    """Name and password of a Basic credential (RFC 7617, UTF-8; a password may hold colons), or None."""
    scheme, _, token = header[:_MAX_HEADER].partition(" ")
    if len(header) > _MAX_HEADER or scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(token.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    if not name or not colon or not (name + password).isprintable():
        return None  # RFC 7617: no control characters in either
    return name, password


def verify(name: str, password: str, entries: Mapping[str, str]) -> bool:
    """Whether the password is this name's. Takes as long for an unknown name as for a known one."""
    hashed = entries.get(name)
    against = hashed or _NOBODY.format(cost=_usual_cost(entries))
    matches = bcrypt.checkpw(password.encode()[:_BCRYPT_READS], against.encode())
    return matches and hashed is not None


def _usual_cost(entries: Mapping[str, str]) -> int:
    return int(next(iter(entries.values()), "$2b$10$").split("$")[2])


class VerifiedCache:
    """Which credentials were found good lately: a keyed hash of the header to the name it proved.

    `key` is random and lives as long as the process, so that what is remembered is of no use elsewhere. Make a new
    cache when the password file changes: whoever was taken out of it is then asked again at once.
    """

    def __init__(self, key: bytes, *, lifetime: timedelta = timedelta(minutes=5), capacity: int = 20_000) -> None:
        self._key, self._lifetime, self._capacity = key, lifetime, capacity
        self._good: OrderedDict[bytes, tuple[str, datetime]] = OrderedDict()

    def name_of(self, header: str, now: datetime) -> str | None:
        """The name that this credential proved within the lifetime, or None."""
        name, expires = self._good.get(self._digest(header), ("", now))
        return name if now < expires else None

    def keep(self, header: str, name: str, now: datetime) -> None:
        """Remembers that this credential is good. The oldest is forgotten when there are too many."""
        digest = self._digest(header)
        self._good[digest] = (name, now + self._lifetime)
        self._good.move_to_end(digest)
        while len(self._good) > self._capacity:
            self._good.popitem(last=False)

    def _digest(self, header: str) -> bytes:
        return hmac.digest(self._key, header.encode(errors="surrogateescape"), "sha256")
