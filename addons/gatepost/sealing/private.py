"""A person's private key, locked by a passphrase: argon2id makes a key of the passphrase, a secret box holds the other.

The file belongs on the person's own medium and never on the gateway. The rule to keep: what the file says about its own
cost is bounded before it is believed, or a forged one would take all memory.
"""

import base64
import json

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox
from nacl.utils import random

from gatepost.errors import GatepostError

SHORTEST_PASSPHRASE = 12
LONGEST_FILE = 4096
_OPS, _MEMORY = pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE
_MOST_OPS, _MOST_MEMORY = 4 * _OPS, 4 * _MEMORY
_KIND = "gatepost private key"


class Locked(GatepostError):
    """A private key that does not open: not one, or not with this passphrase."""


def locked(key: PrivateKey, passphrase: str, *, ops: int = _OPS, memory: int = _MEMORY) -> bytes:
    """The file of a private key. ValueError for a passphrase that is too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ValueError(f"a passphrase has at least {SHORTEST_PASSPHRASE} characters")
    salt = random(pwhash.argon2id.SALTBYTES)
    box = SecretBox(_stretched(passphrase, salt, ops, memory)).encrypt(bytes(key))
    fields = {"kind": _KIND, "ops": ops, "memory": memory, "salt": _text(salt), "box": _text(box)}
    return json.dumps(fields, indent=1).encode("ascii") + b"\n"


def unlocked(file: bytes, passphrase: str) -> PrivateKey:
    """The private key in a file; takes about a second and 256 MiB, as whoever guesses must spend on each guess."""
    try:
        salt, box, ops, memory = _parts(file)
        return PrivateKey(SecretBox(_stretched(passphrase, salt, ops, memory)).decrypt(box))
    except CryptoError as error:
        raise Locked("this passphrase does not open this key") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Locked("this is not a private key of Gatepost") from error


def _parts(file: bytes) -> tuple[bytes, bytes, int, int]:
    if len(file) > LONGEST_FILE:
        raise ValueError("too long")
    fields = json.loads(file)
    ops, memory = int(fields["ops"]), int(fields["memory"])
    if fields["kind"] != _KIND or ops > _MOST_OPS or memory > _MOST_MEMORY:
        raise ValueError("of another kind")
    return base64.b64decode(fields["salt"]), base64.b64decode(fields["box"]), ops, memory


def _stretched(passphrase: str, salt: bytes, ops: int, memory: int) -> bytes:
    return pwhash.argon2id.kdf(SecretBox.KEY_SIZE, passphrase.encode("utf-8"), salt, opslimit=ops, memlimit=memory)


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")
