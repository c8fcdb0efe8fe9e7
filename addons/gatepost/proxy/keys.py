"""The gateway's own keys: each in a file of its own under `keys/`, readable by the gateway's user alone.

What each is for, and how to rotate and back it up, is in `docs/keys.md`. A key that is missing is made at start;
a key that others can read is refused, because from then on nothing it signed or hid can be trusted.
"""

import contextlib
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from gatepost.errors import GatepostFault


@dataclass(frozen=True, slots=True)
class Keys:
    """Those that do not change by themselves; the keys of pseudonyms do (`periods.py`)."""

    journal: Ed25519PrivateKey
    sessions: bytes
    content: bytes


def load_keys(folder: Path) -> Keys:
    """The keys in this folder; those that are missing are made. GatepostFault when one is not private."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys(
        journal=_signing_key(folder / "journal.pem"),
        sessions=secret(folder / "sessions.key"),
        content=secret(folder / "content.key"),
    )


def secret(path: Path) -> bytes:
    """The key in a file of its own; made when it is missing."""
    return _read_or_make(path, lambda: secrets.token_bytes(32))


def _signing_key(path: Path) -> Ed25519PrivateKey:
    def make() -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    try:
        key = load_pem_private_key(_read_or_make(path, make), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # no key, one with a password, one that nobody uses
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise GatepostFault(f"{path} is not an Ed25519 key", stage="keys", reason="wrong-kind")
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path.with_suffix(".pub").write_bytes(public)
    return key


def _read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """The file's bytes; made by whichever process comes first when several start at once."""
    if not path.exists():
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    if path.stat().st_mode & 0o077:
        raise GatepostFault(
            f"{path} can be read by others; chmod 600 it, and rotate the key", stage="keys", reason="not-private"
        )
    return path.read_bytes()
