"""Public keys of people -> to whom something is sealed.

Each lies in a folder as `<person>.pub`: one line, the X25519 key in base64. The gate needs nothing else of them. The
rule to keep: a file that is no key is a fault, never passed over, or something would be sealed to nobody unnoticed.
"""

import base64
import binascii
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nacl.public import PublicKey, SealedBox

from gatepost.errors import GatepostFault

_PERSON = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}")
_MOST_READERS = 20  # each costs a seal of 80 bytes on everything that is sealed


@dataclass(frozen=True, slots=True)
class Reader:
    """A person to whom things are sealed; `mark` is how a seal says whose it is."""

    name: str
    mark: str
    key: PublicKey

    def seal(self, content: bytes) -> bytes:
        return SealedBox(self.key).encrypt(content)


def readers_in(folder: Path) -> tuple[Reader, ...]:
    """The people of a folder, by name; none when it is not there."""
    paths = sorted(folder.glob("*.pub")) if folder.is_dir() else []
    if len(paths) > _MOST_READERS:
        raise GatepostFault(f"{folder} has more than {_MOST_READERS} keys", stage="keys", reason="too-many")
    return tuple(map(read_public, paths))


def marks(readers: Sequence[Reader]) -> frozenset[str]:
    return frozenset(reader.mark for reader in readers)


def mark_of(key: PublicKey) -> str:
    """A short name of a key: 64 bits of its digest."""
    return hashlib.sha256(bytes(key)).hexdigest()[:16]


def person_named(name: str) -> str:
    """A name that may be that of a key's file. ValueError when it is none."""
    if not _PERSON.fullmatch(name):
        raise ValueError(f"{name!r} cannot name a key: use letters, digits, '.', '_', '@' and '-'")
    return name


def public_text(key: PublicKey) -> str:
    return base64.b64encode(bytes(key)).decode("ascii") + "\n"


def read_public(path: Path) -> Reader:
    """The person of one file. GatepostFault when it is no key."""
    with path.open("rb") as file:
        written = file.read(1024).strip()
    try:
        key = PublicKey(base64.b64decode(written, validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise GatepostFault(f"{path} is not an X25519 public key", stage="keys", reason="wrong-kind") from error
    return Reader(path.stem, mark_of(key), key)
