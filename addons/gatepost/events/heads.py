"""The signed head of a chain: proof of everything up to it, for whoever has the public key.

A head is itself a line of the journal. It names its chain, how many lines came before, and the hash of the last of
them, signed with Ed25519. A copy kept elsewhere (the SIEM has one) shows a tail that was cut and a chain that was
written anew, even by somebody who has the signing key.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from gatepost.events.chain import SCHEMA, canonical, rfc3339
from gatepost.events.numbers import new_id

HEAD_EVERY_RECORDS = 1000  # how often a writer signs while it writes
_CONTEXT = b"gatepost journal head\n"  # a signature of this key on anything else is not one of a head


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says: the chain called `chain` has `count` lines of which the last has the hash `signed`."""

    chain: str
    count: int
    signed: str


def sign_head(head: Head, *, at: datetime, key: Ed25519PrivateKey) -> bytes:
    """The payload of the line that carries this head."""
    fields = {
        "schema": SCHEMA,
        "id": new_id(at),
        "kind": "head",
        "at": rfc3339(at),
        "chain": head.chain,
        "count": head.count,
        "signed": head.signed,
        "key": key_name(key.public_key()),
    }
    signature = key.sign(_CONTEXT + canonical(fields))
    return canonical(fields | {"signature": base64.b64encode(signature).decode("ascii")})


def read_head(payload: bytes) -> Head | None:
    """What a payload or a whole line says as a head, unverified; None when it is of another kind."""
    if b'"head"' not in payload:  # cheaper than reading every line as JSON
        return None
    match _fields(payload):
        case {"kind": "head", "chain": str(chain), "count": int(count), "signed": str(signed)}:
            return Head(chain, count, signed)
    return None


def signed_by(payload: bytes, keys: Iterable[Ed25519PublicKey]) -> bool:
    """Whether one of these keys signed the head in this payload."""
    fields = dict(_fields(payload))
    try:
        signature = base64.b64decode(str(fields.pop("signature", "")), validate=True)
    except binascii.Error:
        return False
    return any(_verifies(key, signature, _CONTEXT + canonical(fields)) for key in keys)


def key_name(key: Ed25519PublicKey) -> str:
    """A short name by which people tell signing keys apart."""
    return hashlib.sha256(key.public_bytes_raw()).hexdigest()[:16]


def _fields(payload: bytes) -> Mapping[str, object]:
    try:
        fields = json.loads(payload)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _verifies(key: Ed25519PublicKey, signature: bytes, message: bytes) -> bool:
    try:
        key.verify(signature, message)
    except InvalidSignature:
        return False
    return True
